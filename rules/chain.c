#include "rules/chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/acceptance.h"

/* A way on its way into a chain. */
typedef struct {
    const Selected *of;
    const char *class, *name;
    bool works; /* that lie ahead, where stretches are told apart by them */
} Way;

typedef struct {
    Derivation *derivation;
    const ChainOptions *options;
    Chain *items;
    size_t count, capacity, group;
} Build;

static int compare_ways(const void *left, const void *right)
{
    const Way *a = left, *b = right;
    int order = strcmp(a->name, b->name);

    if (order == 0)
        order = strcmp(a->class, b->class);
    if (order == 0)
        order = a->works - b->works;
    return order ? order : (a->of > b->of) - (a->of < b->of);
}

static const char *text_of(const Selected *of, const char *key)
{
    const char *value = layer_value(of->layer, of->feature, key);

    return value ? value : "";
}

/* Half of a bridge is no bridge: what must have a length is not taken apart. */
static bool works_ahead(const Selected *of, const ChainOptions *options)
{
    return options->by_works && !(of->select && of->select->min_length) &&
           selected_works(of, NULL) != WORKS_EXISTING;
}

static size_t ways_of(const PartJob *job, const ChainOptions *options, Way *ways)
{
    size_t count = 0;

    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        bool below = road_is_below(of->layer, of->feature);
        bool line = of->kind == SHAPE_LINE || (options->edges && of->kind == SHAPE_AREA);
        if (!line || (below ? !options->below : !options->surface))
            continue;
        const char *name = *of->name ? of->name : text_of(of, "ref");
        ways[count++] = (Way){of, text_of(of, "highway"), name, works_ahead(of, options)};
    }
    qsort(ways, count, sizeof *ways, compare_ways);
    return count;
}

typedef struct {
    GEOSContextHandle_t geos;
    const double *xy;
    size_t count;
    GEOSGeometry *line;
    double from_m, to_m;
} Piece;

static void piece_cut(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Piece *piece = context;
    double *kept = memory_new(2 * (count + 2), sizeof *kept), along_m = 0;
    size_t at = 0;

    (void)closed;
    (void)hole;
    for (size_t s = 0; s + 1 < count && !piece->line; s++) {
        const double *a = &xy[2 * s], *b = &xy[2 * s + 2];
        double length_m = hypot(b[0] - a[0], b[1] - a[1]);
        double from = length_m > 0 ? (piece->from_m - along_m) / length_m : 0;
        double to = length_m > 0 ? (piece->to_m - along_m) / length_m : 0;
        along_m += length_m;
        if (length_m <= 0 || from >= 1 || to <= 0)
            continue;
        if (at == 0) {
            double t = fmax(from, 0);
            kept[at++] = a[0] + t * (b[0] - a[0]);
            kept[at++] = a[1] + t * (b[1] - a[1]);
        }
        double t = fmin(to, 1);
        kept[at++] = a[0] + t * (b[0] - a[0]);
        kept[at++] = a[1] + t * (b[1] - a[1]);
    }
    if (at >= 4 && !piece->line)
        piece->line = shape_new_line(piece->geos, kept, at / 2);
    free(kept);
}

GEOSGeometry *line_piece(GEOSContextHandle_t geos, const GEOSGeometry *line, double from_m,
                         double to_m)
{
    Piece piece = {.geos = geos, .from_m = from_m, .to_m = to_m};

    shape_each_ring(geos, line, piece_cut, &piece);
    return piece.line;
}

/* The first way of the group that the line runs along. */
static const Selected *first_under(const Build *build, const GEOSGeometry *line, const Way *ways,
                                   size_t count)
{
    GEOSContextHandle_t geos = build->derivation->overlay->geos;
    const Selected *first = ways[0].of;
    double x, y, distance_m;
    bool found = false;

    shape_inner_point(geos, line, &x, &y);
    GEOSGeometry *middle = shape_new_point(geos, x, y);
    for (size_t i = 0; i < count && !found; i++)
        if (GEOSDistance_r(geos, middle, ways[i].of->feature->shape, &distance_m) &&
            distance_m < 0.01) {
            first = ways[i].of;
            found = true;
        }
    GEOSGeom_destroy_r(geos, middle);
    return first;
}

