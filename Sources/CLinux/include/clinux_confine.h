/* clinux_confine.h - running what is not trusted in a process of its own, and cleaning up behind it. */
#ifndef CLINUX_CONFINE_H
#define CLINUX_CONFINE_H

#include <stddef.h>
#include <stdint.h>

/* What a confined process may use. */
struct clinux_limits {
    uint64_t deadline_ms;   /* of real time; 0 is over at once */
    uint64_t address_space; /* bytes */
};

/* How a confined process came to its end. */
enum {
    CLINUX_ENDED_EXIT = 0,     /* by itself; value is its exit status */
    CLINUX_ENDED_SIGNAL = 1,   /* by a signal, which is value */
    CLINUX_ENDED_DEADLINE = 2, /* killed: its time was up */
    CLINUX_ENDED_LOST = 3,     /* killed: whoever reads our standard output is gone, or we were told to end */
    CLINUX_ENDED_NEVER = 4     /* it was never started; value is an error number */
};

struct clinux_ending {
    int how, value;
    char *text;    /* what it wrote to its report, at most 16 MiB; to be freed by the caller */
    size_t length;
    int survivors; /* processes that it left running, and that were killed */
};

/*
 * Forks. [once, in a process without other threads]
 *
 * Returns 0 in the new process: in a session of its own, confined, to die with its parent; `*report` is the descriptor
 * to write its report to. Returns 1 in the old one when the new process has come to its end, and every process that it
 * has started with it, whatever session they moved to; `*ending` says how. `output` is the descriptor of our own reader.
 */
int clinux_confine(const struct clinux_limits *limits, int output, int *report, struct clinux_ending *ending);

#endif
