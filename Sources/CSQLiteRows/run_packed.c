/* run_packed.c - a statement whose parameters are packed columns. */
#include "csqlite_rows.h"
#include <sqlite3.h>

static int bind(sqlite3_stmt *statement, const int64_t *numbers, size_t number_count, const uint8_t *packed, size_t size) {
    int index = 0, status = SQLITE_OK;
    for (size_t i = 0; i < number_count && status == SQLITE_OK; i++)
        status = sqlite3_bind_int64(statement, ++index, numbers[i]);
    size_t position = 0;
    while (position < size && status == SQLITE_OK) {
        if (size - position < 4) return SQLITE_MISUSE;
        const uint8_t *length = packed + position;
        uint32_t count = (uint32_t)length[0] << 24 | (uint32_t)length[1] << 16 | (uint32_t)length[2] << 8 | length[3];
        position += 4;
        if (count == UINT32_MAX) {
            status = sqlite3_bind_null(statement, ++index);
            continue;
        }
        if (size - position < count) return SQLITE_MISUSE;
        /* Static: the bytes outlive the step, and the parameters are cleared before this returns to whoever owns them. */
        status = sqlite3_bind_text64(statement, ++index, (const char *)packed + position, count, SQLITE_STATIC, SQLITE_UTF8);
        position += count;
    }
    if (status == SQLITE_OK && index != sqlite3_bind_parameter_count(statement)) return SQLITE_MISUSE;
    return status;
}

int csqlite_run_packed(sqlite3_stmt *statement, const int64_t *numbers, size_t number_count, const uint8_t *packed, size_t size) {
    sqlite3_reset(statement);
    int status = bind(statement, numbers, number_count, packed, size);
    if (status == SQLITE_OK) {
        status = sqlite3_step(statement);
        status = status == SQLITE_DONE ? SQLITE_OK : sqlite3_extended_errcode(sqlite3_db_handle(statement));
    }
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return status;
}
