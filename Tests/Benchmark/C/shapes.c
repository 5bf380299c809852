/* shapes.c - the functions that calls are measured with; a library of its own, so that no compiler sees through a call. */
#include <stdint.h>
#include <string.h>

int64_t bench_add(int64_t a, int64_t b) { return a + b; }
double bench_scale(double a, double b) { return a * b; }
double bench_mixed(int64_t a, double b) { return (double)a * b; }
double bench_five(int64_t a, double b, const char *c, int64_t d, double e) { return (double)a + b + (double)c[0] + (double)d + e; }
int32_t bench_text(const char *a, int32_t b) { return (int32_t)a[0] + b; }
