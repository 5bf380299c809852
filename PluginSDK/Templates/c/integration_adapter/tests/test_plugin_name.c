/* What plugin_name sends, and what it says of what it cannot send. */
#include "../plugin_name.c"
#include "fake_host.h"

static vigilo_status deliver(const char *config, const char *message) {
    return fake_integration_adapter.send(fake_integration_adapter.context, fake_call, fake_text(config),
                                         fake_text(message), &fake_result);
}

int main(void) {
    CHECK(fake_register() == VIGILO_OK);
    CHECK(!strcmp(fake_integration_adapter.key, "plugin_name"));
    CHECK(fake_function_count == 1);

    CHECK(deliver("{}", "{\"text\":\"hello\"}") == VIGILO_OK);
    CHECK(!strcmp(fake_log, "{\"text\":\"hello\"}"));
    CHECK(!strcmp(fake_value, "{\"bytes\":16}"));

    CHECK(deliver("[]", "{}") == VIGILO_INVALID_ARGUMENT);
    CHECK(strstr(fake_sentence, "is no JSON object"));

    char large[VIGILO_MAX_MESSAGE + 2];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    CHECK(deliver("{}", large) == VIGILO_REFUSED);
    CHECK(fits(4096) && !fits(4097));
    puts("plugin_name: all good");
}
