#include "data/file_write.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* 0, or the errno of what went wrong. */
static int file_write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(file, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        if (written == 0)
            return ENOSPC;
        bytes += written;
        size -= (size_t)written;
    }
    return 0;
}

Status file_write(const char *path, const void *bytes, size_t size, Diag *diag)
{
    struct stat arrived;
    int error, file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

    if (file < 0)
        return diag_fail(diag, ERR_OUTPUT, "%s: cannot be created: %s", path, strerror(errno));
    error = file_write_all(file, bytes, size);
    if (!error && fstat(file, &arrived) != 0)
        error = errno;
    if (!error && arrived.st_size != (off_t)size)
        error = ENOSPC;
    /* Network file systems tell only here that the disk was full. */
    if (close(file) != 0 && !error)
        error = errno;
    if (error) {
        unlink(path);
        return diag_fail(diag, ERR_OUTPUT, "%s: cannot be written (%zu bytes): %s", path, size,
                         strerror(error));
    }
    return OK;
}
