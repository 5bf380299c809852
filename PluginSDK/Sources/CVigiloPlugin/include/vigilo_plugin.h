/*
 * vigilo_plugin.h - everything a Vigilo plugin is built against.
 *
 * A plugin is a shared object that exports one C symbol, vigilo_plugin_entry (see vigilo/entry.h).
 * One header a feature; this one includes them all. C11 and C++17, gcc and clang; nothing but the
 * standard headers is needed, and nothing has to be linked.
 *
 * How to read the comments. Every function says, in brackets:
 *   [register]        only while register_plugin runs, on its thread
 *   [call]            only while one of the plugin's functions is being called, with that call's handle
 *   [one at a time]   the host never overlaps it with another call into this plugin, unless the
 *                     plugin set VIGILO_PLUGIN_THREAD_SAFE
 *   [any thread]      may be called from any thread, at any time between registration and shutdown
 * and who owns what it takes and returns. Four rules hold everywhere:
 *   1. Whoever allocates frees. No pointer is ever freed on the other side.
 *   2. Inputs are views, valid until the function that received them returns.
 *   3. Outputs are copied by the side that receives them.
 *   4. No exception, longjmp or abort leaves a function of the plugin.
 *
 * Growth. A released struct never changes, not even at its end: a new layout gets a new tag
 * (vigilo_log_v2) and, for services, a new id ("vigilo.log/2"). Prefix the tags of your own structs:
 * in one process, one tag must mean one layout.
 */
#ifndef VIGILO_PLUGIN_H
#define VIGILO_PLUGIN_H

#include "vigilo/base.h"
#include "vigilo/result.h"
#include "vigilo/host.h"
#include "vigilo/field_type.h"
#include "vigilo/dashboard_widget.h"
#include "vigilo/integration_adapter.h"
#include "vigilo/celery_task.h"
#include "vigilo/function.h"
#include "vigilo/registrar.h"
#include "vigilo/note.h"
#include "vigilo/entry.h"
#include "vigilo/services/log.h"
#include "vigilo/services/workspace.h"
#include "vigilo/services/counts.h"
#include "vigilo/services/records.h"
#include "vigilo/services/store.h"
#include "vigilo/services/config.h"
#include "vigilo/services/cancel.h"

#endif
