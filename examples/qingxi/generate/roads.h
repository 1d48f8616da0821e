/* roads.h - the road network: the drawn roads, and lanes that grew between them.
 *
 * Roads share a vertex wherever they meet on the ground, and are cut where a
 * bridge or a tunnel begins. Vertices lie at most 12 m apart.
 */
#ifndef EXAMPLES_QINGXI_GENERATE_ROADS_H
#define EXAMPLES_QINGXI_GENERATE_ROADS_H

#include "examples/qingxi/generate/dice.h"
#include "examples/qingxi/generate/line.h"
#include "examples/qingxi/generate/terrain.h"
#include "examples/qingxi/generate/water.h"

typedef struct {
    Line line;
    const char *class, *ref;
    char name[48], name_en[48];
    int lanes, layer;
    double width_m;
    bool bridge, tunnel;
} Road;

typedef struct {
    Road *roads;
    size_t count, capacity;
} Roads;

/* The drawn roads, meeting in shared vertices, cut at bridges and tunnels. */
Roads roads_drawn(const Water *water);
/* Whether ground may be built on: the ring of a reserved parcel, or NULL. */
typedef bool RoadsBlocked(const void *context, Point point, double margin_m);
/* Lanes between the roads of the built-up cores, off the blocked ground. */
void roads_grow_lanes(Roads *roads, Dice *dice, const Terrain *terrain, const Water *water,
                      RoadsBlocked *blocked, const void *context);
void roads_release(Roads *roads);

/* Nearest vertex of any road but `except` (count for none); SIZE_MAX when there is none. */
size_t roads_nearest(const Roads *roads, Point point, size_t except, size_t *vertex,
                     double *distance_m);
/* Metres from the nearest carriageway's edge; negative on a road. Tunnels do not count. */
double roads_clearance_m(const Roads *roads, Point point, size_t except);

/* How densely built a place is, 0 .. 1, from the drawn cores. */
double urban_density(Point point);
/* trunk, primary, secondary or tertiary */
bool road_is_street(const Road *road);
bool road_is(const Road *road, const char *class);

#endif
