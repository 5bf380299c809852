/* Calls that meet, block and outstay their welcome. The test reaches in through the exported fixture_ functions. */
#include <errno.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <time.h>
#include <vigilo_plugin.h>

#ifndef FLAGS
#define FLAGS 0
#endif

static const vigilo_host_v1 *the_host;
static sem_t entered, release, noticed;
static atomic_int inside, most_inside, shutdowns, inside_at_shutdown;

/* So that a broken host fails a test instead of hanging it. */
static int wait_for(sem_t *semaphore) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += 120;
    int result;
    while ((result = sem_clockwait(semaphore, CLOCK_MONOTONIC, &until)) == -1 && errno == EINTR) {}
    return result;
}

static void come_in(void) {
    int now = atomic_fetch_add(&inside, 1) + 1, most = atomic_load(&most_inside);
    while (now > most && !atomic_compare_exchange_weak(&most_inside, &most, now)) {}
}

/* Goes in and out; the most that were ever inside at once. */
static int64_t visit(void) {
    come_in();
    for (volatile int i = 0; i < 1000; i++) {}
    atomic_fetch_sub(&inside, 1);
    return atomic_load(&most_inside);
}

/* Tells the test that it is inside and stays until it is released. */
static int64_t block(void) {
    come_in();
    sem_post(&entered);
    int64_t result = wait_for(&release);
    atomic_fetch_sub(&inside, 1);
    return result;
}

static vigilo_status stay(void *context, const vigilo_call *call, const vigilo_result_v1 *result) {
    const vigilo_cancel_v1 *cancel = the_host->service(the_host, VIGILO_SERVICE_CANCEL);
    (void)context, (void)result;
    sem_post(&entered);
    for (int i = 0; i < 60000 && !cancel->is_cancelled(cancel, call); i++) {
        const struct timespec millisecond = {0, 1000000};
        nanosleep(&millisecond, NULL);
    }
    if (cancel->is_cancelled(cancel, call)) sem_post(&noticed);
    return VIGILO_CANCELLED;
}

static vigilo_status run_blocked(void *context, const vigilo_call *call, const vigilo_result_v1 *result) {
    (void)context, (void)call, (void)result;
    return block() == 0 ? VIGILO_OK : VIGILO_FAILED;
}

VIGILO_EXPORT int fixture_wait_entered(void) { return wait_for(&entered); }
VIGILO_EXPORT int fixture_wait_noticed(void) { return wait_for(&noticed); }
VIGILO_EXPORT int fixture_release(void) { return sem_post(&release); }
VIGILO_EXPORT int fixture_shutdowns(void) { return atomic_load(&shutdowns); }
VIGILO_EXPORT int fixture_inside_at_shutdown(void) { return atomic_load(&inside_at_shutdown); }

static void shut_down(void) {
    atomic_fetch_add(&shutdowns, 1);
    atomic_store(&inside_at_shutdown, atomic_load(&inside));
#ifdef HANGS_AT_SHUTDOWN
    wait_for(&release);
#endif
}

static vigilo_status register_plugin(const vigilo_host_v1 *host, const vigilo_registrar_v1 *registrar) {
    the_host = host;
    sem_init(&entered, 0, 0);
    sem_init(&release, 0, 0);
    sem_init(&noticed, 0, 0);
    const vigilo_celery_task_v1 patient = {VIGILO_ABI, sizeof patient, "patient", "Patient", NULL, 60, 1, NULL, stay};
    const vigilo_celery_task_v1 loyal = {VIGILO_ABI, sizeof loyal, "loyal", "Loyal", NULL, 60, 86400, NULL, stay};
    const vigilo_celery_task_v1 blocked = {VIGILO_ABI, sizeof blocked, "blocked", "Blocked", NULL, 60, 60, NULL, run_blocked};
    registrar->celery_task(registrar, &patient);
    registrar->celery_task(registrar, &loyal);
    registrar->celery_task(registrar, &blocked);
    vigilo_register_function(registrar, "visit", "i64()", NULL, (vigilo_any_function)visit, 0);
    return vigilo_register_function(registrar, "block", "i64()", NULL, (vigilo_any_function)block, 0);
}

VIGILO_PLUGIN("lanes", VIGILO_KIND_CELERY_TASK, "1.0.0", ">=1.0", FLAGS, register_plugin, shut_down);
