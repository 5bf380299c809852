/* log.h - service "vigilo.log/1": lines in the daemon's log, marked with the plugin's name. */
#ifndef VIGILO_SERVICE_LOG_H
#define VIGILO_SERVICE_LOG_H

#include "../base.h"

#define VIGILO_SERVICE_LOG "vigilo.log/1"

enum { VIGILO_LOG_DEBUG = 0, VIGILO_LOG_INFO = 1, VIGILO_LOG_WARNING = 2, VIGILO_LOG_ERROR = 3 };

typedef struct vigilo_log_v1 {
    uint32_t abi;
    uint32_t size;
    void *VIGILO_NULLABLE context; /* the host's */
    /*
     * Writes one line. `call` is the call it belongs to, or NULL. The message is copied; control characters are
     * escaped and what is over VIGILO_MAX_MESSAGE bytes is cut. [any thread]
     */
    void (*VIGILO_NONNULL write)(const struct vigilo_log_v1 *VIGILO_NONNULL self, const vigilo_call *VIGILO_NULLABLE call,
                                 int32_t level, vigilo_bytes message);
} vigilo_log_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_log_v1, context) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_log_v1, write) == 16, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_log_v1) == 24, "frozen");

#endif
