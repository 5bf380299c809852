/* A plugin whose descriptor holds whatever the test defines on the compiler's command line. */
#include <vigilo_plugin.h>

#ifndef ABI
#define ABI VIGILO_ABI
#endif
#ifndef SIZE
#define SIZE sizeof(vigilo_plugin_v1)
#endif
#ifndef NAME
#define NAME "described"
#endif
#ifndef KIND
#define KIND VIGILO_KIND_FIELD_TYPE
#endif
#ifndef VERSION
#define VERSION "1.2.3"
#endif
#ifndef RANGE
#define RANGE ">=1.0,<2.0"
#endif
#ifndef FLAGS
#define FLAGS 0
#endif
#ifndef REGISTER
#define REGISTER register_function
#endif

#define TEXT_OF_300_BYTES TEXT_60 TEXT_60 TEXT_60 TEXT_60 TEXT_60
#define TEXT_60 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static int64_t answer(void) { return 42; }

__attribute__((unused)) static vigilo_status register_function(const vigilo_host_v1 *host,
                                                               const vigilo_registrar_v1 *registrar) {
    (void)host;
    return vigilo_register_function(registrar, "answer", "i64()", NULL, (vigilo_any_function)answer, 0);
}

VIGILO_EXPORT const vigilo_plugin_v1 *vigilo_plugin_entry(void) {
#ifdef RETURNS_NULL
    return NULL;
#else
    static const vigilo_plugin_v1 plugin = {ABI,   (uint32_t)(SIZE), NAME, KIND, VERSION,
                                            RANGE, FLAGS,            REGISTER,   NULL, NULL};
    return &plugin;
#endif
}
