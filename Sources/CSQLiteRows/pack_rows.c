/* pack_rows.c - steps a statement and packs its rows. */
#include "csqlite_rows.h"

#include <sqlite3.h>
#include <string.h>

static void put32(uint8_t *at, uint32_t number) {
    for (int place = 0; place < 4; place++) at[place] = (uint8_t)(number >> (24 - 8 * place));
}

static void put64(uint8_t *at, uint64_t number) {
    for (int place = 0; place < 8; place++) at[place] = (uint8_t)(number >> (56 - 8 * place));
}

/* 0 to 15; -1: no lower-case hexadecimal digit. */
static const int8_t digits[256] = {
    ['0'] = 1, ['1'] = 2, ['2'] = 3, ['3'] = 4, ['4'] = 5, ['5'] = 6, ['6'] = 7, ['7'] = 8,
    ['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
};

static int decode(const uint8_t *text, uint32_t length, uint8_t *to) {
    if (length != 64) return 0;
    for (int place = 0; place < 32; place++) {
        /* One more than they stand for, so that all that is not listed is 0. */
        int high = digits[text[2 * place]], low = digits[text[2 * place + 1]];
        if (!high || !low) return 0;
        to[place] = (uint8_t)((high - 1) << 4 | (low - 1));
    }
    return 1;
}

/* A statement has this many columns at most. */
enum { most_columns = 32 };

/* A column's text, and what type it was before it became one. */
struct text {
    const uint8_t *bytes;
    uint32_t length;
    int type;
};

/* What the row's texts are; the number of bytes that the frame takes. */
static int64_t measure(sqlite3_stmt *row, const char *columns, size_t prefix_length, struct text *texts) {
    int64_t size = 5 + (int64_t)prefix_length;
    for (int column = 0; columns[column]; column++) {
        struct text *text = &texts[column];
        text->bytes = NULL;
        text->length = 0;
        text->type = sqlite3_column_type(row, column);
        if (columns[column] != 'i' && text->type != SQLITE_NULL) {
            text->bytes = text->type == SQLITE_BLOB ? sqlite3_column_blob(row, column) : sqlite3_column_text(row, column);
            /* None where there is no byte, or no memory for them: the hash tells then. */
            if (text->bytes) text->length = (uint32_t)sqlite3_column_bytes(row, column);
        }
        size += columns[column] == 'i' ? 8 : columns[column] == 'h' ? 32 : 4 + (int64_t)text->length;
    }
    return size;
}

/* Whether the column was what it should be; `to` moves behind it. */
static int pack_column(sqlite3_stmt *row, int column, char kind, const struct text *text, uint8_t **to) {
    if (kind == 'i') {
        int is_integer = text->type == SQLITE_INTEGER;
        put64(*to, is_integer ? (uint64_t)sqlite3_column_int64(row, column) : 0);
        *to += 8;
        return is_integer;
    }
    if (kind == 'h') {
        int is_hash = text->type == SQLITE_TEXT && text->bytes && decode(text->bytes, text->length, *to);
        if (!is_hash) memset(*to, 0, 32);
        *to += 32;
        return is_hash;
    }
    put32(*to, text->type == SQLITE_NULL ? UINT32_MAX : text->length);
    *to += 4;
    if (text->length) memcpy(*to, text->bytes, text->length);
    *to += text->length;
    return text->type == SQLITE_TEXT || text->type == SQLITE_NULL;
}

int csqlite_pack_rows(sqlite3_stmt *statement, const char *columns, const uint8_t *prefix, size_t prefix_length,
                      uint8_t *buffer, int64_t capacity, struct csqlite_progress *progress) {
    struct text texts[most_columns];
    int count = sqlite3_column_count(statement);
    progress->used = 0;
    progress->wanted = 0;
    if (count > most_columns || count != (int)strlen(columns)) return SQLITE_MISUSE;
    for (;;) {
        if (!progress->holds_row) {
            int code = sqlite3_step(statement);
            if (code != SQLITE_ROW) return code;
            progress->holds_row = 1;
        }
        int64_t size = measure(statement, columns, prefix_length, texts);
        if (progress->used + size > capacity) {
            progress->wanted = size;
            return SQLITE_ROW;
        }
        uint8_t *frame = buffer + progress->used, *to = frame + 5;
        memcpy(to, prefix, prefix_length);
        to += prefix_length;
        int is_odd = 0;
        for (int column = 0; column < count; column++) {
            if (!pack_column(statement, column, columns[column], &texts[column], &to)) is_odd = 1;
        }
        put32(frame, (uint32_t)(to - frame - 5));
        frame[4] = (uint8_t)is_odd;
        progress->used = to - buffer;
        progress->holds_row = 0;
    }
}

void csqlite_reset(sqlite3_stmt *statement) { sqlite3_reset(statement); }
