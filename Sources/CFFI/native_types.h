/*
 * native_types.h - libffi's descriptions of the types in a typed function's signature.
 *
 * libffi's own descriptions are mutable globals, which Swift may not touch; these functions hand out their addresses.
 */
#ifndef VIGILO_CFFI_NATIVE_TYPES_H
#define VIGILO_CFFI_NATIVE_TYPES_H

#include <ffi.h>

static inline ffi_type *vigilo_ffi_void(void) { return &ffi_type_void; }
static inline ffi_type *vigilo_ffi_bool(void) { return &ffi_type_uint8; }
static inline ffi_type *vigilo_ffi_i32(void) { return &ffi_type_sint32; }
static inline ffi_type *vigilo_ffi_i64(void) { return &ffi_type_sint64; }
static inline ffi_type *vigilo_ffi_u64(void) { return &ffi_type_uint64; }
static inline ffi_type *vigilo_ffi_f64(void) { return &ffi_type_double; }
static inline ffi_type *vigilo_ffi_pointer(void) { return &ffi_type_pointer; }

/*
 * struct vigilo_bytes { const char *data; size_t len; } by value. Size and alignment are given, so that ffi_prep_cif
 * has nothing to fill in and several threads may prepare calls at once.
 */
static inline ffi_type *vigilo_ffi_bytes(void) {
    static ffi_type *members[] = {&ffi_type_pointer, &ffi_type_uint64, 0};
    static ffi_type bytes = {16, 8, FFI_TYPE_STRUCT, members};
    return &bytes;
}

#endif
