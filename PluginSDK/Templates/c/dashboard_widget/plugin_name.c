/*
 * plugin_name - a dashboard widget: how much of the workspace's work is done.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vigilo_plugin.h>

/* The host's, asked for once, at registration. */
static const vigilo_counts_v1 *counts_service;

/* A typed function: plugin_name.percent part=1 whole=4 */
static double percent(int64_t part, int64_t whole) { return whole > 0 ? 100.0 * (double)part / (double)whole : 0; }

/* Adds up a JSON object from status to number: {"todo":2,"done":1}. */
static void add_up(const char *json, int64_t *done, int64_t *all) {
    static const char name[] = "\"done\"";
    *done = *all = 0;
    for (const char *colon = strchr(json, ':'); colon; colon = strchr(colon + 1, ':')) {
        const int64_t count = strtoll(colon + 1, NULL, 10);
        const size_t length = sizeof name - 1;
        if ((size_t)(colon - json) >= length && !memcmp(colon - length, name, length)) *done = count;
        *all += count;
    }
}

/* The tile's data, as JSON. */
static vigilo_status load(void *context, const vigilo_call *call, vigilo_bytes config, const vigilo_result_v1 *result) {
    (void)context, (void)config;
    vigilo_bytes counts;
    const vigilo_status status = counts_service->by_status(counts_service, call, "task", &counts);
    if (status != VIGILO_OK) {
        static const char why[] = "the tasks of this workspace could not be counted";
        result->fail(result, why, sizeof why - 1);
        return status;
    }
    /* A view is not closed by NUL. */
    char json[512], data[128];
    if (counts.len >= sizeof json) return VIGILO_TOO_LARGE;
    memcpy(json, counts.data, counts.len);
    json[counts.len] = '\0';

    int64_t done, all;
    add_up(json, &done, &all);
    const int length = snprintf(data, sizeof data, "{\"all\":%" PRId64 ",\"done\":%" PRId64 ",\"percent\":%.0f}", all,
                                done, percent(done, all));
    result->set(result, data, (size_t)length);
    return VIGILO_OK;
}

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    counts_service = (const vigilo_counts_v1 *)host->service(host, VIGILO_SERVICE_COUNTS);
    if (!counts_service) {
        static const char why[] = "this host does not count work items";
        registrar->fail(registrar, why, sizeof why - 1);
        return VIGILO_UNAVAILABLE;
    }
    const vigilo_dashboard_widget_v1 widget = {
        .abi = VIGILO_ABI,
        .size = sizeof(vigilo_dashboard_widget_v1),
        .key = "plugin_name",
        .label = "Work done",
        .default_width = 3,
        .default_height = 2,
        .load = load,
    };
    const vigilo_status status = registrar->dashboard_widget(registrar, &widget);
    if (status != VIGILO_OK) return status;
    return vigilo_register_function(registrar, "percent", "f64(i64 part, i64 whole)", "A part of a whole in percent",
                                    (vigilo_any_function)percent, VIGILO_FUNCTION_PURE);
}

/* Nothing here is changed after registration, so calls may overlap. */
VIGILO_PLUGIN("plugin_name", VIGILO_KIND_DASHBOARD_WIDGET, "0.1.0", ">=1.0,<2.0", VIGILO_PLUGIN_THREAD_SAFE,
              register_plugin, NULL);
