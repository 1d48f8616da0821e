/* Entrances: where main roads cross the boundary of a township, or of the area. */
#include <stdlib.h>

#include "data/shape.h"
#include "rules/edge_set.h"
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
    places_release(&places);
}
