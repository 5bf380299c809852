/* guard.h - what the parts of a guard share. Each part takes note of one subject, and compares and restores it. */
#ifndef GUARD_H
#define GUARD_H

#include "clinux_guard.h"

#include <signal.h>
#include <stdint.h>

/* Where changes are told to. */
struct teller {
    void (*each)(const struct clinux_change *, void *);
    void *context;
};

static inline void tell(const struct teller *teller, int what, int undone, const char *name, const char *before,
                        const char *after) {
    struct clinux_change change = {what, undone, name, before, after};
    teller->each(&change, teller->context);
}

enum { GUARD_SIGNALS = 64 };

/* The kernel's own form of struct sigaction: glibc's copies 128 bytes of mask about, a hundred times a guard. */
struct kernel_action {
    void *handler;
    unsigned long flags;
#if defined(SA_RESTORER) || defined(__x86_64__) || defined(__aarch64__)
    void *restorer;
#endif
    uint64_t mask;
};

struct guard_signals {
    struct kernel_action actions[GUARD_SIGNALS + 1];
    uint64_t mask;
    unsigned long long images; /* how many libraries were loaded */
};

void guard_take_handlers(struct guard_signals *then);
void guard_restore_handlers(const struct guard_signals *then, const struct teller *teller);
void guard_take_mask(struct guard_signals *then);
void guard_restore_mask(const struct guard_signals *then, const struct teller *teller);

/* One text after the other, closed by an empty one; NULL if there is no memory. To be freed. */
char *guard_take_environment(void);
void guard_restore_environment(const char *then, const struct teller *teller);

#endif
