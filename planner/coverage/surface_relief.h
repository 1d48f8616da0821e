/* surface_relief.h - a surface of the project, laid out once a run for sweeps.
 *
 * The cells of the relief are those of the surface's grid. 12 bytes a cell, beside the
 * surface itself. Read-only once made: any thread. `surface` must outlive it.
 */
#ifndef PLANNER_COVERAGE_SURFACE_RELIEF_H
#define PLANNER_COVERAGE_SURFACE_RELIEF_H

#include "base/status.h"
#include "planner/coverage/holes.h"
#include "planner/coverage/viewshed/relief.h"

typedef struct {
    const Surface *surface;
    Relief *relief;
    Holes holes;
} SurfaceRelief;

/* ERR_MEMORY says how much it wanted, and what would mend it. Uses OpenMP. */
MUST_CHECK Status surface_relief_new(SurfaceRelief **out, const Surface *surface, Diag *diag);
void surface_relief_free(SurfaceRelief *relief); /* NULL is allowed */

/* A place in cells of the relief: samples lie at whole numbers, and what is as near to one as
 * rounding (1e-9 cells) is on it. */
double surface_relief_column(const SurfaceRelief *relief, double x);
double surface_relief_row(const SurfaceRelief *relief, double y);

#endif
