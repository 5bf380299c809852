/* fault.c - see clinux_fault.h. */
#define _GNU_SOURCE
#include "clinux_fault.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

enum { MOST_FRAMES = 32 };

static int report;
static char stack[128 * 1024];

static void write_line(const char *line, int length) {
    if (length > 0 && write(report, line, (size_t)length) < 0) _exit(1);
}

static void write_frame(const void *address) {
    char line[1024];
    Dl_info info;
    if (!dladdr(address, &info) || !info.dli_fname) return;
    const char *slash = strrchr(info.dli_fname, '/');
    int length = snprintf(line, sizeof line, "frame %.255s %lx %.255s\n", slash ? slash + 1 : info.dli_fname,
                          (unsigned long)((uintptr_t)address - (uintptr_t)info.dli_fbase),
                          info.dli_sname ? info.dli_sname : "-");
    write_line(line, length);
}

static const void *faulting_address(const ucontext_t *context) {
#if defined(__x86_64__)
    return (const void *)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (const void *)context->uc_mcontext.pc;
#endif
}

/* The process is broken, so anything here may go wrong: the signal's own action is back before we begin. */
static void tell(int signal, siginfo_t *info, void *context) {
    int error = errno;
    (void)info;
    if (error == ENOMEM) write_line("memory\n", 7);
    const void *address = faulting_address(context);
    void *frames[MOST_FRAMES];
    int count = backtrace(frames, MOST_FRAMES), first = 0;
    while (first < count && frames[first] != address) first++;
    write_frame(address);
    for (int i = first + 1; i < count; i++) write_frame((const char *)frames[i] - 1);
    raise(signal);
}

void clinux_report_faults(int to) {
    static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};
    stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_sigaction = tell, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND};
    void *frame;
    report = to;
    /* The first backtrace may load a library, for which a broken process is no place. */
    backtrace(&frame, 1);
    sigaltstack(&alternative, NULL);
    for (unsigned i = 0; i < sizeof fatal / sizeof fatal[0]; i++) sigaction(fatal[i], &action, NULL);
    errno = 0;
}
