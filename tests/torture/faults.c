/* What goes wrong under a program: it is killed at its n-th step, the disk is full from the n-th write on, the n-th sync
   fails, the clock jumps. Built with the C compiler of the machine, loaded with LD_PRELOAD; steered by the environment:

   TORTURE_ROOT        only files below this folder are touched
   TORTURE_DIE_AT      number of the write, truncation, sync, rename, link or removal at which the process is killed; of a
                       write, half is done
   TORTURE_FULL_AT     number of the write from which on the disk is full
   TORTURE_SYNC_AT     number of the sync that fails with EIO; with TORTURE_SYNC_FOR_EVER all after it fail too
   TORTURE_CLOCK       seconds by which the clock is wrong */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static long steps, writes, syncs; /* a child that was forked counts on from its parent, which touches nothing */

static long asked(const char *name) {
    const char *said = getenv(name);
    return said ? atol(said) : 0;
}

static int below(const char *path) {
    const char *root = getenv("TORTURE_ROOT");
    return root && strncmp(path, root, strlen(root)) == 0;
}

static int ours(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t found = readlink(link, path, sizeof path - 1);
    if (found <= 0) return 0;
    path[found] = 0;
    return below(path);
}

static int last_step(void) { return ++steps == asked("TORTURE_DIE_AT"); }
static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }
static void step(int counts) { if (counts && last_step()) die(); }

static int full(void) {
    long at = asked("TORTURE_FULL_AT");
    return ++writes >= at && at > 0;
}

static int fails(void) {
    long at = asked("TORTURE_SYNC_AT");
    syncs++;
    return at > 0 && (syncs == at || (syncs > at && asked("TORTURE_SYNC_FOR_EVER")));
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    REAL(pwrite64);
    if (ours(fd)) {
        if (last_step()) { real(fd, data, length / 2, offset); die(); }
        if (full()) { errno = ENOSPC; return -1; }
    }
    return real(fd, data, length, offset);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

ssize_t write(int fd, const void *data, size_t length) {
    REAL(write);
    if (ours(fd)) {
        if (last_step()) { real(fd, data, length / 2); die(); }
        if (full()) { errno = ENOSPC; return -1; }
    }
    return real(fd, data, length);
}

int ftruncate64(int fd, off64_t length) {
    REAL(ftruncate64);
    step(ours(fd));
    return real(fd, length);
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int fsync(int fd) {
    REAL(fsync);
    if (ours(fd)) {
        step(1);
        if (fails()) { errno = EIO; return -1; }
    }
    return real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    if (ours(fd)) {
        step(1);
        if (fails()) { errno = EIO; return -1; }
    }
    return real(fd);
}

int unlink(const char *path) {
    REAL(unlink);
    step(below(path));
    return real(path);
}

int rename(const char *old, const char *new) {
    REAL(rename);
    step(below(old));
    return real(old, new);
}

int link(const char *old, const char *new) {
    REAL(link);
    step(below(old));
    return real(old, new);
}

int clock_gettime(clockid_t which, struct timespec *now) {
    REAL(clock_gettime);
    int result = real(which, now);
    if (which == CLOCK_REALTIME) now->tv_sec += asked("TORTURE_CLOCK");
    return result;
}

int gettimeofday(struct timeval *now, void *zone) {
    int (*real)(struct timeval *, void *) = (int (*)(struct timeval *, void *))dlsym(RTLD_NEXT, "gettimeofday");
    int result = real(now, zone);
    now->tv_sec += asked("TORTURE_CLOCK");
    return result;
}

time_t time(time_t *told) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (told) *told = now.tv_sec;
    return now.tv_sec;
}
