/* guard.c - see clinux_guard.h. What is compared here is cheap to ask for, and stable in a process of many threads. */
#define _GNU_SOURCE
#include "guard.h"

#include <fcntl.h>
#include <fenv.h>
#include <locale.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

enum { LONGEST_PATH = 4096 };

struct float_state {
    int rounding;
#if defined(__x86_64__)
    unsigned control; /* of the SSE unit, without its sticky flags */
#else
    int traps;
#endif
};

struct clinux_guard {
    int parts;
    struct guard_signals signals;
    struct float_state floats;
    locale_t thread_locale;
    char *locale;
    char *environment;
    char path[LONGEST_PATH];
};

/* Files */

static void restore_path(const struct clinux_guard *guard, const struct teller *teller) {
    char now[LONGEST_PATH];
    if (syscall(SYS_getcwd, now, sizeof now) < 0) strcpy(now, "a folder that is gone");
    if (strcmp(now, guard->path) == 0) return;
    int undone = guard->path[0] == '/' && chdir(guard->path) == 0;
    tell(teller, CLINUX_CHANGED_WORKING_DIRECTORY, undone, 0, guard->path, now);
}

/* -1 until it is known. */
static _Atomic int wanted_umask = -1;

static int read_umask(void) {
    char text[1024];
    int descriptor = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    ssize_t length = read(descriptor, text, sizeof text - 1);
    close(descriptor);
    text[length > 0 ? length : 0] = 0;
    const char *line = strstr(text, "\nUmask:");
    return line ? (int)strtol(line + strlen("\nUmask:"), 0, 8) : -1;
}

static void restore_umask(const struct teller *teller) {
    int wanted = atomic_load(&wanted_umask);
    if (wanted < 0) return;
    int now = (int)umask((mode_t)wanted);
    if (now == wanted) return;
    char before[16], after[16];
    snprintf(before, sizeof before, "%04o", wanted);
    snprintf(after, sizeof after, "%04o", now);
    tell(teller, CLINUX_CHANGED_UMASK, 1, 0, before, after);
}

/* Locale */

static void restore_locale(const struct clinux_guard *guard, const struct teller *teller) {
    const char *found = setlocale(LC_ALL, 0);
    if (found && guard->locale && strcmp(found, guard->locale) != 0) {
        char *now = strdup(found);
        int undone = setlocale(LC_ALL, guard->locale) != 0;
        tell(teller, CLINUX_CHANGED_LOCALE, undone, 0, guard->locale, now ? now : "another");
        free(now);
    }
    if (uselocale((locale_t)0) != guard->thread_locale)
        tell(teller, CLINUX_CHANGED_THREAD_LOCALE, uselocale(guard->thread_locale) != 0, 0, 0, 0);
}

/* Floating point */

static struct float_state float_state(void) {
    struct float_state state = {.rounding = fegetround()};
#if defined(__x86_64__)
    state.control = _mm_getcsr() & ~0x3Fu;
#else
    state.traps = fegetexcept();
#endif
    return state;
}

static const char *rounding_word(int rounding) {
    switch (rounding) {
    case FE_TONEAREST: return "to the nearest";
    case FE_UPWARD: return "upward";
    case FE_DOWNWARD: return "downward";
    case FE_TOWARDZERO: return "towards zero";
    default: return "in a way of its own";
    }
}

static void restore_floats(const struct clinux_guard *guard, const struct teller *teller) {
    struct float_state now = float_state(), then = guard->floats;
    if (now.rounding != then.rounding)
        tell(teller, CLINUX_CHANGED_ROUNDING, fesetround(then.rounding) == 0, 0, rounding_word(then.rounding),
             rounding_word(now.rounding));
#if defined(__x86_64__)
    const unsigned denormals = 0x8040, traps = 0x1F80;
    if ((now.control ^ then.control) & denormals)
        tell(teller, CLINUX_CHANGED_DENORMALS, 1, 0, then.control & denormals ? "taken for zero" : "kept",
             now.control & denormals ? "taken for zero" : "kept");
    if ((now.control ^ then.control) & traps) tell(teller, CLINUX_CHANGED_EXCEPTIONS, 1, 0, 0, 0);
    if (now.control != then.control) _mm_setcsr((_mm_getcsr() & 0x3Fu) | then.control);
#else
    if (now.traps != then.traps) {
        fedisableexcept(FE_ALL_EXCEPT);
        tell(teller, CLINUX_CHANGED_EXCEPTIONS, feenableexcept(then.traps) >= 0, 0, 0, 0);
    }
#endif
}

/* All of it */

static void take_surroundings(struct clinux_guard *guard) {
    if (atomic_load(&wanted_umask) < 0) {
        int unknown = -1;
        atomic_compare_exchange_strong(&wanted_umask, &unknown, read_umask());
    }
    guard_take_mask(&guard->signals);
    guard->floats = float_state();
    guard->thread_locale = uselocale((locale_t)0);
    const char *locale = setlocale(LC_ALL, 0);
    guard->locale = locale ? strdup(locale) : 0;
    guard->environment = guard_take_environment();
    if (syscall(SYS_getcwd, guard->path, sizeof guard->path) < 0) strcpy(guard->path, "a folder that is gone");
}

struct clinux_guard *clinux_guard_take(int parts) {
    struct clinux_guard *guard = malloc(sizeof *guard);
    if (!guard) return 0;
    guard->parts = parts;
    guard->locale = guard->environment = 0;
    if (parts & CLINUX_GUARD_SIGNALS) guard_take_handlers(&guard->signals);
    if (parts & CLINUX_GUARD_SURROUNDINGS) take_surroundings(guard);
    return guard;
}

void clinux_guard_restore(struct clinux_guard *guard, void (*each)(const struct clinux_change *, void *),
                          void *context) {
    struct teller teller = {each, context};
    if (guard->parts & CLINUX_GUARD_SIGNALS) guard_restore_handlers(&guard->signals, &teller);
    if (!(guard->parts & CLINUX_GUARD_SURROUNDINGS)) return;
    restore_floats(guard, &teller);
    guard_restore_mask(&guard->signals, &teller);
    restore_path(guard, &teller);
    restore_umask(&teller);
    restore_locale(guard, &teller);
    guard_restore_environment(guard->environment, &teller);
}

void clinux_guard_free(struct clinux_guard *guard) {
    if (!guard) return;
    free(guard->locale);
    free(guard->environment);
    free(guard);
}
