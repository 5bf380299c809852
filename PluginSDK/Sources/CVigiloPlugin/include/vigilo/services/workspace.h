/* workspace.h - service "vigilo.workspace/1": the workspace that the call is about. */
#ifndef VIGILO_SERVICE_WORKSPACE_H
#define VIGILO_SERVICE_WORKSPACE_H

#include "../base.h"

#define VIGILO_SERVICE_WORKSPACE "vigilo.workspace/1"

/*
 * Views given out by services are the host's and stay valid until the call they were asked in returns.
 * VIGILO_UNAVAILABLE: the call is about no workspace.
 */
typedef struct vigilo_workspace_v1 {
    uint32_t abi;
    uint32_t size;
    void *VIGILO_NULLABLE context; /* the host's */
    /* The workspace's slug, as text. [call] */
    vigilo_status (*VIGILO_NONNULL slug)(const struct vigilo_workspace_v1 *VIGILO_NONNULL self,
                                         const vigilo_call *VIGILO_NONNULL call, vigilo_bytes *VIGILO_NONNULL out);
    /* The workspace's settings, a JSON object: {"holidays": ["2026-12-25"]}. [call] */
    vigilo_status (*VIGILO_NONNULL settings)(const struct vigilo_workspace_v1 *VIGILO_NONNULL self,
                                             const vigilo_call *VIGILO_NONNULL call, vigilo_bytes *VIGILO_NONNULL out);
} vigilo_workspace_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_workspace_v1, context) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_workspace_v1, slug) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_workspace_v1, settings) == 24, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_workspace_v1) == 32, "frozen");

#endif
