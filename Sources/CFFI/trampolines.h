/*
 * trampolines.h - calls compiled for common shapes, thirty times as fast as libffi.
 *
 * On 64-bit x86 (System V) and ARM (AAPCS64) a parameter of up to 8 bytes travels in a general register, a double in a
 * vector register, and nothing else about its type matters to the call. So a function's shape is what it returns
 * (nothing, a general register, a vector register) and, parameter by parameter, which kind of register it takes.
 * Up to four parameters that makes 3 x 31 shapes, all compiled below by macros: no list to keep in step.
 *
 * Parameters and result lie in 8-byte slots. An integer narrower than its slot is stored there sign- or zero-extended,
 * as its type demands; of a narrower result only its own low bytes mean anything.
 */
#ifndef VIGILO_CFFI_TRAMPOLINES_H
#define VIGILO_CFFI_TRAMPOLINES_H

#include <stdint.h>
#include <string.h>

#if !(defined(__x86_64__) || defined(__aarch64__)) || !defined(__LP64__)
#error "trampolines.h knows the calling conventions of 64-bit x86 and ARM only"
#endif

/* Results; a shape's number is RESULT * 32 + PARAMETERS. */
enum { VIGILO_SHAPE_VOID = 0, VIGILO_SHAPE_INTEGER = 1, VIGILO_SHAPE_DOUBLE = 2 };
/* PARAMETERS is a 1 followed by one bit a parameter, the first one highest: 0 a general, 1 a vector register. */
enum { VIGILO_SHAPE_NO_PARAMETERS = 1, VIGILO_SHAPE_MAX_PARAMETERS = 4, VIGILO_SHAPE_NONE = 0 };

typedef void (*vigilo_native_function)(void);

static inline double vigilo_slot_as_double(uint64_t slot) {
    double value;
    memcpy(&value, &slot, sizeof value);
    return value;
}

static inline uint64_t vigilo_double_as_slot(double value) {
    uint64_t slot;
    memcpy(&slot, &value, sizeof slot);
    return slot;
}

/* T0 and T1 are the two kinds of parameter, V0 and V1 read one from its slot. */
#define VIGILO_T0 uint64_t
#define VIGILO_T1 double
#define VIGILO_V0(i) slots[i]
#define VIGILO_V1(i) vigilo_slot_as_double(slots[i])

/* The three functions of one shape. P is the number of the parameters, TYPES and VALUES their lists in parentheses. */
#define VIGILO_DEFINE(NAME, P, TYPES, VALUES)                                                                   \
    static void vigilo_void_##NAME(vigilo_native_function function, const uint64_t *slots, uint64_t *result) {  \
        (void)slots, (void)result;                                                                              \
        ((void(*) TYPES)function) VALUES;                                                                       \
    }                                                                                                           \
    static void vigilo_integer_##NAME(vigilo_native_function function, const uint64_t *slots, uint64_t *result) { \
        (void)slots;                                                                                            \
        *result = ((uint64_t(*) TYPES)function) VALUES;                                                         \
    }                                                                                                           \
    static void vigilo_double_##NAME(vigilo_native_function function, const uint64_t *slots, uint64_t *result) { \
        (void)slots;                                                                                            \
        *result = vigilo_double_as_slot(((double(*) TYPES)function) VALUES);                                    \
    }
/* Where they are found. */
#define VIGILO_CASE(NAME, P, TYPES, VALUES)                                                                     \
    case VIGILO_SHAPE_VOID * 32 + (P): return vigilo_void_##NAME;                                               \
    case VIGILO_SHAPE_INTEGER * 32 + (P): return vigilo_integer_##NAME;                                         \
    case VIGILO_SHAPE_DOUBLE * 32 + (P): return vigilo_double_##NAME;

