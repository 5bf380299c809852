/* registrar.h - where a plugin says what it brings. */
#ifndef VIGILO_REGISTRAR_H
#define VIGILO_REGISTRAR_H

#include "base.h"
#include "celery_task.h"
#include "dashboard_widget.h"
#include "field_type.h"
#include "function.h"
#include "integration_adapter.h"

/*
 * Owned by the host; valid only while register_plugin runs. What is registered goes into a draft: if anything is
 * refused, or register_plugin does not return VIGILO_OK, none of it takes effect. A plugin registers what its kind
 * allows, at least one, and any number of typed functions besides.
 *
 * Each function copies the table it is given, and returns VIGILO_OK or the status that the load will be refused with;
 * a plugin that ignores it is refused all the same. [register]
 */
typedef struct vigilo_registrar_v1 {
    uint32_t abi;
    uint32_t size;
    void *VIGILO_NULLABLE context; /* the host's */
    vigilo_status (*VIGILO_NONNULL field_type)(const struct vigilo_registrar_v1 *VIGILO_NONNULL self,
                                               const vigilo_field_type_v1 *VIGILO_NONNULL type);
    vigilo_status (*VIGILO_NONNULL dashboard_widget)(const struct vigilo_registrar_v1 *VIGILO_NONNULL self,
                                                     const vigilo_dashboard_widget_v1 *VIGILO_NONNULL widget);
    vigilo_status (*VIGILO_NONNULL integration_adapter)(const struct vigilo_registrar_v1 *VIGILO_NONNULL self,
                                                        const vigilo_integration_adapter_v1 *VIGILO_NONNULL adapter);
    vigilo_status (*VIGILO_NONNULL celery_task)(const struct vigilo_registrar_v1 *VIGILO_NONNULL self,
                                                const vigilo_celery_task_v1 *VIGILO_NONNULL task);
    vigilo_status (*VIGILO_NONNULL function)(const struct vigilo_registrar_v1 *VIGILO_NONNULL self,
                                             const vigilo_function_v1 *VIGILO_NONNULL function);
    /* Says in one sentence why register_plugin will not return VIGILO_OK; copied. [register] */
    void (*VIGILO_NONNULL fail)(const struct vigilo_registrar_v1 *VIGILO_NONNULL self,
                                const char *VIGILO_NULLABLE sentence, size_t len);
} vigilo_registrar_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_registrar_v1, abi) == 0, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_registrar_v1, size) == 4, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_registrar_v1, context) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_registrar_v1, field_type) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_registrar_v1, dashboard_widget) == 24, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_registrar_v1, integration_adapter) == 32, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_registrar_v1, celery_task) == 40, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_registrar_v1, function) == 48, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_registrar_v1, fail) == 56, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_registrar_v1) == 64, "frozen");

/* Registers one typed function: vigilo_register_function(registrar, "risk_score", "f64(i64 severity)", (vigilo_any_function)f, flags). [register] */
static inline vigilo_status vigilo_register_function(const vigilo_registrar_v1 *VIGILO_NONNULL registrar,
                                                     const char *VIGILO_NONNULL name,
                                                     const char *VIGILO_NONNULL signature,
                                                     const char *VIGILO_NULLABLE summary,
                                                     vigilo_any_function VIGILO_NONNULL function, uint64_t flags) {
    const vigilo_function_v1 table = {VIGILO_ABI, (uint32_t)sizeof(vigilo_function_v1), name, signature, summary,
                                      function, flags};
    return registrar->function(registrar, &table);
}

#endif
