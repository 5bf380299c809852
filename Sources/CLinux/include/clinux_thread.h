/* clinux_thread.h - plain threads for code that is not ours. */
#ifndef CLINUX_THREAD_H
#define CLINUX_THREAD_H

#include <stddef.h>

/*
 * Starts a detached thread that runs `body(context)`. Its name is cut at 15 bytes; asynchronous signals are blocked in
 * it, so that they go to the threads that wait for them. 64 KiB of its stack are kept for a signal that ends it. 0, or
 * an error number (EAGAIN: no more threads).
 */
int clinux_thread_start(const char *name, size_t stack_size, void (*body)(void *), void *context);

#endif
