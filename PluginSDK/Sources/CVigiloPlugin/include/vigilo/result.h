/* result.h - how a plugin's function hands back a value or a sentence. */
#ifndef VIGILO_RESULT_H
#define VIGILO_RESULT_H

#include "base.h"

/* Owned by the host; valid until the function that received it returns. */
typedef struct vigilo_result_v1 {
    uint32_t abi;
    uint32_t size;
    void *VIGILO_NULLABLE context; /* the host's */
    /*
     * Gives the value: JSON text at extension points, the result's own bytes in typed functions.
     * The host copies `len` bytes before it returns; a second call replaces the first.
     * [during the call, one thread at a time]
     */
    void (*VIGILO_NONNULL set)(const struct vigilo_result_v1 *VIGILO_NONNULL self, const void *VIGILO_NULLABLE data,
                               size_t len);
    /*
     * Says in one sentence for people why the status is not VIGILO_OK. UTF-8, up to
     * VIGILO_MAX_MESSAGE bytes; copied. [during the call, one thread at a time]
     */
    void (*VIGILO_NONNULL fail)(const struct vigilo_result_v1 *VIGILO_NONNULL self,
                                const char *VIGILO_NULLABLE sentence, size_t len);
} vigilo_result_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_result_v1, abi) == 0, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_result_v1, size) == 4, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_result_v1, context) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_result_v1, set) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_result_v1, fail) == 24, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_result_v1) == 32, "frozen");

#endif
