/* Accesses: where roads enter a ground (a forest), one at each end by which a road comes in. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"
#include "rules/chain.h"
#include "rules/dissolve.h"
#include "rules/places.h"

/* Where a road runs inside a ground: distances along it, and how much of them is inside. */
typedef struct {
    double from_m, to_m, inside_m;
} Stretch;

typedef struct {
    Stretch *items;
    size_t count;
} Stretches;

typedef struct {
    Places places;
    GEOSGeometry **grounds;
    size_t ground_count;
    const Selected **supplied; /* accesses that a layer gives as points */
    size_t supplied_count;
    double tolerance_m, outside_m, inside_m, own_m;
} Accesses;

/* The dissolved grounds that the roads enter. */
static void grounds_find(Accesses *accesses, const PartJob *job)
{
    Derivation *derivation = accesses->places.derivation;
    const DissolveOptions options = {
        .gap_m = derivation_parameter(derivation, "forest_gap_m", 20),
        .least_m2 = derivation_parameter(derivation, "forest_least_m2", 10000)};
    const Selected **others;
    size_t count = derivation_others(derivation, job->clause,
                                     job->part->against ? job->part->against : "edge", &others);
    GEOSGeometry **shapes = memory_new(count + 1, sizeof(GEOSGeometry *));
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (others[i]->kind == SHAPE_AREA)
            shapes[kept++] = overlay_copy(derivation->overlay, others[i]->feature->shape);
    accesses->ground_count =
        dissolve(&accesses->grounds, derivation->overlay, shapes, kept, &options);
    free(shapes);
    free(others);
}

static int compare_stretches(const void *left, const void *right)
{
    const Stretch *a = left, *b = right;

    return (a->from_m > b->from_m) - (a->from_m < b->from_m);
}

/* A piece's place along the line is that of its middle: the ends of loops are ambiguous. */
static Stretch stretch_of(GEOSContextHandle_t geos, const GEOSGeometry *line,
                          const GEOSGeometry *piece)
{
    double length_m = shape_length_m(geos, piece);
    GEOSGeometry *middle = GEOSInterpolate_r(geos, piece, length_m / 2);
    double at_m = middle ? GEOSProject_r(geos, line, middle) : 0;

    if (middle)
        GEOSGeom_destroy_r(geos, middle);
    return (Stretch){at_m - length_m / 2, at_m + length_m / 2, length_m};
}

/* Where the line runs inside the ground; a short way outside has not left it. */
static Stretches stretches_of(const Accesses *accesses, const GEOSGeometry *line,
                              const GEOSGeometry *ground)
{
    Overlay *overlay = accesses->places.derivation->overlay;
    GEOSGeometry *both = overlay_keep(overlay, overlay_both(overlay, line, ground), 1);
    int count = GEOSGetNumGeometries_r(overlay->geos, both);
    Stretches found = {.items = memory_new((size_t)(count > 0 ? count : 1), sizeof(Stretch))};
    size_t pieces = 0;

    for (int i = 0; i < count; i++) {
        const GEOSGeometry *piece = GEOSGetGeometryN_r(overlay->geos, both, i);
        if (!overlay_empty(overlay, piece))
            found.items[pieces++] = stretch_of(overlay->geos, line, piece);
    }
    overlay_drop(overlay, both);
    if (pieces > 1)
        qsort(found.items, pieces, sizeof *found.items, compare_stretches);
    for (size_t i = 0; i < pieces; i++) {
        Stretch *last = found.count > 0 ? &found.items[found.count - 1] : NULL;
        if (last && found.items[i].from_m - last->to_m < accesses->outside_m) {
            last->to_m = fmax(last->to_m, found.items[i].to_m);
            last->inside_m += found.items[i].inside_m;
        } else {
            found.items[found.count++] = found.items[i];
        }
    }
    return found;
}

/* The way of the job that runs through a point of the chain. */
static const Selected *way_at(const Derivation *derivation, const PartJob *job, const Chain *chain,
                              const GEOSGeometry *point)
{
    for (size_t i = 0; i < job->count; i++)
        if (job->items[i]->kind == SHAPE_LINE &&
            GEOSDistanceWithin_r(derivation->overlay->geos, job->items[i]->feature->shape, point,
                                 0.01) == 1)
            return job->items[i];
    return chain->of;
}

