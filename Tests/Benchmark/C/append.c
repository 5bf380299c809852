/*
 * append.c - durable rows of an audit log, as few and as plain calls as there can be: BATCH rows a transaction, each hashed
 * with the one before it, into the tables that the daemon made.
 *
 *   append DATABASE ROWS BATCH
 */
#include <openssl/evp.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *db;

static double now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void check(int status) {
    if (status == SQLITE_OK || status == SQLITE_DONE || status == SQLITE_ROW) return;
    fprintf(stderr, "append: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static void run(const char *sql) { check(sqlite3_exec(db, sql, NULL, NULL, NULL)); }

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(db, sql, -1, &statement, NULL));
    return statement;
}

static void step(sqlite3_stmt *statement) {
    check(sqlite3_step(statement));
    check(sqlite3_reset(statement));
}

static void hex(const unsigned char *bytes, char *text) {
    for (int i = 0; i < 32; i++) {
        text[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
        text[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
    }
    text[64] = 0;
}

static const char *const TEXTS[] = {
    "plugin.load", "plugin", "risk_math", "{\"name\":\"risk_math\",\"version\":\"1.2.0\"}",
    "{\"actor_kind\":\"system\",\"file\":\"/srv/vigilo/plugins/risk_math.so\",\"sha256\":"
    "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
};

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    long rows = atol(argv[2]), batch = atol(argv[3]);
    check(sqlite3_open(argv[1], &db));
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    sqlite3_stmt *insert = prepare(
        "INSERT INTO audit_log (chain, seq, id, action, target_type, target_id, new_value, metadata, created_at, prev_hash, hash)"
        " VALUES ('platform', ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    sqlite3_stmt *head = prepare("UPDATE audit_head SET seq = ?1, hash = ?2, tree = zeroblob(320) WHERE chain = 'platform'");
    sqlite3_stmt *order = prepare("INSERT INTO audit_order VALUES (?1, 'platform', ?2, ?3)");
    sqlite3_stmt *last = prepare("SELECT seq FROM audit_head WHERE chain = 'platform'");
    check(sqlite3_step(last));
    long first = sqlite3_column_int64(last, 0) + 1;
    check(sqlite3_reset(last));
    unsigned char hash[32] = {0}, bytes[1024];
    char text[65], previous[65], id[37];
    double start = now_us();
    for (long seq = first; seq < first + rows; seq++) {
        if ((seq - first) % batch == 0) run("BEGIN IMMEDIATE");
        snprintf(id, sizeof id, "0190a1b2-c3d4-7e5f-%04lx-%012lx", seq & 0xFFFF, seq);
        hex(hash, previous);
        size_t size = 0;
        memcpy(bytes, hash, 32), size = 32;
        for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
            memcpy(bytes + size, TEXTS[i], strlen(TEXTS[i]));
            size += strlen(TEXTS[i]) + 4;
        }
        if (!EVP_Digest(bytes, size, hash, NULL, EVP_sha256(), NULL)) return 1;
        hex(hash, text);
        sqlite3_bind_int64(insert, 1, seq);
        sqlite3_bind_text(insert, 2, id, -1, SQLITE_STATIC);
        for (int i = 0; i < 5; i++) sqlite3_bind_text(insert, 3 + i, TEXTS[i], -1, SQLITE_STATIC);
        sqlite3_bind_int64(insert, 8, 1798191000000000 + seq);
        sqlite3_bind_text(insert, 9, previous, 64, SQLITE_STATIC);
        sqlite3_bind_text(insert, 10, text, 64, SQLITE_STATIC);
        step(insert);
        if ((seq - first) % batch == batch - 1 || seq == first + rows - 1) {
            sqlite3_bind_int64(head, 1, seq);
            sqlite3_bind_text(head, 2, text, 64, SQLITE_STATIC);
            step(head);
            sqlite3_bind_int64(order, 1, seq);
            sqlite3_bind_int64(order, 2, seq - (seq - first) % batch);
            sqlite3_bind_int64(order, 3, seq);
            step(order);
            run("COMMIT");
        }
    }
    printf("{\"rows\":%ld,\"microseconds\":%.2f}\n", rows, (now_us() - start) / (double)rows);
    return 0;
}
