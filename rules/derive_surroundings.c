/* Surroundings: the public ground around a unit, out to the parcels of others. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/derivation.h"

/* The parcels of units: what has an edge with gates or a fence, and is no public area. */
typedef struct {
    const Selected **items;
    Box *boxes;
    size_t count;
} Parcels;

static bool has_edge(const Clause *clause)
{
    for (size_t p = 0; p < clause->part_count && !clause->public_area; p++)
        if (clause->parts[p].derive == DERIVE_GATES || clause->parts[p].derive == DERIVE_PERIMETER)
            return true;
    return false;
}

static Parcels parcels_of(const Derivation *derivation)
{
    const Selection *selection = derivation->selection;
    Parcels parcels = {.items = memory_new(selection->count + 1, sizeof(Selected *)),
                       .boxes = memory_new(selection->count + 1, sizeof(Box))};

    for (size_t i = 0; i < selection->count; i++) {
        const Selected *of = &selection->items[i];
        if (of->kind != SHAPE_AREA || !has_edge(of->clause))
            continue;
        parcels.boxes[parcels.count] = shape_box(derivation->overlay->geos, of->feature->shape);
        parcels.items[parcels.count++] = of;
    }
    return parcels;
}

static bool boxes_meet(Box a, Box b)
{
    return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

/* The ring without the parcels of other units; `ring` is taken. */
static GEOSGeometry *public_part(const Derivation *derivation, const Parcels *parcels,
                                 const Selected *of, GEOSGeometry *ring)
{
    Overlay *overlay = derivation->overlay;
    GEOSGeometry **others = memory_new(parcels->count + 1, sizeof(GEOSGeometry *));
    Box box = shape_box(overlay->geos, ring);
    size_t count = 0;

    for (size_t i = 0; i < parcels->count; i++)
        if (parcels->items[i]->feature != of->feature && boxes_meet(box, parcels->boxes[i]))
            others[count++] = overlay_copy(overlay, parcels->items[i]->feature->shape);
    if (count > 0) {
        GEOSGeometry *all = overlay_union(overlay, others, count);
        GEOSGeometry *rest = overlay_minus(overlay, ring, all);
        overlay_drop(overlay, all);
        overlay_drop(overlay, ring);
        ring = rest;
    }
    free(others);
    return overlay_keep(overlay, ring, 2);
}

/* Article 11(2): the public area around a unit. */
void derive_surroundings(Derivation *derivation, const PartJob *job)
{
    Overlay *overlay = derivation->overlay;
    double width_m = part_size_m(job->part, 30);
    Parcels parcels = parcels_of(derivation);

    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        ZoneDraft draft = draft_of(job, of);
        GEOSGeometry *wide = overlay_buffer(overlay, of->feature->shape, width_m, false);
        GEOSGeometry *ring = of->kind == SHAPE_AREA
                                 ? overlay_minus(overlay, wide, of->feature->shape)
                                 : overlay_copy(overlay, wide);
        draft.shape = public_part(derivation, &parcels, of, ring);
        draft.derived = true;
        draft.how = arena_printf(derivation->arena, "surroundings: %g m around %s", width_m,
                                 draft_label(derivation, of));
        derivation_add(derivation, &draft, false);
        overlay_drop(overlay, wide);
    }
    free(parcels.items);
    free(parcels.boxes);
}
