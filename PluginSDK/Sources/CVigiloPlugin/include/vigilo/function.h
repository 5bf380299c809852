/*
 * function.h - typed functions: plain C functions with native parameters, called by name.
 *
 * A signature reads  RESULT(TYPE name, TYPE name, ...):
 *
 *     "f64(i64 severity, f64 exposure, str owner)"   double f(int64_t, double, const char *)
 *     "str(str name)"                                void f(const char *, const vigilo_result_v1 *)
 *
 *   type   parameter in C                        JSON argument
 *   bool   uint8_t, 0 or 1                       true, false
 *   i32    int32_t                               whole number in range
 *   i64    int64_t                               whole number in range
 *   u64    uint64_t                              whole number in range
 *   f64    double                                number
 *   str    const char *, UTF-8, closed by NUL    string without U+0000
 *   bytes  vigilo_bytes, by value                string in Base64
 *   json   const char *, JSON text, closed by NUL   anything
 *
 * bool, i32, i64, u64 and f64 are returned as such. void, str, bytes and json functions return void; for str, bytes
 * and json the last parameter is a `const vigilo_result_v1 *` that takes the value, or a sentence through `fail`.
 * Names are [a-z][a-z0-9_]{0,63}; at most 16 parameters. A parameter's memory is the host's, valid until the function returns.
 */
#ifndef VIGILO_FUNCTION_H
#define VIGILO_FUNCTION_H

#include "base.h"
#include "result.h"

/* The same arguments always give the same result and nothing else happens: may be called in a dry run. */
#define VIGILO_FUNCTION_PURE (UINT64_C(1) << 0)

/* The host copies the table and its texts while it is registered. */
typedef struct vigilo_function_v1 {
    uint32_t abi;
    uint32_t size;
    const char *VIGILO_NONNULL name;       /* unique in the plugin; called as PLUGIN.NAME */
    const char *VIGILO_NONNULL signature;  /* as above */
    const char *VIGILO_NULLABLE summary;   /* one line for people; up to VIGILO_MAX_LABEL bytes */
    vigilo_any_function VIGILO_NONNULL function; /* its real type is the signature's [one at a time] */
    uint64_t flags;                        /* VIGILO_FUNCTION_... */
} vigilo_function_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_function_v1, abi) == 0, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_function_v1, size) == 4, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_function_v1, name) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_function_v1, signature) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_function_v1, summary) == 24, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_function_v1, function) == 32, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_function_v1, flags) == 40, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_function_v1) == 48, "frozen");

#endif
