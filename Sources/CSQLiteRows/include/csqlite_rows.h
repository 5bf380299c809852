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

/* Where a statement stands between two calls. Zeros before the first one. */
struct csqlite_progress {
    /* How many bytes of the buffer are filled. */
    int64_t used;
    /* How large the buffer must be for the next row, where that did not fit. */
    int64_t wanted;
    /* Whether the statement stands on a row that has not been packed yet. */
    int32_t holds_row;
};

/*
 * Steps a statement whose arguments are bound, and packs its rows from the start of the buffer until the next one does not
 * fit. [one at a time, on the thread of the statement's connection]
 *
 * `columns` has a letter for each of the statement's columns, in their order: 't' for text, which is packed as above; 'i' for
 * an integer, 64 bits, big endian; 'h' for text of 64 lower-case hexadecimal digits, the 32 bytes that they stand for. A column
 * that is something else makes its row odd: it is packed all the same, as far as it can be, and as zeros where it cannot.
 *
 * A packed row is a frame: the length of what follows the flag as 32 bits, big endian; the flag, 1 for an odd row and else 0;
 * the prefix, the same for every row; then the columns.
 *
 * Gives 100 (SQLITE_ROW) if there is more: call again, with a buffer of at least `wanted` bytes. 101 (SQLITE_DONE) after the
 * last row. Any other number is SQLite's error. The statement must be reset in the end, whatever comes of it.
 */
int csqlite_pack_rows(sqlite3_stmt *statement, const char *columns, const uint8_t *prefix, size_t prefix_length,
                      uint8_t *buffer, int64_t capacity, struct csqlite_progress *progress);

/* Ends the use of a statement, so that it holds no transaction open. */
void csqlite_reset(sqlite3_stmt *statement);

#endif
