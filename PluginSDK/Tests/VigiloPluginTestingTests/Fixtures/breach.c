/* breach.c - a plugin that breaks its contract, in the way that its value names. */
#include <string.h>

#include <vigilo_plugin.h>

static const vigilo_result_v1 *kept_result;
static const vigilo_call *kept_call;
static const vigilo_workspace_v1 *host_workspace;

static int is(vigilo_bytes value, const char *word) {
    return value.len == strlen(word) + 2 && memcmp(value.data + 1, word, strlen(word)) == 0;
}

static vigilo_status validate(void *context, const vigilo_call *call, vigilo_bytes value, vigilo_bytes options,
                              const vigilo_result_v1 *result) {
    (void)context, (void)options;
    if (is(value, "status")) return 42;
    if (is(value, "json")) result->set(result, "{", 1);
    if (is(value, "null")) result->set(result, NULL, 5);
    if (is(value, "utf8")) {
        result->fail(result, "\xff", 1);
        return VIGILO_FAILED;
    }
    if (is(value, "keep")) {
        kept_result = result;
        kept_call = call;
    }
    if (is(value, "late")) kept_result->set(kept_result, "1", 1);
    if (is(value, "stale")) {
        vigilo_bytes slug;
        host_workspace->slug(host_workspace, kept_call, &slug);
    }
    if (is(value, "silent")) return VIGILO_FAILED;
    return VIGILO_OK;
}

static uint8_t seven(void) { return 7; }
static void nothing(const vigilo_result_v1 *result) { (void)result; }

static vigilo_status register_breach(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    host_workspace = (const vigilo_workspace_v1 *)host->service(host, VIGILO_SERVICE_WORKSPACE);
    const vigilo_field_type_v1 type = {VIGILO_ABI, sizeof type, "breach", "Breach", NULL, NULL, validate, NULL};
    registrar->field_type(registrar, &type);
#ifdef WIDGET
    const vigilo_dashboard_widget_v1 widget = {VIGILO_ABI, sizeof widget, "w", "W", NULL, 1, 1, NULL, NULL};
    registrar->dashboard_widget(registrar, &widget);
#endif
#ifdef SIGNATURE
    vigilo_register_function(registrar, "odd", "f46(i64 x)", NULL, (vigilo_any_function)seven, 0);
#endif
    vigilo_register_function(registrar, "seven", "bool()", NULL, (vigilo_any_function)seven, 0);
    return vigilo_register_function(registrar, "nothing", "str()", NULL, (vigilo_any_function)nothing, 0);
}

VIGILO_PLUGIN("breach", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0,<2.0", 0, register_breach, NULL);
