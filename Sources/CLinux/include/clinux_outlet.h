/* clinux_outlet.h - sending to a log receiver, with a bound on each wait. All of these may wait: never on a thread that must not. */
#ifndef CLINUX_OUTLET_H
#define CLINUX_OUTLET_H

#include <stddef.h>

enum {
    CLINUX_OUTLET_UNIX = 0, /* a datagram socket; place is its path, port is ignored */
    CLINUX_OUTLET_UDP = 1,
    CLINUX_OUTLET_TCP = 2
};

/* Connects to the receiver. A descriptor, which the caller closes; or the negative of an error number. Looking up a name takes
   as long as the resolver wants. */
int clinux_outlet_connect(int kind, const char *place, const char *port, int timeout_ms);

/* Sends all of the bytes, as one datagram where the socket is of that kind. 0, or an error number. */
int clinux_outlet_send(int descriptor, const void *bytes, size_t size, int timeout_ms);

/* Waits until the receiver's system has acknowledged everything (TCP), or for a moment for word that nobody is there
   (datagrams). 0, or an error number. */
int clinux_outlet_settle(int kind, int descriptor, int timeout_ms);

#endif
