/* clinux_socket.h - two small errands on Unix domain sockets. */
#ifndef CLINUX_SOCKET_H
#define CLINUX_SOCKET_H

/*
 * Whether anyone listens on the stream socket at `path`. [any thread; does not wait]
 * 0: somebody does. ECONNREFUSED: it is a socket that nobody listens on. Otherwise another error number.
 */
int clinux_socket_probe(const char *path);

/*
 * Sends one datagram with the text `message` to `address`: a path, or an abstract name written with a leading '@'.
 * [any thread] 0, or an error number.
 */
int clinux_socket_send(const char *address, const char *message);

#endif
