/* symbol.c - what a symbol found by dlsym really is. */
#define _GNU_SOURCE
#include "clinux_symbol.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>

int clinux_symbol_kind(void *handle, const void *address) {
    struct link_map *library = 0;
    const ElfW(Sym) *symbol = 0;
    Dl_info info;
    if (dlinfo(handle, RTLD_DI_LINKMAP, &library) != 0) return CLINUX_SYMBOL_FOREIGN;
    if (dladdr1(address, &info, (void **)&symbol, RTLD_DL_SYMENT) == 0) return CLINUX_SYMBOL_FOREIGN;
    /* glibc hands out the name that the library's own entry holds, so the same library is the same pointer. */
    if (info.dli_fname != library->l_name) return CLINUX_SYMBOL_FOREIGN;
    if (symbol == 0) return CLINUX_SYMBOL_DATA;
    switch (ELF64_ST_TYPE(symbol->st_info)) {
    case STT_FUNC:
    case STT_GNU_IFUNC:
    case STT_NOTYPE: /* written in assembly without a .type: the author's word is taken */
        return CLINUX_SYMBOL_FUNCTION;
    default:
        return CLINUX_SYMBOL_DATA;
    }
}
