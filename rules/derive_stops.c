/* Stops of public transport: the waiting area of each, once, however it is mapped. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/derivation.h"

/* A stop this near the middle of a road is where the bus stands, not where people wait. */
static const double ON_ROAD_M = 1;

typedef struct {
    const Selected *of;
    Box box;
    double x, y;
    const Road *on; /* the road on which it lies, or NULL */
    size_t group;   /* the first stop of its group */
} Stop;

typedef struct {
    Derivation *derivation;
    const PartJob *job;
    Stop *items;
    size_t count;
    double merge_m;
} Stops;

/* The road for vehicles that comes nearest to the point within `within_m`. */
static const Road *road_at(const Derivation *derivation, double x, double y, double within_m)
{
    Overlay *overlay = derivation->overlay;
    GEOSGeometry *point = shape_new_point(overlay->geos, x, y);
    GEOSGeometry *reach = overlay_buffer(overlay, point, within_m, false);
    const Road **roads, *nearest = NULL;
    size_t count = road_network_near(derivation->roads, reach, &roads);
    double nearest_m = within_m;

    for (size_t i = 0; i < count; i++) {
        double away_m = INFINITY;
        if (roads[i]->kind == ROAD_WALK)
            continue;
        GEOSDistance_r(overlay->geos, point, roads[i]->line, &away_m);
        if (away_m <= nearest_m && (!nearest || away_m < nearest_m)) {
            nearest = roads[i];
            nearest_m = away_m;
        }
    }
    free(roads);
    overlay_drop(overlay, reach);
    overlay_drop(overlay, point);
    return nearest;
}

/* Does a road for vehicles lie between the two? Then they are the stops of its two sides. */
static bool road_between(const Derivation *derivation, const Stop *a, const Stop *b)
{
    GEOSContextHandle_t geos = derivation->overlay->geos;
    GEOSCoordSequence *ends =
        GEOSNearestPoints_r(geos, a->of->feature->shape, b->of->feature->shape);
    double xy[4];
    bool between = false;

    if (!ends)
        return false;
    for (unsigned i = 0; i < 2; i++)
        GEOSCoordSeq_getXY_r(geos, ends, i, &xy[2 * i], &xy[2 * i + 1]);
    GEOSCoordSeq_destroy_r(geos, ends);
    GEOSGeometry *way = shape_new_line(geos, xy, 2);
    const Road **roads;
    size_t count = road_network_near(derivation->roads, way, &roads);
    for (size_t i = 0; i < count && !between; i++)
        between = roads[i]->kind != ROAD_WALK && GEOSIntersects_r(geos, roads[i]->line, way) == 1;
    free(roads);
    overlay_drop(derivation->overlay, way);
    return between;
}

static bool boxes_near(Box a, Box b, double by_m)
{
    return a.min_x - by_m <= b.max_x && b.min_x - by_m <= a.max_x && a.min_y - by_m <= b.max_y &&
           b.min_y - by_m <= a.max_y;
}

static bool within(const Stops *stops, const Stop *a, const Stop *b, double by_m)
{
    return boxes_near(a->box, b->box, by_m) &&
           GEOSDistanceWithin_r(stops->derivation->overlay->geos, a->of->feature->shape,
                                b->of->feature->shape, by_m) == 1;
}

static void stops_find(Stops *stops)
{
    GEOSContextHandle_t geos = stops->derivation->overlay->geos;

    stops->items = memory_new(stops->job->count + 1, sizeof *stops->items);
    for (size_t i = 0; i < stops->job->count; i++) {
        Stop stop = {.of = stops->job->items[i], .group = i};
        stop.box = shape_box(geos, stop.of->feature->shape);
        shape_inner_point(geos, stop.of->feature->shape, &stop.x, &stop.y);
        if (stop.of->kind == SHAPE_POINT)
            stop.on = road_at(stops->derivation, stop.x, stop.y, ON_ROAD_M);
        stops->items[stops->count++] = stop;
    }
}

/* Beside the road, what is near and on the same side is one stop. */
static void stops_group(Stops *stops)
{
    for (size_t i = 0; i < stops->count; i++)
        for (size_t j = 0; j < i; j++) {
            Stop *a = &stops->items[j], *b = &stops->items[i];
            size_t from = b->group, to = a->group;
            if (a->on || b->on || from == to || !within(stops, a, b, stops->merge_m) ||
                road_between(stops->derivation, a, b))
                continue;
            for (size_t k = 0; k <= i; k++)
                if (stops->items[k].group == from || stops->items[k].group == to)
                    stops->items[k].group = from < to ? from : to;
        }
}

