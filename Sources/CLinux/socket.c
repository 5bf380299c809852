/* socket.c - see clinux_socket.h. */
#define _GNU_SOURCE
#include "clinux_socket.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Fills in `address` and its length; 0, or an error number. A leading '@' becomes the zero byte of an abstract name. */
static int fill(struct sockaddr_un *address, socklen_t *length, const char *text, int abstract_allowed)
{
    size_t size = strlen(text);
    int is_abstract = abstract_allowed && text[0] == '@';

    if (size == 0)
        return EINVAL;
    /* A path needs its terminating zero byte inside the field; an abstract name has none. */
    if (size + (is_abstract ? 0 : 1) > sizeof address->sun_path)
        return ENAMETOOLONG;
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    memcpy(address->sun_path, text, size);
    if (is_abstract)
        address->sun_path[0] = '\0';
    *length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size + (is_abstract ? 0 : 1));
    return 0;
}

int clinux_socket_probe(const char *path)
{
    struct sockaddr_un address;
    socklen_t length;
    int error = fill(&address, &length, path, 0);
    if (error != 0)
        return error;

    int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return errno;
    if (connect(descriptor, (struct sockaddr *)&address, length) != 0)
        error = errno;
    close(descriptor);
    /* A full queue of waiting connections has a listener behind it. */
    return error == EAGAIN ? 0 : error;
}

int clinux_socket_send(const char *address_text, const char *message)
{
    struct sockaddr_un address;
    socklen_t length;
    int error = fill(&address, &length, address_text, 1);
    if (error != 0)
        return error;

    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        return errno;
    if (sendto(descriptor, message, strlen(message), MSG_NOSIGNAL, (struct sockaddr *)&address, length) < 0)
        error = errno;
    close(descriptor);
    return error;
}
