/* Typed functions of every native type, there and back. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <vigilo_plugin.h>

static uint8_t same_bool(uint8_t v) { return v; }
static int32_t same_i32(int32_t v) { return v; }
static int64_t same_i64(int64_t v) { return v; }
static uint64_t same_u64(uint64_t v) { return v; }
static double same_f64(double v) { return v; }
static void same_str(const char *v, const vigilo_result_v1 *result) { result->set(result, v, strlen(v)); }
static void same_bytes(vigilo_bytes v, const vigilo_result_v1 *result) { result->set(result, v.data, v.len); }
static void same_json(const char *v, const vigilo_result_v1 *result) { result->set(result, v, strlen(v)); }

static int64_t p0(void) { return 7; }
static double mixed4(int64_t a, double b, int32_t c, double d) { return (double)a + 10 * b + 100 * c + 1000 * d; }
static double mixed5(uint8_t a, double b, int32_t c, double d, uint64_t e) {
    return a + 10 * b + 100 * c + 1000 * d + 10000 * (double)e;
}
/* Weights 1 to 16, so that a swapped pair shows. */
static int64_t p16(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, int64_t f, int64_t g, int64_t h, int64_t i,
                   int64_t j, int64_t k, int64_t l, int64_t m, int64_t n, int64_t o, int64_t p) {
    return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j + 11 * k + 12 * l + 13 * m + 14 * n +
           15 * o + 16 * p;
}
static void all_types(uint8_t b, int32_t i, int64_t l, uint64_t u, double d, const char *s, vigilo_bytes y, const char *j,
                      const vigilo_result_v1 *result) {
    char text[512];
    int length = snprintf(text, sizeof text, "%u %d %lld %llu %g %s %.*s %s", b, i, (long long)l, (unsigned long long)u, d, s,
                          (int)y.len, y.data, j);
    result->set(result, text, (size_t)length);
}

static int64_t calls;
static void count(int64_t by) { calls += by; }
static int64_t counted(void) { return calls; }

static uint8_t bad_bool(void) { return 2; }
static double not_a_number(void) { return NAN; }
static void no_result(const vigilo_result_v1 *result) { (void)result; }
static void says_no(const vigilo_result_v1 *result) {
    const char *why = "the moon\nis in the wrong phase";
    result->fail(result, why, strlen(why));
}
static void bad_utf8(const vigilo_result_v1 *result) { result->set(result, "\xff\xfe", 2); }
static void bad_json(const vigilo_result_v1 *result) { result->set(result, "{oops", 5); }
static void too_large(const vigilo_result_v1 *result) {
    static char byte;
    result->set(result, &byte, (size_t)VIGILO_MAX_RESULT + 1);
}
static void null_with_length(const vigilo_result_v1 *result) { result->set(result, NULL, 3); }
static void set_twice(const vigilo_result_v1 *result) {
    result->set(result, "first", 5);
    result->set(result, "second", 6);
}
static void long_sentence(const vigilo_result_v1 *result) {
    static char text[VIGILO_MAX_MESSAGE + 100];
    memset(text, 'x', sizeof text);
    text[0] = '\xff';
    result->fail(result, text, sizeof text);
}

#define ADD(name, signature)                                                                                    \
    if (vigilo_register_function(registrar, #name, signature, NULL, (vigilo_any_function)name, VIGILO_FUNCTION_PURE) != 0) \
    return VIGILO_FAILED

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
    ADD(same_bool, "bool(bool v)");
    ADD(same_i32, "i32(i32 v)");
    ADD(same_i64, "i64(i64 v)");
    ADD(same_u64, "u64(u64 v)");
    ADD(same_f64, "f64(f64 v)");
    ADD(same_str, "str(str v)");
    ADD(same_bytes, "bytes(bytes v)");
    ADD(same_json, "json(json v)");
    ADD(p0, "i64()");
    ADD(mixed4, "f64(i64 a, f64 b, i32 c, f64 d)");
    ADD(mixed5, "f64(bool a, f64 b, i32 c, f64 d, u64 e)");
    ADD(p16, "i64(i64 a, i64 b, i64 c, i64 d, i64 e, i64 f, i64 g, i64 h, i64 i, i64 j, i64 k, i64 l, i64 m, i64 n, i64 o, "
             "i64 p)");
    ADD(all_types, "str(bool b, i32 i, i64 l, u64 u, f64 d, str s, bytes y, json j)");
    ADD(count, "void(i64 by)");
    ADD(counted, "i64()");
    ADD(bad_bool, "bool()");
    ADD(not_a_number, "f64()");
    ADD(no_result, "str()");
    ADD(says_no, "str()");
    ADD(bad_utf8, "str()");
    ADD(bad_json, "json()");
    ADD(too_large, "bytes()");
    ADD(null_with_length, "bytes()");
    ADD(set_twice, "str()");
    ADD(long_sentence, "json()");
    return VIGILO_OK;
}

VIGILO_PLUGIN("functions", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0", VIGILO_PLUGIN_PURE, register_plugin, NULL);
