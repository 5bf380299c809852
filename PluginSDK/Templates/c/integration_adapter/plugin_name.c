/*
 * plugin_name - an integration adapter: messages go to the daemon's log, one line each.
 *
 * An adapter that speaks to another system does so in `send`. Its `config_schema` then describes an address and, marked
 * "secret": true, what nobody may read.
 */
#include <stdio.h>
#include <string.h>

#include <vigilo_plugin.h>

/* The host's, asked for once, at registration. */
static const vigilo_log_v1 *log_service;

/* Whether a configuration can work. This adapter has nothing to configure: null or an object will do. */
static vigilo_status check(void *context, const vigilo_call *call, vigilo_bytes config, const vigilo_result_v1 *result) {
    (void)context, (void)call;
    if (config.len > 0 && (config.data[0] == '{' || config.data[0] == 'n')) return VIGILO_OK;
    static const char why[] = "the configuration is no JSON object";
    result->fail(result, why, sizeof why - 1);
    return VIGILO_INVALID_ARGUMENT;
}

/* Delivers one message. VIGILO_REFUSED says that it is no use to try the same again. */
static vigilo_status send(void *context, const vigilo_call *call, vigilo_bytes config, vigilo_bytes message,
                          const vigilo_result_v1 *result) {
    const vigilo_status status = check(context, call, config, result);
    if (status != VIGILO_OK) return status;
    if (message.len > VIGILO_MAX_MESSAGE) {
        static const char why[] = "a line of the log has room for 4096 bytes, and this message is longer";
        result->fail(result, why, sizeof why - 1);
        return VIGILO_REFUSED;
    }
    log_service->write(log_service, call, VIGILO_LOG_INFO, message);
    char receipt[64];
    result->set(result, receipt, (size_t)snprintf(receipt, sizeof receipt, "{\"bytes\":%zu}", message.len));
    return VIGILO_OK;
}

/* A typed function: plugin_name.fits bytes=5000 */
static uint8_t fits(int64_t bytes) { return bytes >= 0 && bytes <= VIGILO_MAX_MESSAGE; }

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    log_service = (const vigilo_log_v1 *)host->service(host, VIGILO_SERVICE_LOG);
    if (!log_service) {
        static const char why[] = "this host has no log for plugins";
        registrar->fail(registrar, why, sizeof why - 1);
        return VIGILO_UNAVAILABLE;
    }
    const vigilo_integration_adapter_v1 adapter = {
        .abi = VIGILO_ABI,
        .size = sizeof(vigilo_integration_adapter_v1),
        .key = "plugin_name",
        .label = "Log lines",
        .check = check,
        .send = send,
    };
    const vigilo_status status = registrar->integration_adapter(registrar, &adapter);
    if (status != VIGILO_OK) return status;
    return vigilo_register_function(registrar, "fits", "bool(i64 bytes)", "Whether a message of that size can be sent",
                                    (vigilo_any_function)fits, VIGILO_FUNCTION_PURE);
}

/* Nothing here is changed after registration, so calls may overlap. */
VIGILO_PLUGIN("plugin_name", VIGILO_KIND_INTEGRATION_ADAPTER, "0.1.0", ">=1.0,<2.0", VIGILO_PLUGIN_THREAD_SAFE,
              register_plugin, NULL);
