/* folder.h - folders of files: listed, made safe on the disk, removed.
 *
 * Any thread. Symbolic links are never followed.
 */
#ifndef DATA_FOLDER_H
#define DATA_FOLDER_H

#include <stddef.h>

#include "base/status.h"

typedef struct {
    char **names; /* sorted by bytes; without . and .. */
    size_t count, capacity;
} FolderList;

FolderList folder_list(const char *path); /* empty when it cannot be read */
void folder_list_release(FolderList *list);

/* Remove the folder and all in it, as far as that goes. */
void folder_remove(const char *path);

/* Files to mode 0600, folders to 0700, and everything onto the disk. ERR_OUTPUT
 * names the file that did not arrive. */
MUST_CHECK Status folder_seal(const char *path, Diag *diag);

/* What the folder lists onto the disk, as far as the system can. */
void folder_sync(const char *path);

#endif
