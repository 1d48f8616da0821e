/* file.h - reading a whole file. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>

#include "base/status.h"

/* All bytes of the file and a NUL after them; release `*bytes` with free().
 * ERR_INPUT names the file and why it cannot be read. */
MUST_CHECK Status file_read(const char *path, char **bytes, size_t *size, Diag *diag);

#endif
