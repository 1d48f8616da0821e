/* viewpoint.h - an observer placed on a raster, what it may see, and what it saw.
 *
 * Positions in cells of the whole raster, samples at whole numbers. A value type; each belongs
 * to one thread at a time.
 */
#ifndef PLANNER_COVERAGE_VIEWPOINT_H
#define PLANNER_COVERAGE_VIEWPOINT_H

#include <stddef.h>

#include "data/grid.h"
#include "data/observers.h"
#include "planner/coverage/viewshed/viewshed.h"

typedef struct {
    ViewshedEye eye; /* its elevation is known once the ground is read */
    double height_m; /* above the ground */
    CellBox reach;   /* the cells that the range touches, within the raster; not empty */
    long row;        /* of the table of observers; 0: from the command line */
    size_t visible;  /* cells */
    size_t nodata_lines;
} Viewpoint;

/* Place a complete observer that stands on `grid` (viewpoint_on()). Without a radius it looks
 * over the whole raster. */
Viewpoint viewpoint_place(const Observer *observer, const Grid *grid);

/* Is the place within the raster's outer edge? */
bool viewpoint_on(const Observer *observer, const Grid *grid);

/* The cells of the whole raster that must be in memory for these cells to be seen right: two
 * more on each side. */
CellBox viewpoint_margin(CellBox reach, const Grid *grid);

#endif
