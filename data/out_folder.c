#include "data/out_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/folder.h"

enum { MAKE_TRIES = 100 };

struct OutFolder {
    Arena *arena;
    char *path;   /* as the caller named it, links resolved */
    char *parent; /* where both lie */
    char *prefix; /* ".NAME.camplan-" */
    char *hidden; /* NULL once committed */
    int lock;     /* held on `hidden` while this process lives */
    bool overwrite;
    struct OutFolder *next; /* in `living` */
};

/* What exit() must remove: an atexit handler has no argument. Only the main
 * thread begins and frees folders. */
static OutFolder *living;
static pid_t living_process;

static void out_folder_exit(void)
{
    /* A fork's end is not the end of its parent's folder. */
    for (OutFolder *folder = getpid() == living_process ? living : NULL; folder;
         folder = folder->next)
        if (folder->hidden)
            folder_remove(folder->hidden);
}

static void out_folder_register(OutFolder *folder)
{
    if (!living_process)
        atexit(out_folder_exit);
    if (living_process != getpid())
        living = NULL;
    living_process = getpid();
    folder->next = living;
    living = folder;
}

static void out_folder_forget(const OutFolder *folder)
{
    for (OutFolder **at = &living; *at; at = &(*at)->next)
        if (*at == folder) {
            *at = folder->next;
            return;
        }
}

/* Lock `path`, a hidden folder, for this process; -1 when another lives in it or it is gone. */
static int hidden_lock(const char *path)
{
    struct stat by_path, by_file;
    int lock = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (lock < 0)
        return -1;
    if (flock(lock, LOCK_EX | LOCK_NB) == 0 && stat(path, &by_path) == 0 &&
        fstat(lock, &by_file) == 0 && by_path.st_ino == by_file.st_ino)
        return lock;
    close(lock);
    return -1;
}

/* Remove hidden folders of runs that were killed: nobody holds their lock. */
static void hidden_sweep(const OutFolder *folder)
{
    FolderList list = folder_list(folder->parent);

    for (size_t i = 0; i < list.count; i++) {
        const char *name = list.names[i];
        char *path;
        int lock;
        if (!text_begins(name, folder->prefix) || strlen(name) != strlen(folder->prefix) + 6)
            continue;
        path = text_path_join(folder->parent, name);
        lock = hidden_lock(path);
        if (lock >= 0) {
            folder_remove(path);
            close(lock);
        }
        free(path);
    }
    folder_list_release(&list);
}

