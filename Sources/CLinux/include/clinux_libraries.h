/* clinux_libraries.h - where the dynamic loader of this process finds libraries, without having it load any. */
#ifndef CLINUX_LIBRARIES_H
#define CLINUX_LIBRARIES_H

#include <stddef.h>

/*
 * Tells of every library that is loaded now: the path that it was loaded from and its own name (DT_SONAME), either of
 * which may be NULL. [any thread; does not wait for a library that is being loaded]
 */
void clinux_loaded_libraries(void (*each)(const char *path, const char *soname, void *context), void *context);

/*
 * Tells of every folder that the loader looks into for a library without paths of its own: LD_LIBRARY_PATH as it was
 * when the program started, and the system's folders. 0, or -1 if that cannot be known. [may wait for a library that is
 * being loaded]
 */
int clinux_library_folders(void (*each)(const char *path, void *context), void *context);

/* How much static thread-local storage the process has in all, used or not; 0 if that cannot be known. */
size_t clinux_static_tls_size(void);

#endif
