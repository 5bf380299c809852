/*
 * csqlite_rows.h - rows in and out of SQLite as packed columns, without a string object for each.
 *
 * Packed columns stand one after the other: the length in bytes as 32 bits, big endian, then the UTF-8; FF FF FF FF and nothing
 * more for NULL.
 */
#ifndef CSQLITE_ROWS_H
#define CSQLITE_ROWS_H

#include <stddef.h>
#include <stdint.h>

typedef struct sqlite3_stmt sqlite3_stmt;

/*
 * Runs a statement once: its first parameters are the numbers, the others the packed columns. The statement is reset and its
 * parameters are cleared afterwards. Returns 0 where it was carried out, else SQLite's extended result code; 21 (SQLITE_MISUSE)
 * where there are not exactly as many parameters, or the packed columns are cut off.
 */
int csqlite_run_packed(sqlite3_stmt *statement, const int64_t *numbers, size_t number_count, const uint8_t *packed, size_t size);

/*
 * Makes the statements that a connection is carrying out fail with SQLITE_INTERRUPT. Any thread may call it while the connection
 * at that address is open.
 */
void csqlite_interrupt(uintptr_t connection);

#endif
