/* host.h - the plugin's door to the host: abilities are asked for by id. */
#ifndef VIGILO_HOST_H
#define VIGILO_HOST_H

#include "base.h"

/* Owned by the host; valid from register_plugin until shutdown has returned. One per plugin. */
typedef struct vigilo_host_v1 {
    uint32_t abi;
    uint32_t size;
    void *VIGILO_NULLABLE context;               /* the host's */
    const char *VIGILO_NONNULL vigilo_version;   /* the running VIGILO_VERSION, SemVer 2.0; the host's */
    /*
     * The table of a service ("vigilo.log/1"; see services/), or NULL if this host does not have it.
     * The table is the host's and lives as long as this one. [any thread]
     */
    const void *VIGILO_NULLABLE (*VIGILO_NONNULL service)(const struct vigilo_host_v1 *VIGILO_NONNULL self,
                                                          const char *VIGILO_NONNULL id);
} vigilo_host_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_host_v1, abi) == 0, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_host_v1, size) == 4, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_host_v1, context) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_host_v1, vigilo_version) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_host_v1, service) == 24, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_host_v1) == 32, "frozen");

#endif
