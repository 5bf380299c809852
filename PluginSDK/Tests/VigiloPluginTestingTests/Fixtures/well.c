/* well.c - a well-behaved plugin: typed functions of every shape, a counter, a stored value. */
#include <stdio.h>
#include <string.h>

#include <vigilo_plugin.h>

static const vigilo_store_v1 *host_store;
static int64_t calls;
static int shut_down;

static double weigh(int64_t a, double b, const char *c) { return (double)a * b + (double)strlen(c); }
static int32_t narrow(int32_t x) { return x / 2; }
static uint64_t wide(uint64_t x) { return x; }
static uint8_t truth(uint8_t x) { return !x; }
static int64_t count(void) { return ++calls; }
static void size(vigilo_bytes bytes, const vigilo_result_v1 *result) { result->set(result, bytes.data, bytes.len); }
static void echo(const char *json, const vigilo_result_v1 *result) { result->set(result, json, strlen(json)); }

/* More than the registers hold, of every width, with a pair across the edge. */
static void many(int64_t a, int64_t b, int64_t c, int64_t d, int64_t e, vigilo_bytes f, double g, int32_t h, uint8_t i,
                 double j, double k, double l, double m, double n, double o, double p, const vigilo_result_v1 *result) {
    char text[512];
    const int length =
        snprintf(text, sizeof text, "%lld %lld %lld %lld %lld %.*s %g %d %d %g %g %g %g %g %g %g", (long long)a,
                 (long long)b, (long long)c, (long long)d, (long long)e, (int)f.len, f.data, g, h, i, j, k, l, m, n, o, p);
    result->set(result, text, (size_t)length);
}

static vigilo_status validate(void *context, const vigilo_call *call, vigilo_bytes value, vigilo_bytes options,
                              const vigilo_result_v1 *result) {
    (void)context, (void)options;
    if (shut_down) return VIGILO_UNAVAILABLE;
    if (value.len == 4 && memcmp(value.data, "null", 4) == 0) {
        result->fail(result, "nothing", 7);
        return VIGILO_REFUSED;
    }
    return host_store->set(host_store, call, "last", value);
}

static void shut(void) { shut_down = 1; }

#define ADD(NAME, SIGNATURE)                                                                                     \
    if (vigilo_register_function(registrar, #NAME, SIGNATURE, NULL, (vigilo_any_function)NAME, 0) != VIGILO_OK)  \
    return VIGILO_FAILED

static vigilo_status register_well(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    host_store = (const vigilo_store_v1 *)host->service(host, VIGILO_SERVICE_STORE);
    if (!host_store) return VIGILO_UNAVAILABLE;
    const vigilo_field_type_v1 type = {VIGILO_ABI, sizeof type, "well", "Well", NULL, NULL, validate, NULL};
    if (registrar->field_type(registrar, &type) != VIGILO_OK) return VIGILO_FAILED;
    ADD(weigh, "f64(i64 a, f64 b, str c)");
    ADD(narrow, "i32(i32 x)");
    ADD(wide, "u64(u64 x)");
    ADD(truth, "bool(bool x)");
    ADD(count, "i64()");
    ADD(size, "bytes(bytes data)");
    ADD(echo, "json(json value)");
    ADD(many, "str(i64 a, i64 b, i64 c, i64 d, i64 e, bytes f, f64 g, i32 h, bool i, f64 j, f64 k, f64 l, f64 m, f64 n, "
              "f64 o, f64 p)");
    return VIGILO_OK;
}

VIGILO_PLUGIN("well", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0,<2.0", VIGILO_PLUGIN_THREAD_SAFE, register_well, shut);
