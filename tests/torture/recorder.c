/* Writes down, in their order, all that a process does to the files of one folder, so that a power failure can be played
   at every point of it. Built with the C compiler of the machine, loaded with LD_PRELOAD.

   Each record: operation (1 byte), length of the path (4), offset (8), length of the data (8), path, data. Operations:
   w(rite), t(runcate), s(ync), f(ailed sync), u(nlink), r(ename) and l(ink), whose data is the new path. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
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
    ssize_t written = real(fd, data, length);
    off_t end = lseek(fd, 0, SEEK_CUR);
    if (written > 0) note_open('w', fd, end < written ? 0 : (uint64_t)(end - written), data, (uint64_t)written);
    pthread_mutex_unlock(&one_at_a_time);
    return written;
}

int ftruncate64(int fd, off64_t length) {
    REAL(ftruncate64);
    int result = real(fd, length);
    LOCKED(if (result == 0) note_open('t', fd, (uint64_t)length, 0, 0));
    return result;
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

/* A file that is opened to be written begins to exist, or is emptied. */
static int opened(int fd, int flags) {
    if (fd >= 0 && (flags & (O_WRONLY | O_RDWR)) && (flags & (O_CREAT | O_TRUNC))) {
        LOCKED(if (flags & O_TRUNC) note_open('t', fd, 0, 0, 0); else note_open('w', fd, 0, 0, 0));
    }
    return fd;
}

#define MODE(flags) mode_t mode = 0; if ((flags) & O_CREAT) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }
int open64(const char *path, int flags, ...) { REAL(open64); MODE(flags) return opened(real(path, flags, mode), flags); }
int open(const char *path, int flags, ...) { REAL(open64); MODE(flags) return opened(real(path, flags, mode), flags); }
int openat64(int at, const char *path, int flags, ...) { REAL(openat64); MODE(flags) return opened(real(at, path, flags, mode), flags); }
int openat(int at, const char *path, int flags, ...) { REAL(openat64); MODE(flags) return opened(real(at, path, flags, mode), flags); }

int fsync(int fd) {
    REAL(fsync);
    int result = real(fd);
    LOCKED(note_open(result == 0 ? 's' : 'f', fd, 0, 0, 0));
    return result;
}

int fdatasync(int fd) {
    REAL(fdatasync);
    int result = real(fd);
    LOCKED(note_open(result == 0 ? 's' : 'f', fd, 0, 0, 0));
    return result;
}

int unlink(const char *path) {
    REAL(unlink);
    int result = real(path);
    LOCKED(if (result == 0) note('u', path, 0, 0, 0));
    return result;
}

int rename(const char *old, const char *new) {
    REAL(rename);
    int result = real(old, new);
    LOCKED(if (result == 0) note('r', old, 0, new, strlen(new)));
    return result;
}

int link(const char *old, const char *new) {
    REAL(link);
    int result = real(old, new);
    LOCKED(if (result == 0) note('l', old, 0, new, strlen(new)));
    return result;
}