/* The waiting areas that a group draws: its platforms, else a disc at its first point. */
static GEOSGeometry *group_shape(const Stops *stops, size_t group, const Selected **source)
{
    Overlay *overlay = stops->derivation->overlay;
    double size_m = part_size_m(stops->job->part, 6);
    GEOSGeometry **shapes = memory_new(stops->count, sizeof(GEOSGeometry *));
    size_t count = 0;

    for (int kind = SHAPE_AREA; kind >= SHAPE_LINE && count == 0; kind--)
        for (size_t i = group; i < stops->count; i++) {
            const Selected *of = stops->items[i].of;
            if (stops->items[i].group != group || (int)of->kind != kind)
                continue;
            *source = count == 0 ? of : *source;
            shapes[count++] = kind == SHAPE_AREA
                                  ? overlay_copy(overlay, of->feature->shape)
                                  : overlay_buffer(overlay, of->feature->shape, size_m / 2, true);
        }
    if (count == 0)
        shapes[count++] =
            overlay_disc(overlay, stops->items[group].x, stops->items[group].y, size_m);
    GEOSGeometry *all = overlay_union(overlay, shapes, count);
    free(shapes);
    return all;
}

static void group_add(const Stops *stops, size_t group)
{
    const Selected *source = stops->items[group].of;
    GEOSGeometry *shape = group_shape(stops, group, &source);
    ZoneDraft draft = draft_of(stops->job, source);

    for (size_t i = group; i < stops->count && !draft.name; i++)
        if (stops->items[i].group == group && *stops->items[i].of->name)
            draft.name = stops->items[i].of->name;
    draft.shape = shape;
    draft.derived = source->kind == SHAPE_LINE;
    if (source->kind == SHAPE_AREA && is_door_only(stops->derivation, source)) {
        overlay_drop(stops->derivation->overlay, shape);
        derive_door(stops->derivation, stops->job, source);
    } else {
        derivation_add(stops->derivation, &draft, false);
    }
}

/* A stop on the road itself is the same as one beside it; alone, it has two sides. */
static bool has_stop_beside(const Stops *stops, const Stop *on)
{
    for (size_t i = 0; i < stops->count; i++) {
        const Stop *other = &stops->items[i];
        bool earlier = other->on && other < on;
        if ((!other->on || earlier) && within(stops, on, other, 2 * stops->merge_m))
            return true;
    }
    return false;
}

static void sides_add(const Stops *stops, const Stop *stop)
{
    Derivation *derivation = stops->derivation;
    GEOSContextHandle_t geos = derivation->overlay->geos;
    double footway_m = derivation_parameter(derivation, "footway_width_m", 0);
    double aside_m = pack_road_width(derivation->pack, stop->on->class) / 2 + footway_m / 2;
    GEOSGeometry *point = shape_new_point(geos, stop->x, stop->y);
    double at_m = GEOSProject_r(geos, stop->on->line, point);
    GEOSGeometry *before = GEOSInterpolate_r(geos, stop->on->line, fmax(at_m - 1, 0));
    GEOSGeometry *after = GEOSInterpolate_r(geos, stop->on->line, at_m + 1);
    double ax = 0, ay = 0, bx = 0, by = 1;

    if (before && after) {
        shape_inner_point(geos, before, &ax, &ay);
        shape_inner_point(geos, after, &bx, &by);
    }
    double length_m = hypot(bx - ax, by - ay);
    for (int side = -1; side <= 1 && length_m > 0; side += 2) {
        ZoneDraft draft = draft_of(stops->job, stop->of);
        draft.shape = overlay_disc(
            derivation->overlay, stop->x + side * aside_m * (by - ay) / length_m,
            stop->y - side * aside_m * (bx - ax) / length_m, part_size_m(stops->job->part, 6));
        draft.derived = true;
        draft.how = arena_printf(derivation->arena, "stop: both sides of the road at %s",
                                 draft_label(derivation, stop->of));
        derivation_add(derivation, &draft, false);
    }
    overlay_drop(derivation->overlay, after);
    overlay_drop(derivation->overlay, before);
    overlay_drop(derivation->overlay, point);
}

void derive_stops(Derivation *derivation, const PartJob *job)
{
    Stops stops = {.derivation = derivation,
                   .job = job,
                   .merge_m = derivation_parameter(derivation, "stop_merge_m", 15)};

    stops_find(&stops);
    stops_group(&stops);
    for (size_t i = 0; i < stops.count; i++) {
        const Stop *stop = &stops.items[i];
        if (!stop->on && stop->group == i)
            group_add(&stops, i);
        else if (stop->on && !has_stop_beside(&stops, stop))
            sides_add(&stops, stop);
    }
    free(stops.items);
}
