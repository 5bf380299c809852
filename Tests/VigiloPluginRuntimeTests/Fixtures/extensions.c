/* One extension of the kind that EXTENSION_KIND says, which does what it is told by its input. */
#include <stdio.h>
#include <string.h>
#include <vigilo_plugin.h>

static const vigilo_host_v1 *the_host;

static int is(vigilo_bytes bytes, const char *text) {
    return bytes.len == strlen(text) && memcmp(bytes.data, text, bytes.len) == 0;
}
static void give(const vigilo_result_v1 *result, const char *text) { result->set(result, text, strlen(text)); }
static void say(const vigilo_result_v1 *result, const char *text) { result->fail(result, text, strlen(text)); }

/* The input is a JSON string; these are what it may ask for. */
static vigilo_status obey(vigilo_bytes order, const vigilo_result_v1 *result) {
    if (is(order, "\"ok\"")) return VIGILO_OK;
    if (is(order, "\"value\"")) return give(result, "{\"a\":[1,2.5,null]}"), VIGILO_OK;
    if (is(order, "\"text\"")) return give(result, "\"a text\""), VIGILO_OK;
    if (is(order, "\"no json\"")) return give(result, "{]"), VIGILO_OK;
    if (is(order, "\"refuse\"")) return say(result, "weekends are not working days"), VIGILO_REFUSED;
    if (is(order, "\"refuse silently\"")) return VIGILO_REFUSED;
    if (is(order, "\"fail\"")) return say(result, "the network\x1b[31m is down"), VIGILO_FAILED;
    if (is(order, "\"invalid\"")) return VIGILO_INVALID_ARGUMENT;
    if (is(order, "\"unavailable\"")) return VIGILO_UNAVAILABLE;
    if (is(order, "\"status 99\"")) return 99;
    if (is(order, "\"null tables\"")) {
        result->set(NULL, "1", 1);
        result->fail(NULL, "x", 1);
        return give(result, "true"), VIGILO_OK;
    }
    return say(result, "unknown order"), VIGILO_FAILED;
}

static int context_marker;
#define CHECK_CONTEXT(context) if ((context) != &context_marker) return 98

#if EXTENSION_KIND == 1
static vigilo_status validate(void *context, const vigilo_call *call, vigilo_bytes value, vigilo_bytes options,
                              const vigilo_result_v1 *result) {
    (void)call;
    CHECK_CONTEXT(context);
    if (is(options, "{\"echo\":true}")) return result->set(result, value.data, value.len), VIGILO_OK;
    return obey(value, result);
}
static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    the_host = host;
    /* On the stack, texts and all: the host must copy. */
    char key[] = "obedient", label[] = "Obedient\x1b", schema[] = "{\"type\":\"object\"}";
    const vigilo_field_type_v1 table = {VIGILO_ABI, sizeof table, key, label, schema, &context_marker, validate, validate};
    vigilo_status status = registrar->field_type(registrar, &table);
    memset(key, 'x', sizeof key - 1);
    return status;
}
#define KIND VIGILO_KIND_FIELD_TYPE

#elif EXTENSION_KIND == 2

/* The configuration names a service's function; the answer is what it gave. */
static vigilo_status ask(const vigilo_call *call, vigilo_bytes config, vigilo_bytes *out) {
    const vigilo_workspace_v1 *workspace = the_host->service(the_host, VIGILO_SERVICE_WORKSPACE);
    const vigilo_counts_v1 *counts = the_host->service(the_host, VIGILO_SERVICE_COUNTS);
    const vigilo_records_v1 *records = the_host->service(the_host, VIGILO_SERVICE_RECORDS);
    const vigilo_config_v1 *configuration = the_host->service(the_host, VIGILO_SERVICE_CONFIG);
    if (is(config, "\"slug\"")) return workspace->slug(workspace, call, out);
    if (is(config, "\"settings\"")) {
        vigilo_bytes again = {NULL, 0};
        vigilo_status status = workspace->settings(workspace, call, out);
        workspace->settings(workspace, call, &again);
        return status == VIGILO_OK && again.data != out->data ? 97 : status;
    }
    if (is(config, "\"counts\"")) return counts->by_status(counts, call, "task", out);
    if (is(config, "\"no such counts\"")) return counts->by_status(counts, call, "unicorn", out);
    if (is(config, "\"null counts\"")) return counts->by_status(counts, call, NULL, out);
    if (is(config, "\"null out\"")) return counts->by_status(counts, call, "task", NULL);
    if (is(config, "\"null self\"")) return counts->by_status(NULL, call, "task", out);
    if (is(config, "\"first page\"")) return records->page(records, call, "task", NULL, 2, out);
    if (is(config, "\"next page\"")) return records->page(records, call, "task", "c1", 500, out);
    if (is(config, "\"page of 0\"")) return records->page(records, call, "task", NULL, 0, out);
    if (is(config, "\"page of 501\"")) return records->page(records, call, "task", NULL, 501, out);
    if (is(config, "\"config\"")) return configuration->get(configuration, out);
    if (is(config, "\"null call\"")) return workspace->slug(workspace, NULL, out);
    if (is(config, "\"made up call\"")) return workspace->slug(workspace, (const vigilo_call *)0x1234567890abcdefull, out);
    return 96;
}

