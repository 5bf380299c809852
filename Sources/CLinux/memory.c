/* memory.c - see clinux_memory.h. */
#define _GNU_SOURCE
#include "clinux_memory.h"

#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void clinux_share_one_heap(void) {
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_TOP_PAD, 256 * 1024);
}

static int count_image(struct dl_phdr_info *info, size_t size, void *count) {
    (void)info, (void)size;
    ++*(int *)count;
    return 0;
}

int clinux_image_count(void) {
    int count = 0;
    dl_iterate_phdr(count_image, &count);
    return count;
}

static int is_traced(void) {
    char text[4096];
    int descriptor = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return 1;
    ssize_t length = read(descriptor, text, sizeof text - 1);
    close(descriptor);
    if (length <= 0) return 1;
    text[length] = 0;
    const char *tracer = strstr(text, "TracerPid:");
    return !tracer || strtol(tracer + strlen("TracerPid:"), 0, 10) != 0;
}

/* Code that relocation had to write to is no longer what the file says. */
static int has_text_relocations(const struct dl_phdr_info *info) {
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_DYNAMIC) continue;
        const ElfW(Dyn) *entry = (const ElfW(Dyn) *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
        for (; entry->d_tag != DT_NULL; entry++)
            if (entry->d_tag == DT_TEXTREL || (entry->d_tag == DT_FLAGS && (entry->d_un.d_val & DF_TEXTREL))) return 1;
    }
    return 0;
}

static int release_image(struct dl_phdr_info *info, size_t size, void *left) {
    (void)size;
    if ((*(int *)left)-- <= 0) return 1;
    /* The kernel's own page of code has no file. */
    if (info->dlpi_name && strncmp(info->dlpi_name, "linux-vdso", 10) == 0) return 0;
    if (has_text_relocations(info)) return 0;
    ElfW(Addr) page = (ElfW(Addr))sysconf(_SC_PAGESIZE);
    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W)) continue;
        /* Whole pages of this segment alone: a page that it shares with the next may hold that one's data. */
        ElfW(Addr) start = (info->dlpi_addr + segment->p_vaddr + page - 1) & ~(page - 1);
        ElfW(Addr) end = (info->dlpi_addr + segment->p_vaddr + segment->p_filesz) & ~(page - 1);
        if (start < end) madvise((void *)start, end - start, MADV_DONTNEED);
    }
    return 0;
}

void clinux_release_startup_pages(int count) {
    malloc_trim(0);
    if (!is_traced()) dl_iterate_phdr(release_image, &count);
}
