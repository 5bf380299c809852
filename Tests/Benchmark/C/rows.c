/*
 * rows.c - what a row of an audit log costs in hashing alone: reads lines from standard input and takes, for each, the SHA-256
 * of the hash before it and 512 bytes that contain the line. Prints the microseconds that it took.
 */
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { ROW = 512 };

static double now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

int main(void) {
    unsigned char row[32 + ROW] = {0};
    char line[ROW];
    long count = 0;
    double start = now_us();
    while (fgets(line, sizeof line, stdin)) {
        memcpy(row + 32, line, strlen(line));
        if (!EVP_Digest(row, sizeof row, row, NULL, EVP_sha256(), NULL)) return 1;
        count++;
    }
    printf("{\"rows\":%ld,\"microseconds\":%.1f}\n", count, now_us() - start);
    return 0;
}
