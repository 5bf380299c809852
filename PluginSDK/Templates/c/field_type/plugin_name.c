/*
 * plugin_name - a field type: references like OPS-17.
 *
 * A reference is two to eight letters, a hyphen and a number. Small letters are taken, and stored as capitals.
 */
#include <stdio.h>
#include <string.h>

#include <vigilo_plugin.h>

#define LONGEST 32

static int is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* Writes the normal form, closed by NUL, and returns 1; 0 if the text is no reference. */
static int normalise(const char *text, size_t len, char out[LONGEST + 1]) {
    size_t letters = 0;
    while (letters < len && is_letter(text[letters])) letters++;
    if (len > LONGEST || letters < 2 || letters > 8 || letters + 1 >= len || text[letters] != '-') return 0;
    for (size_t i = letters + 1; i < len; i++)
        if (!is_digit(text[i])) return 0;
    for (size_t i = 0; i < len; i++) out[i] = (char)(text[i] >= 'a' ? text[i] - 'a' + 'A' : text[i]);
    out[len] = '\0';
    return 1;
}

/* The value is JSON text, not closed by NUL; a string stands in quotes. */
static vigilo_status validate(void *context, const vigilo_call *call, vigilo_bytes value, vigilo_bytes options,
                              const vigilo_result_v1 *result) {
    (void)context, (void)call, (void)options;
    char reference[LONGEST + 1], json[LONGEST + 3];
    if (value.len >= 2 && value.data[0] == '"' && normalise(value.data + 1, value.len - 2, reference)) {
        result->set(result, json, (size_t)snprintf(json, sizeof json, "\"%s\"", reference));
        return VIGILO_OK;
    }
    static const char why[] = "a reference is two to eight letters, a hyphen and a number, like OPS-17";
    result->fail(result, why, sizeof why - 1);
    return VIGILO_REFUSED;
}

/* A typed function: plugin_name.is_reference text=ops-17 */
static uint8_t is_reference(const char *text) {
    char reference[LONGEST + 1];
    return (uint8_t)normalise(text, strlen(text), reference);
}

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
    const vigilo_field_type_v1 type = {
        .abi = VIGILO_ABI,
        .size = sizeof(vigilo_field_type_v1),
        .key = "plugin_name",
        .label = "Reference",
        .validate = validate,
    };
    const vigilo_status status = registrar->field_type(registrar, &type);
    if (status != VIGILO_OK) return status;
    return vigilo_register_function(registrar, "is_reference", "bool(str text)", "Whether a text is a reference",
                                    (vigilo_any_function)is_reference, VIGILO_FUNCTION_PURE);
}

/* Nothing here is shared between calls, so they may overlap; and no call has an effect outside its result. */
VIGILO_PLUGIN("plugin_name", VIGILO_KIND_FIELD_TYPE, "0.1.0", ">=1.0,<2.0",
              VIGILO_PLUGIN_THREAD_SAFE | VIGILO_PLUGIN_PURE, register_plugin, NULL);
