/*
 * note.h - the manifest note: what the descriptor says, readable in the file without running it.
 *
 * An ELF note in section .note.vigilo (owner "Vigilo", type 1) whose descriptor is UTF-8 text, at most 4096 bytes, one
 * "key=value" a line, each line closed by LF, with the keys abi, name, kind, version, compatible_with and compiler once each. A reader ignores keys it
 * does not know. Note and descriptor must agree; VIGILO_PLUGIN in entry.h writes both from the same literals.
 */
#ifndef VIGILO_NOTE_H
#define VIGILO_NOTE_H

#include "base.h"

#define VIGILO_NOTE_SECTION ".note.vigilo"
#define VIGILO_NOTE_OWNER "Vigilo"
#define VIGILO_NOTE_TYPE 1
#define VIGILO_NOTE_MAX 4096

#define VIGILO_TEXT_(x) #x
#define VIGILO_TEXT(x) VIGILO_TEXT_(x)
#define VIGILO_NOTE_TEXT(NAME, KIND, VERSION, COMPATIBLE_WITH)                                                  \
    "abi=" VIGILO_TEXT(VIGILO_ABI) "\nname=" NAME "\nkind=" KIND "\nversion=" VERSION                           \
    "\ncompatible_with=" COMPATIBLE_WITH "\ncompiler=" __VERSION__ "\n"

/* All four are string literals. Write this once, at file level. */
#define VIGILO_PLUGIN_NOTE(NAME, KIND, VERSION, COMPATIBLE_WITH)                                                \
    __attribute__((section(VIGILO_NOTE_SECTION), used, aligned(4))) static const struct {                       \
        uint32_t namesz;                                                                                        \
        uint32_t descsz;                                                                                        \
        uint32_t type;                                                                                          \
        char owner[8];                                                                                          \
        char desc[sizeof(VIGILO_NOTE_TEXT(NAME, KIND, VERSION, COMPATIBLE_WITH))];                              \
    } vigilo_plugin_note = {sizeof(VIGILO_NOTE_OWNER),                                                          \
                            sizeof(VIGILO_NOTE_TEXT(NAME, KIND, VERSION, COMPATIBLE_WITH)) - 1,                 \
                            VIGILO_NOTE_TYPE,                                                                   \
                            VIGILO_NOTE_OWNER,                                                                  \
                            VIGILO_NOTE_TEXT(NAME, KIND, VERSION, COMPATIBLE_WITH)}

#endif
