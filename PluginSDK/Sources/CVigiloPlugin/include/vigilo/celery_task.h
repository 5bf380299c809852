/* celery_task.h - kind "celery_task": work done again and again. (The name is historical; no Celery is involved.) */
#ifndef VIGILO_CELERY_TASK_H
#define VIGILO_CELERY_TASK_H

#include "base.h"
#include "result.h"

#define VIGILO_KIND_CELERY_TASK "celery_task"

/* The host copies the table and its texts while it is registered; `context` and the functions must live until shutdown. */
typedef struct vigilo_celery_task_v1 {
    uint32_t abi;
    uint32_t size;
    const char *VIGILO_NONNULL key;     /* [a-z][a-z0-9_]{0,63}, unique among periodic tasks */
    const char *VIGILO_NONNULL label;   /* for people */
    const char *VIGILO_NULLABLE cron;   /* five fields, or NULL if `every_seconds` is set; exactly one of the two */
    uint32_t every_seconds;             /* 1 to 31536000, or 0 if `cron` is set */
    uint32_t timeout_seconds;           /* 1 to 86400; after it the host gives the run up */
    void *VIGILO_NULLABLE context;      /* the plugin's, handed back at each call */
    /* Does one run; may set what it did (JSON). Never overlaps with itself. [one at a time] */
    vigilo_status (*VIGILO_NONNULL run)(void *VIGILO_NULLABLE context, const vigilo_call *VIGILO_NONNULL call,
                                        const vigilo_result_v1 *VIGILO_NONNULL result);
} vigilo_celery_task_v1;

VIGILO_STATIC_ASSERT(offsetof(vigilo_celery_task_v1, abi) == 0, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_celery_task_v1, size) == 4, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_celery_task_v1, key) == 8, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_celery_task_v1, label) == 16, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_celery_task_v1, cron) == 24, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_celery_task_v1, every_seconds) == 32, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_celery_task_v1, timeout_seconds) == 36, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_celery_task_v1, context) == 40, "frozen");
VIGILO_STATIC_ASSERT(offsetof(vigilo_celery_task_v1, run) == 48, "frozen");
VIGILO_STATIC_ASSERT(sizeof(vigilo_celery_task_v1) == 56, "frozen");

#endif
