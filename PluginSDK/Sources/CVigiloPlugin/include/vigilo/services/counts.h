/* counts.h - service "vigilo.counts/1": how many work items stand in which status. */
#ifndef VIGILO_SERVICE_COUNTS_H
#define VIGILO_SERVICE_COUNTS_H

#include "../base.h"

#define VIGILO_SERVICE_COUNTS "vigilo.counts/1"

typedef struct vigilo_counts_v1 {
    uint32_t abi;
    uint32_t size;
    void *VIGILO_NULLABLE context; /* the host's */
    /*
     * A JSON object from status to number, every status of the type named: {"todo": 2, "done": 0, ...}.
     * `entity_type` is "change", "incident", "task" or "certificate", closed by NUL. The view is the host's, valid until
     * the call returns. VIGILO_INVALID_ARGUMENT: no such type; VIGILO_UNAVAILABLE: the call is about no workspace. [call]
     */
    vigilo_status (*VIGILO_NONNULL by_status)(const struct vigilo_counts_v1 *VIGILO_NONNULL self,
                                              const vigilo_call *VIGILO_NONNULL call,
                                              const char *VIGILO_NONNULL entity_type, vigilo_bytes *VIGILO_NONNULL out);
} vigilo_counts_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_counts_v1, context) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_counts_v1, by_status) == 16, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_counts_v1) == 24, "frozen");

#endif
