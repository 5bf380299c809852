/*
 * vigilo_slots.h - plain C functions that remember which Swift closure they stand for.
 *
 * A typed function crosses the ABI as a C function pointer and nothing else, so a closure needs a C function of its own.
 * There are VIGILO_SLOT_COUNT of them, made by the compiler, not at run time. Whatever its real signature, a call puts
 * whole numbers and pointers into one row of registers, floating point into another, and what does not fit onto the
 * stack, in order: a slot hands all three rows to its handler, which knows the signature and picks from them.
 *
 * This leans on the procedure call standards of x86-64 (System V) and AArch64 (Linux), and is private to the Swift SDK:
 * authors in C register their functions as they are.
 */
#ifndef VIGILO_SLOTS_H
#define VIGILO_SLOTS_H

#include <stdint.h>

#define VIGILO_SLOT_COUNT 64

/* Registers for whole numbers and pointers. There are eight for floating point on both machines. */
#if defined(__x86_64__)
#define VIGILO_SLOT_WORDS 6
#elif defined(__aarch64__)
#define VIGILO_SLOT_WORDS 8
#else
#error "Swift plugins are built for x86-64 and AArch64"
#endif
#define VIGILO_SLOT_REALS 8

/* The most that a call leaves on the stack: 16 parameters of two words each, and the result. */
#define VIGILO_SLOT_STACK 33

/* What a call brought, and what it takes home: `word` or `real`. Valid during the call. */
typedef struct vigilo_slot_frame {
    const uint64_t *_Nonnull words; /* VIGILO_SLOT_WORDS of them */
    const double *_Nonnull reals;   /* VIGILO_SLOT_REALS of them */
    const uint64_t *_Nonnull stack; /* as many as the slot was taken for */
    uint64_t word;
    double real;
} vigilo_slot_frame;

typedef void (*vigilo_slot_handler)(void *_Nonnull context, vigilo_slot_frame *_Nonnull frame);
typedef void (*vigilo_slot_function)(void);

/*
 * Takes the next free slot, for ever, and returns its function; NULL when all are taken or `stack_words` is over
 * VIGILO_SLOT_STACK. `returns_real` tells which register the result goes home in. Not for two threads at once:
 * registration runs alone.
 */
vigilo_slot_function _Nullable vigilo_slot_take(void *_Nonnull context, vigilo_slot_handler _Nonnull handler,
                                                uint32_t stack_words, int32_t returns_real);

#endif
