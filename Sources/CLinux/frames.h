/* frames.h - the calls under way when a signal struck, told without taking a lock or any memory. */
#ifndef FRAMES_H
#define FRAMES_H

#include <stdint.h>

/* To be called once before any signal: what the unwinder needs is loaded now. */
void frames_prepare(void);

struct frame {
    const char *file; /* without folders */
    uintptr_t offset; /* in the file, as addr2line takes it */
    const char *symbol; /* or NULL */
};

/* Tells of each call, the innermost first, which is where the signal struck. `context` is the signal handler's third. */
void frames_tell(const void *context, void (*each)(const struct frame *));

#endif