static Status hidden_make(OutFolder *folder, Diag *diag)
{
    for (int i = 0; i < MAKE_TRIES; i++) {
        Text name = {0};
        text_printf(&name, "%s/%sXXXXXX", folder->parent, folder->prefix);
        if (!mkdtemp(name.text)) {
            int error = errno;
            text_release(&name);
            return diag_fail(diag, ERR_OUTPUT, "%s: no folder can be made in %s: %s", folder->path,
                             folder->parent, strerror(error));
        }
        folder->hidden = name.text;
        folder->lock = open(name.text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        /* File systems without locks are no reason to fail. */
        if (folder->lock >= 0)
            (void)!flock(folder->lock, LOCK_EX | LOCK_NB);
        if (access(name.text, W_OK) == 0)
            return OK;
        /* Swept by another run between its making and its lock. */
        close(folder->lock);
        text_release(&name);
        folder->hidden = NULL;
    }
    return diag_fail(diag, ERR_OUTPUT, "%s: no folder can be kept in %s", folder->path,
                     folder->parent);
}

/* Does the file begin, within its first 4 KiB, with something that holds `word`? */
static bool file_mentions(const char *folder, const char *name, const char *word)
{
    char *path = text_path_join(folder, name), start[4097] = "";
    FILE *file = fopen(path, "rb");
    size_t got = file ? fread(start, 1, sizeof start - 1, file) : 0;

    if (file)
        fclose(file);
    free(path);
    start[got] = 0;
    return strstr(start, word) != NULL;
}

static bool may_replace(const char *path)
{
    FolderList list = folder_list(path);
    bool empty = list.count == 0;

    folder_list_release(&list);
    return empty || file_mentions(path, "run.json", "camplan") ||
           file_mentions(path, "findings.csv", "severity");
}

/* What stands at `path` now must allow the new folder. */
static Status out_folder_allow(const OutFolder *folder, Diag *diag)
{
    struct stat there;

    if (lstat(folder->path, &there) != 0) {
        if (errno == ENOENT)
            return OK;
        return diag_fail(diag, ERR_OUTPUT, "%s: cannot be looked at: %s", folder->path,
                         strerror(errno));
    }
    if (!S_ISDIR(there.st_mode))
        return diag_fail(diag, ERR_OUTPUT, "%s: is a file, not a folder; choose another -o",
                         folder->path);
    if (!folder->overwrite)
        return diag_fail(diag, ERR_OUTPUT,
                         "%s: exists already; give --overwrite to replace it, or another -o",
                         folder->path);
    if (!may_replace(folder->path))
        return diag_fail(diag, ERR_OUTPUT,
                         "%s: was not written by camplan (it holds neither its run.json nor its "
                         "findings.csv) and is never replaced; choose another -o",
                         folder->path);
    return OK;
}

/* Split `path` into parent and name; ERR_OUTPUT for what names no folder of its own. */
static Status out_folder_name(OutFolder *folder, const char *path, Diag *diag)
{
    char *real = realpath(path, NULL);
    const char *name;
    Text prefix = {0};

    folder->path = real ? real : memory_text(path);
    for (size_t n = strlen(folder->path); n > 1 && folder->path[n - 1] == '/'; n--)
        folder->path[n - 1] = 0;
    name = strrchr(folder->path, '/');
    name = name ? name + 1 : folder->path;
    if (!*name || text_equal(name, ".") || text_equal(name, ".."))
        return diag_fail(diag, ERR_OUTPUT, "%s: is no name for a folder of results", path);
    folder->parent = text_path_folder(folder->path);
    text_printf(&prefix, ".%s.camplan-", name);
    folder->prefix = prefix.text;
    return OK;
}

static Status folder_begin(OutFolder **out, const char *path, bool overwrite, bool beside,
                           Diag *diag)
{
    OutFolder *folder = memory_new(1, sizeof *folder);
    Status status;

    *out = NULL;
    *folder = (OutFolder){.arena = arena_new(), .lock = -1, .overwrite = overwrite};
    out_folder_register(folder);
    status = out_folder_name(folder, path, diag);
    if (status == OK && !beside)
        status = out_folder_allow(folder, diag);
    if (status == OK) {
        hidden_sweep(folder);
        status = hidden_make(folder, diag);
    }
    if (status == OK)
        *out = folder;
    else
        out_folder_free(folder);
    return status;
}

Status out_folder_begin(OutFolder **out, const char *path, bool overwrite, Diag *diag)
{
    return folder_begin(out, path, overwrite, false, diag);
}

Status out_folder_begin_beside(OutFolder **out, const char *path, Diag *diag)
{
    return folder_begin(out, path, false, true, diag);
}

const char *out_folder_path(const OutFolder *folder)
{
    return folder->path;
}

const char *out_folder_file(OutFolder *folder, const char *name)
{
    const char *path = arena_printf(folder->arena, "%s/%s", folder->hidden, name);
    char *part = memory_text(path);

    /* A folder that cannot be made shows when the file is written. */
    for (char *slash = part + strlen(folder->hidden) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = 0;
        mkdir(part, 0700);
        *slash = '/';
    }
    free(part);
    return path;
}

/* Put the hidden folder at `path` in one step where the system can: then OUT is at
 * every moment the old one or the new one. 0 or an errno; `hidden` is then what
 * is to be removed. */
static int out_folder_swap(OutFolder *folder)
{
    Text away = {0};
    int error = 0;

    if (renameat2(AT_FDCWD, folder->hidden, AT_FDCWD, folder->path, RENAME_NOREPLACE) == 0) {
        free(folder->hidden);
        folder->hidden = NULL;
        return 0;
    }
    if (errno == EEXIST && !folder->overwrite)
        return EEXIST;
    if (errno == EEXIST &&
        renameat2(AT_FDCWD, folder->hidden, AT_FDCWD, folder->path, RENAME_EXCHANGE) == 0)
        return 0;
    /* A file system without these: the old one away, the new one in, or back again. */
    text_printf(&away, "%s/%sXXXXXX", folder->parent, folder->prefix);
    if (!mkdtemp(away.text) || (rename(folder->path, away.text) != 0 && errno != ENOENT))
        error = errno;
    if (!error && rename(folder->hidden, folder->path) != 0) {
        error = errno;
        (void)!rename(away.text, folder->path);
    }
    if (error) {
        rmdir(away.text);
        text_release(&away);
        return error;
    }
    free(folder->hidden);
    folder->hidden = away.text;
    return 0;
}

Status out_folder_commit(OutFolder *folder, Diag *diag)
{
    Status status = folder_seal(folder->hidden, diag);
    int error;

    if (status == OK)
        status = out_folder_allow(folder, diag);
    if (status != OK)
        return status;
    error = out_folder_swap(folder);
    if (error)
        return diag_fail(diag, ERR_OUTPUT, "%s: the results cannot be put there: %s", folder->path,
                         strerror(error));
    folder_sync(folder->parent);
    if (folder->hidden)
        folder_remove(folder->hidden);
    free(folder->hidden);
    folder->hidden = NULL;
    return OK;
}

void out_folder_free(OutFolder *folder)
{
    if (!folder)
        return;
    out_folder_forget(folder);
    if (folder->hidden)
        folder_remove(folder->hidden);
    if (folder->lock >= 0)
        close(folder->lock);
    arena_free(folder->arena);
    free(folder->hidden);
    free(folder->prefix);
    free(folder->parent);
    free(folder->path);
    free(folder);
}
