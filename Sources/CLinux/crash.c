/* crash.c - see clinux_crash.h. */
#define _GNU_SOURCE
#include "clinux_crash.h"

#include "clinux_guard.h"
#include "frames.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { LONGEST_NOTE = 4000, LONGEST_NAME = 200, NOTES = 4, LONGEST_WAIT_MS = 2000 };

static char program[LONGEST_NAME + 1];
/* Written in turn, so that the one that a handler is reading stays as it is for some time. */
static char notes[NOTES][LONGEST_NOTE + 1];
static _Atomic unsigned current;
static pthread_mutex_t writer = PTHREAD_MUTEX_INITIALIZER;

static const int fatal[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};
enum { FATAL = sizeof fatal / sizeof fatal[0] };
static struct sigaction before[FATAL];
static char stack[128 * 1024];

/* The thread that is writing its last words; 0: none. Never taken back: there is one crash. */
static _Atomic pid_t speaker;
static _Atomic int has_spoken;

/* A line is collected and written at once, so that lines of others do not get into it. */
static char line[LONGEST_NOTE + 2 * LONGEST_NAME];
static size_t length;

static void add(const char *text, size_t limit) {
    size_t count = strnlen(text, limit), room = sizeof line - 1 - length;
    if (count > room) count = room;
    memcpy(line + length, text, count);
    length += count;
}

static void add_hexadecimal(uintptr_t number) {
    char digits[17];
    int first = 16;
    digits[16] = 0;
    do digits[--first] = "0123456789abcdef"[number & 15];
    while ((number >>= 4) != 0);
    add(digits + first, 16);
}

static void end_line(void) {
    line[length++] = '\n';
    for (size_t done = 0; done < length;) {
        ssize_t count = write(STDERR_FILENO, line + done, length - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        done += (size_t)count;
    }
    length = 0;
}

static void add_frame(const struct frame *frame) {
    add("  at ", LONGEST_NAME);
    add(frame->symbol ? frame->symbol : "?", LONGEST_NAME);
    add(" (", LONGEST_NAME);
    add(frame->file, LONGEST_NAME);
    add("+0x", LONGEST_NAME);
    add_hexadecimal(frame->offset);
    add(")", LONGEST_NAME);
    end_line();
}

static void speak(int signal, const void *context) {
    const char *note = notes[atomic_load(&current) % NOTES];
    add(program, LONGEST_NAME);
    add(" ended by ", LONGEST_NAME);
    add(clinux_signal_name(signal), LONGEST_NAME);
    if (*note) add("; ", LONGEST_NAME);
    add(note, LONGEST_NOTE);
    end_line();
    frames_tell(context, add_frame);
    atomic_store(&has_spoken, 1);
}

/* Threads that crash while one is speaking let it finish, for a while: with the first signal's end, all is over. */
static void wait_for_speaker(void) {
    const struct timespec moment = {0, 1000000};
    for (int waited = 0; waited < LONGEST_WAIT_MS && !atomic_load(&has_spoken); waited++) nanosleep(&moment, 0);
}

static void crash(int signal, siginfo_t *info, void *context) {
    int error = errno;
    pid_t me = (pid_t)syscall(SYS_gettid), nobody = 0;
    if (atomic_compare_exchange_strong(&speaker, &nobody, me)) speak(signal, context);
    else if (nobody != me) wait_for_speaker();
    /* With the former action back, the signal comes again, with all that it says of the fault, as we return. */
    for (int i = 0; i < FATAL; i++)
        if (fatal[i] == signal) sigaction(signal, &before[i], 0);
    if (syscall(SYS_rt_tgsigqueueinfo, getpid(), me, signal, info) != 0) raise(signal);
    errno = error;
}

void clinux_crash_note_install(const char *name) {
    stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack}, present;
    struct sigaction action = {.sa_sigaction = crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    memcpy(program, name, strnlen(name, LONGEST_NAME));
    frames_prepare();
    /* Somebody's own stack for signals, such as that of the Swift runtime, serves as well. */
    if (sigaltstack(0, &present) == 0 && (present.ss_flags & SS_DISABLE)) sigaltstack(&alternative, 0);
    for (int i = 0; i < FATAL; i++) {
        sigaction(fatal[i], 0, &before[i]);
        sigaction(fatal[i], &action, 0);
    }
}

void clinux_crash_note_set(const char *note) {
    pthread_mutex_lock(&writer);
    unsigned next = atomic_load(&current) + 1;
    size_t count = note ? strnlen(note, LONGEST_NOTE) : 0;
    char *text = notes[next % NOTES];
    for (size_t i = 0; i < count; i++) text[i] = note[i] == '\n' ? ' ' : note[i];
    text[count] = 0;
    atomic_store(&current, next);
    pthread_mutex_unlock(&writer);
}
