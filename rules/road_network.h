/* road_network.h - roads and paths as a graph: which meet where.
 *
 * Made of the line features whose highway=* is one of the pack's road classes,
 * in any layer, and of every line of the layer that `sites: along:` names.
 * Roads meet where they share a vertex (to 1 cm); an end that lies within
 * SNAP_M of another road is joined to it. Read-only once built but for the
 * tree, which serves one thread.
 */
#ifndef RULES_ROAD_NETWORK_H
#define RULES_ROAD_NETWORK_H

#include <stdbool.h>
#include <stddef.h>

#include "data/scene.h"
#include "rules/overlay.h"
#include "rules/pack.h"

typedef enum { ROAD_DRIVE, ROAD_SERVICE, ROAD_WALK } RoadKind;

typedef struct {
    const Layer *layer;
    size_t layer_index;
    const Feature *feature;
    const char *class, *name; /* highway=*; "" when unnamed */
    RoadKind kind;
    bool below;  /* tunnel, indoor or underground: no demand on the surface */
    bool closed; /* access=private or no: not for the public */
    bool oneway, roundabout;
    double *xy; /* 2 * count numbers */
    size_t count;
    size_t first; /* of its vertices in RoadNetwork.node_of */
    GEOSGeometry *line;
} Road;

/* One passing of a road through a node. */
typedef struct {
    size_t road, vertex;
} RoadVisit;

typedef struct {
    double x, y;
    size_t first, count; /* in RoadNetwork.visits */
} RoadNode;

typedef struct {
    Overlay *overlay;
    Road *roads;
    size_t road_count, road_capacity;
    size_t *node_of; /* one a vertex of all roads */
    RoadNode *nodes; /* every distinct vertex, by position */
    size_t node_count;
    RoadVisit *visits;
    GEOSSTRtree *tree;          /* of the roads above ground */
    const GEOSGeometry **areas; /* carriageways above ground that are drawn as polygons */
    size_t area_count, area_capacity;
} RoadNetwork;

RoadNetwork *road_network_new(const Scene *scene, const RulePack *pack, Overlay *overlay);
void road_network_free(RoadNetwork *network);

/* How many ways lead away from a node on roads of which `use` says yes. */
typedef bool (*RoadUse)(const Road *road, const void *context);
size_t road_network_ways(const RoadNetwork *network, size_t node, RoadUse use, const void *context);

/* The point of any road above ground nearest to `shape` within `within_m`, and the
 * nearest point on `shape` itself; false when there is none. */
bool road_network_nearest(const RoadNetwork *network, const GEOSGeometry *shape, double within_m,
                          double on_shape[2], double on_road[2]);

/* The roads above ground whose box meets that of `shape`, in order; release with free(). */
size_t road_network_near(const RoadNetwork *network, const GEOSGeometry *shape, const Road ***out);

/* All carriageways above ground, without footways: no site may stand on them. */
GEOSGeometry *road_network_carriageways(const RoadNetwork *network, const RulePack *pack);

/* Is the highway=* of a feature tunnel, indoor or underground? */
bool road_is_below(const Layer *layer, const Feature *feature);

#endif
