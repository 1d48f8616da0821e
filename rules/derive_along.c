/* Line duties along roads, dams and embankments: sections with their centre line. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/chain.h"
#include "rules/derivation.h"

/* How much of a carriageway must lie beside the other to be its twin. */
static const double TWIN_SHARE = 0.7;

/* A section with what was added to it: the other carriageway, short stubs. */
typedef struct {
    GEOSGeometry **shapes, **lines;
    size_t shape_count, line_count;
    double length_m;
    bool taken;
} Section;

/* A road drawn as a polygon too, and what of it no centre line has taken yet. */
typedef struct {
    const Selected *const *item;
    GEOSGeometry *rest;
    bool touched;
} RoadPolygon;

/* Less than this share of a polygon left over is no zone of its own. */
static const double REST_SHARE = 0.1;

typedef struct {
    Derivation *derivation;
    const PartJob *job;
    RoadPolygon *polygons;
    size_t polygon_count;
    Chain *chains;
    size_t count;
    Section *sections;
    double twin_m, stub_m;
} Along;

/* Full width of what must be seen: carriageway and footways, or the part's own size. */
static double width_of(const Along *along, const Chain *chain)
{
    const ClausePart *part = along->job->part;

    if (part->size_m > 0)
        return part->size_m;
    return pack_road_width(along->derivation->pack, chain->class) +
           2 * derivation_parameter(along->derivation, "footway_width_m", 0);
}

/* Where the centre line runs through the polygon, the polygon says how wide the road is. */
static GEOSGeometry *take_polygon(Along *along, RoadPolygon *polygon, const Chain *chain,
                                  GEOSGeometry *shape)
{
    Overlay *overlay = along->derivation->overlay;
    const GEOSGeometry *whole = (*polygon->item)->feature->shape;
    GEOSGeometry *inside = overlay_both(overlay, chain->line, whole);

    if (!overlay_empty(overlay, inside) && shape_length_m(overlay->geos, inside) > 1) {
        GEOSGeometry *strip = overlay_buffer(overlay, inside, width_of(along, chain) / 2, true);
        GEOSGeometry *corridor = overlay_buffer(overlay, inside, along->twin_m, true);
        GEOSGeometry *parts[] = {overlay_minus(overlay, shape, strip),
                                 overlay_both(overlay, whole, corridor)};
        GEOSGeometry *rest = overlay_minus(overlay, polygon->rest, corridor);
        overlay_drop(overlay, shape);
        shape = overlay_union(overlay, parts, 2);
        overlay_drop(overlay, polygon->rest);
        polygon->rest = rest;
        polygon->touched = true;
        overlay_drop(overlay, strip);
        overlay_drop(overlay, corridor);
    }
    overlay_drop(overlay, inside);
    return shape;
}

/* The carriageway and footways of one way: the polygon where one exists, else the centre
 * line widened by class. */
static GEOSGeometry *chain_shape(Along *along, const Chain *chain)
{
    GEOSGeometry *shape =
        overlay_buffer(along->derivation->overlay, chain->line, width_of(along, chain) / 2, true);

    for (size_t i = 0; i < along->polygon_count; i++)
        shape = take_polygon(along, &along->polygons[i], chain, shape);
    return shape;
}

static void section_take(Along *along, size_t to, size_t from, bool as_line)
{
    Section *section = &along->sections[to];
    Overlay *overlay = along->derivation->overlay;
    const Chain *chain = &along->chains[from];

    section->shapes =
        memory_resize(section->shapes, section->shape_count + 1, sizeof *section->shapes);
    section->shapes[section->shape_count++] = chain_shape(along, chain);
    along->sections[from].taken = true;
    if (!as_line)
        return;
    section->lines = memory_resize(section->lines, section->line_count + 1, sizeof *section->lines);
    section->lines[section->line_count++] = overlay_copy(overlay, chain->line);
    section->length_m += chain->length_m;
}

/* Does `line` run beside the section whose surroundings are `beside`? */
static bool is_twin(const Along *along, const GEOSGeometry *beside, const Chain *chain)
{
    Overlay *overlay = along->derivation->overlay;
    GEOSGeometry *both = overlay_both(overlay, chain->line, beside);
    double share = shape_length_m(overlay->geos, both) / chain->length_m;

    overlay_drop(overlay, both);
    return share >= TWIN_SHARE;
}

