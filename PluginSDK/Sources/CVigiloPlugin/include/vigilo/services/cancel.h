/* cancel.h - service "vigilo.cancel/1": has this call been given up? */
#ifndef VIGILO_SERVICE_CANCEL_H
#define VIGILO_SERVICE_CANCEL_H

#include "../base.h"

#define VIGILO_SERVICE_CANCEL "vigilo.cancel/1"

typedef struct vigilo_cancel_v1 {
    uint32_t abi;
    uint32_t size;
    void *VIGILO_NULLABLE context; /* the host's */
    /*
     * 1 once nobody waits for the call's result any more (its deadline has passed, its caller has gone), else 0. Long
     * work asks now and then, and returns VIGILO_CANCELLED. Cheap: one atomic load. [call]
     */
    int32_t (*VIGILO_NONNULL is_cancelled)(const struct vigilo_cancel_v1 *VIGILO_NONNULL self,
                                           const vigilo_call *VIGILO_NONNULL call);
} vigilo_cancel_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_cancel_v1, context) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_cancel_v1, is_cancelled) == 16, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_cancel_v1) == 24, "frozen");

#endif
