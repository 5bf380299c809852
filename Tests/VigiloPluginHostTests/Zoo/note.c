/*
 * A library whose manifest note is written by hand: -DNOTE='"..."'. With -DTWO_NOTES it has two, with -DCONTENT_LENGTH
 * the note gives a length that is not its own, and with -DENTRY it is a plugin that calls itself "noted" once it is
 * loaded.
 */
#include <vigilo_plugin.h>

#ifndef CONTENT_LENGTH
#define CONTENT_LENGTH (sizeof(NOTE) - 1)
#endif

#define ZOO_NOTE(VARIABLE)                                                                                     \
    __attribute__((section(VIGILO_NOTE_SECTION), used, aligned(4))) static const struct {                      \
        uint32_t namesz, descsz, type;                                                                         \
        char owner[8];                                                                                         \
        char desc[sizeof(NOTE)];                                                                               \
    } VARIABLE = {sizeof(VIGILO_NOTE_OWNER), CONTENT_LENGTH, VIGILO_NOTE_TYPE, VIGILO_NOTE_OWNER, NOTE}

ZOO_NOTE(first_note);
#ifdef TWO_NOTES
ZOO_NOTE(second_note);
#endif

#ifdef ENTRY
static int64_t twice(int64_t number) { return 2 * number; }

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    (void)host;
    return vigilo_register_function(registrar, "twice", "i64(i64 number)", NULL, (vigilo_any_function)twice, 0);
}

VIGILO_EXPORT const vigilo_plugin_v1 *vigilo_plugin_entry(void) {
    static const vigilo_plugin_v1 plugin = {
        VIGILO_ABI, sizeof plugin, "noted", VIGILO_KIND_FIELD_TYPE, "1.0.0", ">=1.0", 0, register_plugin, NULL, NULL};
    return &plugin;
}
#endif
