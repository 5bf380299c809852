/*
 * A plugin that harms the process that loads it: -DHARM_... says how, and -DIN_CONSTRUCTOR, -DIN_ENTRY or -DIN_REGISTER
 * when. It has no manifest note, so that what it says of itself comes from the probe. With -DNEEDS_DAEMON it registers
 * nowhere but in the daemon. It harms only the program -DONLY_IN, and only while the file -DWHILE_THERE is there, where
 * they are given; with -DSAYS it says so first.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>
#include <vigilo_plugin.h>

__attribute__((noinline, unused)) void zoo_harm(void) {
#ifdef ONLY_IN
    if (strcmp(program_invocation_short_name, ONLY_IN) != 0) return;
#endif
#ifdef WHILE_THERE
    if (access(WHILE_THERE, F_OK) != 0) return;
#endif
#ifdef SAYS
    fprintf(stderr, "%s\n", SAYS);
#endif
#if defined(HARM_CRASH)
    *(volatile int *)8 = 1;
#elif defined(HARM_OVERFLOW)
    volatile char space[1 << 16];
    space[0] = 1;
    zoo_harm();
    space[1] = space[0];
#elif defined(HARM_EXIT)
    _exit(42);
#elif defined(HARM_ABORT)
    abort();
#elif defined(HARM_LOOP)
    for (volatile int i = 0;; i++) {}
#elif defined(HARM_WAIT)
    for (;;) pause();
#elif defined(HARM_MEMORY)
    for (;;) *(volatile char *)malloc(256 << 20) = 1;
#elif defined(HARM_CLOSE)
    for (int i = 0; i <= HARM_CLOSE; i++) close(i);
#elif defined(HARM_PRINT)
    /* In the runner alone, not in the test that loads it afterwards. */
    if (strcmp(program_invocation_short_name, "vigilo-runner") != 0) return;
    for (int i = 0; i < 1000; i++) printf("refused {\"reason\":\"x\"}\nstep register\n\xff\n");
    fflush(stdout);
#elif defined(HARM_FORK)
    /* Twice and in a session of its own: neither a process group nor a parent leads to it any more. */
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            FILE *file = fopen(HARM_FORK, "w");
            fprintf(file, "%d", (int)getpid());
            fclose(file);
            rename(HARM_FORK, HARM_FORK ".done");
            for (;;) pause();
        }
        _exit(0);
    }
    while (access(HARM_FORK ".done", F_OK) != 0) usleep(1000);
#endif
}

#ifdef IN_CONSTRUCTOR
__attribute__((constructor)) static void when_loaded(void) { zoo_harm(); }
#endif

static int64_t twice(int64_t number) { return 2 * number; }

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
#ifdef IN_REGISTER
    zoo_harm();
#endif
#ifdef NEEDS_DAEMON
    if (strcmp(program_invocation_short_name, "vigilo-runner") == 0) return VIGILO_FAILED;
#endif
    return vigilo_register_function(registrar, "twice", "i64(i64 number)", NULL, (vigilo_any_function)twice, 0);
}

#ifndef COMPATIBLE_WITH
#define COMPATIBLE_WITH ">=1.0,<2.0"
#endif

VIGILO_EXPORT const vigilo_plugin_v1 *vigilo_plugin_entry(void) {
    static vigilo_plugin_v1 plugin = {
        VIGILO_ABI, sizeof plugin,   "harmful", VIGILO_KIND_FIELD_TYPE, "1.0.0", COMPATIBLE_WITH, 0,
        register_plugin, NULL, NULL};
#ifdef IN_ENTRY
    zoo_harm();
#endif
#ifdef IN_DESCRIPTOR
    plugin.name = (const char *)16;
#endif
#ifdef DESCRIPTOR_UNMAPPED
    void *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page;
#endif
    return &plugin;
}
