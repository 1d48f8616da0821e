/* file_write.h - a whole file written at once, and known to have arrived.
 *
 * GDAL reports a full disk late or not at all, so outputs are made in memory
 * and leave through here. The file gets mode 0600: locations are protected
 * data (article 26). Any thread.
 */
#ifndef DATA_FILE_WRITE_H
#define DATA_FILE_WRITE_H

#include <stddef.h>

#include "base/status.h"

/* Write `size` bytes to `path`, in place of what is there. ERR_OUTPUT names the
 * file and the reason, and leaves no half file. */
MUST_CHECK Status file_write(const char *path, const void *bytes, size_t size, Diag *diag);

#endif
