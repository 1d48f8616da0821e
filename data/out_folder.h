/* out_folder.h - the folder OUT, which appears whole or not at all.
 *
 * Files are written into a hidden folder beside OUT (".NAME.camplan-XXXX") and
 * the folder is renamed at the end; what stood there before is replaced only
 * then, and only with `overwrite`. On any other end of the process the hidden
 * folder is removed. Files get mode 0600 and the folder 0700: locations are
 * protected data (article 26).
 */
#ifndef DATA_OUT_FOLDER_H
#define DATA_OUT_FOLDER_H

#include <stdbool.h>

#include "base/status.h"

typedef struct OutFolder OutFolder;

/* ERR_OUTPUT when `path` exists and `overwrite` is false (checked first, before
 * any work), or when its parent cannot be written. An existing folder that does
 * not hold a run.json or findings.csv of camplan (and is not empty) is never replaced. */
MUST_CHECK Status out_folder_begin(OutFolder **out, const char *path, bool overwrite, Diag *diag);
/* Only the hidden folder, beside `path`, for files that are to be moved from it one by one
 * (out_file.h); never committed. */
MUST_CHECK Status out_folder_begin_beside(OutFolder **out, const char *path, Diag *diag);
/* `path`, where links in it have been followed. */
const char *out_folder_path(const OutFolder *folder);
/* The full name for a file in it; makes folders in between ("maps/overview.pdf").
 * Valid until out_folder_free(). */
const char *out_folder_file(OutFolder *folder, const char *name);
/* fsync, rename into place. */
MUST_CHECK Status out_folder_commit(OutFolder *folder, Diag *diag);
void out_folder_free(OutFolder *folder); /* removes what was not committed; NULL allowed */

#endif
