/* clinux_guard.h - what belongs to the whole process, as it is at one moment, and how to put it back. */
#ifndef CLINUX_GUARD_H
#define CLINUX_GUARD_H

#include <stddef.h>

/* Something that is not as it was. */
enum {
    CLINUX_CHANGED_SIGNAL = 1,            /* name: "SIGSEGV"; before and after: what it was and is handled by */
    CLINUX_CHANGED_MASK = 2,              /* name; before and after: "blocked" or "open"; of this thread */
    CLINUX_CHANGED_WORKING_DIRECTORY = 3, /* before and after: paths */
    CLINUX_CHANGED_UMASK = 4,             /* before and after: octal */
    CLINUX_CHANGED_LOCALE = 5,            /* before and after: names as setlocale has them */
    CLINUX_CHANGED_THREAD_LOCALE = 6,     /* of this thread alone (uselocale) */
    CLINUX_CHANGED_ROUNDING = 7,          /* before and after: words; of this thread */
    CLINUX_CHANGED_DENORMALS = 8,         /* before and after: words; of this thread, x86-64 only */
    CLINUX_CHANGED_EXCEPTIONS = 9,        /* floating-point traps, before and after: words; of this thread */
    CLINUX_CHANGED_ENVIRONMENT = 10       /* name; before and after: NULL if it was or is not set; may be secret */
};

struct clinux_change {
    int what;
    int undone; /* whether it has been put back */
    const char *name, *before, *after; /* valid during the call */
};

struct clinux_guard;

/* What a guard takes note of. */
enum {
    CLINUX_GUARD_SIGNALS = 1,     /* how signals are handled; some 15 us, because each is a system call */
    CLINUX_GUARD_SURROUNDINGS = 2 /* all the rest; some 3 us */
};

/*
 * Takes note of these parts, for the process and for this thread; NULL if there is no memory.
 *
 * The umask cannot be read but by setting it, so it is not: what it is to be is what it was when this was first called,
 * and comparing sets it to that, and to nothing else, for no moment.
 */
struct clinux_guard *clinux_guard_take(int parts);

/*
 * Compares with now, puts back what it can, and tells of each change. [the thread that took it; while no other thread
 * of ours changes any of it]
 *
 * A signal handler that lies in code which was there before the guard was taken is none of the plugin's doing: it is
 * neither told of nor put back.
 */
void clinux_guard_restore(struct clinux_guard *guard, void (*each)(const struct clinux_change *, void *context),
                          void *context);

void clinux_guard_free(struct clinux_guard *guard);

/* "SIGSEGV", "SIGRTMIN+3", or NULL for numbers that are no signal's. The text lives for ever. */
const char *clinux_signal_name(int number);

#endif
