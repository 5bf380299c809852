/* clinux_crash.h - the last words of a process that a fatal signal ends. */
#ifndef CLINUX_CRASH_H
#define CLINUX_CRASH_H

/*
 * From now on SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP and SIGSYS write to standard error
 *
 *     PROGRAM ended by SIGSEGV; NOTE
 *       at SYMBOL (FILE+0xOFFSET)        a line for each call, the innermost first
 *
 * and then take the course that they would have taken: the handler that was there before (such as the Swift runtime's own
 * backtracer), or the system's own, with the core dump, the status and the address that belong to the fault. Nothing in
 * it takes a lock or memory. Stack overflows are told of in this thread, and in those of clinux_thread_start. [once]
 */
void clinux_crash_note_install(const char *program);

/* What is said after the signal's name, until it is set again; cut at 4,000 bytes. NULL or "": nothing. [any thread] */
void clinux_crash_note_set(const char *note);

#endif
