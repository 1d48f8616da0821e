#include "base/memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static _Noreturn void memory_end(size_t count, size_t size)
{
    fprintf(stderr, "camplan: out of memory: no room for %zu items of %zu bytes\n", count, size);
    exit(4);
}

void *memory_try(size_t count, size_t size)
{
    /* calloc(0) may be NULL, which would read as "no room". */
    return calloc(count ? count : 1, size ? size : 1);
}

void *memory_new(size_t count, size_t size)
{
    void *items = memory_try(count, size);

    if (!items)
        memory_end(count, size);
    return items;
}

void *memory_resize(void *old, size_t count, size_t size)
{
    void *items = NULL;

    if (size == 0 || count <= SIZE_MAX / size)
        items = realloc(old, count && size ? count * size : 1);
    if (!items)
        memory_end(count, size);
    return items;
}

void *memory_grow(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity ? *capacity * 2 : 8;
    if (*capacity <= count)
        *capacity = count + 1;
    return memory_resize(array, *capacity, size);
}

char *memory_text(const char *text)
{
    size_t size;
    char *copy;

    if (!text)
        return NULL;
    size = strlen(text) + 1;
    copy = memory_new(size, 1);
    memcpy(copy, text, size);
    return copy;
}

size_t memory_machine(void)
{
    size_t bytes = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGE_SIZE);
    FILE *limit = fopen("/sys/fs/cgroup/memory.max", "r");
    char line[32] = "";
    unsigned long long most;

    /* "max" where there is no limit. */
    if (limit && fgets(line, sizeof line, limit)) {
        most = strtoull(line, NULL, 10);
        if (most > 0 && most < bytes)
            bytes = (size_t)most;
    }
    if (limit)
        fclose(limit);
    return bytes;
}
