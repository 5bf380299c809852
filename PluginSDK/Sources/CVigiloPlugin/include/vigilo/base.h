/* base.h - the ABI's number, its limits, status codes and the one view type. */
#ifndef VIGILO_BASE_H
#define VIGILO_BASE_H

#include <stddef.h>
#include <stdint.h>

/*
 * The number of the binary contract, apart from the product's version. It stands at offset 0 of every
 * table that crosses the boundary, and the table's size at offset 4. For ever.
 */
#define VIGILO_ABI 1

/* Longest accepted texts, in bytes without the closing NUL. Longer ones are refused, never cut. */
#define VIGILO_MAX_NAME 64
#define VIGILO_MAX_VERSION 128
#define VIGILO_MAX_COMPATIBLE_WITH 256
#define VIGILO_MAX_LABEL 256
#define VIGILO_MAX_SCHEMA 65536
#define VIGILO_MAX_SIGNATURE 1024
#define VIGILO_MAX_MESSAGE 4096
/* Largest value given through a result, in bytes. */
#define VIGILO_MAX_RESULT (16u * 1024u * 1024u)

#if defined(__cplusplus)
#define VIGILO_STATIC_ASSERT(condition, message) static_assert(condition, message)
#define VIGILO_EXTERN_C extern "C"
#else
#define VIGILO_STATIC_ASSERT(condition, message) _Static_assert(condition, message)
#define VIGILO_EXTERN_C extern
#endif

/* Nullability is said to Swift, which turns it into optionals; C compilers see nothing. */
#if defined(__swift__)
#define VIGILO_NONNULL _Nonnull
#define VIGILO_NULLABLE _Nullable
#else
#define VIGILO_NONNULL
#define VIGILO_NULLABLE
#endif

/* The layouts below are those of 64-bit machines; the host runs on no other. */
VIGILO_STATIC_ASSERT(sizeof(void *) == 8, "Vigilo plugins are 64-bit");

/* What a function came to. Anything but VIGILO_OK may be explained by one sentence on the result. */
typedef int32_t vigilo_status;
enum {
    VIGILO_OK = 0,
    VIGILO_REFUSED = 1,          /* the input is well formed but not acceptable (a field value, a message) */
    VIGILO_FAILED = 2,           /* could not be done: a network down, a file missing */
    VIGILO_INVALID_ARGUMENT = 3, /* the caller broke the contract: NULL, not JSON, unknown name */
    VIGILO_NOT_FOUND = 4,        /* no such thing */
    VIGILO_UNAVAILABLE = 5,      /* not here or not now: no workspace in this call, service shut down */
    VIGILO_CANCELLED = 6,        /* the host has given this call up */
    VIGILO_TOO_LARGE = 7         /* over one of the limits above */
};

/*
 * A view of bytes that somebody else owns. Text is UTF-8 and is NOT closed by a NUL.
 * {NULL, 0} is the empty view.
 */
typedef struct vigilo_bytes {
    const char *VIGILO_NULLABLE data;
    size_t len;
} vigilo_bytes;

VIGILO_STATIC_ASSERT(offsetof(vigilo_bytes, data) == 0, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_bytes, len) == 8, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_bytes) == 16, "frozen");

/* One call from the host into the plugin. Opaque; valid until the called function returns. */
typedef struct vigilo_call vigilo_call;

/* A plain C function whose real type the signature tells; see function.h. */
typedef void (*vigilo_any_function)(void);

#endif
