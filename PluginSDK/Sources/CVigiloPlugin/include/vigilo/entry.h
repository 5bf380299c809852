/* entry.h - the one exported symbol, and the descriptor that it returns. */
#ifndef VIGILO_ENTRY_H
#define VIGILO_ENTRY_H

#include "base.h"
#include "host.h"
#include "note.h"
#include "registrar.h"

/* Calls may overlap, on any threads. Without it the host makes one call at a time. */
#define VIGILO_PLUGIN_THREAD_SAFE (UINT64_C(1) << 0)
/* No call has an effect outside its result; such a plugin may be called in dry runs. */
#define VIGILO_PLUGIN_PURE (UINT64_C(1) << 1)

/* Static life: the pointer that the entry returns, and every text in it, stay valid and unchanged for ever. */
typedef struct vigilo_plugin_v1 {
    uint32_t abi;                                /* VIGILO_ABI; checked before anything else is read */
    uint32_t size;                               /* sizeof(vigilo_plugin_v1) */
    const char *VIGILO_NONNULL name;             /* [a-z][a-z0-9_]{0,63}, unique in the installation */
    const char *VIGILO_NONNULL kind;             /* one of the VIGILO_KIND_... */
    const char *VIGILO_NONNULL version;          /* SemVer 2.0, the plugin's own */
    const char *VIGILO_NONNULL compatible_with;  /* comma-separated comparisons over VIGILO_VERSION: ">=1.0,<2.0" */
    uint64_t flags;                              /* VIGILO_PLUGIN_... */
    /*
     * Registers what the plugin brings. Runs alone, once, after every check has passed. Any status but VIGILO_OK, or
     * anything refused by the registrar, refuses the plugin whole; then nothing of it is called again. [register]
     */
    vigilo_status (*VIGILO_NONNULL register_plugin)(const vigilo_host_v1 *VIGILO_NONNULL host,
                                                    const vigilo_registrar_v1 *VIGILO_NONNULL registrar);
    /* Called once, alone, when the host stops, after the last call has returned. Optional. */
    void (*VIGILO_NULLABLE shutdown)(void);
    /* The table of an ability that this header does not know yet, or NULL. Optional. [any thread] */
    const void *VIGILO_NULLABLE (*VIGILO_NULLABLE get_extension)(const char *VIGILO_NONNULL id);
} vigilo_plugin_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_plugin_v1, abi) == 0, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_plugin_v1, size) == 4, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_plugin_v1, name) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_plugin_v1, kind) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_plugin_v1, version) == 24, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_plugin_v1, compatible_with) == 32, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_plugin_v1, flags) == 40, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_plugin_v1, register_plugin) == 48, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_plugin_v1, shutdown) == 56, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_plugin_v1, get_extension) == 64, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_plugin_v1) == 72, "frozen");

#define VIGILO_ENTRY_SYMBOL "vigilo_plugin_entry"
#define VIGILO_EXPORT VIGILO_EXTERN_C __attribute__((visibility("default")))

/*
 * What every plugin exports: returns the descriptor, never NULL, and does nothing else. Called before any check of
 * compatibility has passed, so it must not allocate, open or start anything. [any thread]
 *
 * Swift plugins define it themselves with @c, so Swift does not see this declaration.
 */
#if !defined(__swift__)
VIGILO_EXPORT const vigilo_plugin_v1 *VIGILO_NONNULL vigilo_plugin_entry(void);
#endif

/*
 * A whole plugin in one line: note, descriptor and entry from the same string literals.
 *
 *     VIGILO_PLUGIN("risk_math", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0,<2.0", VIGILO_PLUGIN_THREAD_SAFE, register_risk_math, NULL);
 */
#define VIGILO_PLUGIN(NAME, KIND, VERSION, COMPATIBLE_WITH, FLAGS, REGISTER, SHUTDOWN)                           \
    VIGILO_PLUGIN_NOTE(NAME, KIND, VERSION, COMPATIBLE_WITH);                                                    \
    VIGILO_EXPORT const vigilo_plugin_v1 *vigilo_plugin_entry(void) {                                            \
        static const vigilo_plugin_v1 plugin = {                                                                 \
            VIGILO_ABI, (uint32_t)sizeof(vigilo_plugin_v1), NAME, KIND, VERSION, COMPATIBLE_WITH, FLAGS,         \
            REGISTER,   SHUTDOWN,                           NULL};                                               \
        return &plugin;                                                                                          \
    }                                                                                                            \
    VIGILO_STATIC_ASSERT(sizeof(NAME) <= VIGILO_MAX_NAME + 1, "the plugin's name is too long")

#endif
