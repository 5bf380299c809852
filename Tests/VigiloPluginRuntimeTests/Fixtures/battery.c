/* battery.c - what the conformance battery finds: each fault is chosen by a macro, and without one there is none. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <vigilo_plugin.h>

static const vigilo_cancel_v1 *host_cancel;
static int64_t counter;

static vigilo_status validate(void *context, const vigilo_call *call, vigilo_bytes value, vigilo_bytes options,
                              const vigilo_result_v1 *result) {
    (void)context, (void)options, (void)call;
#ifdef CRASH_AT_NULL
    if (value.len == 4 && memcmp(value.data, "null", 4) == 0) *(volatile int *)8 = 1;
#endif
#ifdef EXIT_AT_ARRAY
    if (value.data[0] == '[') _exit(3);
#endif
#ifdef SMALL_BUFFER
    char copy[4096];
    memcpy(copy, value.data, value.len);
    __asm__ volatile("" : : "r"(copy) : "memory");
#endif
#ifdef BAD_JSON
    if (value.data[0] == '"') result->set(result, "\"", 1);
#endif
#ifdef LEAK
    memset(malloc(4096), 1, 4096);
#endif
#ifdef UNSTABLE_FORM
    if (value.data[0] == 't') result->set(result, "0.5", 3);
    if (value.len == 3 && memcmp(value.data, "0.5", 3) == 0) return VIGILO_REFUSED;
#endif
#ifdef DEAF
    sleep(60);
#endif
#ifdef LISTENS
    while (!host_cancel->is_cancelled(host_cancel, call)) usleep(1000);
    return VIGILO_CANCELLED;
#endif
#ifdef RACE
    static volatile int inside;
    const int before = ++inside;
    usleep(50);
    if (before != inside) result->set(result, "false", 5);
    --inside;
#endif
    return VIGILO_OK;
}

static int64_t count(void) {
#ifdef IMPURE
    counter++;
#endif
    return counter;
}

static void *run_on(void *unused) {
    (void)unused;
    for (;;) pause();
}

static vigilo_status register_battery(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    host_cancel = (const vigilo_cancel_v1 *)host->service(host, VIGILO_SERVICE_CANCEL);
    const char *label = "Battery";
#ifdef BY_ENVIRONMENT
    if (getenv("HOME") == NULL) label = "No home";
#endif
#ifdef BY_PROCESS
    char text[32] = "Battery .";
    text[8] = (char)('a' + getpid() % 26);
    label = text;
#endif
    const vigilo_field_type_v1 type = {
        VIGILO_ABI, sizeof type, "battery", label,
#ifdef BAD_SCHEMA
        "{\"type\":\"object\",\"properties\":{\"size\":{\"type\":\"integer\",\"maximum\":3,\"default\":4}}}",
#else
        "{\"type\":\"object\",\"properties\":{\"size\":{\"type\":\"integer\",\"maximum\":3,\"default\":2}}}",
#endif
        NULL, validate, NULL};
    if (registrar->field_type(registrar, &type) != VIGILO_OK) return VIGILO_FAILED;
#ifdef THREAD
    pthread_t thread;
    pthread_create(&thread, NULL, run_on, NULL);
#endif
    (void)run_on;
    return vigilo_register_function(registrar, "count", "i64()", NULL, (vigilo_any_function)count, VIGILO_FUNCTION_PURE);
}

static void shut(void) {
#ifdef CRASH_IN_SHUTDOWN
    abort();
#endif
}

#if defined(RACE)
#define FLAGS VIGILO_PLUGIN_THREAD_SAFE | VIGILO_PLUGIN_PURE
#else
#define FLAGS 0
#endif
VIGILO_PLUGIN("battery", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0", FLAGS, register_battery, shut);
