#include "rules/overlap.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"

/* So much of a place under another clause too makes it one place under both. */
static const double SAME_PLACE = 0.5;

typedef struct {
    ZoneSet *set;
    const Derivation *derivation;
    const Duty *own; /* one a zone: as its own clause has it */
    /* Of the place in question, by clause: how much of it lies under that, and the duty there. */
    double *share;
    const Duty **duty;
    const ClausePart **part; /* and by which part of it; or NULL */
} Overlap;

/* What stands for a place under a clause. */
typedef struct {
    const Clause *clause;
    const ClausePart *part; /* or NULL */
} Side;

static bool is_over(const Side *side, const Side *other)
{
    return clause_is_over(side->clause, side->part, other->clause, other->part);
}

/* Are they one and the same thing, under two clauses? */
static bool same_feature(const Selected *a, const Selected *b)
{
    bool by_clauses = (a->select && a->select->clause_count > 0) ||
                      (b->select && b->select->clause_count > 0); /* around it, not it */

    return a->feature == b->feature && !by_clauses;
}

/* And one place as a whole, which a road is not: pieces of it are places. */
static bool one_place(const Selected *a, const Selected *b)
{
    return same_feature(a, b) && a->kind != SHAPE_LINE;
}

static size_t clause_index(const Overlap *overlap, const Clause *clause)
{
    return (size_t)(clause - overlap->derivation->clauses);
}

static void share_note(Overlap *overlap, const Side *side, double share, const Duty *duty)
{
    size_t c = clause_index(overlap, side->clause);

    if (share < SAME_PLACE || share <= overlap->share[c])
        return;
    overlap->share[c] = share;
    overlap->duty[c] = duty;
    overlap->part[c] = side->part;
}

/* Keep which clauses the place is under, and say whose duty holds: that of the most specific. */
static Duty settle(Overlap *overlap, const Side *side, const Duty *own, const Clause *const **also,
                   size_t *also_count)
{
    const Clause *clauses = overlap->derivation->clauses;
    size_t count = overlap->derivation->clause_count, found = 0;
    const Clause **list;
    Duty duty = *own;
    Side winner = {NULL, NULL};

    for (size_t c = 0; c < count; c++)
        found += overlap->duty[c] != NULL;
    list = found ? arena_alloc(overlap->derivation->arena, found, sizeof *list) : NULL;
    *also = list;
    *also_count = found;
    for (size_t c = 0; c < count && found > 0; c++) {
        if (!overlap->duty[c])
            continue;
        const Side other = {&clauses[c], overlap->part[c]};
        *list++ = other.clause;
        if (is_over(&other, side) && (!winner.clause || is_over(&other, &winner))) {
            winner = other;
            duty = *overlap->duty[c];
        }
        overlap->duty[c] = NULL;
        overlap->share[c] = 0;
    }
    return duty;
}

/* --- zones ------------------------------------------------------------------------------ */

static double shared_part(const Overlap *overlap, const Zone *zone, const Zone *other)
{
    Overlay *overlay = overlap->derivation->overlay;
    double whole = shape_area_m2(overlay->geos, zone->shape), part;
    GEOSGeometry *both;

    if (GEOSIntersects_r(overlay->geos, zone->shape, other->shape) != 1)
        return 0;
    both = overlay_both(overlay, zone->shape, other->shape);
    part = shape_area_m2(overlay->geos, both);
    overlay_drop(overlay, both);
    return whole > 0 ? part / whole : 0;
}

typedef struct {
    const Zone **items;
    size_t count;
} Near;

static void near_add(void *item, void *context)
{
    Near *near = context;

    near->items[near->count++] = item;
}

static int compare_zones(const void *left, const void *right)
{
    const Zone *const *a = left, *const *b = right;

    return (*a > *b) - (*a < *b); /* one array */
}

static GEOSSTRtree *tree_of(const ZoneSet *set, GEOSContextHandle_t geos)
{
    GEOSSTRtree *tree = GEOSSTRtree_create_r(geos, 10);

    for (size_t z = 0; z < set->zone_count; z++)
        GEOSSTRtree_insert_r(geos, tree, set->zones[z].shape, &set->zones[z]);
    return tree;
}

static void zone_meet(Overlap *overlap, size_t z, const Near *near)
{
    const ZoneDraft *drafts = overlap->derivation->drafts;
    const Zone *zones = overlap->set->zones;

    for (size_t i = 0; i < near->count; i++) {
        size_t other = (size_t)(near->items[i] - zones);
        if (zones[other].clause == zones[z].clause)
            continue;
        share_note(overlap, &(Side){zones[other].clause, zones[other].part},
                   one_place(drafts[z].of, drafts[other].of)
                       ? 1
                       : shared_part(overlap, &zones[z], &zones[other]),
                   &overlap->own[other]);
    }
}

