/*
 * A plugin that changes what belongs to the whole process: -DCHANGE_... says what, and -DIN_CONSTRUCTOR or -DIN_REGISTER
 * when. It is taken in all the same. -DWHEN="FILE": only if there is that file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <fenv.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vigilo_plugin.h>

#ifndef NAME
#define NAME "meddling"
#endif

__attribute__((unused)) static void handle(int number) { (void)number; }

#ifdef CHANGE_THREADS
static void *idle(void *argument) {
    pthread_setname_np(pthread_self(), "meddler");
    pthread_barrier_wait(argument);
    for (;;) pause();
}
#endif

#ifdef CHANGE_NOTHING
/* Has ended when it is asked for; so it is nobody's business. */
static void *nothing(void *argument) { return argument; }
#endif

static void meddle(void) {
#ifdef WHEN
    /* Only where this file is: it can behave in its probe. */
    if (access(WHEN, F_OK) != 0) return;
#endif
#if defined(CHANGE_SIGNALS)
    struct sigaction action = {.sa_handler = handle, .sa_flags = SA_RESTART};
    sigaction(SIGUSR2, &action, NULL);
    signal(SIGWINCH, SIG_IGN);
#elif defined(CHANGE_MASK)
    sigset_t set;
    sigemptyset(&set);
    /* Threads of libraries tend to have blocked all others already. */
    sigaddset(&set, SIGFPE);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
#elif defined(CHANGE_FOLDER)
    if (chdir(CHANGE_FOLDER) != 0) abort();
#elif defined(CHANGE_UMASK)
    umask(077);
#elif defined(CHANGE_LOCALE)
    if (!setlocale(LC_ALL, "C.UTF-8")) abort();
#elif defined(CHANGE_ROUNDING)
    fesetround(FE_UPWARD);
#elif defined(CHANGE_ENVIRONMENT)
    setenv("VIGILO_ZOO_KEPT", "other", 1);
    setenv("VIGILO_ZOO_NEW", "secret", 1);
    unsetenv("VIGILO_ZOO_GONE");
#elif defined(CHANGE_THREADS)
    static pthread_barrier_t barrier;
    pthread_t thread;
    pthread_barrier_init(&barrier, NULL, 2);
    pthread_create(&thread, NULL, idle, &barrier);
    pthread_barrier_wait(&barrier);
#elif defined(CHANGE_DESCRIPTORS)
    if (open("/etc/hostname", O_RDONLY) < 0) abort();
#elif defined(CHANGE_NOTHING)
    pthread_t thread;
    pthread_create(&thread, NULL, nothing, NULL);
    pthread_join(thread, NULL);
    int file = open("/etc/hostname", O_RDONLY);
    close(file);
#endif
}

#ifdef IN_CONSTRUCTOR
__attribute__((constructor)) static void when_loaded(void) { meddle(); }
#endif

static int64_t twice(int64_t number) { return 2 * number; }

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
#ifdef IN_REGISTER
    meddle();
#endif
    return vigilo_register_function(registrar, "twice", "i64(i64 number)", NULL, (vigilo_any_function)twice, 0);
}

VIGILO_PLUGIN(NAME, VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0,<2.0", 0, register_plugin, NULL);