static vigilo_status store(const vigilo_call *call, vigilo_bytes config, vigilo_bytes *out) {
    const vigilo_store_v1 *store = the_host->service(the_host, VIGILO_SERVICE_STORE);
    static char large[VIGILO_STORE_MAX_VALUE + 1];
    static char long_key[VIGILO_STORE_MAX_KEY + 2];
    if (is(config, "\"store get\"")) return store->get(store, call, "colour", out);
    if (is(config, "\"store set\"")) return store->set(store, call, "colour", (vigilo_bytes){"\"red\"", 5});
    if (is(config, "\"store remove\"")) return store->remove(store, call, "colour");
    if (is(config, "\"store large\"")) return store->set(store, call, "large", (vigilo_bytes){large, sizeof large});
    if (is(config, "\"store null\"")) return store->set(store, call, "null", (vigilo_bytes){NULL, 4});
    if (is(config, "\"store no key\"")) return store->get(store, call, "", out);
    memset(long_key, 'k', sizeof long_key - 1);
    if (is(config, "\"store long key\"")) return store->get(store, call, long_key, out);
    return 95;
}

static const vigilo_call *kept_call;
static const vigilo_result_v1 *kept_result;

static vigilo_status load(void *context, const vigilo_call *call, vigilo_bytes config, const vigilo_result_v1 *result) {
    CHECK_CONTEXT(context);
    const vigilo_log_v1 *log = the_host->service(the_host, VIGILO_SERVICE_LOG);
    const vigilo_cancel_v1 *cancel = the_host->service(the_host, VIGILO_SERVICE_CANCEL);
    vigilo_bytes out = {NULL, 0};
    if (is(config, "\"keep\"")) {
        kept_call = call;
        kept_result = result;
        return give(result, cancel->is_cancelled(cancel, call) ? "true" : "false"), VIGILO_OK;
    }
    if (is(config, "\"use kept\"")) {
        const vigilo_workspace_v1 *workspace = the_host->service(the_host, VIGILO_SERVICE_WORKSPACE);
        char text[64];
        snprintf(text, sizeof text, "[%d,%d]", workspace->slug(workspace, kept_call, &out), cancel->is_cancelled(cancel, kept_call));
        return give(result, text), VIGILO_OK;
    }
    if (is(config, "\"log\"")) {
        log->write(log, call, VIGILO_LOG_WARNING, (vigilo_bytes){"from a\ncall", 11});
        log->write(log, NULL, 77, (vigilo_bytes){"from nowhere", 12});
        log->write(log, NULL, VIGILO_LOG_INFO, (vigilo_bytes){NULL, 12});
        log->write(NULL, NULL, VIGILO_LOG_INFO, (vigilo_bytes){"x", 1});
        return give(result, "null"), VIGILO_OK;
    }
    if (is(config, "\"services\"")) {
        int unknown = the_host->service(the_host, "vigilo.teleport/1") != NULL;
        int null = the_host->service(the_host, NULL) != NULL;
        return give(result, unknown || null ? "false" : "true"), VIGILO_OK;
    }
    vigilo_status status = config.len > 6 && memcmp(config.data, "\"store", 6) == 0 ? store(call, config, &out)
                           : is(config, "\"ok\"") || is(config, "\"value\"")          ? -1
                                                                                       : ask(call, config, &out);
    if (status == -1) return obey(config, result);
    if (status != VIGILO_OK) {
        char text[32];
        snprintf(text, sizeof text, "{\"status\":%d}", status);
        return give(result, text), VIGILO_OK;
    }
    if (is(config, "\"slug\"")) {
        char text[80];
        snprintf(text, sizeof text, "\"%.*s\"", (int)out.len, out.data);
        return give(result, text), VIGILO_OK;
    }
    result->set(result, out.len ? out.data : "{\"status\":0}", out.len ? out.len : 12);
    return VIGILO_OK;
}

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    the_host = host;
    const vigilo_log_v1 *log = host->service(host, VIGILO_SERVICE_LOG);
    const vigilo_config_v1 *config = host->service(host, VIGILO_SERVICE_CONFIG);
    const vigilo_workspace_v1 *workspace = host->service(host, VIGILO_SERVICE_WORKSPACE);
    vigilo_bytes bytes = {NULL, 0};
    if (strcmp(host->vigilo_version, "1.0.0") != 0) return VIGILO_FAILED;
    if (config->get(config, &bytes) != VIGILO_OK || bytes.len == 0) return VIGILO_FAILED;
    if (config->get(config, NULL) != VIGILO_INVALID_ARGUMENT) return VIGILO_FAILED;
    if (workspace->slug(workspace, NULL, &bytes) != VIGILO_INVALID_ARGUMENT) return VIGILO_FAILED;
    log->write(log, NULL, VIGILO_LOG_INFO, (vigilo_bytes){"registering", 11});
    const vigilo_dashboard_widget_v1 table = {
        VIGILO_ABI, sizeof table, "tile", "Tile", "{}", 12, 1, &context_marker, load};
    return registrar->dashboard_widget(registrar, &table);
}
#define KIND VIGILO_KIND_DASHBOARD_WIDGET

