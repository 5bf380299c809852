/*
 * requires_vigilo_9 - a plugin that today's Vigilo refuses.
 *
 * It is whole and well-behaved, but says that it works with Vigilo 9 and later. The host reads that in the manifest
 * note, refuses the file before any of its code has run, and shows why in `vigilo plugin list`.
 */
#include <vigilo_plugin.h>

static double tomorrow(double today) { return today + 1; }

static vigilo_status register_functions(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
    return vigilo_register_function(registrar, "tomorrow", "f64(f64 today)", "The day after",
                                    (vigilo_any_function)tomorrow, VIGILO_FUNCTION_PURE);
}

VIGILO_PLUGIN("requires_vigilo_9", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=9.0",
              VIGILO_PLUGIN_THREAD_SAFE | VIGILO_PLUGIN_PURE, register_functions, NULL);
