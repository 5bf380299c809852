/* dashboard_widget.h - kind "dashboard_widget": a tile and the data it shows. */
#ifndef VIGILO_DASHBOARD_WIDGET_H
#define VIGILO_DASHBOARD_WIDGET_H

#include "base.h"
#include "result.h"

#define VIGILO_KIND_DASHBOARD_WIDGET "dashboard_widget"

/* The host copies the table and its texts while it is registered; `context` and the functions must live until shutdown. */
typedef struct vigilo_dashboard_widget_v1 {
    uint32_t abi;
    uint32_t size;
    const char *VIGILO_NONNULL key;             /* [a-z][a-z0-9_]{0,63}, unique among widgets */
    const char *VIGILO_NONNULL label;           /* for people */
    const char *VIGILO_NULLABLE config_schema;  /* JSON Schema of a tile's configuration; NULL: none */
    uint32_t default_width;                     /* in columns of a 12-column grid, 1 to 12 */
    uint32_t default_height;                    /* in rows, 1 to 12 */
    void *VIGILO_NULLABLE context;              /* the plugin's, handed back at each call */
    /* Sets the tile's data as JSON. The call's workspace is the tile's. [one at a time] */
    vigilo_status (*VIGILO_NONNULL load)(void *VIGILO_NULLABLE context, const vigilo_call *VIGILO_NONNULL call,
                                         vigilo_bytes config, const vigilo_result_v1 *VIGILO_NONNULL result);
} vigilo_dashboard_widget_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_dashboard_widget_v1, abi) == 0, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_dashboard_widget_v1, size) == 4, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_dashboard_widget_v1, key) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_dashboard_widget_v1, label) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_dashboard_widget_v1, config_schema) == 24, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_dashboard_widget_v1, default_width) == 32, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_dashboard_widget_v1, default_height) == 36, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_dashboard_widget_v1, context) == 40, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_dashboard_widget_v1, load) == 48, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_dashboard_widget_v1) == 56, "frozen");

#endif
