/* reference_cells.h - the demand cells of one zone, found again.
 *
 * Cells of the demand grid (every n-th surface sample) whose centre lies in the zone
 * and in the area, on ground that no building covers; a zone without any has the
 * nearest such cell within five cells of its inner point. Any thread: it brings its own
 * GEOS context.
 */
#ifndef PLANNER_VERIFY_REFERENCE_CELLS_H
#define PLANNER_VERIFY_REFERENCE_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "data/scene.h"
#include "rules/zone.h"

typedef struct {
    int column, row; /* on the surface */
    double x, y, ground_m;
    size_t station; /* line duty: its stretch along the line */
    unsigned sure, perhaps;
    bool uncertain; /* its station is within rounding of the next */
} ReferenceCell;

typedef struct {
    ReferenceCell *items; /* malloc'd */
    size_t count, capacity;
    double weight; /* of each */
} ReferenceCells;

ReferenceCells reference_cells(const Scene *scene, const Zone *zone);

#endif
