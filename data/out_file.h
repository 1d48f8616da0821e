/* out_file.h - one file of results, which appears whole or not at all.
 *
 * It is written into a hidden folder beside it (out_folder.h) and moved into place at the end;
 * what stood there is replaced only then, and only with `overwrite`. On any other end of the
 * process the hidden folder is removed. The file gets mode 0600, as all that is said about
 * places to protect. One thread.
 */
#ifndef DATA_OUT_FILE_H
#define DATA_OUT_FILE_H

#include <stdbool.h>

#include "base/status.h"

typedef struct OutFile OutFile;

/* Before any work: ERR_OUTPUT when `path` exists and `overwrite` is false, is a folder, or when
 * its folder cannot be written. */
MUST_CHECK Status out_file_begin(OutFile **out, const char *path, bool overwrite, Diag *diag);
const char *out_file_temporary(const OutFile *file); /* where to write it */
/* A name in the same hidden folder, for what is needed on the way. Until out_file_free(). */
const char *out_file_beside(OutFile *file, const char *name);
/* Onto the disk and into place. */
MUST_CHECK Status out_file_commit(OutFile *file, Diag *diag);
void out_file_free(OutFile *file); /* removes what was not committed; NULL is allowed */

/* Do both names mean one file, there or yet to be made? */
bool out_file_same(const char *a, const char *b);

#endif