#elif EXTENSION_KIND == 3
static vigilo_status check(void *context, const vigilo_call *call, vigilo_bytes config, const vigilo_result_v1 *result) {
    (void)call;
    CHECK_CONTEXT(context);
    return obey(config, result);
}
static vigilo_status send(void *context, const vigilo_call *call, vigilo_bytes config, vigilo_bytes message,
                          const vigilo_result_v1 *result) {
    (void)call;
    CHECK_CONTEXT(context);
    if (is(config, "\"echo\"")) return result->set(result, message.data, message.len), VIGILO_OK;
    return obey(config, result);
}
#ifndef NO_RECEIVE
static vigilo_status receive(void *context, const vigilo_call *call, vigilo_bytes config, vigilo_bytes payload,
                             const vigilo_result_v1 *result) {
    char text[64];
    (void)call;
    CHECK_CONTEXT(context);
    if (!is(config, "\"count\"")) return obey(config, result);
    snprintf(text, sizeof text, "{\"bytes\":%zu,\"first\":%d}", payload.len, payload.len ? (unsigned char)payload.data[0] : -1);
    return give(result, text), VIGILO_OK;
}
#else
#define receive NULL
#endif
static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    the_host = host;
    const vigilo_integration_adapter_v1 table = {
        VIGILO_ABI, sizeof table, "way_out", "Way out", NULL, &context_marker, check, send, receive};
    return registrar->integration_adapter(registrar, &table);
}
#define KIND VIGILO_KIND_INTEGRATION_ADAPTER

#else
static int runs;
static vigilo_status run(void *context, const vigilo_call *call, const vigilo_result_v1 *result) {
    char text[32];
    (void)call;
    CHECK_CONTEXT(context);
    snprintf(text, sizeof text, "{\"run\":%d}", ++runs);
    return give(result, text), VIGILO_OK;
}
static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    the_host = host;
    const vigilo_celery_task_v1 hourly = {
        VIGILO_ABI, sizeof hourly, "hourly", "Hourly", NULL, 3600, 30, &context_marker, run};
    const vigilo_celery_task_v1 mornings = {
        VIGILO_ABI, sizeof mornings, "mornings", "Mornings", "0 6 * * MON-FRI", 0, 86400, &context_marker, run};
    vigilo_status status = registrar->celery_task(registrar, &hourly);
    return status == VIGILO_OK ? registrar->celery_task(registrar, &mornings) : status;
}
#define KIND VIGILO_KIND_CELERY_TASK
#endif

VIGILO_PLUGIN("extended", KIND, "1.0.0", ">=1.0", 0, register_plugin, NULL);
