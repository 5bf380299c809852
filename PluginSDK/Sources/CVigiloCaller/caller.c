/* caller.c - see vigilo_caller.h. */
#include "vigilo_caller.h"

#define TEN(DO, T) DO(T, 0) DO(T, 1) DO(T, 2) DO(T, 3) DO(T, 4) DO(T, 5) DO(T, 6) DO(T, 7) DO(T, 8) DO(T, 9)

#if VIGILO_CALLER_WORDS == 6
#define WORD_TYPES uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t
#define WORD_VALUES words[0], words[1], words[2], words[3], words[4], words[5]
#else
#define WORD_TYPES uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t
#define WORD_VALUES words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]
#endif
#define REAL_TYPES double, double, double, double, double, double, double, double
#define REAL_VALUES reals[0], reals[1], reals[2], reals[3], reals[4], reals[5], reals[6], reals[7]
#define STACK_TYPE(T, N) , uint64_t
#define STACK_TYPES                                                                                              \
    TEN(STACK_TYPE, ) TEN(STACK_TYPE, ) TEN(STACK_TYPE, ) STACK_TYPE(, ) STACK_TYPE(, ) STACK_TYPE(, )
#define STACK_VALUE(T, N) , stack[T##N]
#define STACK_VALUES                                                                                             \
    TEN(STACK_VALUE, ) TEN(STACK_VALUE, 1) TEN(STACK_VALUE, 2) STACK_VALUE(3, 0) STACK_VALUE(3, 1) STACK_VALUE(3, 2)

typedef uint64_t (*word_function)(WORD_TYPES, REAL_TYPES STACK_TYPES);
typedef double (*real_function)(WORD_TYPES, REAL_TYPES STACK_TYPES);

uint64_t vigilo_call_word(const void *function, const uint64_t *words, const double *reals, const uint64_t *stack) {
    return ((word_function)(uintptr_t)function)(WORD_VALUES, REAL_VALUES STACK_VALUES);
}

double vigilo_call_real(const void *function, const uint64_t *words, const double *reals, const uint64_t *stack) {
    return ((real_function)(uintptr_t)function)(WORD_VALUES, REAL_VALUES STACK_VALUES);
}
