/* Accesses: where roads enter a ground (a forest), one at each end by which a road comes in. */
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"
#include "rules/chain.h"
#include "rules/dissolve.h"
#include "rules/entering.h"
#include "rules/places.h"

typedef struct {
    Places places;
    GEOSGeometry **grounds;
    size_t ground_count;
    const Selected **supplied; /* accesses that a layer gives as points */
    size_t supplied_count;
    EnteringOptions entering;
    double own_m;
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

/* Does a layer give the access of this road: on it, and not far from its edge? */
static bool is_supplied(const Accesses *accesses, const Chain *chain, const GEOSGeometry *point)
{
    GEOSContextHandle_t geos = accesses->places.derivation->overlay->geos;

    for (size_t i = 0; i < accesses->supplied_count; i++) {
        const GEOSGeometry *shape = accesses->supplied[i]->feature->shape;
        if (GEOSDistanceWithin_r(geos, shape, point, accesses->own_m) == 1 &&
            GEOSDistanceWithin_r(geos, shape, chain->line, accesses->entering.tolerance_m) == 1)
            return true;
    }
    return false;
}

static void point_use(Accesses *accesses, const Chain *chain, const GEOSGeometry *point)
{
    Places *places = &accesses->places;
    const PartJob *job = places->job;
    Derivation *derivation = places->derivation;
    const Selected *of = chain_way_at(derivation, job, chain, point);
    double x, y;

    if (is_supplied(accesses, chain, point))
        return;
    shape_inner_point(derivation->overlay->geos, point, &x, &y);
    places_add(places, of, x, y,
               arena_printf(derivation->arena, "access: %s enters the %s",
                            draft_label(derivation, of),
                            job->part->against ? job->part->against : "edge"));
}

static void chain_use(Accesses *accesses, const Chain *chain)
{
    Overlay *overlay = accesses->places.derivation->overlay;

    for (size_t g = 0; g < accesses->ground_count; g++) {
        GEOSGeometry **points;
        size_t count = entering_points(&points, overlay, chain->line, accesses->grounds[g],
                                       &accesses->entering);
        for (size_t i = 0; i < count; i++) {
            point_use(accesses, chain, points[i]);
            overlay_drop(overlay, points[i]);
        }
        free(points);
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
        .entering = {.tolerance_m = derivation_parameter(derivation, "crossing_tolerance_m", 15),
                     .outside_m = derivation_parameter(derivation, "access_outside_m", 500),
                     .inside_m = derivation_parameter(derivation, "access_inside_m", 30)},
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
