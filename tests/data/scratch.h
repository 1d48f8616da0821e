/* scratch.h - a folder for one test program, and a small disk to fill.
 *
 * scratch_begin() makes the folder, scratch_end() removes it and all in it.
 */
#ifndef TESTS_DATA_SCRATCH_H
#define TESTS_DATA_SCRATCH_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "data/folder.h"

static char scratch_folder[] = "/tmp/camplan-test-XXXXXX";

static inline void scratch_begin(void)
{
    if (!mkdtemp(scratch_folder))
        exit(1);
}

/* "FOLDER/name", in one of 8 buffers that take turns. */
static inline const char *scratch_path(const char *name)
{
    static char paths[8][512];
    static size_t turn;
    char *path = paths[turn++ % 8];

    snprintf(path, sizeof paths[0], "%s/%s", scratch_folder, name);
    return path;
}

static inline void scratch_end(void)
{
    umount(scratch_path("disk")); /* where a failed test left it */
    folder_remove(scratch_folder);
}

static inline int scratch_end_with(int failed)
{
    scratch_end();
    return failed;
}

/* How many of a group of tests fail, which have the folder. */
#define scratch_run(tests)                                                                         \
    scratch_end_with((scratch_begin(), cmocka_run_group_tests(tests, NULL, NULL)))

/* A file system of 64 KiB at `name`; false (with a message) where mounting is not
 * permitted. Unmount with umount(). */
static inline bool scratch_small_disk(const char *name)
{
    mkdir(scratch_path(name), 0700);
    if (mount("tmpfs", scratch_path(name), "tmpfs", 0, "size=64k") == 0)
        return true;
    print_message("skipped: this user may not mount a small disk to fill\n");
    return false;
}

/* The bytes of a file, NUL-terminated; to free. NULL when it is not there. */
static inline char *scratch_load(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;

    *size = 0;
    if (!file)
        return NULL;
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    rewind(file);
    bytes = calloc(1, (size_t)length + 1);
    *size = bytes ? fread(bytes, 1, (size_t)length, file) : 0;
    fclose(file);
    return bytes;
}

/* Do two files hold the same bytes, and any? */
static inline bool scratch_same(const char *a, const char *b)
{
    size_t sizes[2];
    char *bytes[2] = {scratch_load(a, &sizes[0]), scratch_load(b, &sizes[1])};
    bool same = bytes[0] && bytes[1] && sizes[0] > 0 && sizes[0] == sizes[1] &&
                memcmp(bytes[0], bytes[1], sizes[0]) == 0;

    free(bytes[0]);
    free(bytes[1]);
    return same;
}

#endif
