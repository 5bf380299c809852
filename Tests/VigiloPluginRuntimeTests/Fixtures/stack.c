/* A function that calls itself until there is no stack left. */
#include <vigilo_plugin.h>

__attribute__((visibility("default"), noinline)) int64_t deeper(int64_t depth) {
    volatile char space[4096];
    space[0] = 1;
    return deeper(depth + 1) + space[0];
}

static int64_t fall(void) { return deeper(0); }

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
    return vigilo_register_function(registrar, "fall", "i64()", NULL, (vigilo_any_function)fall, 0);
}

VIGILO_PLUGIN("stack", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0", 0, register_plugin, NULL);
