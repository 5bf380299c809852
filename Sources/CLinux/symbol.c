/* symbol.c - see clinux_symbol.h. */
#define _GNU_SOURCE
#include "clinux_symbol.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <string.h>

/* Whether `address` lies in a segment of its image that is loaded to be run. */
static int is_code(const struct dl_find_object *home, const void *address) {
    const char *base = home->dlfo_map_start;
    if (memcmp(base, ELFMAG, SELFMAG) != 0) return 1; /* headers that were not loaded tell nothing against it */
    const ElfW(Ehdr) *header = (const ElfW(Ehdr) *)base;
    const ElfW(Phdr) *segments = (const ElfW(Phdr) *)(base + header->e_phoff);
    ElfW(Addr) place = (ElfW(Addr))address - home->dlfo_link_map->l_addr;
    for (int i = 0; i < header->e_phnum; i++) {
        const ElfW(Phdr) *segment = &segments[i];
        if (segment->p_type == PT_LOAD && (segment->p_flags & PF_X) && place - segment->p_vaddr < segment->p_memsz) return 1;
    }
    return 0;
}

/*
 * _dl_find_object rather than dladdr: it searches a sorted index, where dladdr walks every library of the process, and a
 * host of a thousand plugins asks this a thousand times.
 */
int clinux_symbol_kind(void *handle, const void *address) {
    struct link_map *library = 0;
    struct dl_find_object home;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &library) != 0) return CLINUX_SYMBOL_FOREIGN;
    if (_dl_find_object((void *)address, &home) != 0 || home.dlfo_link_map != library) return CLINUX_SYMBOL_FOREIGN;
    return is_code(&home, address) ? CLINUX_SYMBOL_FUNCTION : CLINUX_SYMBOL_DATA;
}
