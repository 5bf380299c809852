/*
 * frames.c - see frames.h. _dl_find_object takes no lock, unlike dladdr, whose lock may be held by the very thread that
 * waits for the one that crashed.
 */
#define _GNU_SOURCE
#include "frames.h"

#include <dlfcn.h>
#include <elf.h>
#include <errno.h>
#include <execinfo.h>
#include <link.h>
#include <string.h>
#include <ucontext.h>

enum { MOST_FRAMES = 32 };

void frames_prepare(void) {
    void *frame;
    /* The first backtrace may load a library, for which a broken process is no place. */
    backtrace(&frame, 1);
}

static const void *struck_address(const ucontext_t *context) {
#if defined(__x86_64__)
    return (const void *)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
    return (const void *)context->uc_mcontext.pc;
#else
    (void)context;
    return 0;
#endif
}

/* The tables by which a library's own symbols are found. */
struct symbols {
    const ElfW(Sym) *table;
    const char *names;
    size_t count;
};

/* The number of symbols stands in no header; a GNU hash table tells it by the end of its longest chain. */
static size_t count_by_gnu_hash(const uint32_t *hash) {
    uint32_t buckets = hash[0], first = hash[1], bloom = hash[2], last = 0;
    const uint32_t *bucket = (const uint32_t *)((const ElfW(Addr) *)(hash + 4) + bloom);
    const uint32_t *chain = bucket + buckets;
    for (uint32_t i = 0; i < buckets; i++)
        if (bucket[i] > last) last = bucket[i];
    if (last < first) return first;
    while (!(chain[last - first] & 1)) last++;
    return last + 1;
}

static struct symbols symbols_of(const struct link_map *library) {
    struct symbols symbols = {0, 0, 0};
    for (const ElfW(Dyn) *entry = library->l_ld; entry && entry->d_tag != DT_NULL; entry++) {
        ElfW(Addr) address = entry->d_un.d_ptr;
        if (address < library->l_addr) address += library->l_addr; /* where glibc could not write it */
        switch (entry->d_tag) {
        case DT_SYMTAB: symbols.table = (const ElfW(Sym) *)address; break;
        case DT_STRTAB: symbols.names = (const char *)address; break;
        case DT_HASH: symbols.count = ((const uint32_t *)address)[1]; break;
        case DT_GNU_HASH:
            if (!symbols.count) symbols.count = count_by_gnu_hash((const uint32_t *)address);
            break;
        default: break;
        }
    }
    return symbols;
}

static const char *symbol_at(const struct link_map *library, ElfW(Addr) place) {
    struct symbols symbols = symbols_of(library);
    if (!symbols.table || !symbols.names) return 0;
    for (size_t i = 0; i < symbols.count; i++) {
        const ElfW(Sym) *symbol = &symbols.table[i];
        if (symbol->st_shndx == SHN_UNDEF || ELF64_ST_TYPE(symbol->st_info) != STT_FUNC) continue;
        if (place - symbol->st_value < symbol->st_size) return symbols.names + symbol->st_name;
    }
    return 0;
}

/* `address` is one in the call's own code; nothing is told of code that no library holds. */
static void tell(const void *address, void (*each)(const struct frame *)) {
    struct dl_find_object home;
    if (_dl_find_object((void *)address, &home) != 0) return;
    const struct link_map *library = home.dlfo_link_map;
    const char *path = library->l_name && library->l_name[0] ? library->l_name : program_invocation_name;
    const char *slash = strrchr(path, '/');
    ElfW(Addr) place = (ElfW(Addr))address - library->l_addr;
    struct frame frame = {slash ? slash + 1 : path, place, symbol_at(library, place)};
    each(&frame);
}

void frames_tell(const void *context, void (*each)(const struct frame *)) {
    const void *address = struck_address(context);
    void *frames[MOST_FRAMES];
    int count = backtrace(frames, MOST_FRAMES), first = 0;
    while (first < count && frames[first] != address) first++;
    tell(address, each);
    /* What the unwinder cannot get past, such as a call into nowhere, is not found among the frames. */
    for (int i = first + 1; i < count; i++) tell((const char *)frames[i] - 1, each);
}