static void zones_resolve(Overlap *overlap)
{
    ZoneSet *set = overlap->set;
    GEOSContextHandle_t geos = overlap->derivation->overlay->geos;
    GEOSSTRtree *tree = tree_of(set, geos);
    Near near = {memory_new(set->zone_count + 1, sizeof *near.items), 0};
    Duty *own = memory_new(set->zone_count + 1, sizeof *own);

    overlap->own = own;
    for (size_t z = 0; z < set->zone_count; z++)
        own[z] = set->zones[z].duty;
    for (size_t z = 0; z < set->zone_count; z++) {
        Zone *zone = &set->zones[z];
        near.count = 0;
        GEOSSTRtree_query_r(geos, tree, zone->shape, near_add, &near);
        qsort(near.items, near.count, sizeof *near.items, compare_zones);
        zone_meet(overlap, z, &near);
        zone->duty = settle(overlap, &(Side){zone->clause, zone->part}, &own[z], &zone->also,
                            &zone->also_count);
    }
    GEOSSTRtree_destroy_r(geos, tree);
    free(near.items);
    free(own);
}

/* --- inventory lines -------------------------------------------------------------------- */

static bool is_inside_tunnel(const InventoryLine *line)
{
    return line->part && line->part->derive == DERIVE_TUNNEL;
}

/* Are both lines of one thing: a place, a fleet, the inside of one tunnel as it was joined? */
static bool one_thing(const Overlap *overlap, size_t a, size_t b)
{
    const Selected *const *of = overlap->derivation->line_of;
    const InventoryLine *one = &overlap->set->lines[a], *other = &overlap->set->lines[b];

    return one_place(of[a], of[b]) ||
           (same_feature(of[a], of[b]) && is_inside_tunnel(one) && is_inside_tunnel(other) &&
            fabs(one->length_m - other->length_m) < 0.01);
}

/* Do both lines survey, or count, one and the same thing? */
static bool same_line(const Overlap *overlap, size_t a, size_t b)
{
    const ClausePart *one = overlap->set->lines[a].part, *other = overlap->set->lines[b].part;

    return one_thing(overlap, a, b) && (one && other ? one->derive == other->derive : one == other);
}

/* Where cameras are counted by length, the clause that asks more of them; else the more specific.
 */
static bool stands_before(const InventoryLine *line, const InventoryLine *other)
{
    if (is_inside_tunnel(line) && line->count != other->count)
        return line->count > other->count;
    return clause_is_over(line->clause, line->part, other->clause, other->part);
}

/* The line that stands for the thing; where none stands before another, the first. */
static const InventoryLine *line_that_stands(const Overlap *overlap, size_t i)
{
    const InventoryLine *lines = overlap->set->lines, *stands = NULL;

    for (size_t k = 0; k < overlap->set->line_count; k++)
        if (same_line(overlap, i, k) && (!stands || stands_before(&lines[k], stands)))
            stands = &lines[k];
    return stands && stands->clause != lines[i].clause ? stands : NULL;
}

/* Rooms of one thing under two clauses are surveyed once, and vehicles bought once. */
static void lines_resolve(Overlap *overlap)
{
    ZoneSet *set = overlap->set;
    Duty *own = memory_new(set->line_count + 1, sizeof *own);

    for (size_t i = 0; i < set->line_count; i++)
        own[i] = set->lines[i].duty;
    for (size_t i = 0; i < set->line_count; i++) {
        InventoryLine *line = &set->lines[i];
        for (size_t k = 0; k < set->line_count; k++)
            if (set->lines[k].clause != line->clause && one_thing(overlap, i, k))
                share_note(overlap, &(Side){set->lines[k].clause, set->lines[k].part}, 1, &own[k]);
        line->duty = settle(overlap, &(Side){line->clause, line->part}, &own[i], &line->also,
                            &line->also_count);
        line->same = line_that_stands(overlap, i);
    }
    free(own);
}

void overlaps_resolve(ZoneSet *set, const Derivation *derivation)
{
    Overlap overlap = {.set = set, .derivation = derivation};

    overlap.share = memory_new(derivation->clause_count + 1, sizeof *overlap.share);
    overlap.part = memory_new(derivation->clause_count + 1, sizeof *overlap.part);
    overlap.duty = memory_new(derivation->clause_count + 1, sizeof *overlap.duty);
    zones_resolve(&overlap);
    lines_resolve(&overlap);
    free(overlap.share);
    free(overlap.duty);
    free(overlap.part);
}
