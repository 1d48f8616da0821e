/* facade.h - the points by which a forbidden place can be looked into.
 *
 * Walls: points 0.3 m outside each ring of the polygon (courtyard rings too),
 * every 2 m along it and every storey of 3 m, 1.5 m above its floor, with the wall's
 * outward normal. Outdoor places: points on the ground inside every 2 m (of grounds so large
 * that these would be more than FACADE_MOST_INSIDE, about that many), and on
 * the rim at 1.5 m, without a normal. Definition: docs/method.md, "Looks into a
 * forbidden place"; the figures are the definition's own. Also knows the place's
 * rings, to say whether a point lies inside without asking GEOS, and the cells of
 * its own building, which do not hide it. Built once, read-only then: any thread.
 */
#ifndef PLANNER_AUDIT_FACADE_H
#define PLANNER_AUDIT_FACADE_H

#include <stddef.h>
#include <stdint.h>

#include "data/scene.h"
#include "planner/coverage/sight.h"
#include "rules/forbidden.h"

#define FACADE_OUTSIDE_M 0.3
#define FACADE_STEP_M 2.0
#define FACADE_STOREY_M 3.0
#define FACADE_POINT_M2 (FACADE_STEP_M * FACADE_STOREY_M)
#define FACADE_TILE_M 32.0
#define FACADE_MOST_INSIDE 40000.0

typedef struct {
    float x, y;               /* offset from FacadeSet.origin, metres */
    float z;                  /* elevation */
    float normal_x, normal_y; /* outward unit normal; 0, 0: seen from anywhere */
    float cos_limit;          /* of the flattest view of its wall that shows anything */
    uint32_t place;
} FacadePoint;

typedef struct {
    const Forbidden *forbidden;
    Box box;
    double *xy;         /* all rings, one after the other */
    size_t *ring_first; /* rings + 1, in points */
    size_t rings;
    size_t first, count; /* its points */
    SightRules sight;    /* how one looks at it: its own building away, canopy absent */
    uint8_t *mask;       /* owned by the set; sight.ignored */
} FacadePlace;

typedef struct {
    double origin_x, origin_y;
    FacadePlace *places; /* as in the ForbiddenSet */
    size_t place_count;
    FacadePoint *points; /* by place */
    size_t point_count;
    /* Points by tile: tile t has tiled[tile_first[t] .. tile_first[t + 1]). */
    Grid tiles;
    uint32_t *tile_first, *tiled;
} FacadeSet;

/* Points of each place that is in force. `surface` gives the ground below them. */
void facade_build(FacadeSet *out, const Surface *surface, const ForbiddenSet *places);
void facade_release(FacadeSet *set);

/* Is (x, y) inside? `*edge_m` gets the distance to the nearest edge. */
bool facade_inside(const FacadePlace *place, double x, double y, double *edge_m);

#endif
