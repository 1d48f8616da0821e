/* Areas, rings around and inside them, discs at points, and what lies indoors. */
#include <math.h>

#include "base/text.h"
#include "data/shape.h"
#include "rules/derivation.h"

/* The share of a polygon in buildings from which it counts as a building. */
static const double BUILDING_SHARE = 0.8;

bool is_door_only(const Derivation *derivation, const Selected *of)
{
    if (of->kind == SHAPE_POINT)
        return true;
    return of->kind == SHAPE_AREA &&
           footprints_share(derivation->footprints, of->feature->shape) > BUILDING_SHARE;
}

/* A feature known by its door alone gets one zone a clause, under the first part that
 * speaks of gates, areas or doors: is that this part? */
static bool part_has_door(const PartJob *job, const Selected *of)
{
    for (size_t p = 0; p < job->clause->part_count; p++) {
        const ClausePart *part = &job->clause->parts[p];
        bool door = part->derive == DERIVE_AREA || part->derive == DERIVE_GATES ||
                    part->derive == DERIVE_APRON;
        bool fits = part->from_count == 0 || text_equal(of->as, "supplied");
        for (size_t f = 0; f < part->from_count; f++)
            fits |= text_equal(part->from[f], of->as);
        if (door && fits && (part->shapes == 0 || (part->shapes >> of->kind & 1)))
            return part == job->part;
    }
    return false;
}

void derive_area(Derivation *derivation, const PartJob *job)
{
    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        ZoneDraft draft = draft_of(job, of);
        if (is_door_only(derivation, of)) {
            if (part_has_door(job, of) && !is_gate_of_unit(derivation, of))
                derive_door(derivation, job, of);
            continue;
        }
        draft.shape = of->kind == SHAPE_AREA
                          ? overlay_copy(derivation->overlay, of->feature->shape)
                          : overlay_buffer(derivation->overlay, of->feature->shape,
                                           part_size_m(job->part, 10) / 2, true);
        draft.derived = of->kind != SHAPE_AREA;
        derivation_add(derivation, &draft, false);
    }
}

/* The ring inside the edge that is the unit's to watch, with its middle line. */
void derive_perimeter(Derivation *derivation, const PartJob *job)
{
    Overlay *overlay = derivation->overlay;
    double width_m = part_size_m(job->part, 4);

    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        ZoneDraft draft = draft_of(job, of);
        if (of->kind != SHAPE_AREA || is_door_only(derivation, of))
            continue;
        const GEOSGeometry *area = of->feature->shape;
        GEOSGeometry *inner = overlay_buffer(overlay, area, -width_m, false);
        GEOSGeometry *middle = overlay_buffer(overlay, area, -width_m / 2, false);
        draft.shape = overlay_keep(overlay, overlay_minus(overlay, area, inner), 2);
        draft.line = overlay_edge(overlay, overlay_empty(overlay, middle) ? area : middle);
        draft.derived = true;
        draft.how =
            arena_printf(derivation->arena, "perimeter: edge of %s", draft_label(derivation, of));
        derivation_add(derivation, &draft, false);
        overlay_drop(overlay, inner);
        overlay_drop(overlay, middle);
    }
}

void derive_point(Derivation *derivation, const PartJob *job)
{
    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        ZoneDraft draft = draft_of(job, of);
        double x, y;
        if (of->kind == SHAPE_AREA && is_door_only(derivation, of)) {
            derive_door(derivation, job, of);
            continue;
        }
        shape_inner_point(derivation->overlay->geos, of->feature->shape, &x, &y);
        draft.shape = overlay_disc(derivation->overlay, x, y, part_size_m(job->part, 5));
        draft.derived = of->kind != SHAPE_POINT;
        derivation_add(derivation, &draft, false);
    }
}

void derive_interior(Derivation *derivation, const PartJob *job)
{
    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        const InventoryLine line = {
            .asset = arena_printf(derivation->arena, "survey inside: %s", job->part->title.en),
            .name = of->name,
            .count = 1,
            .cameras_each = NAN,
            .note = arena_printf(derivation->arena, "内部勘察：%s", job->part->title.zh)};
        if (!is_gate_of_unit(derivation, of))
            derivation_add_line(derivation, of, &line);
    }
}
