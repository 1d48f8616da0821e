/* What is said of a key or a road class of the project that the pack does not have. */
#include <string.h>

#include "base/text.h"
#include "rules/pack_read.h"

/* Words to look among: those of one clause, of the whole pack. */
typedef struct {
    Arena *arena;
    const char **items; /* and a NULL */
    size_t count;
} Known;

/* 8.5b.k stands before 8.5b.gate.k. */
static void know_clause(Known *known, const Clause *clause)
{
    for (size_t f = 0; clause->part_count > 0 && pack_figure_word(f); f++)
        known->items[known->count++] =
            arena_printf(known->arena, "%s.%s", clause->id, pack_figure_word(f));
    for (size_t p = 0; p < clause->part_count; p++)
        for (size_t f = 0; pack_figure_word(f); f++)
            known->items[known->count++] = arena_printf(known->arena, "%s.%s.%s", clause->id,
                                                        clause->parts[p].name, pack_figure_word(f));
}

static Known known_keys(Arena *arena, const RulePack *pack, const Clause *only)
{
    Known known = {.arena = arena};
    size_t most = 1 + pack->parameter_count;

    for (size_t c = 0; c < pack->clause_count; c++)
        most += (pack->clauses[c].part_count + 1) * PART_FIGURES;
    known.items = arena_alloc(arena, most, sizeof *known.items);
    for (size_t i = 0; !only && i < pack->parameter_count; i++)
        known.items[known.count++] = pack->parameters[i].name;
    for (size_t c = 0; c < pack->clause_count; c++)
        if (!only || only == &pack->clauses[c])
            know_clause(&known, &pack->clauses[c]);
    return known;
}

/* The clause of the pack that the key begins with; NULL: none. */
static const Clause *clause_of(const RulePack *pack, const char *key)
{
    const Clause *found = NULL;

    for (size_t c = 0; c < pack->clause_count; c++) {
        const Clause *clause = &pack->clauses[c];
        size_t length = strlen(clause->id);
        if (strncmp(key, clause->id, length) == 0 && key[length] == '.' &&
            (!found || length > strlen(found->id)))
            found = clause;
    }
    return found;
}

/* "the parts of 8.5b are gate, yard" */
static Status fail_in_clause(const RulePack *pack, const ProjectOverride *override,
                             const Clause *clause, Diag *diag)
{
    const char *words[PART_FIGURES + 1] = {NULL};
    Text parts = {0}, figures = {0};

    for (size_t p = 0; p < clause->part_count; p++)
        text_printf(&parts, "%s%s", p ? ", " : "", clause->parts[p].name);
    for (size_t f = 0; pack_figure_word(f); f++)
        words[f] = pack_figure_word(f);
    text_list(&figures, words, PART_FIGURES);
    diag_fail(diag, ERR_INPUT,
              parts.text
                  ? "%s: requirements: rule pack %s has no '%s'; the parts of %s are %s, and "
                    "the figures of a part %s"
                  : "%s: requirements: rule pack %s has no '%s'; clause %s has no part "
                    "whose figures could be set",
              override->place, pack->id, override->key, clause->id, parts.text, figures.text);
    text_release(&parts);
    text_release(&figures);
    return ERR_INPUT;
}

Status pack_key_unknown(const RulePack *pack, const ProjectOverride *override, Diag *diag)
{
    Arena *arena = arena_new();
    const Clause *clause = clause_of(pack, override->key);
    const char *nearest = text_nearest(override->key, known_keys(arena, pack, clause).items);
    Status status;

    if (nearest)
        status = diag_fail(diag, ERR_INPUT,
                           "%s: requirements: rule pack %s has no '%s'; did you mean '%s'?",
                           override->place, pack->id, override->key, nearest);
    else if (clause)
        status = fail_in_clause(pack, override, clause, diag);
    else
        status = diag_fail(diag, ERR_INPUT,
                           "%s: requirements: rule pack %s has no '%s'; write a parameter of the "
                           "pack or CLAUSE.px_per_m, CLAUSE.PART.k and the like",
                           override->place, pack->id, override->key);
    arena_free(arena);
    return status;
}

Status pack_expect_class(const RulePack *pack, const ProjectWidth *width, Diag *diag)
{
    const RoadClasses *classes = &pack->road_classes;
    const char **lists[] = {classes->drive, classes->service, classes->walk};
    const size_t counts[] = {classes->drive_count, classes->service_count, classes->walk_count};
    Arena *arena = arena_new();
    const char **known = arena_alloc(arena, counts[0] + counts[1] + counts[2] + 2, sizeof *known);
    size_t count = 0;
    bool has = false;
    Text list = {0};

    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++)
        for (size_t i = 0; i < counts[l]; i++)
            known[count++] = lists[l][i];
    known[count++] = "default";
    for (size_t i = 0; i < count; i++)
        has |= text_equal(known[i], width->road_class);
    text_list(&list, known, 30);
    const char *nearest = text_nearest(width->road_class, known);
    if (!has)
        diag_fail(diag, ERR_INPUT,
                  "%s: road_width_m: rule pack %s knows no road class '%s'; %s%s%s", width->place,
                  pack->id, width->road_class,
                  nearest ? "did you mean '" : "write one of: ", nearest ? nearest : list.text,
                  nearest ? "'?" : "");
    text_release(&list);
    arena_free(arena);
    return has ? OK : ERR_INPUT;
}
