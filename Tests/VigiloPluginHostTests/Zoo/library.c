/*
 * Not a plugin: a library (or, linked otherwise, an object file or a program) that needs nothing and no headers. With
 * -DTEXT_RELOCATION an address stands in the midst of its code, and with -DSWIFT_RUNTIME it defines what only the runtime
 * of Swift does; with -DSECTION="..." it has a section of that name.
 */
#ifdef NEEDS
int NEEDS(void);
int zoo_caller(void) { return NEEDS(); }
#else
int zoo_answer(void) { return 42; }
#ifdef TEXT_RELOCATION
__asm__(".pushsection .text\n.balign 8\n.quad zoo_answer\n.popsection\n");
#endif
#ifdef SECTION
__attribute__((section(SECTION), used)) static const int zoo_section = 1;
#endif
#ifdef SWIFT_RUNTIME
void *swift_retain(void *object) { return object; }
#endif
#endif

#ifdef PROGRAM
int main(void) { return 0; }
#endif
