/* edge_set.h - lines that others cross: a national border, forest edges, townships. */
#ifndef RULES_EDGE_SET_H
#define RULES_EDGE_SET_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/overlay.h"

/* One line that may be crossed and what it is called. */
typedef struct {
    GEOSGeometry *line; /* owned */
    const char *name;
} Edge;

typedef struct {
    Overlay *overlay;
    Edge *items;
    size_t count, capacity;
    GEOSSTRtree *tree; /* made by the first search */
} EdgeSet;

/* Where a way meets an edge. */
typedef struct {
    double x, y;
    const Edge *edge;
} EdgeCrossing;

void edge_set_init(EdgeSet *set, Overlay *overlay);
void edge_set_release(EdgeSet *set);
/* Add the edge of an area or a line itself. Not after the first search. */
void edge_set_add(EdgeSet *set, const GEOSGeometry *shape, const char *name);

/* The points where `way` crosses an edge, or ends within `tolerance_m` of one;
 * points nearer than `merge_m` to an earlier one are left out. Release with free(). */
size_t edge_set_crossings(EdgeSet *set, const GEOSGeometry *way, double tolerance_m, double merge_m,
                          EdgeCrossing **out);

/* Does any edge lie within `distance_m` of the shape? */
bool edge_set_near(const EdgeSet *set, const GEOSGeometry *shape, double distance_m);

#endif
