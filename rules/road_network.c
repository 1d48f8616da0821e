#include "rules/road_network.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/pack_read.h"
#include "rules/road_snap.h"

static bool class_in(const char *const *classes, size_t count, const char *class)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(classes[i], class) == 0)
            return true;
    return false;
}

static bool is_set(const Layer *layer, const Feature *feature, const char *key)
{
    const char *value = layer_value(layer, feature, key);

    return value && *value && !text_equal(value, "no");
}

/* A private road is none for the public, whatever its class. */
static bool is_closed(const Layer *layer, const Feature *feature)
{
    const char *access = layer_value(layer, feature, "access");

    return text_equal(access, "private") || text_equal(access, "no");
}

bool road_is_below(const Layer *layer, const Feature *feature)
{
    double level = 0;

    if (is_set(layer, feature, "tunnel") || is_set(layer, feature, "indoor"))
        return true;
    if (text_equal(layer_value(layer, feature, "location"), "underground"))
        return true;
    return text_number(layer_value(layer, feature, "level"), &level) && level < 0;
}

/* The class of a road; NULL: the feature is no road. */
static const char *road_class(const Layer *layer, const Feature *feature, bool all_roads,
                              const RoadClasses *classes, RoadKind *kind)
{
    static const char *const keys[] = {"highway", "road_class", "class", "fclass"};
    const char *class = NULL;

    for (size_t i = 0; i < sizeof keys / sizeof *keys && !class; i++)
        class = layer_value(layer, feature, keys[i]);
    *kind = ROAD_DRIVE;
    if (class && class_in(classes->drive, classes->drive_count, class))
        return class;
    *kind = ROAD_SERVICE;
    if (class && class_in(classes->service, classes->service_count, class))
        return class;
    *kind = ROAD_WALK;
    if (class && class_in(classes->walk, classes->walk_count, class))
        return class;
    *kind = ROAD_DRIVE;
    return all_roads && !class ? "default" : NULL;
}

/* What one feature gives to each of its line strings. */
typedef struct {
    RoadNetwork *network;
    Road road;
} RoadMaker;

static void road_add(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    RoadMaker *maker = context;
    RoadNetwork *network = maker->network;
    Road road = maker->road;

    (void)closed;
    (void)hole;
    if (count < 2)
        return;
    road.count = count;
    road.xy = memory_new(2 * count, sizeof *road.xy);
    memcpy(road.xy, xy, 2 * count * sizeof *road.xy);
    network->roads = memory_grow(network->roads, network->road_count, &network->road_capacity,
                                 sizeof *network->roads);
    network->roads[network->road_count++] = road;
}

/* A road drawn as a polygon has no place in the network, but vehicles drive on it. */
static void area_add(RoadNetwork *network, const Road *road)
{
    if (road->kind == ROAD_WALK || road->below)
        return;
    network->areas = memory_grow(network->areas, network->area_count, &network->area_capacity,
                                 sizeof *network->areas);
    network->areas[network->area_count++] = road->feature->shape;
}

static void layer_add(RoadNetwork *network, const Scene *scene, const RulePack *pack, size_t index)
{
    const Layer *layer = &scene->layers[index];
    const char *along = scene->project ? scene->project->sites.along : NULL;
    bool all_roads = along && text_equal(along, layer->id);

    for (size_t f = 0; f < layer->count; f++) {
        const Feature *feature = &layer->features[f];
        RoadMaker maker = {.network = network};
        ShapeKind shape;
        if (!feature->shape)
            continue;
        shape = shape_kind(network->overlay->geos, feature->shape);
        const char *class =
            road_class(layer, feature, all_roads, pack_road_classes(pack), &maker.road.kind);
        if (!class || shape == SHAPE_POINT)
            continue;
        maker.road.layer = layer;
        maker.road.layer_index = index;
        maker.road.feature = feature;
        maker.road.class = class;
        maker.road.name = layer_feature_name(layer, feature);
        maker.road.closed = is_closed(layer, feature);
        maker.road.below = road_is_below(layer, feature);
        maker.road.oneway = is_set(layer, feature, "oneway");
        maker.road.roundabout = text_equal(layer_value(layer, feature, "junction"), "roundabout") ||
                                text_equal(layer_value(layer, feature, "junction"), "circular");
        if (shape == SHAPE_LINE)
            shape_each_ring(network->overlay->geos, feature->shape, road_add, &maker);
        else
            area_add(network, &maker.road);
    }
}

