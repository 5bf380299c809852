/* Not a plugin: a library (or, linked otherwise, an object file or a program) that needs nothing and no headers. */
#ifdef NEEDS
int NEEDS(void);
int zoo_caller(void) { return NEEDS(); }
#else
int zoo_answer(void) { return 42; }
#endif

#ifdef PROGRAM
int main(void) { return 0; }
#endif
