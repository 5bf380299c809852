/* plugin.c - one small plugin of the thousand; NAME comes from the command line. */
#include <vigilo_plugin.h>

static double half(double value) { return value / 2; }

static vigilo_status register_bench(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
    return vigilo_register_function(registrar, "half", "f64(f64 value)", NULL, (vigilo_any_function)half, VIGILO_FUNCTION_PURE);
}

VIGILO_PLUGIN(NAME, VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0,<2.0", VIGILO_PLUGIN_THREAD_SAFE, register_bench, NULL);
