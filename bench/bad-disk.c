/* A bad disk (坏盘): preloaded before a program, it lets what that program writes go wrong as a control file says. The file named by BAD_DISK holds one line,
   looked at before every write that matters, so that it can be changed while the program runs:
     ok             as the disk is
     slow 5000      every flush takes 5,000 microseconds longer
     broken         every flush fails with EIO
     full           every write below the folder BAD_DISK_BELOW fails with ENOSPC
   A flush is fsync, fdatasync, and a write to a file opened with O_SYNC or O_DSYNC, which is how Derby writes its log. Used by bench/run and by FaultStory.
   cc -shared -fPIC -O2 -o bad-disk.so bad-disk.c -ldl */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>

#define FILES 65536
#define SYNCHRONOUS 1
#define BELOW 2
static volatile char known[FILES];

#define REAL(type, name) static type real; if (!real) real = (type) dlsym(RTLD_NEXT, name)
typedef int (*opening)(const char *, int, ...);
typedef int (*on_a_file)(int);
typedef ssize_t (*writing)(int, const void *, size_t);
typedef ssize_t (*writing_there)(int, const void *, size_t, off_t);

static int open_really(const char *path, int flags, int mode) {
    REAL(opening, "open64");
    return real(path, flags, mode);
}

/* What the control file says now: 'o', 's' with micros, 'b' or 'f'. */
static char trouble(long *micros) {
    const char *path = getenv("BAD_DISK");
    if (!path) return 'o';
    int file = open_really(path, O_RDONLY | O_CLOEXEC, 0);
    if (file < 0) return 'o';
    char text[64];
    ssize_t size = read(file, text, sizeof text - 1);
    close(file);
    if (size <= 0) return 'o';
    text[size] = 0;
    if (strncmp(text, "slow ", 5) == 0) { *micros = atol(text + 5); return 's'; }
    return strncmp(text, "broken", 6) == 0 ? 'b' : strncmp(text, "full", 4) == 0 ? 'f' : 'o';
}

/* That long and not the 50 microseconds more that a timer may take. */
static void wait_for(long micros) {
    prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0);
    usleep((useconds_t) micros);
}

static int flush_fails(void) {
    long micros = 0;
    char what = trouble(&micros);
    if (what == 's') wait_for(micros);
    if (what == 'b') errno = EIO;
    return what == 'b';
}

/* Whether a write to this file fails, with errno set. */
static int write_fails(int file) {
    char what = file >= 0 && file < FILES ? known[file] : 0;
    if (!what) return 0;
    long micros = 0;
    char said = trouble(&micros);
    if (said == 'f' && (what & BELOW)) { errno = ENOSPC; return 1; }
    if (!(what & SYNCHRONOUS)) return 0;
    if (said == 's') wait_for(micros);
    if (said == 'b') { errno = EIO; return 1; }
    return 0;
}

static int opened(int file, const char *path, int flags) {
    if (file >= 0 && file < FILES) {
        const char *below = getenv("BAD_DISK_BELOW");
        known[file] = (char) ((flags & (O_SYNC | O_DSYNC) ? SYNCHRONOUS : 0) | (below && strncmp(path, below, strlen(below)) == 0 ? BELOW : 0));
    }
    return file;
}

int open(const char *path, int flags, ...) {
    va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest);
    return opened(open_really(path, flags, mode), path, flags);
}

int open64(const char *path, int flags, ...) {
    va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest);
    return opened(open_really(path, flags, mode), path, flags);
}

/* The number may be given to something else next: what wakes a thread is no disk. */
int close(int file) {
    REAL(on_a_file, "close");
    if (file >= 0 && file < FILES) known[file] = 0;
    return real(file);
}

int fsync(int file) {
    REAL(on_a_file, "fsync");
    return flush_fails() ? -1 : real(file);
}

int fdatasync(int file) {
    REAL(on_a_file, "fdatasync");
    return flush_fails() ? -1 : real(file);
}

ssize_t write(int file, const void *bytes, size_t size) {
    REAL(writing, "write");
    return write_fails(file) ? -1 : real(file, bytes, size);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off_t place) {
    REAL(writing_there, "pwrite64");
    return write_fails(file) ? -1 : real(file, bytes, size, place);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t place) {
    REAL(writing_there, "pwrite");
    return write_fails(file) ? -1 : real(file, bytes, size, place);
}