/* Does a layer give the access of this road: on it, and not far from its edge? */
static bool is_supplied(const Accesses *accesses, const Chain *chain, const GEOSGeometry *point)
{
    GEOSContextHandle_t geos = accesses->places.derivation->overlay->geos;

    for (size_t i = 0; i < accesses->supplied_count; i++) {
        const GEOSGeometry *shape = accesses->supplied[i]->feature->shape;
        if (GEOSDistanceWithin_r(geos, shape, point, accesses->own_m) == 1 &&
            GEOSDistanceWithin_r(geos, shape, chain->line, accesses->tolerance_m) == 1)
            return true;
    }
    return false;
}

/* An end of a stretch: an access if the road comes from outside there, or begins at the edge. */
static void end_use(Accesses *accesses, const Chain *chain, const GEOSGeometry *ground, double at_m)
{
    Places *places = &accesses->places;
    Derivation *derivation = places->derivation;
    GEOSContextHandle_t geos = derivation->overlay->geos;
    GEOSGeometry *point = GEOSInterpolate_r(geos, chain->line, fmax(at_m, 0));
    GEOSGeometry *edge = overlay_edge(derivation->overlay, ground);
    bool inner = at_m < 0.01 || at_m > chain->length_m - 0.01;
    double x, y;

    if (point && !(inner && GEOSDistanceWithin_r(geos, point, edge, accesses->tolerance_m) != 1) &&
        !is_supplied(accesses, chain, point)) {
        const Selected *of = way_at(derivation, places->job, chain, point);
        shape_inner_point(geos, point, &x, &y);
        places_add(places, of, x, y,
                   arena_printf(derivation->arena, "access: %s enters the %s",
                                draft_label(derivation, of),
                                places->job->part->against ? places->job->part->against : "edge"));
    }
    overlay_drop(derivation->overlay, edge);
    overlay_drop(derivation->overlay, point);
}

static bool boxes_meet(Box a, Box b)
{
    return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

static void chain_use(Accesses *accesses, const Chain *chain)
{
    GEOSContextHandle_t geos = accesses->places.derivation->overlay->geos;

    for (size_t g = 0; g < accesses->ground_count; g++) {
        if (!boxes_meet(shape_box(geos, chain->line), shape_box(geos, accesses->grounds[g])))
            continue;
        Stretches stretches = stretches_of(accesses, chain->line, accesses->grounds[g]);
        for (size_t s = 0; s < stretches.count; s++) {
            const Stretch *stretch = &stretches.items[s];
            if (stretch->inside_m < accesses->inside_m)
                continue;
            end_use(accesses, chain, accesses->grounds[g], stretch->from_m);
            end_use(accesses, chain, accesses->grounds[g], stretch->to_m);
        }
        free(stretches.items);
    }
}

void derive_accesses(Derivation *derivation, const PartJob *job)
{
    const ChainOptions options = {.surface = true};
    Accesses accesses = {
        .places = {.derivation = derivation,
                   .job = job,
                   .merge_m = derivation_parameter(derivation, "crossing_merge_m", 15)},
        .supplied = memory_new(job->count + 1, sizeof(Selected *)),
        .tolerance_m = derivation_parameter(derivation, "crossing_tolerance_m", 15),
        .outside_m = derivation_parameter(derivation, "access_outside_m", 500),
        .inside_m = derivation_parameter(derivation, "access_inside_m", 30),
        .own_m = derivation_parameter(derivation, "access_own_m", 200)};
    Chain *chains;
    size_t count = chains_new(&chains, derivation, job, &options);

    for (size_t i = 0; i < job->count; i++)
        if (job->items[i]->kind != SHAPE_LINE) {
            accesses.supplied[accesses.supplied_count++] = job->items[i];
            places_add_supplied(&accesses.places, job->items[i]);
        }
    grounds_find(&accesses, job);
    for (size_t i = 0; i < count; i++)
        chain_use(&accesses, &chains[i]);
    dissolve_free(accesses.grounds, accesses.ground_count, derivation->overlay);
    free(accesses.supplied);
    places_release(&accesses.places);
    chains_free(chains, count, derivation->overlay);
}
