/* selection.h - the features of a scene that each clause of a pack selects.
 *
 * Built once, in the order of clause, layer and feature; read-only then.
 */
#ifndef RULES_SELECTION_H
#define RULES_SELECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "data/scene.h"
#include "rules/finding.h"
#include "rules/overlay.h"
#include "rules/pack.h"
#include "rules/selector.h"

typedef struct {
    const Clause *clause;
    const Select *select; /* NULL: by category of the layer or the feature */
    const Layer *layer;
    size_t layer_index;
    const Feature *feature;
    ShapeKind kind;
    const char *as;   /* role; "" */
    const char *name; /* of the place; "" */
    /* The register's row, where the layer and feature above are the place that it names. */
    const Layer *listed_layer;
    const Feature *listed;
} Selected;

typedef struct {
    Selected *items;
    size_t count, capacity;
    size_t *first;        /* items of clause c: first[c] to first[c + 1] */
    const char **missing; /* per clause: NULL, or which layer would be needed */
    Arena *arena;         /* borrowed: the words of `missing` */
} Selection;

/* Select in all layers. Adds findings: unknown land-use codes and categories
 * with counts, selections that the tag or code leaves in doubt, rows without
 * a place under a clause of places. */
Selection *selection_new(const Scene *scene, const RulePack *pack, const Overlay *overlay,
                         Arena *arena, FindingList *findings);
void selection_free(Selection *selection);

#endif
