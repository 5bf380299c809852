/* When plugin_name writes a line, and when it does not. */
#include "../plugin_name.c"
#include "fake_host.h"

static void run_with(const char *counts) {
    fake_counts = counts;
    (void)fake_text("");
    CHECK(fake_celery_task.run(fake_celery_task.context, fake_call, &fake_result) == VIGILO_OK);
}

int main(void) {
    CHECK(fake_register() == VIGILO_OK);
    CHECK(!strcmp(fake_celery_task.key, "plugin_name"));
    CHECK(fake_celery_task.every_seconds == 3600);
    CHECK(fake_function_count == 1);

    run_with("{\"todo\":9,\"blocked\":4,\"done\":1}");
    CHECK(!strcmp(fake_log, "4 tasks are blocked"));
    CHECK(!strcmp(fake_value, "{\"blocked\":4}"));

    run_with("{\"todo\":9,\"blocked\":3}");
    CHECK(!fake_log[0]);
    CHECK(is_news(4) && !is_news(3));
    puts("plugin_name: all good");
}
