/*
 * A plugin without a manifest note, so that nothing is known of it before it is loaded. The build puts something wrong
 * into its descriptor: -DABI, -DSIZE, -DNAME, -DKIND, -DVERSION, -DCOMPATIBLE_WITH, -DREGISTER; or -DRETURN_NULL, or
 * -DENTRY_IS_DATA.
 */
#include <vigilo/base.h>
#include <vigilo/host.h>
#include <vigilo/registrar.h>

#ifndef ABI
#define ABI VIGILO_ABI
#endif
#ifndef SIZE
#define SIZE sizeof(descriptor)
#endif
#ifndef NAME
#define NAME "bare"
#endif
#ifndef KIND
#define KIND VIGILO_KIND_FIELD_TYPE
#endif
#ifndef VERSION
#define VERSION "1.2.3"
#endif
#ifndef COMPATIBLE_WITH
#define COMPATIBLE_WITH ">=1.0,<2.0"
#endif
#ifndef REGISTER
#define REGISTER register_plugin
#endif

static int64_t twice(int64_t number) { return 2 * number; }

__attribute__((unused)) static vigilo_status register_plugin(const vigilo_host_v1 *host,
                                                             const vigilo_registrar_v1 *registrar) {
    (void)host;
    return vigilo_register_function(registrar, "twice", "i64(i64 number)", NULL, (vigilo_any_function)twice, 0);
}

/* Not the header's type: its layout is what is being broken. */
static const struct zoo_descriptor {
    uint32_t abi, size;
    const char *name, *kind, *version, *compatible_with;
    uint64_t flags;
    vigilo_status (*register_plugin)(const vigilo_host_v1 *, const vigilo_registrar_v1 *);
    void (*shutdown)(void);
    const void *(*get_extension)(const char *);
} descriptor = {ABI, (uint32_t)SIZE, NAME, KIND, VERSION, COMPATIBLE_WITH, 0, REGISTER, NULL, NULL};

#ifdef ENTRY_IS_DATA
__attribute__((visibility("default"))) const struct zoo_descriptor *vigilo_plugin_entry = &descriptor;
#else
__attribute__((visibility("default"))) const void *vigilo_plugin_entry(void) {
#ifdef RETURN_NULL
    (void)descriptor;
    return NULL;
#else
    return &descriptor;
#endif
}
#endif
