/* fuzz.h - what the fuzzers share: the input as a file, since the readers read files.
 *
 * Built with clang and -DCAMPLAN_FUZZ=ON only (the preset fuzz); see CONTRIBUTING.md.
 * A reader may refuse an input, but must say why, and neither crash nor leak.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/status.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Write the bytes to a file of this process that ends in `ending`; its name. */
static inline const char *fuzz_file(const uint8_t *bytes, size_t size, const char *ending)
{
    static char path[64];
    FILE *file;

    snprintf(path, sizeof path, "/tmp/camplan-fuzz-%ld%s", (long)getpid(), ending);
    file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        abort();
    return path;
}

/* A failure has its sentence, a success has none. */
static inline void fuzz_judge(Status status, const Diag *diag)
{
    if ((status == OK) != (diag->message[0] == '\0'))
        abort();
}

#endif
