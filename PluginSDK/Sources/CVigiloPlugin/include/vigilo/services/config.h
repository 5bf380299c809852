/* config.h - service "vigilo.config/1": the plugin's section of the daemon's configuration. */
#ifndef VIGILO_SERVICE_CONFIG_H
#define VIGILO_SERVICE_CONFIG_H

#include "../base.h"

#define VIGILO_SERVICE_CONFIG "vigilo.config/1"

typedef struct vigilo_config_v1 {
    uint32_t abi;
    uint32_t size;
    void *VIGILO_NULLABLE context; /* the host's */
    /*
     * The table [plugins.NAME] of vigilod.toml as a JSON object; {} if there is none. The view is the host's, the same
     * at every call, valid until shutdown has returned. [any thread]
     */
    vigilo_status (*VIGILO_NONNULL get)(const struct vigilo_config_v1 *VIGILO_NONNULL self,
                                        vigilo_bytes *VIGILO_NONNULL out);
} vigilo_config_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_config_v1, context) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_config_v1, get) == 16, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_config_v1) == 24, "frozen");

#endif
