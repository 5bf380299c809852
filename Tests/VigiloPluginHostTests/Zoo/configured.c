/*
 * A plugin that insists on its configuration, and ends the process without: -DWITH_NOTE or -DWITHOUT_NOTE says whether its
 * name can be known before.
 */
#define _GNU_SOURCE
#include <string.h>
#include <unistd.h>
#include <vigilo_plugin.h>

static int64_t twice(int64_t number) { return 2 * number; }

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    const vigilo_config_v1 *config = host->service(host, VIGILO_SERVICE_CONFIG);
    vigilo_bytes section = {NULL, 0};
    config->get(config, &section);
    /* Its own, and nobody else's. */
    if (!memmem(section.data, section.len, "secret", 6) || memmem(section.data, section.len, "theirs", 6)) _exit(3);
    return vigilo_register_function(registrar, "twice", "i64(i64 number)", NULL, (vigilo_any_function)twice, 0);
}

#ifdef WITH_NOTE
VIGILO_PLUGIN("configured", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0", 0, register_plugin, NULL);
#else
VIGILO_EXPORT const vigilo_plugin_v1 *vigilo_plugin_entry(void) {
    static const vigilo_plugin_v1 plugin = {
        VIGILO_ABI, sizeof plugin, "configured", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0", 0, register_plugin, NULL,
        NULL};
    return &plugin;
}
#endif
