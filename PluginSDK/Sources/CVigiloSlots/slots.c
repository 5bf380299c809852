/* slots.c - the slots themselves: see vigilo_slots.h. */
#include "vigilo_slots.h"

#include <stdarg.h>
#include <stddef.h>

static struct {
    void *context;
    vigilo_slot_handler handler;
    uint32_t stack_words;
} bindings[VIGILO_SLOT_COUNT];

/* Only what the signature says was passed is read from the stack. */
static void answer(unsigned slot, vigilo_slot_frame *frame, va_list rest) {
    uint64_t stack[VIGILO_SLOT_STACK];
    for (uint32_t i = 0; i < bindings[slot].stack_words; i++) stack[i] = va_arg(rest, uint64_t);
    frame->stack = stack;
    bindings[slot].handler(bindings[slot].context, frame);
}

#if VIGILO_SLOT_WORDS == 6
#define WORDS uint64_t w0, uint64_t w1, uint64_t w2, uint64_t w3, uint64_t w4, uint64_t w5
#define WORD_NAMES w0, w1, w2, w3, w4, w5
#else
#define WORDS uint64_t w0, uint64_t w1, uint64_t w2, uint64_t w3, uint64_t w4, uint64_t w5, uint64_t w6, uint64_t w7
#define WORD_NAMES w0, w1, w2, w3, w4, w5, w6, w7
#endif
#define REALS double d0, double d1, double d2, double d3, double d4, double d5, double d6, double d7
#define REAL_NAMES d0, d1, d2, d3, d4, d5, d6, d7

/* The named parameters fill every register, so what is left, and only that, is found through the va_list. */
#define BODY(N, RESULT)                                                                                          \
    const uint64_t words[] = {WORD_NAMES};                                                                       \
    const double reals[] = {REAL_NAMES};                                                                         \
    vigilo_slot_frame frame = {words, reals, words, 0, 0};                                                       \
    va_list rest;                                                                                                \
    va_start(rest, d7);                                                                                          \
    answer(N, &frame, rest);                                                                                     \
    va_end(rest);                                                                                                \
    return frame.RESULT;

#define SLOT(N)                                                                                                  \
    static uint64_t word_slot_##N(WORDS, REALS, ...) { BODY(N, word) }                                           \
    static double real_slot_##N(WORDS, REALS, ...) { BODY(N, real) }
#define PAIR(N) {(vigilo_slot_function)word_slot_##N, (vigilo_slot_function)real_slot_##N},

#define EIGHT(DO, T) DO(T##0) DO(T##1) DO(T##2) DO(T##3) DO(T##4) DO(T##5) DO(T##6) DO(T##7)
/* Octal numbers 00 to 077: sixty-four. */
#define EACH(DO) \
    EIGHT(DO, 0) EIGHT(DO, 01) EIGHT(DO, 02) EIGHT(DO, 03) EIGHT(DO, 04) EIGHT(DO, 05) EIGHT(DO, 06) EIGHT(DO, 07)

EACH(SLOT)

static const vigilo_slot_function slots[VIGILO_SLOT_COUNT][2] = {EACH(PAIR)};

vigilo_slot_function vigilo_slot_take(void *context, vigilo_slot_handler handler, uint32_t stack_words,
                                      int32_t returns_real) {
    static unsigned taken = 0;
    if (taken == VIGILO_SLOT_COUNT || stack_words > VIGILO_SLOT_STACK) return NULL;
    bindings[taken].context = context;
    bindings[taken].handler = handler;
    bindings[taken].stack_words = stack_words;
    return slots[taken++][returns_real != 0];
}
