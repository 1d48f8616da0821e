#include "data/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"

static int name_order(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

FolderList folder_list(const char *path)
{
    FolderList list = {0};
    DIR *folder = opendir(path);

    for (const struct dirent *entry; folder && (entry = readdir(folder));) {
        if (text_equal(entry->d_name, ".") || text_equal(entry->d_name, ".."))
            continue;
        list.names = memory_grow(list.names, list.count, &list.capacity, sizeof *list.names);
        list.names[list.count++] = memory_text(entry->d_name);
    }
    if (folder)
        closedir(folder);
    if (list.count)
        qsort(list.names, list.count, sizeof *list.names, name_order);
    return list;
}

void folder_list_release(FolderList *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->names[i]);
    free(list->names);
    *list = (FolderList){0};
}

void folder_remove(const char *path)
{
    FolderList list;

    if (unlink(path) == 0)
        return;
    list = folder_list(path);
    for (size_t i = 0; i < list.count; i++) {
        char *item = text_path_join(path, list.names[i]);
        folder_remove(item);
        free(item);
    }
    folder_list_release(&list);
    rmdir(path);
}

void folder_sync(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (folder < 0)
        return;
    fsync(folder);
    close(folder);
}

static Status file_seal(const char *path, Diag *diag)
{
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC), error = 0;

    if (file < 0 || fchmod(file, 0600) != 0 || fsync(file) != 0)
        error = errno;
    if (file >= 0)
        close(file);
    return error ? diag_fail(diag, ERR_OUTPUT, "%s: cannot be written to the disk: %s", path,
                             strerror(error))
                 : OK;
}

Status folder_seal(const char *path, Diag *diag)
{
    struct stat what;
    FolderList list;
    Status status = OK;

    if (lstat(path, &what) != 0)
        return diag_fail(diag, ERR_OUTPUT, "%s: cannot be written to the disk: %s", path,
                         strerror(errno));
    if (!S_ISDIR(what.st_mode))
        return file_seal(path, diag);
    list = folder_list(path);
    for (size_t i = 0; i < list.count && status == OK; i++) {
        char *item = text_path_join(path, list.names[i]);
        status = folder_seal(item, diag);
        free(item);
    }
    folder_list_release(&list);
    if (status == OK && chmod(path, 0700) != 0)
        status = diag_fail(diag, ERR_OUTPUT, "%s: cannot be closed to others: %s", path,
                           strerror(errno));
    folder_sync(path);
    return status;
}
