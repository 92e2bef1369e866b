/* Writes down, in their order, all that a process does to the files of one folder, so that a power failure can be played
   at every point of it. Built with the C compiler of the machine, loaded with LD_PRELOAD.

   Each record: operation (1 byte), length of the path (4), offset (8), length of the data (8), path, data. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static int journal = -1;
static char root[4096];

static void begin(void) {
    if (journal >= 0 || !getenv("TORTURE_LOG") || !getenv("TORTURE_ROOT")) return;
    strncpy(root, getenv("TORTURE_ROOT"), sizeof root - 1);
    journal = (int)syscall(SYS_openat, AT_FDCWD, getenv("TORTURE_LOG"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void note(char operation, const char *path, uint64_t offset, const void *data, uint64_t length) {
    begin();
    if (journal < 0 || strncmp(path, root, strlen(root)) != 0) return;
    uint32_t name = (uint32_t)strlen(path);
    size_t size = 1 + 4 + 8 + 8 + name + length;
    char *record = malloc(size), *at = record;
    *at++ = operation;
    memcpy(at, &name, 4); at += 4;
    memcpy(at, &offset, 8); at += 8;
    memcpy(at, &length, 8); at += 8;
    memcpy(at, path, name); at += name;
    if (length) memcpy(at, data, length);
    syscall(SYS_write, journal, record, size);
    free(record);
}

static void note_open(char operation, int fd, uint64_t offset, const void *data, uint64_t length) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t found = readlink(link, path, sizeof path - 1);
    if (found <= 0) return;
    path[found] = 0;
    note(operation, path, offset, data, length);
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define LOCKED(call) pthread_mutex_lock(&one_at_a_time); call; pthread_mutex_unlock(&one_at_a_time)

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    REAL(pwrite64);
    pthread_mutex_lock(&one_at_a_time);
    ssize_t written = real(fd, data, length, offset);
    if (written > 0) note_open('w', fd, (uint64_t)offset, data, (uint64_t)written);
    pthread_mutex_unlock(&one_at_a_time);
    return written;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
    REAL(write);
    pthread_mutex_lock(&one_at_a_time);
    off_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t written = real(fd, data, length);
    if (written > 0) note_open('w', fd, at < 0 ? 0 : (uint64_t)at, data, (uint64_t)written);
    pthread_mutex_unlock(&one_at_a_time);
    return written;
}

int ftruncate64(int fd, off64_t length) {
    REAL(ftruncate64);
    LOCKED(note_open('t', fd, (uint64_t)length, 0, 0));
    return real(fd, length);
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int fsync(int fd) {
    REAL(fsync);
    int result = real(fd);
    LOCKED(if (result == 0) note_open('s', fd, 0, 0, 0));
    return result;
}

int fdatasync(int fd) {
    REAL(fdatasync);
    int result = real(fd);
    LOCKED(if (result == 0) note_open('s', fd, 0, 0, 0));
    return result;
}

int unlink(const char *path) {
    REAL(unlink);
    LOCKED(note('u', path, 0, 0, 0));
    return real(path);
}
