/* A plugin that registers what CASE says, mostly wrongly. */
#include <stdio.h>
#include <string.h>
#include <vigilo_plugin.h>

#define FAIL_TEXT(registrar, text) (registrar)->fail(registrar, text, strlen(text))

static vigilo_status accept(void *context, const vigilo_call *call, vigilo_bytes value, vigilo_bytes options,
                            const vigilo_result_v1 *result) {
    (void)context, (void)call, (void)value, (void)options, (void)result;
    return VIGILO_OK;
}

static vigilo_status show(void *context, const vigilo_call *call, vigilo_bytes config, const vigilo_result_v1 *result) {
    (void)context, (void)call, (void)config, (void)result;
    return VIGILO_OK;
}

static vigilo_status run(void *context, const vigilo_call *call, const vigilo_result_v1 *result) {
    (void)context, (void)call, (void)result;
    return VIGILO_OK;
}

static int64_t answer(void) { return 42; }

#define ABI_AND_SIZE(type) VIGILO_ABI, (uint32_t)sizeof(type)

static vigilo_field_type_v1 field_type(void) {
    vigilo_field_type_v1 table = {ABI_AND_SIZE(vigilo_field_type_v1), "good", "Good", NULL, NULL, accept, NULL};
    return table;
}

static vigilo_dashboard_widget_v1 widget(void) {
    vigilo_dashboard_widget_v1 table = {ABI_AND_SIZE(vigilo_dashboard_widget_v1), "tile", "Tile", NULL, 3, 2, NULL, show};
    return table;
}

static vigilo_integration_adapter_v1 adapter(void) {
    vigilo_integration_adapter_v1 table = {
        ABI_AND_SIZE(vigilo_integration_adapter_v1), "way_out", "Way out", NULL, NULL, show, accept, NULL};
    return table;
}

static vigilo_celery_task_v1 task(void) {
    vigilo_celery_task_v1 table = {ABI_AND_SIZE(vigilo_celery_task_v1), "sweep", "Sweep", NULL, 60, 30, NULL, run};
    return table;
}

static vigilo_function_v1 function(void) {
    vigilo_function_v1 table = {
        ABI_AND_SIZE(vigilo_function_v1), "answer", "i64()", NULL, (vigilo_any_function)answer, 0};
    return table;
}

static char long_text[70000];

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
    memset(long_text, 'a', sizeof long_text - 1);
    vigilo_field_type_v1 f = field_type();
    vigilo_dashboard_widget_v1 w = widget();
    vigilo_integration_adapter_v1 a = adapter();
    vigilo_celery_task_v1 t = task();
    vigilo_function_v1 fn = function();
    (void)f, (void)w, (void)a, (void)t, (void)fn;
    /* DO is a statement on these tables, such as: f.key = "Bad"; */
    DO;
#if defined(FIELD_TYPE)
    registrar->field_type(registrar, &f);
#elif defined(WIDGET)
    registrar->dashboard_widget(registrar, &w);
#elif defined(ADAPTER)
    registrar->integration_adapter(registrar, &a);
#elif defined(TASK)
    registrar->celery_task(registrar, &t);
#elif defined(FUNCTION)
    registrar->function(registrar, &fn);
#endif
    /* What the registrar says is ignored on purpose. */
#ifdef STATUS
    return STATUS;
#else
    return VIGILO_OK;
#endif
}

#ifndef KIND
#define KIND VIGILO_KIND_FIELD_TYPE
#endif

VIGILO_PLUGIN("registering", KIND, "1.0.0", ">=1.0", 0, register_plugin, NULL);
