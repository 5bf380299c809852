/* clinux.h - what Linux offers beyond the Glibc module. One header a topic; this one includes them all. */
#ifndef CLINUX_H
#define CLINUX_H

#include "clinux_confine.h"
#include "clinux_crash.h"
#include "clinux_fault.h"
#include "clinux_guard.h"
#include "clinux_libraries.h"
#include "clinux_memory.h"
#include "clinux_outlet.h"
#include "clinux_socket.h"
#include "clinux_symbol.h"
#include "clinux_thread.h"

#endif
