/*
 * guard_environment.c - the environment variables. See clinux_guard.h. Whoever reads one in another thread meanwhile runs the
 * same small risk as when the plugin wrote it: glibc frees no value, but moves the list. Left as it is, PATH or LD_PRELOAD
 * would go on to every program that the daemon starts.
 */
#define _GNU_SOURCE
#include "guard.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

char *guard_take_environment(void) {
    size_t size = 1;
    for (char **entry = environ; entry && *entry; entry++) size += strlen(*entry) + 1;
    char *copy = malloc(size), *end = copy;
    if (!copy) return 0;
    for (char **entry = environ; entry && *entry; entry++) {
        size_t length = strlen(*entry) + 1;
        if (length == 1) continue;
        memcpy(end, *entry, length);
        end += length;
    }
    *end = 0;
    return copy;
}

static int same_environment(const char *then) {
    for (char **entry = environ; entry && *entry; entry++) {
        if (!**entry) continue;
        if (strcmp(*entry, then) != 0) return 0;
        then += strlen(then) + 1;
    }
    return !*then;
}

/* Copies the name of "NAME=VALUE"; NULL if it is none that could be set, or there is no memory. */
static char *entry_name(const char *entry) {
    const char *sign = strchr(entry, '=');
    return sign && sign > entry ? strndup(entry, (size_t)(sign - entry)) : 0;
}

static const char *value_then(const char *environment, const char *name) {
    size_t length = strlen(name);
    for (; *environment; environment += strlen(environment) + 1)
        if (strncmp(environment, name, length) == 0 && environment[length] == '=') return environment + length + 1;
    return 0;
}

static void restore_variable(const char *name, const char *then, const struct teller *teller) {
    const char *found = getenv(name);
    if (found ? then && strcmp(found, then) == 0 : !then) return;
    char *now = found ? strdup(found) : 0;
    int undone = (then ? setenv(name, then, 1) : unsetenv(name)) == 0;
    tell(teller, CLINUX_CHANGED_ENVIRONMENT, undone, name, then, now);
    free(now);
}

/* Goes over a copy of what is new and then over what was: setting and unsetting moves the entries. */
void guard_restore_environment(const char *then, const struct teller *teller) {
    if (!then || same_environment(then)) return;
    char *now = guard_take_environment();
    const char *lists[2] = {now, then};
    for (int i = 0; i < 2; i++)
        for (const char *entry = lists[i]; entry && *entry; entry += strlen(entry) + 1) {
            char *name = entry_name(entry);
            if (name) restore_variable(name, value_then(then, name), teller);
            free(name);
        }
    free(now);
}
