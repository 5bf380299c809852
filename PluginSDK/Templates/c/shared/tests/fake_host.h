/*
 * fake_host.h - a host for tests: it takes what a plugin registers, answers a few services, and keeps results.
 *
 * Include the plugin's .c file beside it, so that a test reaches everything in it.
 */
#ifndef FAKE_HOST_H
#define FAKE_HOST_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <vigilo_plugin.h>

/* Ends the test with the place of what does not hold. */
#define CHECK(condition)                                                                     \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            fprintf(stderr, "%s:%d: this does not hold: %s\n", __FILE__, __LINE__, #condition); \
            exit(1);                                                                         \
        }                                                                                    \
    } while (0)

/* What the plugin registered; a test looks at the ones of its kind. */
static vigilo_field_type_v1 fake_field_type;
static vigilo_dashboard_widget_v1 fake_dashboard_widget;
static vigilo_integration_adapter_v1 fake_integration_adapter;
static vigilo_celery_task_v1 fake_celery_task;
static int fake_function_count;

/* What the services answer, and what was written to the log last. */
static const char *fake_counts = "{}";
static char fake_log[VIGILO_MAX_MESSAGE + 1];

/* What the last call gave: its value or its sentence, closed by NUL. */
static char fake_value[65536];
static char fake_sentence[VIGILO_MAX_MESSAGE + 1];

static void fake_keep(char *place, size_t room, const void *data, size_t len) {
    CHECK(len < room);
    if (len) memcpy(place, data, len);
    place[len] = '\0';
}

static void fake_set(const vigilo_result_v1 *self, const void *data, size_t len) {
    (void)self;
    fake_keep(fake_value, sizeof fake_value, data, len);
}

static void fake_fail(const vigilo_result_v1 *self, const char *sentence, size_t len) {
    (void)self;
    fake_keep(fake_sentence, sizeof fake_sentence, sentence, len);
}

static const vigilo_result_v1 fake_result = {VIGILO_ABI, sizeof(vigilo_result_v1), NULL, fake_set, fake_fail};

/* A handle that only the fake services see. */
static const vigilo_call *const fake_call = (const vigilo_call *)&fake_result;

static void fake_write(const vigilo_log_v1 *self, const vigilo_call *call, int32_t level, vigilo_bytes message) {
    (void)self, (void)call, (void)level;
    fake_keep(fake_log, sizeof fake_log, message.data, message.len);
}

static vigilo_status fake_by_status(const vigilo_counts_v1 *self, const vigilo_call *call, const char *entity_type,
                                    vigilo_bytes *out) {
    (void)self, (void)call, (void)entity_type;
    *out = (vigilo_bytes){fake_counts, strlen(fake_counts)};
    return VIGILO_OK;
}

static const void *fake_service(const vigilo_host_v1 *self, const char *id) {
    static const vigilo_log_v1 log = {VIGILO_ABI, sizeof(vigilo_log_v1), NULL, fake_write};
    static const vigilo_counts_v1 counts = {VIGILO_ABI, sizeof(vigilo_counts_v1), NULL, fake_by_status};
    (void)self;
    if (!strcmp(id, VIGILO_SERVICE_LOG)) return &log;
    if (!strcmp(id, VIGILO_SERVICE_COUNTS)) return &counts;
    return NULL;
}

#define FAKE_REGISTRAR(KIND)                                                                                        \
    static vigilo_status fake_register_##KIND(const vigilo_registrar_v1 *self, const vigilo_##KIND##_v1 *table) {   \
        (void)self;                                                                                                 \
        fake_##KIND = *table;                                                                                       \
        return VIGILO_OK;                                                                                           \
    }
FAKE_REGISTRAR(field_type)
FAKE_REGISTRAR(dashboard_widget)
FAKE_REGISTRAR(integration_adapter)
FAKE_REGISTRAR(celery_task)

static vigilo_status fake_function(const vigilo_registrar_v1 *self, const vigilo_function_v1 *function) {
    (void)self, (void)function;
    fake_function_count++;
    return VIGILO_OK;
}

static void fake_registration_fail(const vigilo_registrar_v1 *self, const char *sentence, size_t len) {
    (void)self;
    fake_keep(fake_sentence, sizeof fake_sentence, sentence, len);
}

/* Registers the plugin as a host does. */
static vigilo_status fake_register(void) {
    static const vigilo_host_v1 host = {VIGILO_ABI, sizeof(vigilo_host_v1), NULL, "1.0.0", fake_service};
    static const vigilo_registrar_v1 registrar = {VIGILO_ABI,
                                                  sizeof(vigilo_registrar_v1),
                                                  NULL,
                                                  fake_register_field_type,
                                                  fake_register_dashboard_widget,
                                                  fake_register_integration_adapter,
                                                  fake_register_celery_task,
                                                  fake_function,
                                                  fake_registration_fail};
    return vigilo_plugin_entry()->register_plugin(&host, &registrar);
}

/* Text as a view, for a call's arguments; and everything forgotten that an earlier call gave. */
static vigilo_bytes fake_text(const char *text) {
    fake_value[0] = fake_sentence[0] = fake_log[0] = '\0';
    return (vigilo_bytes){text, strlen(text)};
}

#endif
