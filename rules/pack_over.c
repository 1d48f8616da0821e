/* Whether `over` names clauses and parts of the pack, and none that stands over itself. */
#include <string.h>

#include "base/text.h"
#include "rules/pack_read.h"

/* A part of a clause; a clause without parts is one side too. */
typedef struct {
    const Clause *clause;
    const ClausePart *part; /* or NULL */
} Side;

/* The sides of the pack, in its order. */
static Side *sides_of(const RulePack *pack, size_t *count)
{
    size_t most = pack->clause_count + 1;
    Side *sides;

    for (size_t c = 0; c < pack->clause_count; c++)
        most += pack->clauses[c].part_count;
    sides = arena_alloc(pack->arena, most, sizeof *sides);
    *count = 0;
    for (size_t c = 0; c < pack->clause_count; c++) {
        const Clause *clause = &pack->clauses[c];
        for (size_t p = 0; p < clause->part_count; p++)
            sides[(*count)++] = (Side){clause, &clause->parts[p]};
        if (clause->part_count == 0)
            sides[(*count)++] = (Side){clause, NULL};
    }
    return sides;
}

/* Does the side, directly or through others, stand over itself? */
static bool stands_over_itself(const RulePack *pack, const Side *sides, size_t count, size_t start)
{
    size_t *queue = arena_alloc(pack->arena, count + 1, sizeof *queue), queued = 0;
    bool *seen = arena_alloc(pack->arena, count + 1, sizeof *seen);

    queue[queued++] = start;
    for (size_t at = 0; at < queued; at++) {
        const Side *above = &sides[queue[at]];
        for (size_t i = 0; i < count; i++) {
            if (!clause_is_over(above->clause, above->part, sides[i].clause, sides[i].part))
                continue;
            if (i == start)
                return true;
            if (!seen[i])
                queue[queued++] = i;
            seen[i] = true;
        }
    }
    return false;
}

/* Clauses and their parts, as `over` may name them. */
static const char **names_of(const RulePack *pack, const Side *sides, size_t count)
{
    const char **names = arena_alloc(pack->arena, count + pack->clause_count + 1, sizeof *names);
    size_t named = 0;

    for (size_t c = 0; c < pack->clause_count; c++)
        names[named++] = pack->clauses[c].id;
    for (size_t i = 0; i < count; i++)
        if (sides[i].part && sides[i].part->name)
            names[named++] =
                arena_printf(pack->arena, "%s.%s", sides[i].clause->id, sides[i].part->name);
    return names;
}

static void expect_names(PackReader *reader, YamlNode *node, const char *const *over, size_t count,
                         const char **names)
{
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t n = 0; names[n] && !known; n++)
            known = text_equal(names[n], over[i]);
        const char *nearest = known ? NULL : text_nearest(over[i], names);
        if (!known)
            pack_mistake(reader, node,
                         "over: '%s' is no clause of this pack and no CLAUSE.PART%s%s%s", over[i],
                         nearest ? "; did you mean '" : "", nearest ? nearest : "",
                         nearest ? "'?" : "");
    }
}

void pack_check_over(PackReader *reader, const Clause *clause, YamlNode *map)
{
    YamlNode *parts = yaml_get(map, "parts"), *at = yaml_get(map, "over");
    size_t count;
    const Side *sides = sides_of(reader->pack, &count);
    const char **names = names_of(reader->pack, sides, count);
    bool told = false;

    expect_names(reader, at, clause->over, clause->over_count, names);
    for (size_t p = 0; p < clause->part_count; p++) {
        YamlNode *own = yaml_get(yaml_item(parts, p), "over");
        expect_names(reader, own, clause->parts[p].over, clause->parts[p].over_count, names);
        at = at ? at : own;
    }
    for (size_t i = 0; at && i < count && !told; i++) {
        told = sides[i].clause == clause && stands_over_itself(reader->pack, sides, count, i);
        if (told)
            pack_mistake(reader, at,
                         "over: '%s' stands over itself, alone or through others; remove one of "
                         "them",
                         clause->id);
    }
}
