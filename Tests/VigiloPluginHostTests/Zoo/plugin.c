/*
 * A whole and honest plugin: one field type and one function. The build chooses what it says of itself:
 * -DNAME='"..."', -DKIND, -DVERSION, -DCOMPATIBLE_WITH, -DKEY, -DFACTOR; and whether it leaves a trace: -DMARKER,
 * -DSHUTDOWN_MARKER. With -DSTATIC_TLS=N it takes N bytes of static thread-local storage. Damaged files are made from
 * it, too.
 */
#include <vigilo_plugin.h>

#ifdef STATIC_TLS
static __thread __attribute__((tls_model("initial-exec"))) volatile char storage[STATIC_TLS];
__attribute__((constructor)) static void use_storage(void) { storage[0] = 1; }
#endif

#ifndef NAME
#define NAME "good"
#endif
#ifndef KIND
#define KIND VIGILO_KIND_FIELD_TYPE
#endif
#ifndef VERSION
#define VERSION "1.2.3"
#endif
#ifndef COMPATIBLE_WITH
#define COMPATIBLE_WITH ">=1.0,<2.0"
#endif
#ifndef KEY
#define KEY NAME
#endif

#if defined(MARKER) || defined(SHUTDOWN_MARKER)
#include <stdio.h>
static void leave_marker(const char *path) {
    FILE *marker = fopen(path, "w");
    if (marker) fclose(marker);
}
#endif

#ifdef MARKER
/* Runs while the file is being loaded: the file MARKER exists afterwards if any code of the plugin has run. */
__attribute__((constructor)) static void when_loaded(void) { leave_marker(MARKER); }
#endif

#ifdef SHUTDOWN_MARKER
static void when_shut_down(void) { leave_marker(SHUTDOWN_MARKER); }
#define SHUTDOWN when_shut_down
#else
#define SHUTDOWN NULL
#endif

static vigilo_status validate(void *context, const vigilo_call *call, vigilo_bytes value, vigilo_bytes options,
                              const vigilo_result_v1 *result) {
    (void)context, (void)call, (void)value, (void)options, (void)result;
    return VIGILO_OK;
}

#ifndef FACTOR
#define FACTOR 2
#endif

static int64_t twice(int64_t number) { return FACTOR * number; }

/* Counts in a variable of the library's own: a library that is loaded anew begins anew. */
static int64_t count(void) {
    static int64_t calls;
    return ++calls;
}

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    const vigilo_field_type_v1 type = {VIGILO_ABI, sizeof type, KEY, "A good one", NULL, NULL, validate, NULL};
    (void)host;
    registrar->field_type(registrar, &type);
    vigilo_register_function(registrar, "count", "i64()", NULL, (vigilo_any_function)count, 0);
    return vigilo_register_function(registrar, "twice", "i64(i64 number)", "Doubles a number",
                                    (vigilo_any_function)twice, VIGILO_FUNCTION_PURE);
}

VIGILO_PLUGIN(NAME, KIND, VERSION, COMPATIBLE_WITH, VIGILO_PLUGIN_THREAD_SAFE, register_plugin, SHUTDOWN);
