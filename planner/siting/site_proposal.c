#include "planner/siting/site_proposal.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/road_network.h"

static const double PI = 3.14159265358979323846;

/* Ranks of proposals. */
enum { RANK_POLE, RANK_LONG, RANK_JUNCTION, RANK_ROAD, RANK_PLACE, RANK_BUILDING, RANK_INSIDE };

/* Around small places poles are tried this near and this far apart. */
static const double NEAR_RING_STEP_M = 6, FAR_RING_M = 7, FAR_RING_STEP_M = 10;
static const double SMALL_PLACE_M2 = 600;
static const double CORNER_OUT_M = 0.5, CORNER_STEP_M = 5;
/* Where the highest ground near a long-range line is looked for. */
static const double HIGH_GROUND_NEAR_M = 60, HIGH_GROUND_FAR_M = 250;

typedef struct {
    ProposalList *list;
    const Scene *scene;
    const RulePack *pack;
    const Stand *stand;
    Proposal as;     /* what the proposals being made have in common */
    double step_m;   /* between them */
    double offset_m; /* sideways, for roads */
} Maker;

static void propose(Maker *maker, double x, double y)
{
    ProposalList *list = maker->list;
    Proposal proposal = maker->as;

    if (!box_has(maker->scene->box, x, y))
        return;
    /* Written to the millimetre, and computed so. */
    proposal.x = rint(x * 1000) / 1000;
    proposal.y = rint(y * 1000) / 1000;
    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = proposal;
}

typedef void (*WalkVisit)(double x, double y, double dir_x, double dir_y, void *context);

/* Visit points every `step_m` along a line, evenly, from half a step on. */
static void walk(const double *xy, size_t count, double step_m, WalkVisit visit, void *context)
{
    double length_m = 0, next_m;

    for (size_t i = 0; i + 1 < count; i++)
        length_m += hypot(xy[2 * i + 2] - xy[2 * i], xy[2 * i + 3] - xy[2 * i + 1]);
    if (!(length_m > 0))
        return;
    step_m = length_m / ceil(length_m / step_m);
    next_m = step_m / 2;
    for (size_t i = 0; i + 1 < count; i++) {
        double dx = xy[2 * i + 2] - xy[2 * i], dy = xy[2 * i + 3] - xy[2 * i + 1];
        double edge_m = hypot(dx, dy);
        while (edge_m > 0 && next_m <= edge_m) {
            visit(xy[2 * i] + dx * next_m / edge_m, xy[2 * i + 1] + dy * next_m / edge_m,
                  dx / edge_m, dy / edge_m, context);
            next_m += step_m;
        }
        next_m -= edge_m;
    }
}

static void both_sides(double x, double y, double dir_x, double dir_y, void *context)
{
    Maker *maker = context;

    propose(maker, x + dir_y * maker->offset_m, y - dir_x * maker->offset_m);
    propose(maker, x - dir_y * maker->offset_m, y + dir_x * maker->offset_m);
}

static void on_it(double x, double y, double dir_x, double dir_y, void *context)
{
    (void)dir_x;
    (void)dir_y;
    propose(context, x, y);
}

static void road_ring(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Maker *maker = context;

    (void)closed;
    (void)hole;
    walk(xy, count, maker->step_m, maker->offset_m > 0 ? both_sides : on_it, maker);
}

/* The outline of a shape grown by `by_m`, a proposal every `step_m`. */
static void outline(Maker *maker, const GEOSGeometry *shape, double by_m, double step_m)
{
    GEOSContextHandle_t geos = maker->scene->geos;
    GEOSGeometry *grown = shape_buffer(geos, shape, by_m, false);

    if (!grown)
        return;
    maker->step_m = step_m;
    maker->offset_m = 0;
    shape_each_ring(geos, grown, road_ring, maker);
    GEOSGeom_destroy_r(geos, grown);
}

static void along_roads(Maker *maker, const Layer *layer)
{
    const ProjectSites *sites = &maker->scene->project->sites;
    GEOSContextHandle_t geos = maker->scene->geos;

    for (size_t i = 0; i < layer->count; i++) {
        const Feature *feature = &layer->features[i];
        const char *class = layer_value(layer, feature, "highway");
        const char *name = layer_feature_name(layer, feature);
        ShapeKind kind = shape_kind(geos, feature->shape);
        if (road_is_below(layer, feature) || kind == SHAPE_POINT)
            continue;
        maker->as = (Proposal){.mount_height_m = sites->mount_height_m,
                               .kind = SITE_ROAD,
                               .rank = RANK_ROAD,
                               .pole_new = true};
        maker->as.on =
            name[0] ? arena_printf(maker->list->arena, "%s, %s", class ? class : "road", name)
                    : arena_printf(maker->list->arena, "%s %lld", class ? class : "road",
                                   (long long)feature->fid);
        maker->step_m = sites->spacing_m;
        maker->offset_m = pack_road_width(maker->pack, class ? class : "") / 2 + sites->setback_m;
        if (kind == SHAPE_LINE)
            shape_each_ring(geos, feature->shape, road_ring, maker);
        else
            outline(maker, feature->shape, sites->setback_m, sites->spacing_m);
    }
}

