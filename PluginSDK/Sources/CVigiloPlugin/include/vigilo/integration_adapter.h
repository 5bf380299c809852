/* integration_adapter.h - kind "integration_adapter": a way out to another system, and optionally back in. */
#ifndef VIGILO_INTEGRATION_ADAPTER_H
#define VIGILO_INTEGRATION_ADAPTER_H

#include "base.h"
#include "result.h"

#define VIGILO_KIND_INTEGRATION_ADAPTER "integration_adapter"

/* The host copies the table and its texts while it is registered; `context` and the functions must live until shutdown. */
typedef struct vigilo_integration_adapter_v1 {
    uint32_t abi;
    uint32_t size;
    const char *VIGILO_NONNULL key;             /* [a-z][a-z0-9_]{0,63}, unique among adapters */
    const char *VIGILO_NONNULL label;           /* for people */
    const char *VIGILO_NULLABLE config_schema;  /* JSON Schema; members marked "secret": true are kept encrypted */
    void *VIGILO_NULLABLE context;              /* the plugin's, handed back at each call */
    /* Can this configuration reach its system? VIGILO_OK, or a sentence that says what is wrong. [one at a time] */
    vigilo_status (*VIGILO_NONNULL check)(void *VIGILO_NULLABLE context, const vigilo_call *VIGILO_NONNULL call,
                                          vigilo_bytes config, const vigilo_result_v1 *VIGILO_NONNULL result);
    /* Delivers `message` (JSON); may set a receipt (JSON). VIGILO_FAILED may be tried again, VIGILO_REFUSED not. [one at a time] */
    vigilo_status (*VIGILO_NONNULL send)(void *VIGILO_NULLABLE context, const vigilo_call *VIGILO_NONNULL call,
                                         vigilo_bytes config, vigilo_bytes message,
                                         const vigilo_result_v1 *VIGILO_NONNULL result);
    /* Turns what an inbound webhook brought into JSON. Optional. [one at a time] */
    vigilo_status (*VIGILO_NULLABLE receive)(void *VIGILO_NULLABLE context, const vigilo_call *VIGILO_NONNULL call,
                                             vigilo_bytes config, vigilo_bytes payload,
                                             const vigilo_result_v1 *VIGILO_NONNULL result);
} vigilo_integration_adapter_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_integration_adapter_v1, abi) == 0, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_integration_adapter_v1, size) == 4, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_integration_adapter_v1, key) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_integration_adapter_v1, label) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_integration_adapter_v1, config_schema) == 24, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_integration_adapter_v1, context) == 32, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_integration_adapter_v1, check) == 40, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_integration_adapter_v1, send) == 48, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_integration_adapter_v1, receive) == 56, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_integration_adapter_v1) == 64, "frozen");

#endif
