/*
 * verify.c - the least that checking an audit chain can cost: reads the rows of a chain with sqlite3_step, puts the bytes of each
 * together and hashes them with OpenSSL, on one core. Prints the microseconds that it took, and how many hashes fitted.
 */
#include <openssl/evp.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TEXTS = 9, FIRST_TEXT = 3, HASH = 12 };

static double now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static unsigned char *put(unsigned char *to, uint64_t number, int bytes) {
    for (int place = bytes - 1; place >= 0; place--) *to++ = (unsigned char)(number >> (8 * place));
    return to;
}

static int digit(unsigned char letter) { return letter <= '9' ? letter - '0' : letter - 'a' + 10; }

static void decode(const unsigned char *text, unsigned char *to) {
    for (int i = 0; i < 32; i++) to[i] = (unsigned char)(digit(text[2 * i]) << 4 | digit(text[2 * i + 1]));
}

int main(int count, char **words) {
    static const char sql[] =
        "SELECT prev_hash, seq, created_at, id, workspace, action, target_type, target_id, actor, old_value, new_value, metadata, hash "
        "FROM audit_log WHERE chain = 'platform' ORDER BY seq";
    static unsigned char row[1 << 20];
    sqlite3 *database;
    sqlite3_stmt *statement;
    if (count != 2 || sqlite3_open_v2(words[1], &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL)) return 1;
    EVP_MD *sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    double start = now_us();
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL)) return 1;
    long rows = 0, fits = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        unsigned char *to = row, stored[32], hash[32];
        memcpy(to, "vigilo.audit.v1\n", 16);
        decode(sqlite3_column_text(statement, 0), to + 16);
        to = put(put(to + 48, (uint64_t)sqlite3_column_int64(statement, 1), 8), (uint64_t)sqlite3_column_int64(statement, 2), 8);
        for (int text = FIRST_TEXT; text < FIRST_TEXT + TEXTS; text++) {
            const unsigned char *bytes = sqlite3_column_text(statement, text);
            if (!bytes) {
                to = put(to, UINT32_MAX, 4);
                continue;
            }
            int length = sqlite3_column_bytes(statement, text);
            to = put(to, (uint64_t)length, 4);
            memcpy(to, bytes, (size_t)length);
            to += length;
        }
        decode(sqlite3_column_text(statement, HASH), stored);
        EVP_DigestInit_ex2(context, sha256, NULL);
        EVP_DigestUpdate(context, row, (size_t)(to - row));
        EVP_DigestFinal_ex(context, hash, NULL);
        rows++;
        if (memcmp(hash, stored, 32) == 0) fits++;
    }
    printf("{\"rows\":%ld,\"fits\":%ld,\"microseconds\":%.1f}\n", rows, fits, now_us() - start);
    return 0;
}