#define VIGILO_SHAPE_0(M) M(none, VIGILO_SHAPE_NO_PARAMETERS, (void), ())
#define VIGILO_SHAPE_1(M, a) M(a, 2 + a, (VIGILO_T##a), (VIGILO_V##a(0)))
#define VIGILO_SHAPE_2(M, a, b) M(a##b, 4 + 2 * a + b, (VIGILO_T##a, VIGILO_T##b), (VIGILO_V##a(0), VIGILO_V##b(1)))
#define VIGILO_SHAPE_3(M, a, b, c)                                                                              \
    M(a##b##c, 8 + 4 * a + 2 * b + c, (VIGILO_T##a, VIGILO_T##b, VIGILO_T##c),                                  \
      (VIGILO_V##a(0), VIGILO_V##b(1), VIGILO_V##c(2)))
#define VIGILO_SHAPE_4(M, a, b, c, d)                                                                           \
    M(a##b##c##d, 16 + 8 * a + 4 * b + 2 * c + d, (VIGILO_T##a, VIGILO_T##b, VIGILO_T##c, VIGILO_T##d),         \
      (VIGILO_V##a(0), VIGILO_V##b(1), VIGILO_V##c(2), VIGILO_V##d(3)))

#define VIGILO_SHAPES_1(M) VIGILO_SHAPE_1(M, 0) VIGILO_SHAPE_1(M, 1)
#define VIGILO_SHAPES_2(M) VIGILO_SHAPE_2(M, 0, 0) VIGILO_SHAPE_2(M, 0, 1) VIGILO_SHAPE_2(M, 1, 0) VIGILO_SHAPE_2(M, 1, 1)
#define VIGILO_SHAPES_3_(M, a)                                                                                  \
    VIGILO_SHAPE_3(M, a, 0, 0) VIGILO_SHAPE_3(M, a, 0, 1) VIGILO_SHAPE_3(M, a, 1, 0) VIGILO_SHAPE_3(M, a, 1, 1)
#define VIGILO_SHAPES_3(M) VIGILO_SHAPES_3_(M, 0) VIGILO_SHAPES_3_(M, 1)
#define VIGILO_SHAPES_4_(M, a, b)                                                                               \
    VIGILO_SHAPE_4(M, a, b, 0, 0) VIGILO_SHAPE_4(M, a, b, 0, 1) VIGILO_SHAPE_4(M, a, b, 1, 0)                   \
    VIGILO_SHAPE_4(M, a, b, 1, 1)
#define VIGILO_SHAPES_4(M)                                                                                      \
    VIGILO_SHAPES_4_(M, 0, 0) VIGILO_SHAPES_4_(M, 0, 1) VIGILO_SHAPES_4_(M, 1, 0) VIGILO_SHAPES_4_(M, 1, 1)
#define VIGILO_SHAPES(M) VIGILO_SHAPE_0(M) VIGILO_SHAPES_1(M) VIGILO_SHAPES_2(M) VIGILO_SHAPES_3(M) VIGILO_SHAPES_4(M)

/*
 * A compiled call: `function`, which must have the trampoline's shape, with the parameters in `slots`. The result goes to
 * `result`, which a void function leaves as it is.
 */
typedef void (*vigilo_trampoline)(vigilo_native_function function, const uint64_t *slots, uint64_t *result);

VIGILO_SHAPES(VIGILO_DEFINE)

/* The trampoline of a shape, looked up once, when a function is prepared; NULL for a shape that is not compiled here. */
static inline vigilo_trampoline vigilo_trampoline_of(uint32_t shape) {
    switch (shape) {
        VIGILO_SHAPES(VIGILO_CASE)
    default:
        return 0;
    }
}

#undef VIGILO_T0
#undef VIGILO_T1
#undef VIGILO_V0
#undef VIGILO_V1
#undef VIGILO_DEFINE
#undef VIGILO_CASE
#undef VIGILO_SHAPE_0
#undef VIGILO_SHAPE_1
#undef VIGILO_SHAPE_2
#undef VIGILO_SHAPE_3
#undef VIGILO_SHAPE_4
#undef VIGILO_SHAPES
#undef VIGILO_SHAPES_1
#undef VIGILO_SHAPES_2
#undef VIGILO_SHAPES_3_
#undef VIGILO_SHAPES_3
#undef VIGILO_SHAPES_4_
#undef VIGILO_SHAPES_4

#endif
