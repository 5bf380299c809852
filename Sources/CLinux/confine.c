/* confine.c - see clinux_confine.h. */
#define _GNU_SOURCE
#include "clinux_confine.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST_REPORT = 16 << 20, SPARE_PROCESSES = 64 };

static int64_t milliseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Lowers a limit, never raises one that somebody set before. */
static void lower(int resource, rlim_t value) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return;
    if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > value) limit.rlim_max = value;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(resource, &limit);
}

/* The limit counts all threads of the user, ours or not; so it is what the whole system has now, and a few more. */
static void limit_processes(void) {
    unsigned long all = 0;
    FILE *file = fopen("/proc/loadavg", "re");
    if (!file) return;
    if (fscanf(file, "%*s %*s %*s %*u/%lu", &all) == 1) lower(RLIMIT_NPROC, all + SPARE_PROCESSES);
    fclose(file);
}

static void become_confined(const struct clinux_limits *limits, pid_t parent, const sigset_t *signals) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(0);
    setsid();
    lower(RLIMIT_CORE, 0);
    lower(RLIMIT_AS, limits->address_space);
    /* The deadline comes first, unless several threads burn at once. */
    lower(RLIMIT_CPU, limits->deadline_ms / 1000 + 2);
    limit_processes();
    sigprocmask(SIG_SETMASK, signals, NULL);
}

/* Takes over what is there to read; 0 when there is nothing more now. */
static int take(int report, struct clinux_ending *ending) {
    char piece[65536];
    ssize_t count = read(report, piece, sizeof piece);
    if (count <= 0) return count < 0 && errno == EINTR;
    if (ending->length + (size_t)count > LARGEST_REPORT) return 1;
    char *text = realloc(ending->text, ending->length + (size_t)count);
    if (!text) return 1;
    memcpy(text + ending->length, piece, (size_t)count);
    ending->text = text;
    ending->length += (size_t)count;
    return 1;
}

/* Leaves it a zombie, so that its number, which is also that of its session, stays its own until all is over. */
static int has_ended(pid_t child, struct clinux_ending *ending) {
    siginfo_t info = {0};
    if (waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != child) return 0;
    ending->how = info.si_code == CLD_EXITED ? CLINUX_ENDED_EXIT : CLINUX_ENDED_SIGNAL;
    ending->value = info.si_status;
    return 1;
}

static volatile sig_atomic_t told_to_end;
static void note_signal(int signal) { if (signal != SIGCHLD) told_to_end = 1; }

/* Until the child has ended, or must be ended. `unblocked` lets the signals in while we wait, and only then. */
static void watch(pid_t child, int64_t deadline, int report, int output, const sigset_t *unblocked,
                  struct clinux_ending *ending) {
    /* A writer hears of a reader that is gone without asking for it. */
    struct pollfd files[2] = {{report, POLLIN, 0}, {output, 0, 0}};
    while (!has_ended(child, ending)) {
        int64_t left = deadline - milliseconds();
        int is_lost = told_to_end || (files[1].revents & (POLLERR | POLLHUP));
        ending->how = is_lost ? CLINUX_ENDED_LOST : CLINUX_ENDED_DEADLINE;
        if (is_lost || left <= 0) return;
        struct timespec time = {left / 1000, left % 1000 * 1000000};
        files[1].revents = 0;
        if (ppoll(files, 2, &time, unblocked) <= 0 || !files[0].revents) continue;
        /* Closed at the other end, it would be ready for ever. */
        if (!take(report, ending) && (files[0].revents & POLLHUP)) files[0].fd = -1;
    }
}

static int is_running(pid_t child) {
    siginfo_t info = {0};
    return waitid(P_PID, (id_t)child, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

/*
 * What a dead process leaves is ours, for we are its reaper: kill generation after generation until none is left. Counts
 * those that were running.
 */
static int kill_everyone(pid_t child) {
    char path[64];
    int id, survivors = 0;
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    kill(child, SIGKILL);
    do {
        FILE *children = fopen(path, "re");
        while (children && fscanf(children, "%d", &id) == 1) {
            if (id != child && is_running(id)) survivors++;
            kill(id, SIGKILL);
        }
        if (children) fclose(children);
        else kill(-child, SIGKILL);
    } while (waitpid(-1, NULL, 0) > 0 || errno == EINTR);
    return survivors;
}

int clinux_confine(const struct clinux_limits *limits, int output, int *report, struct clinux_ending *ending) {
    int ends[2];
    sigset_t watched, before, unblocked;
    struct sigaction action = {.sa_handler = note_signal};
    int64_t deadline = milliseconds() + (int64_t)limits->deadline_ms;
    pid_t parent = getpid();

    memset(ending, 0, sizeof *ending);
    sigemptyset(&watched);
    for (int i = 0; i < 4; i++) sigaddset(&watched, (const int[]){SIGCHLD, SIGTERM, SIGINT, SIGHUP}[i]);
    sigprocmask(SIG_BLOCK, &watched, &before);
    sigemptyset(&unblocked);
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) != 0 || pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) goto never;
    pid_t child = fork();
    if (child < 0) goto never;
    if (child == 0) {
        close(ends[0]);
        close(output);
        fcntl(ends[1], F_SETFL, 0);
        *report = ends[1];
        become_confined(limits, parent, &unblocked);
        return 0;
    }
    close(ends[1]);
    for (int i = 0; i < 4; i++) sigaction((const int[]){SIGCHLD, SIGTERM, SIGINT, SIGHUP}[i], &action, NULL);
    watch(child, deadline, ends[0], output, &unblocked, ending);
    ending->survivors = kill_everyone(child);
    while (take(ends[0], ending)) {}
    close(ends[0]);
    return 1;
never:
    ending->how = CLINUX_ENDED_NEVER;
    ending->value = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    return 1;
}
