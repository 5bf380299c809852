/*
 * vigilo_caller.h - calls a plain C function whose signature is known only at run time, without libffi.
 *
 * The mirror of vigilo_slots.h: every register for whole numbers and for floating point is filled, and what found no
 * room stands on the stack, in order. The function picks what its signature names and leaves the rest alone; the caller
 * cleans the stack up. Leans on the procedure call standards of x86-64 (System V) and AArch64 (Linux), and is only for
 * tests.
 */
#ifndef VIGILO_CALLER_H
#define VIGILO_CALLER_H

#include <stdint.h>

/* As in vigilo_slots.h. */
#if defined(__x86_64__)
#define VIGILO_CALLER_WORDS 6
#elif defined(__aarch64__)
#define VIGILO_CALLER_WORDS 8
#else
#error "plugins are tested on x86-64 and AArch64"
#endif
#define VIGILO_CALLER_REALS 8
#define VIGILO_CALLER_STACK 33

/* `words`, `reals` and `stack` have the three sizes above; `function` is really of the type that filled them. */
uint64_t vigilo_call_word(const void *_Nonnull function, const uint64_t *_Nonnull words, const double *_Nonnull reals,
                          const uint64_t *_Nonnull stack);
double vigilo_call_real(const void *_Nonnull function, const uint64_t *_Nonnull words, const double *_Nonnull reals,
                        const uint64_t *_Nonnull stack);

#endif