/* A vertex on its way to becoming a node. */
typedef struct {
    int64_t x_cm, y_cm;
    size_t road, vertex;
} Corner;

static int compare_corners(const void *left, const void *right)
{
    const Corner *a = left, *b = right;

    if (a->x_cm != b->x_cm)
        return a->x_cm < b->x_cm ? -1 : 1;
    if (a->y_cm != b->y_cm)
        return a->y_cm < b->y_cm ? -1 : 1;
    if (a->road != b->road)
        return a->road < b->road ? -1 : 1;
    return (a->vertex > b->vertex) - (a->vertex < b->vertex);
}

/* Nodes are the distinct vertices, rounded to 1 cm. */
static void network_index(RoadNetwork *network)
{
    size_t vertices = 0, at = 0;

    for (size_t r = 0; r < network->road_count; r++) {
        network->roads[r].first = vertices;
        vertices += network->roads[r].count;
    }
    Corner *corners = memory_new(vertices + 1, sizeof *corners);
    for (size_t r = 0; r < network->road_count; r++)
        for (size_t v = 0; v < network->roads[r].count; v++)
            corners[at++] = (Corner){llround(network->roads[r].xy[2 * v] * 100),
                                     llround(network->roads[r].xy[2 * v + 1] * 100), r, v};
    qsort(corners, vertices, sizeof *corners, compare_corners);
    network->nodes = memory_new(vertices + 1, sizeof *network->nodes);
    network->visits = memory_new(vertices + 1, sizeof *network->visits);
    network->node_of = memory_new(vertices + 1, sizeof *network->node_of);
    for (size_t i = 0; i < vertices; i++) {
        const Corner *corner = &corners[i];
        const Road *road = &network->roads[corner->road];
        if (i == 0 || corner->x_cm != corners[i - 1].x_cm || corner->y_cm != corners[i - 1].y_cm)
            network->nodes[network->node_count++] =
                (RoadNode){.x = road->xy[2 * corner->vertex],
                           .y = road->xy[2 * corner->vertex + 1],
                           .first = i};
        network->nodes[network->node_count - 1].count++;
        network->visits[i] = (RoadVisit){corner->road, corner->vertex};
        network->node_of[road->first + corner->vertex] = network->node_count - 1;
    }
    free(corners);
}

static void network_plant(RoadNetwork *network)
{
    GEOSContextHandle_t geos = network->overlay->geos;

    network->tree = GEOSSTRtree_create_r(geos, 10);
    for (size_t r = 0; r < network->road_count; r++) {
        Road *road = &network->roads[r];
        road->line = shape_new_line(geos, road->xy, road->count);
        if (!road->below && road->line)
            GEOSSTRtree_insert_r(geos, network->tree, road->line, road);
    }
}

RoadNetwork *road_network_new(const Scene *scene, const RulePack *pack, Overlay *overlay)
{
    RoadNetwork *network = memory_new(1, sizeof *network);

    network->overlay = overlay;
    for (size_t l = 0; l < scene->layer_count; l++)
        if (scene->layers[l].as && !scene->layers[l].as->map_only)
            layer_add(network, scene, pack, l);
    road_snap_ends(network->roads, network->road_count);
    network_index(network);
    network_plant(network);
    return network;
}

void road_network_free(RoadNetwork *network)
{
    if (!network)
        return;
    GEOSSTRtree_destroy_r(network->overlay->geos, network->tree);
    for (size_t r = 0; r < network->road_count; r++) {
        overlay_drop(network->overlay, network->roads[r].line);
        free(network->roads[r].xy);
    }
    free(network->roads);
    free(network->areas);
    free(network->nodes);
    free(network->visits);
    free(network->node_of);
    free(network);
}

GEOSGeometry *road_network_carriageways(const RoadNetwork *network, const RulePack *pack)
{
    size_t count = 0;
    GEOSGeometry **shapes =
        memory_new(network->road_count + network->area_count + 1, sizeof(GEOSGeometry *));
    GEOSGeometry *all;

    for (size_t r = 0; r < network->road_count; r++) {
        const Road *road = &network->roads[r];
        if (road->kind != ROAD_WALK && !road->below && road->line)
            shapes[count++] = overlay_buffer(network->overlay, road->line,
                                             pack_road_width(pack, road->class) / 2, true);
    }
    for (size_t a = 0; a < network->area_count; a++)
        shapes[count++] = overlay_copy(network->overlay, network->areas[a]);
    all = overlay_union(network->overlay, shapes, count);
    free(shapes);
    return all;
}

