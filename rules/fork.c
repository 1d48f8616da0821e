#include "rules/fork.h"

#include <math.h>

#include "data/shape.h"

bool on_own_side(const Derivation *derivation, double x, double y)
{
    GEOSContextHandle_t geos = derivation->overlay->geos;
    GEOSGeometry *point = shape_new_point(geos, x, y);
    bool inside = GEOSIntersects_r(geos, derivation->own_side, point) == 1;

    GEOSGeom_destroy_r(geos, point);
    return inside;
}

static bool any_road(const Road *road, const void *context)
{
    (void)road;
    (void)context;
    return true;
}

/* Where a walk stands: at a vertex of a road, going one way along it. */
typedef struct {
    size_t road, vertex;
    bool forward;
    double walked_m;
} Walk;

/* Past the end of its road, onto the one that goes on; false: the way ends here. */
static bool walk_turn(const RoadNetwork *network, Walk *walk, const RoadNode *at)
{
    if (walk->forward ? walk->vertex + 1 < network->roads[walk->road].count : walk->vertex > 0)
        return true;
    for (size_t i = 0; i < at->count; i++) {
        const RoadVisit *visit = &network->visits[at->first + i];
        if (visit->road == walk->road)
            continue;
        walk->road = visit->road;
        walk->vertex = visit->vertex;
        walk->forward = visit->vertex == 0;
        return network->roads[walk->road].count >= 2;
    }
    return false;
}

/* To the first node where three ways meet. */
static const RoadNode *walk_to_fork(const Derivation *derivation, Walk walk, double most_m)
{
    const RoadNetwork *network = derivation->roads;

    while (walk.walked_m <= most_m) {
        const Road *on = &network->roads[walk.road];
        size_t node = network->node_of[on->first + walk.vertex];
        const RoadNode *at = &network->nodes[node];
        if (!on_own_side(derivation, at->x, at->y))
            return NULL;
        if (road_network_ways(network, node, any_road, NULL) >= 3)
            return at;
        if (!walk_turn(network, &walk, at))
            return NULL;
        on = &network->roads[walk.road];
        const double *from = &on->xy[2 * walk.vertex];
        walk.vertex = walk.forward ? walk.vertex + 1 : walk.vertex - 1;
        walk.walked_m +=
            hypot(on->xy[2 * walk.vertex] - from[0], on->xy[2 * walk.vertex + 1] - from[1]);
    }
    return NULL;
}

/* The segment of a road nearest to a point. */
static size_t segment_at(const Road *road, const double xy[2])
{
    size_t nearest = 0;
    double nearest_m = INFINITY;

    for (size_t s = 0; s + 1 < road->count; s++) {
        const double *a = &road->xy[2 * s], *b = a + 2;
        double dx = b[0] - a[0], dy = b[1] - a[1], length2 = dx * dx + dy * dy;
        double t = length2 > 0 ? ((xy[0] - a[0]) * dx + (xy[1] - a[1]) * dy) / length2 : 0;
        t = fmin(fmax(t, 0), 1);
        double away_m = hypot(a[0] + t * dx - xy[0], a[1] + t * dy - xy[1]);
        if (away_m < nearest_m) {
            nearest_m = away_m;
            nearest = s;
        }
    }
    return nearest;
}

const RoadNode *fork_before(const Derivation *derivation, const Selected *of, const double xy[2],
                            double most_m)
{
    const RoadNetwork *network = derivation->roads;

    for (size_t r = 0; r < network->road_count; r++) {
        const Road *road = &network->roads[r];
        if (road->feature != of->feature || road->count < 2)
            continue;
        size_t at = segment_at(road, xy);
        for (size_t v = at; v <= at + 1; v++) {
            const double *vertex = &road->xy[2 * v];
            const Walk walk = {r, v, v > at, hypot(vertex[0] - xy[0], vertex[1] - xy[1])};
            const RoadNode *fork = walk_to_fork(derivation, walk, most_m);
            if (fork)
                return fork;
        }
    }
    return NULL;
}
