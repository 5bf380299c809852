/* What plugin_name takes, what it refuses, and what it says then. */
#include "../plugin_name.c"
#include "fake_host.h"

static vigilo_status judge(const char *json) {
    return fake_field_type.validate(fake_field_type.context, fake_call, fake_text(json), (vigilo_bytes){NULL, 0},
                                    &fake_result);
}

int main(void) {
    CHECK(fake_register() == VIGILO_OK);
    CHECK(!strcmp(fake_field_type.key, "plugin_name"));
    CHECK(fake_function_count == 1);

    CHECK(judge("\"ops-17\"") == VIGILO_OK);
    CHECK(!strcmp(fake_value, "\"OPS-17\""));

    const char *const wrong[] = {"\"\"", "\"17\"", "\"o-1\"", "\"ops-\"", "\"ops-x\"", "17", "null", "\""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CHECK(judge(wrong[i]) == VIGILO_REFUSED);
        CHECK(strstr(fake_sentence, "like OPS-17"));
    }
    CHECK(is_reference("ops-17") && !is_reference("ops"));
    puts("plugin_name: all good");
}