/* Give the section at `i` its twins and the stubs that touch it. */
static void section_gather(Along *along, size_t i)
{
    const Chain *main = &along->chains[i];
    Overlay *overlay = along->derivation->overlay;
    GEOSGeometry *beside = overlay_buffer(overlay, main->line, along->twin_m, true);

    section_take(along, i, i, true);
    for (size_t j = i + 1; j < along->count && along->chains[j].group == main->group; j++) {
        const Chain *other = &along->chains[j];
        double away_m = 0;
        if (along->sections[j].taken ||
            !GEOSDistance_r(overlay->geos, main->line, other->line, &away_m) ||
            away_m > along->twin_m)
            continue;
        if (is_twin(along, beside, other))
            section_take(along, i, j, false);
        else if (away_m < 0.01 && other->length_m < along->stub_m)
            section_take(along, i, j, true);
    }
    overlay_drop(overlay, beside);
}

/* One line string, or several in one. */
static GEOSGeometry *section_line(Along *along, Section *section)
{
    Overlay *overlay = along->derivation->overlay;
    GEOSGeometry *all = overlay_union(overlay, section->lines, section->line_count);
    GEOSGeometry *joined;

    if (section->line_count == 1)
        return all;
    joined = GEOSLineMerge_r(overlay->geos, all);
    if (!joined)
        return all;
    overlay_drop(overlay, all);
    return joined;
}

static const char *section_how(const Along *along, const Chain *chain)
{
    if (chain->sections == 1)
        return "";
    return arena_printf(along->derivation->arena, "section %zu of %zu", chain->section + 1,
                        chain->sections);
}

static void section_add(Along *along, size_t i)
{
    const Chain *chain = &along->chains[i];
    Section *section = &along->sections[i];
    ZoneDraft draft = draft_of(along->job, chain->of);

    draft.name = chain_name(along->derivation->arena, chain);
    draft.order = chain->order;
    draft.shape = overlay_union(along->derivation->overlay, section->shapes, section->shape_count);
    draft.line = section_line(along, section);
    draft.how = *draft.how ? draft.how : section_how(along, chain);
    derivation_add(along->derivation, &draft, false);
}

static void polygons_find(Along *along)
{
    const PartJob *job = along->job;

    along->polygons = memory_new(job->count + 1, sizeof *along->polygons);
    for (size_t i = 0; i < job->count; i++)
        if (job->items[i]->kind == SHAPE_AREA)
            along->polygons[along->polygon_count++] = (RoadPolygon){
                .item = &job->items[i],
                .rest = overlay_copy(along->derivation->overlay, job->items[i]->feature->shape)};
}

/* What no centre line runs through is a carriageway of its own. */
static void polygons_rest(Along *along)
{
    Derivation *derivation = along->derivation;
    GEOSContextHandle_t geos = derivation->overlay->geos;

    for (size_t i = 0; i < along->polygon_count; i++) {
        RoadPolygon *polygon = &along->polygons[i];
        PartJob alone = *along->job;
        double whole_m2 = shape_area_m2(geos, (*polygon->item)->feature->shape);
        alone.items = polygon->item;
        alone.count = 1;
        if (!polygon->touched) {
            derive_area(derivation, &alone);
        } else if (shape_area_m2(geos, polygon->rest) >= REST_SHARE * whole_m2) {
            ZoneDraft draft = draft_of(&alone, *polygon->item);
            draft.shape = polygon->rest;
            polygon->rest = NULL;
            derivation_add(derivation, &draft, false);
        }
        overlay_drop(derivation->overlay, polygon->rest);
    }
}

void derive_along(Derivation *derivation, const PartJob *job)
{
    const ChainOptions options = {.by_township = true,
                                  .by_works = true,
                                  .surface = true,
                                  .section_m =
                                      derivation_parameter(derivation, "section_max_m", 1500)};
    Along along = {.derivation = derivation,
                   .job = job,
                   .twin_m = derivation_parameter(derivation, "dual_carriageway_m", 30),
                   .stub_m = derivation_parameter(derivation, "section_stub_m", 150)};

    polygons_find(&along);
    along.count = chains_new(&along.chains, derivation, job, &options);
    along.sections = memory_new(along.count + 1, sizeof *along.sections);
    for (size_t i = 0; i < along.count; i++)
        if (!along.sections[i].taken) {
            section_gather(&along, i);
            section_add(&along, i);
        }
    for (size_t i = 0; i < along.count; i++) {
        free(along.sections[i].shapes);
        free(along.sections[i].lines);
    }
    free(along.sections);
    chains_free(along.chains, along.count, derivation->overlay);
    polygons_rest(&along);
    free(along.polygons);
}
