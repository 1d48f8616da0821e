/* view_canvas.h - the raster that viewsheds are drawn on, and the places where it has no data.
 *
 * It shows a part of the surface. Either one eye (bytes: VIEW_SEEN, VIEW_HIDDEN, VIEW_NONE) or
 * the number of observers that see each cell (32 bits; COUNT_NONE). Cells without data are marked
 * as the surface is read, in any order with the drawing. Drawing locks; marking is for one thread.
 */
#ifndef PLANNER_COVERAGE_VIEW_CANVAS_H
#define PLANNER_COVERAGE_VIEW_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "data/raster_draft.h"
#include "planner/coverage/view_count.h"
#include "planner/coverage/viewpoint.h"

enum {
    VIEW_HIDDEN = 0, /* in range */
    VIEW_SEEN = 1,
    VIEW_NONE = 255, /* no data, or out of range */
};
#define COUNT_NONE UINT32_MAX

typedef struct {
    RasterDraft *draft;
    CellBox box; /* the part of the surface */
    bool holes;  /* cells without data were met */
} ViewCanvas;

typedef struct {
    size_t cells; /* with data and, for one eye, in range */
    size_t seen;
    uint32_t most; /* the largest value */
} ViewTotals;

/* Of StripTaker (terrain.h), with the canvas as context; a progress step each. */
MUST_CHECK Status view_canvas_mark(void *canvas, const CellBox *strip, const float *surface,
                                   const float *ground, Diag *diag);

/* Add what was counted, any thread. */
MUST_CHECK Status view_canvas_add(ViewCanvas *canvas, const ViewCount *count, Diag *diag);

/* Draw what one eye sees. */
MUST_CHECK Status view_canvas_show(ViewCanvas *canvas, const VisibleCells *cells,
                                   const ViewshedEye *eye, Diag *diag);

MUST_CHECK Status view_canvas_totals(const ViewCanvas *canvas, ViewTotals *out, Diag *diag);

#endif