size_t road_network_ways(const RoadNetwork *network, size_t node, RoadUse use, const void *context)
{
    const RoadNode *at = &network->nodes[node];
    size_t ways = 0;

    for (size_t i = 0; i < at->count; i++) {
        const RoadVisit *visit = &network->visits[at->first + i];
        const Road *road = &network->roads[visit->road];
        if (use(road, context))
            ways += (visit->vertex > 0 ? 1u : 0u) + (visit->vertex + 1 < road->count ? 1u : 0u);
    }
    return ways;
}

size_t road_network_near(const RoadNetwork *network, const GEOSGeometry *shape, const Road ***out)
{
    const void **near = NULL;
    size_t count =
        network->road_count > 0 ? overlay_near(network->overlay, network->tree, shape, &near) : 0;

    *out = (const Road **)near;
    return count;
}

/* The middle of the longest stretch of `shape` that is as near to the road as it gets: a
 * house that stands along a street has its door in the middle, not at a corner. */
static GEOSGeometry *nearest_stretch(const RoadNetwork *network, const GEOSGeometry *shape,
                                     const Road *road, double distance_m)
{
    static const double AS_NEAR_M = 0.25;
    Overlay *overlay = network->overlay;
    GEOSGeometry *reach = overlay_buffer(overlay, road->line, distance_m + AS_NEAR_M, false);
    GEOSGeometry *both = overlay_both(overlay, shape, reach), *middle = NULL;
    double longest_m = 0, x, y;

    for (int i = 0; i < GEOSGetNumGeometries_r(overlay->geos, both); i++) {
        const GEOSGeometry *one = GEOSGetGeometryN_r(overlay->geos, both, i);
        double length_m = shape_length_m(overlay->geos, one);
        if (shape_kind(overlay->geos, one) != SHAPE_LINE || length_m <= longest_m)
            continue;
        longest_m = length_m;
        overlay_drop(overlay, middle);
        shape_inner_point(overlay->geos, one, &x, &y);
        middle = shape_new_point(overlay->geos, x, y);
    }
    overlay_drop(overlay, both);
    overlay_drop(overlay, reach);
    return middle;
}

static bool nearest_points(const RoadNetwork *network, const GEOSGeometry *shape, const Road *road,
                           double distance_m, double on_shape[2], double on_road[2])
{
    GEOSContextHandle_t geos = network->overlay->geos;
    GEOSGeometry *middle = nearest_stretch(network, shape, road, distance_m);
    GEOSCoordSequence *points = GEOSNearestPoints_r(geos, middle ? middle : shape, road->line);

    overlay_drop(network->overlay, middle);
    if (!points)
        return false;
    GEOSCoordSeq_getXY_r(geos, points, 0, &on_shape[0], &on_shape[1]);
    GEOSCoordSeq_getXY_r(geos, points, 1, &on_road[0], &on_road[1]);
    GEOSCoordSeq_destroy_r(geos, points);
    return true;
}

bool road_network_nearest(const RoadNetwork *network, const GEOSGeometry *shape, double within_m,
                          double on_shape[2], double on_road[2])
{
    GEOSContextHandle_t geos = network->overlay->geos;
    GEOSGeometry *reach = shape_new_box(geos, box_grow(shape_box(geos, shape), within_m));
    const Road **roads, *nearest = NULL;
    size_t count = road_network_near(network, reach, &roads);
    double nearest_m = within_m;

    for (size_t i = 0; i < count; i++) {
        double distance_m = INFINITY;
        GEOSDistance_r(geos, shape, roads[i]->line, &distance_m);
        if (distance_m < nearest_m || (!nearest && distance_m <= nearest_m)) {
            nearest_m = distance_m;
            nearest = roads[i];
        }
    }
    free(roads);
    overlay_drop(network->overlay, reach);
    return nearest && nearest_points(network, shape, nearest, nearest_m, on_shape, on_road);
}
