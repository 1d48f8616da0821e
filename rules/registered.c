#include "rules/registered.h"

#include <math.h>

#include "base/text.h"
#include "data/shape.h"
#include "rules/gate_set.h"

static bool is_registered_point(const Selected *one, const Overlay *overlay)
{
    return one->clause->kind == CLAUSE_REGISTRY && !one->select && one->kind == SHAPE_POINT &&
           *one->name && !overlay_empty(overlay, one->feature->shape) &&
           !gate_is_tagged(one->layer, one->feature);
}

/* A unit with ground of its own: it has gates. What lies around others, or an area of incidents,
 * is none. */
static bool is_unit_with_ground(const Selected *one)
{
    bool gates = false;

    if (one->kind != SHAPE_AREA || !clause_mandates(one->clause) ||
        (one->select && one->select->clause_count > 0))
        return false;
    for (size_t p = 0; p < one->clause->part_count; p++)
        gates |= one->clause->parts[p].derive == DERIVE_GATES ||
                 one->clause->parts[p].derive == DERIVE_APRON;
    return gates;
}

/* The place that is the registered unit; NULL: no layer draws it. */
static const Selected *ground_of(const Selection *selection, const Selected *unit,
                                 const Overlay *overlay)
{
    const Selected *ground = NULL;
    double least_m2 = INFINITY;

    for (size_t i = 0; i < selection->count; i++) {
        const Selected *one = &selection->items[i];
        if (!text_equal(one->name, unit->name) || !is_unit_with_ground(one) ||
            GEOSIntersects_r(overlay->geos, one->feature->shape, unit->feature->shape) != 1)
            continue;
        double area_m2 = shape_area_m2(overlay->geos, one->feature->shape);
        if (area_m2 < least_m2) {
            least_m2 = area_m2;
            ground = one;
        }
    }
    return ground;
}

void selection_place_registered(Selection *selection, const Overlay *overlay)
{
    for (size_t i = 0; i < selection->count; i++) {
        Selected *unit = &selection->items[i];
        const Selected *ground =
            is_registered_point(unit, overlay) ? ground_of(selection, unit, overlay) : NULL;
        if (!ground)
            continue;
        unit->listed_layer = unit->layer;
        unit->listed = unit->feature;
        unit->layer = ground->layer;
        unit->layer_index = ground->layer_index;
        unit->feature = ground->feature;
        unit->kind = ground->kind;
    }
}
