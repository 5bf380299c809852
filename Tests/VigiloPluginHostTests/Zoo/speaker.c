/* A plugin with something to say: a line of its log when it registers, and one for each call. */
#include <string.h>
#include <vigilo_plugin.h>

static const vigilo_log_v1 *log_service;

static void write_line(int32_t level, const char *text) {
    log_service->write(log_service, NULL, level, (vigilo_bytes){text, strlen(text)});
}

static int64_t say(const char *text) {
    write_line(VIGILO_LOG_INFO, text);
    return (int64_t)strlen(text);
}

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    log_service = (const vigilo_log_v1 *)host->service(host, VIGILO_SERVICE_LOG);
    write_line(VIGILO_LOG_WARNING, "speaker is here");
    return vigilo_register_function(registrar, "say", "i64(str text)", NULL, (vigilo_any_function)say, 0);
}

VIGILO_PLUGIN("speaker", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0,<2.0", VIGILO_PLUGIN_THREAD_SAFE, register_plugin, NULL);
