/* Entrances: where main roads cross the boundary of a township, of the area or, where the
 * project asks, of the built-up area. */
#include <stdlib.h>

#include "data/shape.h"
#include "rules/built_up.h"
#include "rules/chain.h"
#include "rules/edge_set.h"
#include "rules/entering.h"
#include "rules/places.h"

/* Boundaries at which a road enters: of townships, and of the area unless it is a mere box. */
static void boundaries_of(Derivation *derivation, EdgeSet *edges)
{
    const Scene *scene = derivation->scene;

    for (size_t i = 0; i < scene->township_count; i++)
        edge_set_add(edges, scene->townships[i].shape, scene->townships[i].name);
    if (!scene->project || !scene->project->has_area_box)
        edge_set_add(edges, scene->area, "the area's boundary");
}

/* One way into a built-up area a road, under the road that crosses its edge. */
static void built_up_entrances(Places *places, const GEOSGeometry *ground, const Chain *chain)
{
    Derivation *derivation = places->derivation;
    double spacing_m = derivation_parameter(derivation, "entrance_spacing_m", 100);
    const EnteringOptions options = {
        .tolerance_m = derivation_parameter(derivation, "crossing_tolerance_m", 15),
        .outside_m = spacing_m,
        .inside_m = spacing_m};
    GEOSGeometry **points;
    size_t count = entering_points(&points, derivation->overlay, chain->line, ground, &options);

    for (size_t i = 0; i < count; i++) {
        const Selected *of = chain_way_at(derivation, places->job, chain, points[i]);
        double x, y;
        shape_inner_point(derivation->overlay->geos, points[i], &x, &y);
        places_add(places, of, x, y,
                   arena_printf(derivation->arena, "entrance: %s x edge of the built-up area",
                                draft_label(derivation, of)));
        overlay_drop(derivation->overlay, points[i]);
    }
    free(points);
}

static void built_up_use(Places *places)
{
    Derivation *derivation = places->derivation;
    const ChainOptions options = {.surface = true};
    BuiltUp built_up;
    Chain *chains;
    size_t count = chains_new(&chains, derivation, places->job, &options);

    built_up_init(&built_up, derivation, places->job->clause);
    for (size_t g = 0; g < built_up.count; g++)
        for (size_t i = 0; i < count; i++)
            built_up_entrances(places, built_up.grounds[g], &chains[i]);
    built_up_release(&built_up, derivation);
    chains_free(chains, count, derivation->overlay);
}

void derive_entrances(Derivation *derivation, const PartJob *job)
{
    double spacing_m = derivation_parameter(derivation, "entrance_spacing_m", 100);
    Places places = {.derivation = derivation,
                     .job = job,
                     .merge_m = derivation_parameter(derivation, "entrance_merge_m", 25)};
    EdgeSet edges;

    edge_set_init(&edges, derivation->overlay);
    boundaries_of(derivation, &edges);
    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        EdgeCrossing *crossings;
        if (of->kind != SHAPE_LINE || road_is_below(of->layer, of->feature))
            continue;
        size_t count = edge_set_crossings(&edges, of->feature->shape, 0, spacing_m, &crossings);
        for (size_t c = 0; c < count; c++)
            places_add(&places, of, crossings[c].x, crossings[c].y,
                       arena_printf(derivation->arena, "entrance: %s x boundary of %s",
                                    draft_label(derivation, of), crossings[c].edge->name));
        free(crossings);
    }
    edge_set_release(&edges);
    if (derivation_parameter(derivation, "built_up_wanted", 0) > 0)
        built_up_use(&places);
    places_release(&places);
}
