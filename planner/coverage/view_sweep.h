/* view_sweep.h - the viewsheds of the observers of one tile, on all threads, summed up.
 *
 * Each thread takes a block of observers that stand together, counts it and adds the counts to
 * the canvas.
 */
#ifndef PLANNER_COVERAGE_VIEW_SWEEP_H
#define PLANNER_COVERAGE_VIEW_SWEEP_H

#include "planner/coverage/view_canvas.h"
#include "planner/coverage/view_group.h"

typedef struct {
    const Relief *relief;
    ViewshedRules rules;
    const Grid *grid; /* of the whole surface */
    Viewpoint *points;
    ViewCanvas *canvas;
} ViewSweep;

/* One progress step an observer. */
MUST_CHECK Status view_sweep(ViewSweep *sweep, const ViewGroup *tile, Diag *diag);

#endif
