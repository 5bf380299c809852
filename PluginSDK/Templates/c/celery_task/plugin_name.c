/*
 * plugin_name - periodic work: every hour a line in the log if too much work is blocked.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vigilo_plugin.h>

/* So much blocked work is no news. */
#define USUAL 3

/* The host's, asked for once, at registration. */
static const vigilo_counts_v1 *counts_service;
static const vigilo_log_v1 *log_service;

/* A typed function: plugin_name.is_news blocked=5 */
static uint8_t is_news(int64_t blocked) { return blocked > USUAL; }

/* How many stand in a status, from a JSON object from status to number: {"blocked":2,"done":1}. */
static int64_t count(vigilo_bytes counts, const char *quoted_status) {
    char json[512];
    if (counts.len >= sizeof json) return 0;
    memcpy(json, counts.data, counts.len);
    json[counts.len] = '\0'; /* a view is not closed by NUL */
    const char *status = strstr(json, quoted_status);
    const char *colon = status ? strchr(status, ':') : NULL;
    return colon ? strtoll(colon + 1, NULL, 10) : 0;
}

/* One run; it may set what it did, as JSON. */
static vigilo_status run(void *context, const vigilo_call *call, const vigilo_result_v1 *result) {
    (void)context;
    vigilo_bytes counts;
    const vigilo_status status = counts_service->by_status(counts_service, call, "task", &counts);
    if (status != VIGILO_OK) {
        static const char why[] = "the tasks could not be counted";
        result->fail(result, why, sizeof why - 1);
        return status;
    }
    const int64_t blocked = count(counts, "\"blocked\"");
    char text[64];
    if (is_news(blocked)) {
        const int length = snprintf(text, sizeof text, "%" PRId64 " tasks are blocked", blocked);
        log_service->write(log_service, call, VIGILO_LOG_WARNING, (vigilo_bytes){text, (size_t)length});
    }
    result->set(result, text, (size_t)snprintf(text, sizeof text, "{\"blocked\":%" PRId64 "}", blocked));
    return VIGILO_OK;
}

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    counts_service = (const vigilo_counts_v1 *)host->service(host, VIGILO_SERVICE_COUNTS);
    log_service = (const vigilo_log_v1 *)host->service(host, VIGILO_SERVICE_LOG);
    if (!counts_service || !log_service) {
        static const char why[] = "this host does not count work items, or has no log for plugins";
        registrar->fail(registrar, why, sizeof why - 1);
        return VIGILO_UNAVAILABLE;
    }
    const vigilo_celery_task_v1 task = {
        .abi = VIGILO_ABI,
        .size = sizeof(vigilo_celery_task_v1),
        .key = "plugin_name",
        .label = "Blocked work",
        .every_seconds = 3600,
        .timeout_seconds = 60,
        .run = run,
    };
    const vigilo_status status = registrar->celery_task(registrar, &task);
    if (status != VIGILO_OK) return status;
    return vigilo_register_function(registrar, "is_news", "bool(i64 blocked)", "Whether so much blocked work is news",
                                    (vigilo_any_function)is_news, VIGILO_FUNCTION_PURE);
}

/* Calls come one at a time. */
VIGILO_PLUGIN("plugin_name", VIGILO_KIND_CELERY_TASK, "0.1.0", ">=1.0,<2.0", 0, register_plugin, NULL);
