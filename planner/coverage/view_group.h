/* view_group.h - viewpoints that lie near each other, to be computed together.
 *
 * Halving the places again and again until each part fits brings near ones together, and parts
 * without any are never made. The same viewpoints in any order give the same parts, in the same
 * order, but for those that stand at one place.
 */
#ifndef PLANNER_COVERAGE_VIEW_GROUP_H
#define PLANNER_COVERAGE_VIEW_GROUP_H

#include <stdbool.h>
#include <stddef.h>

#include "planner/coverage/viewpoint.h"

typedef struct {
    size_t first, count; /* of the viewpoints */
    CellBox reach;       /* holds that of each */
    double cells;        /* the sum of theirs */
} ViewGroup;

typedef struct {
    ViewGroup *items;
    size_t count, capacity;
} ViewGroups;

/* May these stay together? */
typedef struct {
    bool (*fits)(const void *context, const ViewGroup *group);
    const void *context;
} ViewGroupRule;

/* The `count` viewpoints from `first`, which are put in another order, in groups that fit; one
 * that does not fit alone is a group all the same. */
ViewGroups view_groups_split(Viewpoint *points, size_t first, size_t count,
                             const ViewGroupRule *rule);
void view_groups_release(ViewGroups *groups);

/* Along stripes of `width` cells, forth and back: the next one looks at nearly the same cells. */
void view_group_order(Viewpoint *points, const ViewGroup *group, long width);

#endif
