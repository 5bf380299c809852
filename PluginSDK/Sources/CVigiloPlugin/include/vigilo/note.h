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

/* Who built it: "gcc-12.2.0", "clang-21.0.0"; the Swift SDK writes "swift-6.3.1". */
#if defined(__clang__)
#define VIGILO_COMPILER                                                                                          \
    "clang-" VIGILO_TEXT(__clang_major__) "." VIGILO_TEXT(__clang_minor__) "." VIGILO_TEXT(__clang_patchlevel__)
#elif defined(__GNUC__)
#define VIGILO_COMPILER                                                                                          \
    "gcc-" VIGILO_TEXT(__GNUC__) "." VIGILO_TEXT(__GNUC_MINOR__) "." VIGILO_TEXT(__GNUC_PATCHLEVEL__)
#else
#define VIGILO_COMPILER "unknown"
#endif

/*
 * All four are string literals. Write this once, at file level.
 *
 * Assembly rather than a struct: a C string ends with a NUL, which where the text fills its words would stand behind
 * the note and read as the beginning of another.
 */
#define VIGILO_PLUGIN_NOTE(NAME, KIND, VERSION, COMPATIBLE_WITH)                                                 \
    __asm__(".pushsection " VIGILO_NOTE_SECTION ", \"a\", %note\n"                                               \
            ".balign 4\n"                                                                                        \
            ".long 2f - 1f, 4f - 3f, " VIGILO_TEXT(VIGILO_NOTE_TYPE) "\n"                                        \
            "1: .asciz \"" VIGILO_NOTE_OWNER "\"\n"                                                              \
            "2: .balign 4\n"                                                                                     \
            "3: .ascii \"abi=" VIGILO_TEXT(VIGILO_ABI) "\\nname=" NAME "\\nkind=" KIND "\\nversion=" VERSION     \
            "\\ncompatible_with=" COMPATIBLE_WITH "\\ncompiler=" VIGILO_COMPILER "\\n\"\n"                       \
            "4: .balign 4\n"                                                                                     \
            ".popsection\n")

#endif
