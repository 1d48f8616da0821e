#include "render/svg_ids.h"

#include <search.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

typedef struct {
    char *old;
    size_t number;
} Id;

typedef struct {
    void *tree; /* of Id, by `old` (search.h) */
    size_t count;
    char *out;
    size_t length, capacity;
} Renumber;

static int id_compare(const void *a, const void *b)
{
    return strcmp(((const Id *)a)->old, ((const Id *)b)->old);
}

static void id_free(void *item)
{
    Id *id = item;

    free(id->old);
    free(id);
}

static void put(Renumber *work, const char *bytes, size_t count)
{
    if (count == 0)
        return;
    while (work->length + count > work->capacity) {
        work->capacity = work->capacity ? work->capacity * 2 : 1 << 16;
        work->out = memory_resize(work->out, work->capacity, 1);
    }
    memcpy(work->out + work->length, bytes, count);
    work->length += count;
}

static void put_id(Renumber *work, const char *name, size_t length)
{
    Id *id = memory_new(1, sizeof *id);
    char text[24];

    id->old = memory_new(length + 1, 1);
    memcpy(id->old, name, length);
    id->number = work->count + 1;
    Id **found = tsearch(id, &work->tree, id_compare);
    if (!found)
        return;
    if (*found == id)
        work->count++;
    else
        id_free(id);
    int written = snprintf(text, sizeof text, "i%zu", (*found)->number);
    put(work, text, (size_t)written);
}

void svg_ids_renumber(char **bytes, size_t *count)
{
    static const struct {
        const char *opens;
        char closes;
    } places[] = {{" id=\"", '"'}, {"href=\"#", '"'}, {"url(#", ')'}};
    Renumber work = {0};
    const char *in = *bytes;
    size_t at = 0, kept = 0;

    while (at < *count) {
        bool moved = false;
        char c = in[at];
        for (size_t i = 0; (c == ' ' || c == 'h' || c == 'u') && i < 3; i++) {
            size_t length = strlen(places[i].opens);
            if (at + length >= *count || memcmp(in + at, places[i].opens, length) != 0)
                continue;
            size_t from = at + length, to = from;
            while (to < *count && in[to] != places[i].closes)
                to++;
            put(&work, in + kept, from - kept);
            put_id(&work, in + from, to - from);
            at = kept = to;
            moved = true;
            break;
        }
        if (!moved)
            at++;
    }
    put(&work, in + kept, *count - kept);
    tdestroy(work.tree, id_free);
    free(*bytes);
    *bytes = work.out;
    *count = work.length;
}
