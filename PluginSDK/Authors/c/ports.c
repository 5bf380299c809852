#include <vigilo_plugin.h>

/* A field type: whole numbers from 1 to 65535. The value is JSON text, and not closed by a NUL. */
static vigilo_status validate_port(void *context, const vigilo_call *call, vigilo_bytes value, vigilo_bytes options,
                                   const vigilo_result_v1 *result) {
    (void)context, (void)call, (void)options;
    long port = 0;
    size_t i = 0;
    while (i < value.len && value.data[i] >= '0' && value.data[i] <= '9' && port <= 65535)
        port = port * 10 + (value.data[i++] - '0');
    if (i == value.len && port >= 1 && port <= 65535) return VIGILO_OK;

    static const char why[] = "a port is a whole number from 1 to 65535";
    result->fail(result, why, sizeof why - 1);
    return VIGILO_REFUSED;
}

/* A typed function: native parameters in, a native result out. */
static uint8_t needs_root(int64_t port) { return port < 1024; }

static vigilo_status register_ports(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
    const vigilo_field_type_v1 port = {
        .abi = VIGILO_ABI,
        .size = sizeof(vigilo_field_type_v1),
        .key = "port",
        .label = "Port number",
        .validate = validate_port,
    };
    const vigilo_status status = registrar->field_type(registrar, &port);
    if (status != VIGILO_OK) return status;
    return vigilo_register_function(registrar, "needs_root", "bool(i64 port)", "Whether only root may listen there",
                                    (vigilo_any_function)needs_root, VIGILO_FUNCTION_PURE);
}

VIGILO_PLUGIN("ports", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0,<2.0", VIGILO_PLUGIN_THREAD_SAFE, register_ports, NULL);