static void inside_visit(int row, int from, int to, void *context)
{
    const struct {
        Maker *maker;
        Grid grid;
    } *inside = context;

    for (int column = from; column < to; column++)
        propose(inside->maker, grid_x(&inside->grid, column), grid_y(&inside->grid, row));
}

static void inside_area(Maker *maker, const GEOSGeometry *shape, double step_m)
{
    Box box = shape_box(maker->scene->geos, shape);
    struct {
        Maker *maker;
        Grid grid;
    } inside = {maker,
                {box.min_x, box.max_y, step_m, step_m, (int)((box.max_x - box.min_x) / step_m) + 1,
                 (int)((box.max_y - box.min_y) / step_m) + 1}};

    if (box.max_x >= box.min_x)
        shape_burn(maker->scene->geos, shape, &inside.grid, inside_visit, &inside);
}

/* What faces a way is seen from there alone, and not from too steep above. */
static void in_front(Maker *maker, const Zone *zone)
{
    static const double distances_m[] = {10, 15, 22}, turns_deg[] = {-25, 0, 25};

    for (size_t i = 0; i < 9; i++) {
        double bearing = (zone->facing_deg + turns_deg[i % 3]) * PI / 180;
        propose(maker, zone->x + distances_m[i / 3] * sin(bearing),
                zone->y + distances_m[i / 3] * cos(bearing));
    }
}

/* Around a zone that street cameras must see, so that what no road passes can be covered too. */
static void around_zone(Maker *maker, const Zone *zone)
{
    const ProjectSites *sites = &maker->scene->project->sites;
    bool junction = zone->part->derive == DERIVE_JUNCTIONS;
    bool small = shape_area_m2(maker->scene->geos, zone->shape) < SMALL_PLACE_M2;

    if (junction && !sites->at_junctions)
        return;
    maker->as =
        (Proposal){.mount_height_m = sites->mount_height_m,
                   .kind = junction ? SITE_JUNCTION : SITE_ZONE,
                   .rank = junction ? RANK_JUNCTION
                           : small  ? RANK_PLACE
                                    : RANK_INSIDE,
                   .pole_new = true,
                   .on = arena_printf(maker->list->arena, "%s %s", zone->part->name, zone->id)};
    outline(maker, zone->shape, sites->setback_m,
            junction || small ? NEAR_RING_STEP_M : sites->spacing_m);
    if (junction || small)
        outline(maker, zone->shape, sites->setback_m + FAR_RING_M, FAR_RING_STEP_M);
    if (!isnan(zone->facing_deg))
        in_front(maker, zone);
    if (!small && !zone->line)
        inside_area(maker, zone->shape, sites->spacing_m);
}

/* The highest free ground within `radius_m`, or NaN. */
static void high_ground(const Maker *maker, double *x, double *y, double radius_m)
{
    const Surface *surface = scene_surface(maker->scene, USE_LONG_RANGE);
    double step_m = fmax(surface->grid.dx_m, radius_m / 12), best_m = -INFINITY;
    double from_x = *x, from_y = *y;
    int steps = (int)(radius_m / step_m);

    *x = *y = NAN;
    for (int j = -steps; j <= steps; j++) {
        for (int i = -steps; i <= steps; i++) {
            double at_x = from_x + i * step_m, at_y = from_y + j * step_m;
            double ground_m = surface_ground_at(surface, at_x, at_y);
            if (hypot(i * step_m, j * step_m) > radius_m || !(ground_m > best_m) ||
                stand_at(maker->stand, at_x, at_y) != STAND_FREE)
                continue;
            best_m = ground_m;
            *x = at_x;
            *y = at_y;
        }
    }
}

static void long_visit(double x, double y, double dir_x, double dir_y, void *context)
{
    static const double *const radii_m[] = {&HIGH_GROUND_NEAR_M, &HIGH_GROUND_FAR_M};

    (void)dir_x;
    (void)dir_y;
    for (size_t i = 0; i < sizeof radii_m / sizeof *radii_m; i++) {
        double at_x = x, at_y = y;
        high_ground(context, &at_x, &at_y, *radii_m[i]);
        if (!isnan(at_x))
            propose(context, at_x, at_y);
    }
}

static void long_ring(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Maker *maker = context;

    (void)closed;
    (void)hole;
    walk(xy, count, maker->scene->project->sites.long_range_spacing_m, long_visit, maker);
}

