/* clinux_symbol.h - what a symbol found by dlsym really is. */
#ifndef CLINUX_SYMBOL_H
#define CLINUX_SYMBOL_H

enum {
    CLINUX_SYMBOL_FUNCTION = 0, /* a function of the library itself */
    CLINUX_SYMBOL_DATA = 1,     /* not code: calling it would crash */
    CLINUX_SYMBOL_FOREIGN = 2   /* of another library, found because this one depends on it */
};

/* What `address`, found by dlsym in the library `handle`, is. */
int clinux_symbol_kind(void *handle, const void *address);

#endif
