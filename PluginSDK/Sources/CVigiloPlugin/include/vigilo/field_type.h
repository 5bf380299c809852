/* field_type.h - kind "field_type": a type for custom fields, with its rules. */
#ifndef VIGILO_FIELD_TYPE_H
#define VIGILO_FIELD_TYPE_H

#include "base.h"
#include "result.h"

#define VIGILO_KIND_FIELD_TYPE "field_type"

/* The host copies the table and its texts while it is registered; `context` and the functions must live until shutdown. */
typedef struct vigilo_field_type_v1 {
    uint32_t abi;
    uint32_t size;
    const char *VIGILO_NONNULL key;               /* [a-z][a-z0-9_]{0,63}, unique among field types */
    const char *VIGILO_NONNULL label;             /* for people */
    const char *VIGILO_NULLABLE options_schema;   /* JSON Schema of a field's options; NULL: no options */
    void *VIGILO_NULLABLE context;                /* the plugin's, handed back at each call */
    /*
     * Judges `value` (JSON). VIGILO_OK: accepted, and the result may hold the normalised value (JSON; none: as it
     * came). VIGILO_REFUSED: the sentence says why. Anything else: it could not be judged. [one at a time]
     */
    vigilo_status (*VIGILO_NONNULL validate)(void *VIGILO_NULLABLE context, const vigilo_call *VIGILO_NONNULL call,
                                             vigilo_bytes value, vigilo_bytes options,
                                             const vigilo_result_v1 *VIGILO_NONNULL result);
    /* Sets a JSON string that tells a stored value to people. Optional. [one at a time] */
    vigilo_status (*VIGILO_NULLABLE describe)(void *VIGILO_NULLABLE context, const vigilo_call *VIGILO_NONNULL call,
                                              vigilo_bytes value, vigilo_bytes options,
                                              const vigilo_result_v1 *VIGILO_NONNULL result);
} vigilo_field_type_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_field_type_v1, abi) == 0, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_field_type_v1, size) == 4, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_field_type_v1, key) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_field_type_v1, label) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_field_type_v1, options_schema) == 24, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_field_type_v1, context) == 32, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_field_type_v1, validate) == 40, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_field_type_v1, describe) == 48, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_field_type_v1) == 56, "frozen");

#endif
