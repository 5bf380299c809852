/* calls.c - what a call costs in C: through a function pointer, and through libffi with everything prepared. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <ffi.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static volatile double sink_f;
static volatile int64_t sink_i;

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    long rounds = atol(argv[2]);
    void *library = dlopen(argv[1], RTLD_NOW);
    if (!library) {
        fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    int64_t (*add)(int64_t, int64_t);
    double (*scale)(double, double), (*mixed)(int64_t, double), (*five)(int64_t, double, const char *, int64_t, double);
    int32_t (*text)(const char *, int32_t);
    *(void **)&add = dlsym(library, "bench_add");
    *(void **)&scale = dlsym(library, "bench_scale");
    *(void **)&mixed = dlsym(library, "bench_mixed");
    *(void **)&five = dlsym(library, "bench_five");
    *(void **)&text = dlsym(library, "bench_text");

    double t = now_ns();
    int64_t total = 0;
    for (long i = 0; i < rounds; i++) total += add(i, 3);
    double add_ns = (now_ns() - t) / (double)rounds;
    sink_i = total;

    t = now_ns();
    double product = 0;
    for (long i = 0; i < rounds; i++) product += scale((double)i, 1.5);
    double scale_ns = (now_ns() - t) / (double)rounds;
    sink_f = product;

    t = now_ns();
    double sum = 0;
    for (long i = 0; i < rounds; i++) sum += mixed(i, 0.5);
    double mixed_ns = (now_ns() - t) / (double)rounds;
    sink_f = sum;

    ffi_cif cif5;
    ffi_type *types5[] = {&ffi_type_sint64, &ffi_type_double, &ffi_type_pointer, &ffi_type_sint64, &ffi_type_double};
    if (ffi_prep_cif(&cif5, FFI_DEFAULT_ABI, 5, &ffi_type_double, types5) != FFI_OK) return 1;
    int64_t a = 1, d = 2;
    double b = 0.5, e = 0.25, five_result = 0;
    const char *c = "owner";
    void *values5[] = {&a, &b, &c, &d, &e};
    t = now_ns();
    for (long i = 0; i < rounds; i++) {
        a = i;
        ffi_call(&cif5, (void (*)(void))five, &five_result, values5);
    }
    double five_ns = (now_ns() - t) / (double)rounds;
    sink_f = five_result;

    ffi_cif cif2;
    ffi_type *types2[] = {&ffi_type_pointer, &ffi_type_sint32};
    if (ffi_prep_cif(&cif2, FFI_DEFAULT_ABI, 2, &ffi_type_sint32, types2) != FFI_OK) return 1;
    int32_t n = 1;
    ffi_arg text_result = 0;
    void *values2[] = {&c, &n};
    t = now_ns();
    for (long i = 0; i < rounds; i++) {
        n = (int32_t)i;
        ffi_call(&cif2, (void (*)(void))text, &text_result, values2);
    }
    double text_ns = (now_ns() - t) / (double)rounds;
    sink_i = (int64_t)text_result;

    printf("{\"add\":%.3f,\"scale\":%.3f,\"mixed\":%.3f,\"five\":%.3f,\"text\":%.3f}\n", add_ns, scale_ns, mixed_ns, five_ns, text_ns);
    return 0;
}
