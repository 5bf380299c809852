/* thread.c - plain threads for code that is not ours. */
#define _GNU_SOURCE
#include "clinux_thread.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

struct start {
    void (*body)(void *);
    void *context;
    char name[16];
};

/* A thread that has used up its stack needs another to say so. */
enum { SIGNAL_STACK = 64 * 1024 };

static void *run(void *argument) {
    /* The upper end of the thread's own stack: the part that an overflow, at the lower end, leaves alone. */
    char signal_stack[SIGNAL_STACK];
    stack_t alternative = {.ss_sp = signal_stack, .ss_size = sizeof signal_stack};
    struct start start = *(struct start *)argument;
    free(argument);
    pthread_setname_np(pthread_self(), start.name);
    sigaltstack(&alternative, 0);
    start.body(start.context);
    alternative.ss_flags = SS_DISABLE;
    sigaltstack(&alternative, 0);
    return 0;
}

/* Synchronous signals stay open: they mean a fault in this thread, and must end the process as they always do. */
static void block_asynchronous_signals(sigset_t *before) {
    static const int synchronous[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT};
    sigset_t blocked;
    sigfillset(&blocked);
    for (size_t i = 0; i < sizeof synchronous / sizeof synchronous[0]; i++) sigdelset(&blocked, synchronous[i]);
    pthread_sigmask(SIG_SETMASK, &blocked, before);
}

int clinux_thread_start(const char *name, size_t stack_size, void (*body)(void *), void *context) {
    struct start *start = malloc(sizeof *start);
    if (start == 0) return ENOMEM;
    start->body = body;
    start->context = context;
    strncpy(start->name, name, sizeof start->name - 1);
    start->name[sizeof start->name - 1] = 0;

    pthread_attr_t attributes;
    int error = pthread_attr_init(&attributes);
    if (error == 0) {
        pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
        error = pthread_attr_setstacksize(&attributes, stack_size);
        if (error == 0) {
            pthread_t thread;
            sigset_t before;
            block_asynchronous_signals(&before); /* the new thread inherits the mask */
            error = pthread_create(&thread, &attributes, run, start);
            pthread_sigmask(SIG_SETMASK, &before, 0);
        }
        pthread_attr_destroy(&attributes);
    }
    if (error != 0) free(start);
    return error;
}
