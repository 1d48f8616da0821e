/* view_work.h - what a viewshed of one eye and of many are given, and the places of their eyes.
 *
 * One thread.
 */
#ifndef PLANNER_COVERAGE_VIEW_WORK_H
#define PLANNER_COVERAGE_VIEW_WORK_H

#include "data/observers.h"
#include "data/out_file.h"
#include "planner/coverage/terrain.h"
#include "planner/coverage/view_canvas.h"

typedef struct {
    const Terrain *terrain;
    ViewshedRules rules; /* lines over cells without data are counted where there are any */
    size_t
        memory; /* bytes: all that is needed keeps within it where heights can be cut into tiles */
    const char *observers; /* the table, for messages; NULL: the command line */
    OutFile *out;          /* the raster to be made */
    const char *named;     /* as the caller wrote it */
} ViewWork;

/* Complete observers as viewpoints, in spatial order; to free. One ERR_INPUT names all that
 * stand off the raster or where it has no data. */
MUST_CHECK Status view_work_place(const ViewWork *work, const ObserverList *observers,
                                  Viewpoint **out, Diag *diag);

/* May the heights of `box` be in memory at once? ERR_MEMORY says how much they take, and for
 * whom: a row of the table, 0 the command line. */
MUST_CHECK Status view_work_room(const ViewWork *work, const CellBox *box, long row, Diag *diag);

/* A canvas for `box` of the surface; its draft is to free. */
MUST_CHECK Status view_work_canvas(const ViewWork *work, const CellBox *box, DraftCell cell,
                                   ViewCanvas *out, Diag *diag);

/* Count what was drawn and write the raster. */
MUST_CHECK Status view_work_publish(const ViewWork *work, const ViewCanvas *canvas,
                                    ViewTotals *totals, Diag *diag);

/* The ground under the eye is known now. ERR_COMPUTE where it is not. */
MUST_CHECK Status view_work_raise(Viewpoint *point, const Relief *relief, Diag *diag);

/* The largest range of `count` viewpoints. */
double view_work_farthest_m(const Viewpoint *points, size_t count);

#endif
