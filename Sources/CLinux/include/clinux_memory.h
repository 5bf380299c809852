/* clinux_memory.h - giving back what only the start needed. */
#ifndef CLINUX_MEMORY_H
#define CLINUX_MEMORY_H

/*
 * Has all threads share one heap that grows in large steps. glibc gives each thread one of its own that grows page by page,
 * a system call each: taking in a thousand plugins takes a tenth longer, and idle memory stays with each thread. To be called
 * before there are other threads.
 */
void clinux_share_one_heap(void);

/* How many images (the program, its libraries) are loaded now. */
int clinux_image_count(void);

/*
 * Unmaps the pages of the first `count` images that were read from their files and cannot have been written to: code and
 * tables that relocation and start-up walked through once. The kernel still caches them; what is needed again comes back
 * with a page fault. Does nothing while a debugger is attached, whose breakpoints live in such pages.
 *
 * Call it with a count taken before any plugin was loaded: a plugin may have changed its own code.
 */
void clinux_release_startup_pages(int count);

#endif
