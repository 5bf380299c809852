/* One function for every shape that has a compiled trampoline: 31 lists of parameters, three kinds of result. */
#include <stdint.h>

double shape_seen;

#define T0 int64_t
#define T1 double
#define EXPORT __attribute__((visibility("default")))

/* Each function computes a + 10 b + 100 c + 1000 d, so that a parameter in the wrong place shows. */
#define FUNCTIONS(name, TYPES, SUM)                                                                             \
    EXPORT void v##name TYPES { shape_seen = (double)(SUM); }                                                   \
    EXPORT int64_t i##name TYPES { return (int64_t)(SUM); }                                                     \
    EXPORT double d##name TYPES { return (double)(SUM); }

#define F1(a) FUNCTIONS(_##a, (T##a p), p)
#define F2(a, b) FUNCTIONS(_##a##b, (T##a p, T##b q), p + 10 * q)
#define F3(a, b, c) FUNCTIONS(_##a##b##c, (T##a p, T##b q, T##c r), p + 10 * q + 100 * r)
#define F4(a, b, c, d) FUNCTIONS(_##a##b##c##d, (T##a p, T##b q, T##c r, T##d s), p + 10 * q + 100 * r + 1000 * s)

FUNCTIONS(_, (void), 5)
F1(0) F1(1)
F2(0, 0) F2(0, 1) F2(1, 0) F2(1, 1)
F3(0, 0, 0) F3(0, 0, 1) F3(0, 1, 0) F3(0, 1, 1) F3(1, 0, 0) F3(1, 0, 1) F3(1, 1, 0) F3(1, 1, 1)
F4(0, 0, 0, 0) F4(0, 0, 0, 1) F4(0, 0, 1, 0) F4(0, 0, 1, 1) F4(0, 1, 0, 0) F4(0, 1, 0, 1) F4(0, 1, 1, 0) F4(0, 1, 1, 1)
F4(1, 0, 0, 0) F4(1, 0, 0, 1) F4(1, 0, 1, 0) F4(1, 0, 1, 1) F4(1, 1, 0, 0) F4(1, 1, 0, 1) F4(1, 1, 1, 0) F4(1, 1, 1, 1)

EXPORT double last_seen(void) { return shape_seen; }
