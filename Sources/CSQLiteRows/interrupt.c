/* interrupt.c - ends what a connection is doing, from another thread. */
#include "csqlite_rows.h"
#include <sqlite3.h>

void csqlite_interrupt(uintptr_t connection) {
    if (connection != 0) sqlite3_interrupt((sqlite3 *)connection);
}
