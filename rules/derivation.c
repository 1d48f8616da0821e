#include "rules/derivation.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"

/* Less than this is a sliver of two sources that disagree, not a place. */
static const double LEAST_M2 = 0.5;

static const char *named_of(const ZoneDraft *draft)
{
    return draft->name ? draft->name : draft->of->name;
}

static GEOSGeometry *clip_to_area(Derivation *derivation, GEOSGeometry *shape, int dimension)
{
    Overlay *overlay = derivation->overlay;
    GEOSGeometry *both;

    if (GEOSPreparedContains_r(overlay->geos, derivation->area, shape) == 1)
        return shape;
    both = overlay_both(overlay, shape, derivation->scene->area);
    overlay_drop(overlay, shape);
    return overlay_keep(overlay, both, dimension);
}

static const Township *township_at(const Derivation *derivation, double x, double y)
{
    const Scene *scene = derivation->scene;
    GEOSContextHandle_t geos = derivation->overlay->geos;
    GEOSGeometry *point = shape_new_point(geos, x, y);
    const Township *holder = NULL;

    for (size_t i = 0; i < scene->township_count && !holder; i++)
        if (GEOSIntersects_r(geos, scene->townships[i].shape, point) == 1)
            holder = &scene->townships[i];
    GEOSGeom_destroy_r(geos, point);
    return holder;
}

void derivation_add(Derivation *derivation, const ZoneDraft *draft, bool keep_buildings)
{
    Overlay *overlay = derivation->overlay;
    ZoneDraft one = *draft;

    one.shape = clip_to_area(derivation, one.shape, 2);
    bool in_area = shape_area_m2(overlay->geos, one.shape) >= LEAST_M2;
    if (in_area && !keep_buildings)
        one.shape = footprints_cut(derivation->footprints, one.shape);
    if (shape_area_m2(overlay->geos, one.shape) < LEAST_M2) {
        if (in_area)
            tally_add(&derivation->built_over, one.clause->id, one.part->name);
        overlay_drop(overlay, one.shape);
        overlay_drop(overlay, one.line);
        return;
    }
    if (one.line && !one.keep_line)
        one.line = clip_to_area(derivation, one.line, 1);
    if (one.line && overlay_empty(overlay, one.line)) {
        overlay_drop(overlay, one.line);
        one.line = NULL;
    }
    one.name = named_of(draft);
    one.how = one.how ? one.how : "";
    shape_inner_point(overlay->geos, one.shape, &one.x, &one.y);
    one.township = township_at(derivation, one.x, one.y);
    if (!one.township && derivation->scene->township_count > 0)
        tally_add(&derivation->outside_townships, one.clause->id, one.part->name);
    derivation->drafts = memory_grow(derivation->drafts, derivation->draft_count,
                                     &derivation->draft_capacity, sizeof one);
    derivation->drafts[derivation->draft_count++] = one;
}

void derivation_add_line(Derivation *derivation, const Selected *of, const InventoryLine *head)
{
    Overlay *overlay = derivation->overlay;
    InventoryLine line = *head;
    static const char *const operators[] = {"operator", "运营单位", "单位", NULL};
    const char *operator_name = NULL;

    for (size_t i = 0; operators[i] && !operator_name; i++)
        operator_name = layer_value(of->layer, of->feature, operators[i]);
    line.x = line.y = NAN;
    if (!overlay_empty(overlay, of->feature->shape))
        shape_inner_point(overlay->geos, of->feature->shape, &line.x, &line.y);
    GEOSGeometry *point = isnan(line.x) ? NULL : shape_new_point(overlay->geos, line.x, line.y);
    bool outside = point && GEOSPreparedIntersects_r(overlay->geos, derivation->area, point) != 1;
    overlay_drop(overlay, point);
    if (outside && of->clause->kind != CLAUSE_MOBILE)
        return;
    line.clause = of->clause;
    line.part = derivation->part;
    line.unit_cost = line.unit_cost > 0 ? line.unit_cost : NAN;
    line.operator_name = operator_name ? operator_name : "";
    line.township = isnan(line.x) ? NULL : township_at(derivation, line.x, line.y);
    line.layer = of->layer->id;
    line.fid = of->feature->fid;
    derivation->lines = memory_grow(derivation->lines, derivation->line_count,
                                    &derivation->line_capacity, sizeof line);
    derivation->line_of = memory_grow(derivation->line_of, derivation->line_count,
                                      &derivation->line_of_capacity, sizeof(Selected *));
    derivation->line_of[derivation->line_count] = of;
    derivation->lines[derivation->line_count++] = line;
}

ZoneDraft draft_of(const PartJob *job, const Selected *of)
{
    return (ZoneDraft){.of = of,
                       .clause = job->clause,
                       .part = job->part,
                       .facing_deg = NAN,
                       .how = of->select && of->select->doubt ? of->select->doubt : ""};
}

const char *draft_label(const Derivation *derivation, const Selected *of)
{
    if (*of->name)
        return arena_printf(derivation->arena, "%s (%s %lld)", of->name, of->layer->id,
                            (long long)of->feature->fid);
    return arena_printf(derivation->arena, "%s %lld", of->layer->id, (long long)of->feature->fid);
}

size_t derivation_others(const Derivation *derivation, const Clause *clause, const char *role,
                         const Selected ***out)
{
    const Selection *selection = derivation->selection;
    size_t index = (size_t)(clause - derivation->clauses), count = 0;
    bool by_role = true;

    for (size_t c = 0; c < derivation->clause_count; c++)
        if (text_equal(derivation->clauses[c].id, role)) {
            index = c;
            by_role = false;
        }
    size_t first = selection->first[index], last = selection->first[index + 1];
    *out = memory_new(last - first + 1, sizeof **out);
    for (size_t i = first; i < last; i++)
        if (!by_role || text_equal(selection->items[i].as, role))
            (*out)[count++] = &selection->items[i];
    return count;
}

double derivation_parameter(const Derivation *derivation, const char *name, double otherwise)
{
    double value = pack_parameter(derivation->pack, name);

    return isnan(value) ? otherwise : value;
}

double part_size_m(const ClausePart *part, double otherwise)
{
    return part->size_m > 0 ? part->size_m : otherwise;
}

double bearing_deg(double from_x, double from_y, double to_x, double to_y)
{
    double degrees = atan2(to_x - from_x, to_y - from_y) * 180 / M_PI;

    return degrees < 0 ? degrees + 360 : degrees;
}
