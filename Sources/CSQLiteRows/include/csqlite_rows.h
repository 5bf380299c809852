/* csqlite_rows.h - the rows of a SQLite statement as bytes, without a string being made of any of them. */
#ifndef CSQLITE_ROWS_H
#define CSQLITE_ROWS_H

#include <stdint.h>

struct sqlite3_stmt;

/*
 * How columns are packed; one letter for each, in the order of the statement's columns:
 *
 *   't'  text: its length as 32 bits, big endian, then its bytes in UTF-8; FF FF FF FF and nothing more for null
 *   'i'  an integer: 64 bits, big endian
 *   'h'  text of 64 lower-case hexadecimal digits: the 32 bytes that they stand for
 *
 * A column that is something else makes its row odd: it is packed all the same, as far as it can be, and as zeros where it
 * cannot.
 *
 * A packed row is a frame: the length of what follows the flag as 32 bits, big endian; the flag, 1 for an odd row and else 0;
 * the prefix, the same for every row; then the columns.
 */

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
 * Gives 100 (SQLITE_ROW) if there is more: call again, with a buffer of at least `wanted` bytes. 101 (SQLITE_DONE) after the
 * last row. Any other number is SQLite's error. The statement must be reset in the end, whatever comes of it.
 */
int32_t csqlite_pack(struct sqlite3_stmt *statement, const char *columns, const uint8_t *prefix, int64_t prefix_length,
                     uint8_t *buffer, int64_t capacity, struct csqlite_progress *progress);

/* Ends the use of a statement, so that it holds no transaction open. */
void csqlite_reset(struct sqlite3_stmt *statement);

#endif
