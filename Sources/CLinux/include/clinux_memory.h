/* clinux_memory.h - giving back what only the start needed. */
#ifndef CLINUX_MEMORY_H
#define CLINUX_MEMORY_H

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
