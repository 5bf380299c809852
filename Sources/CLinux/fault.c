/* fault.c - see clinux_fault.h. */
#define _GNU_SOURCE
#include "clinux_fault.h"

#include "frames.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static int report;
static char stack[128 * 1024];

static void write_line(const char *line, int length) {
    if (length > 0 && write(report, line, (size_t)length) < 0) _exit(1);
}

static void write_frame(const struct frame *frame) {
    char line[1024];
    int length = snprintf(line, sizeof line, "frame %.255s %lx %.255s\n", frame->file, (unsigned long)frame->offset,
                          frame->symbol ? frame->symbol : "-");
    write_line(line, length);
}

/* The process is broken, so anything here may go wrong: the signal's own action is back before we begin. */
static void tell(int signal, siginfo_t *info, void *context) {
    int error = errno;
    (void)info;
    if (error == ENOMEM) write_line("memory\n", 7);
    frames_tell(context, write_frame);
    raise(signal);
}

void clinux_report_faults(int to) {
    static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS};
    stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_sigaction = tell, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND};
    report = to;
    frames_prepare();
    sigaltstack(&alternative, NULL);
    for (unsigned i = 0; i < sizeof fatal / sizeof fatal[0]; i++) sigaction(fatal[i], &action, NULL);
    errno = 0;
}
