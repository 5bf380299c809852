/* store.h - service "vigilo.store/1": the plugin's own keys and values, kept per workspace. */
#ifndef VIGILO_SERVICE_STORE_H
#define VIGILO_SERVICE_STORE_H

#include "../base.h"

#define VIGILO_SERVICE_STORE "vigilo.store/1"

#define VIGILO_STORE_MAX_KEY 255
#define VIGILO_STORE_MAX_VALUE (1024u * 1024u)

/*
 * Keys are UTF-8 text closed by NUL, 1 to VIGILO_STORE_MAX_KEY bytes; values are any bytes. No other plugin and no
 * other workspace sees them. VIGILO_UNAVAILABLE: the call is about no workspace, or the daemon cannot write.
 */
typedef struct vigilo_store_v1 {
    uint32_t abi;
    uint32_t size;
    void *VIGILO_NULLABLE context; /* the host's */
    /* The value; a view of the host's, valid until the call returns. VIGILO_NOT_FOUND: no such key. [call] */
    vigilo_status (*VIGILO_NONNULL get)(const struct vigilo_store_v1 *VIGILO_NONNULL self,
                                        const vigilo_call *VIGILO_NONNULL call, const char *VIGILO_NONNULL key,
                                        vigilo_bytes *VIGILO_NONNULL out);
    /* Copies and keeps the value; on disk when it returns VIGILO_OK. VIGILO_TOO_LARGE: over the limit. [call] */
    vigilo_status (*VIGILO_NONNULL set)(const struct vigilo_store_v1 *VIGILO_NONNULL self,
                                        const vigilo_call *VIGILO_NONNULL call, const char *VIGILO_NONNULL key,
                                        vigilo_bytes value);
    /* Forgets the key. VIGILO_NOT_FOUND: there was none. [call] */
    vigilo_status (*VIGILO_NONNULL remove)(const struct vigilo_store_v1 *VIGILO_NONNULL self,
                                           const vigilo_call *VIGILO_NONNULL call, const char *VIGILO_NONNULL key);
} vigilo_store_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_store_v1, context) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_store_v1, get) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_store_v1, set) == 24, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_store_v1, remove) == 32, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_store_v1) == 40, "frozen");

#endif
