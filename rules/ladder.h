/* ladder.h - how sharp a task is, by edition: pixel densities with the words of a standard.
 *
 * The same word has other numbers in other editions, so a requirement keeps the number and the
 * edition, and never the bare word. The shipped editions are rules/ladders.yaml, which says where
 * the figures come from and how well they are known. Texts live in the reader's arena. Read-only
 * after reading, so any thread may use it.
 */
#ifndef RULES_LADDER_H
#define RULES_LADDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/yaml.h"
#include "rules/johnson.h"

typedef struct {
    const char *word;
    double px_per_m;
    JohnsonTask thermal; /* what a thermal camera must do instead */
    bool checked;        /* false: the figure is from secondary sources */
} Rung;

typedef struct {
    const char *edition, *source;
    Rung *rungs; /* from the least to the sharpest */
    size_t count;
} Ladder;

typedef struct {
    const char *path;
    Ladder *ladders;
    size_t count;
} LadderSet;

/* `path` NULL: the shipped editions. ERR_INPUT names file:line:column. */
MUST_CHECK Status ladders_read(LadderSet *out, Arena *arena, const char *path, Diag *diag);

const Ladder *ladder_find(const LadderSet *set, const char *edition); /* NULL: no such */
const Rung *ladder_word(const Ladder *ladder, const char *word);      /* NULL: no such */
/* The first rung that is at least as sharp: what a density amounts to. NULL: beyond the top. */
const Rung *ladder_rung(const Ladder *ladder, double px_per_m);

/* What a rule pack says under `ladder`: an edition's name, or {edition, source, tasks}. Where the
 * edition is a shipped one its numbers must be the shipped ones, and `tasks` may be left out. */
MUST_CHECK Status ladder_state(const Ladder **out, const LadderSet *set, Arena *arena, YamlDoc *doc,
                               YamlNode *node, Diag *diag);

#endif