static void long_range(Maker *maker, const Zone *zone)
{
    const ProjectSites *sites = &maker->scene->project->sites;

    maker->as = (Proposal){.mount_height_m = sites->long_range_mount_height_m,
                           .kind = SITE_LONG_RANGE,
                           .rank = RANK_LONG,
                           .pole_new = true,
                           .on = arena_printf(maker->list->arena, "high ground near %s %s",
                                              zone->part->name, zone->id)};
    shape_each_ring(maker->scene->geos, zone->line ? zone->line : zone->shape, long_ring, maker);
}

static void given_poles(Maker *maker, const Layer *layer)
{
    for (size_t i = 0; i < layer->count; i++) {
        const char *name = layer_feature_name(layer, &layer->features[i]);
        double x, y;
        maker->as = (Proposal){.mount_height_m = maker->scene->project->sites.mount_height_m,
                               .kind = SITE_POLE,
                               .rank = RANK_POLE};
        maker->as.on = name[0] ? arena_printf(maker->list->arena, "pole %s", name)
                               : arena_printf(maker->list->arena, "pole %s %lld", layer->id,
                                              (long long)layer->features[i].fid);
        shape_inner_point(maker->scene->geos, layer->features[i].shape, &x, &y);
        propose(maker, x, y);
    }
}

/* Outside each corner that points outwards, and not too many on a round wall. */
static void corner_ring(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Maker *maker = context;
    double twice = 0, last_x = INFINITY, last_y = INFINITY;

    if (!closed || hole || count < 4)
        return;
    for (size_t i = 0; i + 1 < count; i++)
        twice += (xy[2 * i] - xy[0]) * (xy[2 * i + 3] - xy[1]) -
                 (xy[2 * i + 2] - xy[0]) * (xy[2 * i + 1] - xy[1]);
    for (size_t i = 0; i + 1 < count; i++) {
        const double *a = xy + 2 * (i ? i - 1 : count - 2), *b = xy + 2 * i, *c = b + 2;
        double in[2] = {b[0] - a[0], b[1] - a[1]}, out[2] = {b[0] - c[0], b[1] - c[1]};
        double in_m = hypot(in[0], in[1]), out_m = hypot(out[0], out[1]), x, y, m;
        double turn = in[0] * (c[1] - b[1]) - in[1] * (c[0] - b[0]);
        if (!(in_m > 0) || !(out_m > 0) || turn * twice <= 0 ||
            asin(fmin(1, fabs(turn) / in_m / out_m)) < PI / 6 ||
            hypot(b[0] - last_x, b[1] - last_y) < CORNER_STEP_M)
            continue;
        x = in[0] / in_m + out[0] / out_m;
        y = in[1] / in_m + out[1] / out_m;
        m = hypot(x, y);
        if (!(m > 0))
            continue;
        last_x = b[0];
        last_y = b[1];
        propose(maker, b[0] + CORNER_OUT_M * x / m, b[1] + CORNER_OUT_M * y / m);
    }
}

static void building_corners(Maker *maker)
{
    const Layer *layer = &maker->scene->buildings;

    for (size_t i = 0; i < layer->count; i++) {
        maker->as = (Proposal){.mount_height_m = maker->scene->project->sites.mount_height_m,
                               .kind = SITE_BUILDING,
                               .rank = RANK_BUILDING,
                               .on = arena_printf(maker->list->arena, "building %lld",
                                                  (long long)layer->features[i].fid)};
        shape_each_ring(maker->scene->geos, layer->features[i].shape, corner_ring, maker);
    }
}

Status proposals_make(ProposalList *out, const Scene *scene, const RulePack *pack,
                      const ZoneSet *zones, const Stand *stand, Diag *diag)
{
    const ProjectSites *sites = &scene->project->sites;
    Maker maker = {.list = out, .scene = scene, .pack = pack, .stand = stand};
    const Layer *roads = sites->along ? scene_layer(scene, sites->along) : NULL;

    if (sites->along && !roads)
        return diag_fail(diag, ERR_INPUT,
                         "%s: sites.along names the layer %s, which the project does not have",
                         scene->project->path, sites->along);
    if (roads)
        along_roads(&maker, roads);
    for (size_t i = 0; i < sites->on_count; i++) {
        const Layer *poles = scene_layer(scene, sites->on[i]);
        if (!poles)
            return diag_fail(diag, ERR_INPUT,
                             "%s: sites.on names the layer %s, which the project does not have",
                             scene->project->path, sites->on[i]);
        given_poles(&maker, poles);
    }
    for (size_t z = 0; z < zones->zone_count; z++) {
        const Zone *zone = &zones->zones[z];
        if (!zone_wanted(zone, scene->project) || !zone->shape)
            continue;
        if (zone->requirement.use == USE_LONG_RANGE)
            long_range(&maker, zone);
        else
            around_zone(&maker, zone);
        if (z % 64 == 0 && interrupt_requested())
            return interrupt_check(diag);
    }
    if (sites->on_buildings)
        building_corners(&maker);
    return OK;
}
