/* libraries.c - see clinux_libraries.h. */
#define _GNU_SOURCE
#include "clinux_libraries.h"

#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>

struct teller {
    void (*each)(const char *, const char *, void *);
    void *context;
};

/* glibc keeps addresses of the dynamic section as they are in memory; where it cannot write them, as in the file. */
static const char *string_table(const struct dl_phdr_info *info, ElfW(Addr) address) {
    return (const char *)(address < info->dlpi_addr ? info->dlpi_addr + address : address);
}

static const char *soname(const struct dl_phdr_info *info) {
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type != PT_DYNAMIC) continue;
        const ElfW(Dyn) *entry = (const ElfW(Dyn) *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
        const char *strings = 0;
        ElfW(Xword) name = 0;
        for (; entry->d_tag != DT_NULL; entry++) {
            if (entry->d_tag == DT_STRTAB) strings = string_table(info, entry->d_un.d_ptr);
            if (entry->d_tag == DT_SONAME) name = entry->d_un.d_val;
        }
        return strings && name ? strings + name : 0;
    }
    return 0;
}

static int tell(struct dl_phdr_info *info, size_t size, void *context) {
    (void)size;
    const struct teller *teller = context;
    const char *path = info->dlpi_name && info->dlpi_name[0] ? info->dlpi_name : 0;
    teller->each(path, soname(info), teller->context);
    return 0;
}

void clinux_loaded_libraries(void (*each)(const char *, const char *, void *), void *context) {
    struct teller teller = {each, context};
    dl_iterate_phdr(tell, &teller);
}

/* The C library has no paths of its own, so its folders are everybody's. */
int clinux_library_folders(void (*each)(const char *, void *), void *context) {
    Dl_serinfo head, *folders = 0;
    int result = -1;
    void *library = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD);
    if (!library) return -1;
    if (dlinfo(library, RTLD_DI_SERINFOSIZE, &head) == 0 && (folders = malloc(head.dls_size)) != 0
        && dlinfo(library, RTLD_DI_SERINFOSIZE, folders) == 0 && dlinfo(library, RTLD_DI_SERINFO, folders) == 0) {
        for (unsigned i = 0; i < folders->dls_cnt; i++) each(folders->dls_serpath[i].dls_name, context);
        result = 0;
    }
    free(folders);
    dlclose(library);
    return result;
}

size_t clinux_static_tls_size(void) {
    void (*info)(size_t *, size_t *) = (void (*)(size_t *, size_t *))dlsym(RTLD_DEFAULT, "_dl_get_tls_static_info");
    size_t size = 0, alignment = 0;
    if (info) info(&size, &alignment);
    return size;
}
