/* guard_signals.c - how signals are handled in the process, and which of them this thread lets in. See clinux_guard.h. */
#define _GNU_SOURCE
#include "guard.h"

#include <errno.h>
#include <link.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_TEXT = 512 };

const char *clinux_signal_name(int number) {
    static const char *const names[] = {
        0,         "SIGHUP",  "SIGINT",    "SIGQUIT", "SIGILL",   "SIGTRAP", "SIGABRT", "SIGBUS",
        "SIGFPE",  "SIGKILL", "SIGUSR1",   "SIGSEGV", "SIGUSR2",  "SIGPIPE", "SIGALRM", "SIGTERM",
        "SIGSTKFLT", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGTSTP",  "SIGTTIN", "SIGTTOU", "SIGURG",
        "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO",   "SIGPWR",  "SIGSYS"};
    static const char *const real_time[] = {
        "SIGRTMIN", "SIGRTMIN+1", "SIGRTMIN+2", "SIGRTMIN+3", "SIGRTMIN+4", "SIGRTMIN+5", "SIGRTMIN+6", "SIGRTMIN+7",
        "SIGRTMIN+8", "SIGRTMIN+9", "SIGRTMIN+10", "SIGRTMIN+11", "SIGRTMIN+12", "SIGRTMIN+13", "SIGRTMIN+14",
        "SIGRTMIN+15", "SIGRTMAX-14", "SIGRTMAX-13", "SIGRTMAX-12", "SIGRTMAX-11", "SIGRTMAX-10", "SIGRTMAX-9",
        "SIGRTMAX-8", "SIGRTMAX-7", "SIGRTMAX-6", "SIGRTMAX-5", "SIGRTMAX-4", "SIGRTMAX-3", "SIGRTMAX-2",
        "SIGRTMAX-1", "SIGRTMAX"};
    if (number > 0 && number < 32) return names[number];
    return number >= 34 && number <= GUARD_SIGNALS ? real_time[number - 34] : 0;
}

/* KILL and STOP have no handlers; 32 and 33 are the C library's own, which installs them when it first needs them. */
static int is_compared(int number) { return number != SIGKILL && number != SIGSTOP && number != 32 && number != 33; }

static long action_call(int number, const struct kernel_action *new, struct kernel_action *old) {
    return syscall(SYS_rt_sigaction, number, new, old, sizeof(uint64_t));
}

static int same_action(const struct kernel_action *a, const struct kernel_action *b) {
    return a->handler == b->handler && a->flags == b->flags && a->mask == b->mask;
}

struct search {
    uintptr_t address;
    unsigned long long left; /* images to look at */
    const char *file;
    int is_old;
};

static int search_image(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size;
    struct search *search = context;
    int is_old = search->left > 0;
    if (is_old) search->left--;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
        uintptr_t start = info->dlpi_addr + segment->p_vaddr;
        if (segment->p_type != PT_LOAD || search->address - start >= segment->p_memsz) continue;
        search->file = info->dlpi_name && info->dlpi_name[0] ? info->dlpi_name : program_invocation_short_name;
        search->is_old = is_old;
        return 1;
    }
    return 0;
}

/* The images are walked in the order of their loading, and none is ever unloaded. */
static struct search find_image(const void *address, unsigned long long images) {
    struct search search = {(uintptr_t)address, images, 0, 0};
    dl_iterate_phdr(search_image, &search);
    return search;
}

static int count_images(struct dl_phdr_info *info, size_t size, void *count) {
    (void)size;
    *(unsigned long long *)count = info->dlpi_adds - info->dlpi_subs;
    return 1;
}

static void describe_action(const struct kernel_action *action, char text[LONGEST_TEXT]) {
    if (action->handler == (void *)SIG_DFL || action->handler == (void *)SIG_IGN) {
        snprintf(text, LONGEST_TEXT, "%s", action->handler == (void *)SIG_DFL ? "the system's own" : "ignored");
        return;
    }
    struct search home = find_image(action->handler, 0);
    const char *slash = home.file ? strrchr(home.file, '/') : 0;
    snprintf(text, LONGEST_TEXT, "code of %.200s", slash ? slash + 1 : home.file ? home.file : "no file");
}

/*
 * What the last comparison left behind. In a row of a thousand plugins the next guard is taken right after it, and asking
 * 60 times for what is known would be half of a guard's time.
 */
static struct {
    pthread_mutex_t lock;
    int64_t at; /* 0: nothing is known */
    struct kernel_action actions[GUARD_SIGNALS + 1];
} known = {.lock = PTHREAD_MUTEX_INITIALIZER};

enum { FRESH_NANOSECONDS = 2000000 };

static int64_t nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int take_known_actions(struct guard_signals *then) {
    pthread_mutex_lock(&known.lock);
    int is_fresh = known.at != 0 && nanoseconds() - known.at < FRESH_NANOSECONDS;
    if (is_fresh) memcpy(then->actions, known.actions, sizeof known.actions);
    pthread_mutex_unlock(&known.lock);
    return is_fresh;
}

static void take_actions(struct guard_signals *then) {
    if (take_known_actions(then)) return;
    for (int number = 1; number <= GUARD_SIGNALS; number++)
        if (is_compared(number)) action_call(number, 0, &then->actions[number]);
}

/* `is_same`: whether nothing had to be put back, or left as it is. */
static void remember_actions(const struct guard_signals *then, int is_same) {
    pthread_mutex_lock(&known.lock);
    if (is_same) memcpy(known.actions, then->actions, sizeof known.actions);
    known.at = is_same ? nanoseconds() : 0;
    pthread_mutex_unlock(&known.lock);
}

void guard_restore_handlers(const struct guard_signals *then, const struct teller *teller) {
    char before[LONGEST_TEXT], after[LONGEST_TEXT];
    int is_same = 1;
    for (int number = 1; number <= GUARD_SIGNALS; number++) {
        struct kernel_action now = {0};
        const struct kernel_action *action = &then->actions[number];
        if (!is_compared(number) || action_call(number, 0, &now) != 0 || same_action(action, &now)) continue;
        is_same = 0;
        int is_code = now.handler != (void *)SIG_DFL && now.handler != (void *)SIG_IGN;
        if (is_code && now.handler != action->handler && find_image(now.handler, then->images).is_old) continue;
        describe_action(action, before);
        describe_action(&now, after);
        if (now.handler == action->handler) snprintf(after, sizeof after, "the same with other flags or another mask");
        tell(teller, CLINUX_CHANGED_SIGNAL, action_call(number, action, 0) == 0, clinux_signal_name(number), before,
             after);
    }
    remember_actions(then, is_same);
}

static uint64_t mask_call(const uint64_t *new) {
    uint64_t old = 0;
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, new, &old, sizeof old);
    return old;
}

void guard_restore_mask(const struct guard_signals *then, const struct teller *teller) {
    uint64_t now = mask_call(&then->mask);
    for (int number = 1; number <= GUARD_SIGNALS; number++) {
        uint64_t bit = 1ULL << (number - 1);
        if (!((now ^ then->mask) & bit) || !clinux_signal_name(number)) continue;
        tell(teller, CLINUX_CHANGED_MASK, 1, clinux_signal_name(number), then->mask & bit ? "blocked" : "open",
             now & bit ? "blocked" : "open");
    }
}

void guard_take_handlers(struct guard_signals *then) {
    memset(then->actions, 0, sizeof then->actions);
    take_actions(then);
    dl_iterate_phdr(count_images, &then->images);
}

void guard_take_mask(struct guard_signals *then) {
    syscall(SYS_rt_sigprocmask, SIG_BLOCK, 0, &then->mask, sizeof then->mask);
}
