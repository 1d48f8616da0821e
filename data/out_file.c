#include "data/out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/folder.h"
#include "data/out_folder.h"

struct OutFile {
    OutFolder *folder;
    const char *temporary;
    char *named; /* as the caller wrote it */
    bool overwrite;
};

static Status allow(const char *path, bool overwrite, Diag *diag)
{
    struct stat there;

    if (stat(path, &there) != 0) {
        if (errno == ENOENT)
            return OK;
        return diag_fail(diag, ERR_OUTPUT, "%s: cannot be looked at: %s", path, strerror(errno));
    }
    if (!S_ISREG(there.st_mode))
        return diag_fail(diag, ERR_OUTPUT, "%s: is %s, and never replaced; choose another name",
                         path, S_ISDIR(there.st_mode) ? "a folder" : "no regular file");
    if (!overwrite)
        return diag_fail(diag, ERR_OUTPUT,
                         "%s: exists already; give --overwrite to replace it, or another name",
                         path);
    return OK;
}

Status out_file_begin(OutFile **out, const char *path, bool overwrite, Diag *diag)
{
    OutFile *file;
    Status status = allow(path, overwrite, diag);

    *out = NULL;
    if (status != OK)
        return status;
    file = memory_new(1, sizeof *file);
    file->named = memory_text(path);
    file->overwrite = overwrite;
    status = out_folder_begin_beside(&file->folder, path, diag);
    if (status == OK) {
        file->temporary = out_folder_file(file->folder, "result");
        *out = file;
    } else {
        out_file_free(file);
    }
    return status;
}

const char *out_file_temporary(const OutFile *file)
{
    return file->temporary;
}

const char *out_file_beside(OutFile *file, const char *name)
{
    return out_folder_file(file->folder, name);
}

/* 0, or the errno of what went wrong. */
static int seal(const char *path)
{
    int error = 0, file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0)
        return errno;
    if (fchmod(file, 0600) != 0 || fsync(file) != 0)
        error = errno;
    if (close(file) != 0 && !error)
        error = errno;
    return error;
}

static int move(const OutFile *file, const char *to)
{
    if (file->overwrite)
        return rename(file->temporary, to) == 0 ? 0 : errno;
    if (renameat2(AT_FDCWD, file->temporary, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    /* A file system that cannot do so: a link does not replace either. */
    return link(file->temporary, to) == 0 || (errno == EPERM && rename(file->temporary, to) == 0)
               ? 0
               : errno;
}

Status out_file_commit(OutFile *file, Diag *diag)
{
    const char *to = out_folder_path(file->folder);
    int error = seal(file->temporary);
    char *parent;

    if (!error)
        error = move(file, to);
    if (error)
        return diag_fail(diag, ERR_OUTPUT, "%s: the result cannot be put there: %s", file->named,
                         strerror(error));
    parent = text_path_folder(to);
    folder_sync(parent);
    free(parent);
    return OK;
}

void out_file_free(OutFile *file)
{
    if (!file)
        return;
    out_folder_free(file->folder);
    free(file->named);
    free(file);
}

/* The folder with its links followed and the name; malloc'd. */
static char *whole_path(const char *path)
{
    char *folder = text_path_folder(path), *real = realpath(folder, NULL), *whole;
    const char *name = strrchr(path, '/');

    whole = text_path_join(real ? real : folder, name ? name + 1 : path);
    free(folder);
    free(real);
    return whole;
}

bool out_file_same(const char *a, const char *b)
{
    struct stat file_a, file_b;
    char *whole_a, *whole_b;
    bool same;

    if (stat(a, &file_a) == 0 && stat(b, &file_b) == 0)
        return file_a.st_dev == file_b.st_dev && file_a.st_ino == file_b.st_ino;
    whole_a = whole_path(a);
    whole_b = whole_path(b);
    same = text_equal(whole_a, whole_b);
    free(whole_a);
    free(whole_b);
    return same;
}