/* One joined line: dropped when too short, else cut into sections. */
static void line_add(Build *build, const GEOSGeometry *line, const Way *ways, size_t count)
{
    Derivation *derivation = build->derivation;
    GEOSContextHandle_t geos = derivation->overlay->geos;
    double length_m = shape_length_m(geos, line), section_m = build->options->section_m;
    const Selected *of = first_under(build, line, ways, count);
    const char *least = of->select ? of->select->min_length : NULL;
    size_t sections = section_m > 0 ? (size_t)ceil(length_m / section_m - 1e-9) : 1;

    if (length_m < 0.5 || (least && length_m < derivation_parameter(derivation, least, 0)))
        return;
    sections = sections > 0 ? sections : 1;
    for (size_t s = 0; s < sections; s++) {
        double from_m = length_m * (double)s / (double)sections;
        double to_m = length_m * (double)(s + 1) / (double)sections;
        Chain chain = {.of = of,
                       .class = ways[0].class,
                       .name = ways[0].name,
                       .group = build->group,
                       .from_m = from_m,
                       .length_m = to_m - from_m,
                       .section = s,
                       .sections = sections};
        chain.line = sections == 1 ? overlay_copy(derivation->overlay, line)
                                   : line_piece(geos, line, from_m, to_m);
        if (!chain.line)
            continue;
        chain.order = build->count;
        build->items = memory_grow(build->items, build->count, &build->capacity, sizeof chain);
        build->items[build->count++] = chain;
    }
}

/* Join the ways of one group within `within` (NULL: everywhere). */
static void group_add(Build *build, const Way *ways, size_t count, const GEOSGeometry *within)
{
    Overlay *overlay = build->derivation->overlay;
    GEOSGeometry **lines = memory_new(count, sizeof(GEOSGeometry *));

    for (size_t i = 0; i < count; i++) {
        GEOSGeometry *line = overlay_edge(overlay, ways[i].of->feature->shape);
        lines[i] = within ? overlay_keep(overlay, overlay_both(overlay, line, within), 1)
                          : overlay_copy(overlay, line);
        overlay_drop(overlay, line);
    }
    GEOSGeometry *all = overlay_keep(overlay, overlay_union(overlay, lines, count), 1);
    GEOSGeometry *joined = overlay_empty(overlay, all) ? NULL : GEOSLineMerge_r(overlay->geos, all);
    for (int i = 0; joined && i < GEOSGetNumGeometries_r(overlay->geos, joined); i++)
        line_add(build, GEOSGetGeometryN_r(overlay->geos, joined, i), ways, count);
    overlay_drop(overlay, joined);
    overlay_drop(overlay, all);
    free(lines);
    build->group++;
}

static GEOSContextHandle_t sort_geos(const Build *build)
{
    return build->derivation->overlay->geos;
}

/* Longest first within a group; equal lengths by shape. */
static int compare_chains(const void *left, const void *right, void *context)
{
    const Chain *a = left, *b = right;

    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->length_m != b->length_m)
        return a->length_m > b->length_m ? -1 : 1;
    return shape_compare(sort_geos(context), a->line, b->line);
}

size_t chains_new(Chain **out, Derivation *derivation, const PartJob *job,
                  const ChainOptions *options)
{
    const Scene *scene = derivation->scene;
    Build build = {.derivation = derivation, .options = options};
    Way *ways = memory_new(job->count + 1, sizeof *ways);
    size_t count = ways_of(job, options, ways);

    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && strcmp(ways[end].name, ways[i].name) == 0 &&
                          strcmp(ways[end].class, ways[i].class) == 0 &&
                          ways[end].works == ways[i].works;)
            end++;
        for (size_t t = 0; options->by_township && t < scene->township_count; t++)
            group_add(&build, &ways[i], end - i, scene->townships[t].shape);
        if (options->by_township && derivation->no_township)
            group_add(&build, &ways[i], end - i, derivation->no_township);
        if (!options->by_township)
            group_add(&build, &ways[i], end - i, options->within);
    }
    if (build.count > 1)
        qsort_r(build.items, build.count, sizeof *build.items, compare_chains, &build);
    free(ways);
    *out = build.items;
    return build.count;
}

void chains_free(Chain *chains, size_t count, const Overlay *overlay)
{
    for (size_t i = 0; i < count; i++)
        overlay_drop(overlay, chains[i].line);
    free(chains);
}

const Selected *chain_way_at(const Derivation *derivation, const PartJob *job, const Chain *chain,
                             const GEOSGeometry *point)
{
    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        if (of->kind == SHAPE_LINE && text_equal(of->name, chain->of->name) &&
            GEOSDistanceWithin_r(derivation->overlay->geos, of->feature->shape, point, 0.01) == 1)
            return of;
    }
    return chain->of;
}

const char *chain_name(Arena *arena, const Chain *chain)
{
    const char *name = *chain->name ? chain->name : chain->of->name;

    if (!*name || chain->sections == 1)
        return name;
    return arena_printf(arena, "%s (%zu/%zu)", name, chain->section + 1, chain->sections);
}
