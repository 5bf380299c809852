/* records.h - service "vigilo.records/1": the workspace's records, a page at a time. */
#ifndef VIGILO_SERVICE_RECORDS_H
#define VIGILO_SERVICE_RECORDS_H

#include "../base.h"

#define VIGILO_SERVICE_RECORDS "vigilo.records/1"

typedef struct vigilo_records_v1 {
    uint32_t abi;
    uint32_t size;
    void *VIGILO_NULLABLE context; /* the host's */
    /*
     * One page: {"items": [...], "next_cursor": "..." or null}, the items as the REST API's lists show them, oldest
     * first, certificates the soonest to expire first. `entity_type` ("change", "incident", "task", "certificate") and
     * `cursor` (NULL for the first page, then the last next_cursor) are closed by NUL; `limit` is 1 to 500. The view is the host's, valid until the call returns.
     * VIGILO_INVALID_ARGUMENT: unknown type, bad cursor or limit; VIGILO_UNAVAILABLE: no workspace. [call]
     */
    vigilo_status (*VIGILO_NONNULL page)(const struct vigilo_records_v1 *VIGILO_NONNULL self,
                                         const vigilo_call *VIGILO_NONNULL call,
                                         const char *VIGILO_NONNULL entity_type, const char *VIGILO_NULLABLE cursor,
                                         uint32_t limit, vigilo_bytes *VIGILO_NONNULL out);
} vigilo_records_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_records_v1, context) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_records_v1, page) == 16, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_records_v1) == 24, "frozen");

#endif
