/* What plugin_name shows of which counts. */
#include "../plugin_name.c"
#include "fake_host.h"

static const char *tile(const char *counts) {
    fake_counts = counts;
    CHECK(fake_dashboard_widget.load(fake_dashboard_widget.context, fake_call, fake_text("null"), &fake_result) ==
          VIGILO_OK);
    return fake_value;
}

int main(void) {
    CHECK(fake_register() == VIGILO_OK);
    CHECK(!strcmp(fake_dashboard_widget.key, "plugin_name"));
    CHECK(fake_function_count == 1);

    CHECK(!strcmp(tile("{\"todo\":2,\"undone\":1,\"done\":1}"), "{\"all\":4,\"done\":1,\"percent\":25}"));
    CHECK(!strcmp(tile("{\"done\":0}"), "{\"all\":0,\"done\":0,\"percent\":0}"));
    CHECK(percent(1, 4) == 25 && percent(1, 0) == 0);
    puts("plugin_name: all good");
}
