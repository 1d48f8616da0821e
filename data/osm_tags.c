#include "data/osm_tags.h"

#include <stdbool.h>
#include <string.h>

/* Copy the quoted text at `*from` to `*to`, both moved on. */
static bool unquote(const char **from, char **to)
{
    while (**from == ' ')
        (*from)++;
    if (**from != '"')
        return false;
    for ((*from)++; **from && **from != '"'; (*from)++) {
        if (**from == '\\' && (*from)[1])
            (*from)++;
        *(*to)++ = **from;
    }
    if (**from != '"')
        return false;
    (*from)++;
    *(*to)++ = '\0';
    return true;
}

const char *osm_tags_unpack(Arena *arena, const char *hstore)
{
    char *tags, *to, *kept;

    if (!hstore)
        return NULL;
    tags = to = kept = arena_alloc(arena, strlen(hstore) + 2, 1);
    while (unquote(&hstore, &to) && strncmp(hstore, "=>", 2) == 0) {
        hstore += 2;
        if (!unquote(&hstore, &to))
            break;
        kept = to;
        if (*hstore != ',')
            break;
        hstore++;
    }
    *kept = '\0';
    return tags;
}

static bool same_key(const char *tag, const char *key)
{
    for (; *tag && *key; tag++, key++)
        if (*tag != *key && !(*tag == ':' && *key == '_'))
            return false;
    return !*tag && !*key;
}

const char *osm_tags_find(const char *tags, const char *key)
{
    while (tags && *tags) {
        const char *value = tags + strlen(tags) + 1;
        if (same_key(tags, key))
            return *value ? value : NULL;
        tags = value + strlen(value) + 1;
    }
    return NULL;
}
