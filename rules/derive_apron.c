/* Doors: 3 m at the building's edge nearest a road, for places known by their building. */
#include <math.h>

#include "base/text.h"
#include "data/shape.h"
#include "rules/derivation.h"

/* No road within this distance: the door is not guessed. */
static const double DOOR_ROAD_M = 200;

/* The building of a place: around the point, or most under the polygon. */
static const GEOSGeometry *building_of(const Derivation *derivation, const Selected *of)
{
    const Feature *building;
    double x, y;

    if (of->kind == SHAPE_AREA) {
        building = footprints_under(derivation->footprints, of->feature->shape);
        /* A unit in part of a block keeps its own outline. */
        return building && GEOSWithin_r(derivation->overlay->geos, building->shape,
                                        of->feature->shape) == 1
                   ? building->shape
                   : of->feature->shape;
    }
    shape_inner_point(derivation->overlay->geos, of->feature->shape, &x, &y);
    building = footprints_at(derivation->footprints, x, y);
    return building ? building->shape : NULL;
}

/* A disc where no building or no road is known. */
static void place_add(Derivation *derivation, const PartJob *job, const Selected *of)
{
    ZoneDraft draft = draft_of(job, of);
    double x, y;

    shape_inner_point(derivation->overlay->geos, of->feature->shape, &x, &y);
    draft.shape = overlay_disc(derivation->overlay, x, y,
                               derivation_parameter(derivation, "point_disc_m", 5));
    draft.derived = true;
    draft.how = arena_printf(derivation->arena, "disc: %s is known as a point only",
                             draft_label(derivation, of));
    derivation_add(derivation, &draft, false);
}

void derive_door(Derivation *derivation, const PartJob *job, const Selected *of)
{
    const GEOSGeometry *building = building_of(derivation, of);
    double apron_m = derivation_parameter(derivation, "apron_m", 3), door[2], road[2];
    ZoneDraft draft = draft_of(job, of);
    GEOSGeometry *edge;

    if (!building) {
        place_add(derivation, job, of);
        return;
    }
    edge = overlay_edge(derivation->overlay, building);
    bool found = road_network_nearest(derivation->roads, edge, DOOR_ROAD_M, door, road);
    overlay_drop(derivation->overlay, edge);
    if (!found) {
        tally_add(&derivation->built_over, job->clause->id, job->part->name);
        return;
    }
    GEOSGeometry *disc = overlay_disc(derivation->overlay, door[0], door[1], apron_m);
    draft.shape =
        overlay_keep(derivation->overlay, overlay_minus(derivation->overlay, disc, building), 2);
    overlay_drop(derivation->overlay, disc);
    if (hypot(road[0] - door[0], road[1] - door[1]) > 0.01)
        draft.facing_deg = bearing_deg(door[0], door[1], road[0], road[1]);
    draft.derived = true;
    draft.how = arena_printf(derivation->arena, "door: edge of the building of %s nearest a road",
                             draft_label(derivation, of));
    derivation_add(derivation, &draft, false);
}
