/* outlet.c - see clinux_outlet.h. */
#define _GNU_SOURCE
#include "clinux_outlet.h"

#include <errno.h>
#include <linux/sockios.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static long now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000L + time.tv_nsec / 1000000L;
}

/* Waits for events until the deadline; 0, or an error number. */
static int wait_for(int descriptor, short events, long deadline)
{
    for (;;) {
        long rest = deadline - now_ms();
        struct pollfd poll_for = {.fd = descriptor, .events = events};
        int count = poll(&poll_for, 1, rest > 0 ? (int)rest : 0);
        if (count > 0)
            return 0;
        if (count == 0)
            return ETIMEDOUT;
        if (errno != EINTR)
            return errno;
    }
}

static int pending_error(int descriptor)
{
    int error = 0;
    socklen_t size = sizeof error;
    if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
        return errno;
    return error;
}

static int connected(int family, int type, const struct sockaddr *address, socklen_t length, long deadline)
{
    int descriptor = socket(family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return -errno;
    int error = connect(descriptor, address, length) == 0 ? 0 : errno;
    if (error == EINPROGRESS) {
        error = wait_for(descriptor, POLLOUT, deadline);
        if (error == 0)
            error = pending_error(descriptor);
    }
    if (error == 0)
        return descriptor;
    close(descriptor);
    return -error;
}

static int connect_unix(const char *path, long deadline)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path)
        return -ENAMETOOLONG;
    strcpy(address.sun_path, path);
    return connected(AF_UNIX, SOCK_DGRAM, (struct sockaddr *)&address, sizeof address, deadline);
}

int clinux_outlet_connect(int kind, const char *place, const char *port, int timeout_ms)
{
    long deadline = now_ms() + timeout_ms;
    if (kind == CLINUX_OUTLET_UNIX)
        return connect_unix(place, deadline);

    int type = kind == CLINUX_OUTLET_TCP ? SOCK_STREAM : SOCK_DGRAM;
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = type};
    struct addrinfo *found = NULL;
    if (getaddrinfo(place, port, &hints, &found) != 0)
        return -EHOSTUNREACH;
    int result = -EHOSTUNREACH;
    for (struct addrinfo *each = found; each != NULL && result < 0; each = each->ai_next)
        result = connected(each->ai_family, type, each->ai_addr, each->ai_addrlen, deadline);
    freeaddrinfo(found);
    return result;
}

int clinux_outlet_send(int descriptor, const void *bytes, size_t size, int timeout_ms)
{
    long deadline = now_ms() + timeout_ms;
    const char *rest = bytes;
    while (size > 0) {
        ssize_t sent = send(descriptor, rest, size, MSG_NOSIGNAL);
        if (sent >= 0) {
            rest += sent;
            size -= (size_t)sent;
            continue;
        }
        if (errno == EINTR)
            continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != ENOBUFS)
            return errno;
        int error = wait_for(descriptor, POLLOUT, deadline);
        if (error != 0)
            return error;
    }
    return 0;
}

/* Whether the receiver has closed a stream: whatever it says is of no interest. */
static int stream_error(int descriptor)
{
    char waste[256];
    for (;;) {
        ssize_t count = recv(descriptor, waste, sizeof waste, MSG_DONTWAIT);
        if (count == 0)
            return ECONNRESET;
        if (count < 0 && errno != EINTR)
            return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : errno;
    }
}

int clinux_outlet_settle(int kind, int descriptor, int timeout_ms)
{
    if (kind == CLINUX_OUTLET_UNIX)
        return 0;
    if (kind == CLINUX_OUTLET_UDP) {
        /* On this machine the refusal is there at once; from others it takes longer, and UDP promises nothing anyway. */
        int error = wait_for(descriptor, 0, now_ms() + 5);
        return error == ETIMEDOUT ? 0 : error != 0 ? error : pending_error(descriptor);
    }
    long deadline = now_ms() + timeout_ms;
    for (;;) {
        int waiting = 0;
        int error = stream_error(descriptor);
        if (error != 0)
            return error;
        if (ioctl(descriptor, SIOCOUTQ, &waiting) != 0)
            return errno;
        if (waiting == 0)
            return stream_error(descriptor);
        if (now_ms() >= deadline)
            return ETIMEDOUT;
        usleep(500);
    }
}
