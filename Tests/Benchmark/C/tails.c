// Many clients that follow the audit log, in one process, as fast as one core reads.
//
//     tails SOCKET COUNT < one request's head, then lines with numbers of rows
//
// Opens COUNT connections and sends the head (up to an empty line) on each. For each line that follows, a seq, it waits until every
// connection has had the row, and prints a line: the microseconds since 1970 at which each of them had it.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { KEPT = 256, TAIL = 64, PART = 1 << 18 };

struct client {
    int socket;
    long last;
    int held;
    char tail[TAIL];
    long long had[KEPT];
};

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time.tv_sec * 1000000LL + time.tv_nsec / 1000;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void take(struct client *client) {
    static char part[TAIL + PART];
    memcpy(part, client->tail, client->held);
    ssize_t count = recv(client->socket, part + client->held, PART, 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) fail("a stream has ended");
    long long time = now();
    char *end = part + client->held + count, *place = part, *found;
    while ((found = memmem(place, end - place, "\"seq\":", 6))) {
        char *digits = found + 6;
        while (digits < end && *digits >= '0' && *digits <= '9') digits++;
        if (digits == end) break;
        long seq = strtol(found + 6, NULL, 10);
        if (seq > client->last) {
            client->last = seq;
            client->had[seq % KEPT] = time;
        }
        place = digits;
    }
    int rest = end - place < TAIL ? end - place : TAIL;
    memcpy(client->tail, end - rest, rest);
    client->held = rest;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    int count = atoi(argv[2]);
    struct client *clients = calloc(count, sizeof *clients);
    char head[4096];
    size_t size = 0;
    while (size < sizeof head && (size < 4 || memcmp(head + size - 4, "\r\n\r\n", 4)))
        if (read(0, head + size, 1) != 1) return 2;
        else size++;
    int poll = epoll_create1(0);
    for (int i = 0; i < count; i++) {
        struct sockaddr_un address = {.sun_family = AF_UNIX};
        strncpy(address.sun_path, argv[1], sizeof address.sun_path - 1);
        clients[i].socket = socket(AF_UNIX, SOCK_STREAM, 0);
        if (connect(clients[i].socket, (struct sockaddr *)&address, sizeof address)) fail("connect");
        if (write(clients[i].socket, head, size) != (ssize_t)size) fail("write");
        fcntl(clients[i].socket, F_SETFL, O_NONBLOCK);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &clients[i]};
        if (epoll_ctl(poll, EPOLL_CTL_ADD, clients[i].socket, &event)) fail("epoll_ctl");
    }
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, 0, &event)) fail("epoll_ctl");
    long wanted = 0;
    for (;;) {
        struct epoll_event events[256];
        int found = epoll_wait(poll, events, 256, -1);
        for (int i = 0; i < found; i++) {
            if (events[i].data.ptr) {
                take(events[i].data.ptr);
            } else {
                char line[64];
                ssize_t length = read(0, line, sizeof line - 1);
                if (length <= 0) return 0;
                line[length] = 0;
                wanted = atol(line);
            }
        }
        if (!wanted) continue;
        int i = 0;
        while (i < count && clients[i].last >= wanted) i++;
        if (i < count) continue;
        for (i = 0; i < count; i++) printf("%lld%c", clients[i].had[wanted % KEPT], i + 1 < count ? ' ' : '\n');
        fflush(stdout);
        wanted = 0;
    }
}
