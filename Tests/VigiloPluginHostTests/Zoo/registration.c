/* A plugin that does something wrong while it registers: -DREGISTER_... says what. */
#include <string.h>
#include <vigilo_plugin.h>

static vigilo_status validate(void *context, const vigilo_call *call, vigilo_bytes value, vigilo_bytes options,
                              const vigilo_result_v1 *result) {
    (void)context, (void)call, (void)value, (void)options, (void)result;
    return VIGILO_OK;
}

static int64_t twice(int64_t number) { return 2 * number; }

__attribute__((unused)) static vigilo_status field_type(const vigilo_registrar_v1 *registrar, const char *key) {
    const vigilo_field_type_v1 type = {VIGILO_ABI, sizeof type, key, "A label", NULL, NULL, validate, NULL};
    return registrar->field_type(registrar, &type);
}

__attribute__((unused)) static vigilo_status function(const vigilo_registrar_v1 *registrar, const char *signature) {
    return vigilo_register_function(registrar, "twice", signature, NULL, (vigilo_any_function)twice, 0);
}

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
#if defined(REGISTER_HALF)
    static const char sentence[] = "the licence file is missing";
    field_type(registrar, "half_registered");
    registrar->fail(registrar, sentence, strlen(sentence));
    return VIGILO_FAILED;
#elif defined(REGISTER_MUTE)
    field_type(registrar, "half_registered");
    return 77;
#elif defined(REGISTER_NOTHING)
    (void)registrar;
    return VIGILO_OK;
#elif defined(REGISTER_WIDGET)
    /* A field type's plugin, and takes no notice of being refused. */
    const vigilo_dashboard_widget_v1 widget = {.abi = VIGILO_ABI, .size = sizeof widget, .key = "w", .label = "W"};
    registrar->dashboard_widget(registrar, &widget);
    field_type(registrar, "half_registered");
    return VIGILO_OK;
#elif defined(REGISTER_BAD_KEY)
    return field_type(registrar, "Not-A-Key");
#elif defined(REGISTER_TAKEN_KEY)
    function(registrar, "i64(i64 number)");
    return field_type(registrar, REGISTER_TAKEN_KEY);
#elif defined(REGISTER_TWICE)
    field_type(registrar, "half_registered");
    return field_type(registrar, "half_registered");
#elif defined(REGISTER_NULL)
    return registrar->field_type(registrar, NULL);
#elif defined(REGISTER_BAD_SIGNATURE)
    return function(registrar, "i64(i64 number, float ratio)");
#else
#error "Say what it does wrong."
#endif
}

VIGILO_PLUGIN(NAME, VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0,<2.0", 0, register_plugin, NULL);
