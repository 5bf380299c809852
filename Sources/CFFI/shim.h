/* shim.h - libffi for Swift: the library itself, its types by number, and calls that need no libffi at all. */
#ifndef VIGILO_CFFI_SHIM_H
#define VIGILO_CFFI_SHIM_H

#include <ffi.h>

#include "native_types.h"
#include "trampolines.h"

#endif
