#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

Status file_read(const char *path, char **bytes, size_t *size, Diag *diag)
{
    FILE *file = fopen(path, "rb");
    size_t capacity = 1, got = 1;
    int error = errno;

    *bytes = memory_new(1, 1);
    *size = 0;
    while (file && got) {
        if (capacity - *size < 4096) {
            capacity = 2 * capacity + 8192;
            *bytes = memory_resize(*bytes, capacity, 1);
        }
        got = fread(*bytes + *size, 1, capacity - *size - 1, file);
        *size += got;
        error = errno;
    }
    if (!file || ferror(file)) {
        if (file)
            fclose(file);
        free(*bytes);
        *bytes = NULL;
        return diag_fail(diag, ERR_INPUT, "%s: cannot be read (%s); check the path", path,
                         strerror(error));
    }
    fclose(file);
    (*bytes)[*size] = '\0';
    return OK;
}
