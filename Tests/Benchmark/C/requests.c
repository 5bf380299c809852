/*
 * requests.c - asks an HTTP server on a Unix domain socket the same question over and over.
 *
 *     requests SOCKET CONNECTIONS COUNT <request
 *
 * Standard input is the whole request. Each connection stays open and asks again as soon as it has its answer, which must be
 * 200 or 201 and carry a Content-Length. One thread, so that the other cores are the server's. Prints answers a second, the length
 * of the body, and how long an answer took: median and 99th of 100.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { LARGEST = 1 << 20, MOST_CONNECTIONS = 1024 };

struct connection {
    int socket;
    size_t received, wanted; /* wanted: the whole answer's length; 0 as long as its head is not complete */
    double asked;
    char *answer;
};

static char request[LARGEST];
static size_t request_length, body_length;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void fail(const char *what) {
    fprintf(stderr, "requests: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void ask(struct connection *connection) {
    connection->received = connection->wanted = 0;
    connection->asked = now();
    if (send(connection->socket, request, request_length, MSG_NOSIGNAL) != (ssize_t)request_length) fail("send");
}

static void read_head(struct connection *connection) {
    connection->answer[connection->received] = 0;
    char *end = strstr(connection->answer, "\r\n\r\n");
    if (!end) return;
    if (strncmp(connection->answer, "HTTP/1.1 20", 11) != 0) {
        fprintf(stderr, "requests: the server answers %s\n", connection->answer);
        exit(1);
    }
    char *length = strcasestr(connection->answer, "\r\ncontent-length:");
    if (!length || length > end) fail("no Content-Length");
    body_length = strtoul(length + 17, NULL, 10);
    connection->wanted = (size_t)(end - connection->answer) + 4 + body_length;
    if (connection->wanted >= LARGEST) fail("the answer is too long");
}

/* Whether an answer is complete. */
static int receive(struct connection *connection) {
    ssize_t count = recv(connection->socket, connection->answer + connection->received,
                         LARGEST - 1 - connection->received, MSG_DONTWAIT);
    if (count <= 0) fail("recv");
    connection->received += (size_t)count;
    if (!connection->wanted) read_head(connection);
    return connection->wanted && connection->received >= connection->wanted;
}

static struct connection connect_to(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    struct connection connection = {.socket = socket(AF_UNIX, SOCK_STREAM, 0), .answer = malloc(LARGEST)};
    if (connect(connection.socket, (struct sockaddr *)&address, sizeof address) != 0) fail(path);
    return connection;
}

static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    int connections = atoi(argv[2]);
    long count = atol(argv[3]), done = 0;
    if (connections < 1 || connections > MOST_CONNECTIONS || count < 1) return 2;
    request_length = fread(request, 1, sizeof request, stdin);
    static struct connection all[MOST_CONNECTIONS];
    double *times = malloc(sizeof *times * (size_t)(count + connections));
    int poll = epoll_create1(0);
    for (int i = 0; i < connections; i++) {
        all[i] = connect_to(argv[1]);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &all[i]};
        if (epoll_ctl(poll, EPOLL_CTL_ADD, all[i].socket, &event) != 0) fail("epoll_ctl");
    }
    double start = now();
    for (int i = 0; i < connections; i++) ask(&all[i]);
    while (done < count) {
        struct epoll_event events[MOST_CONNECTIONS];
        int ready = epoll_wait(poll, events, MOST_CONNECTIONS, 30000);
        if (ready <= 0) fail("no answer for 30 s");
        for (int i = 0; i < ready; i++) {
            struct connection *connection = events[i].data.ptr;
            if (!receive(connection)) continue;
            times[done++] = now() - connection->asked;
            ask(connection);
        }
    }
    double elapsed = now() - start;
    qsort(times, (size_t)done, sizeof *times, compare);
    printf("{\"per_second\":%.1f,\"body\":%zu,\"median_us\":%.1f,\"p99_us\":%.1f}\n", (double)done / elapsed, body_length,
           times[done / 2] * 1e6, times[done * 99 / 100] * 1e6);
    return 0;
}
