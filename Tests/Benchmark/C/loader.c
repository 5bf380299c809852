/*
 * loader.c - the floor that loading is measured against: dlopen, dlsym and entry for every file named on standard input; with
 * the argument "hash", each file is read and its SHA-256 taken before (OpenSSL's).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <vigilo_plugin.h>

static double now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static long resident_kb(void) {
    char line[256];
    long kb = 0;
    FILE *status = fopen("/proc/self/status", "r");
    if (!status) return 0;
    while (fgets(line, sizeof line, status))
        if (sscanf(line, "VmRSS: %ld kB", &kb) == 1) break;
    fclose(status);
    return kb;
}

static int hashed(const char *path) {
    unsigned char digest[32];
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &status) != 0) return 0;
    unsigned char *bytes = malloc((size_t)status.st_size);
    int good = read(file, bytes, (size_t)status.st_size) == status.st_size &&
               EVP_Digest(bytes, (size_t)status.st_size, digest, NULL, EVP_sha256(), NULL);
    free(bytes);
    close(file);
    return good;
}

int main(int argc, char **argv) {
    int hashes = argc > 1 && strcmp(argv[1], "hash") == 0;
    char *paths[4096];
    char line[4096];
    int count = 0;
    while (count < 4096 && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        paths[count++] = strdup(line);
    }
    long before_kb = resident_kb();
    double start = now_us();
    int good = 0;
    for (int i = 0; i < count; i++) {
        if (hashes && !hashed(paths[i])) continue;
        void *library = dlopen(paths[i], RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
        if (!library) continue;
        const vigilo_plugin_v1 *(*entry)(void) = NULL;
        *(void **)&entry = dlsym(library, VIGILO_ENTRY_SYMBOL);
        if (entry && entry()->abi == VIGILO_ABI) good++;
    }
    double elapsed = now_us() - start;
    printf("{\"plugins\":%d,\"microseconds\":%.1f,\"resident_kb\":%ld}\n", good, elapsed, resident_kb() - before_kb);
    return good == count ? 0 : 1;
}
