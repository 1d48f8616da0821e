/* viewshed.h - every cell of a raster that one eye sees, exactly and fast.
 *
 * "Visible" is defined in docs/method.md: the exact line of sight known as R3. A target
 * stands `target_height_m` above its cell's ground; a cell whose surface stands above its own
 * target is not visible, nor is one without data. The eye's own cell, when the eye stands exactly
 * on its sample, is seen unless its surface stands above its own target. Range is horizontal and
 * inclusive. The view is all round; or an inclusive window of bearings; or the frustum of a
 * level-horizon camera (`camera`). Curvature and refraction lower each height by (1 - k) d^2 / (2
 * R).
 *
 * Method (docs/method.md, "How a viewshed is computed"): intervals of the horizon over bins of
 * directions decide nearly all cells in 32-bit floats with a proven margin; the rest take the
 * exact line of sight in double. The answer is that of the double for every cell, so it is the
 * same whatever the instruction set (simd.h), the threads and the window of the relief.
 *
 * A Viewshed is the scratch and the answer of one thread; many may share a Relief.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_VIEWSHED_H
#define PLANNER_COVERAGE_VIEWSHED_VIEWSHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "planner/coverage/viewshed/relief.h"

#define VIEWSHED_EARTH_RADIUS_M 6371000.0
#define VIEWSHED_REFRACTION 0.13
#define VIEWSHED_TARGET_HEIGHT_M 1.7

typedef struct {
    double column, row;     /* position in cells of the whole raster; samples at whole numbers */
    double elevation_m;     /* of the eye, above the datum of the heights */
    double range_m;         /* horizontal */
    double target_height_m; /* above the ground; >= 0 */
    double azimuth_deg;     /* clockwise from grid north, of the middle of the view */
    double hfov_deg;        /* 360 and more: all round */
    bool camera;     /* a pinhole with tilt and vfov, hfov under 180; else a window of bearings */
    double tilt_deg; /* of the axis, positive down */
    double vfov_deg;
} ViewshedEye;

typedef struct {
    double refraction; /* k, at most 1; VIEWSHED_REFRACTION */
    bool flat;         /* no curvature at all */
    bool count_nodata; /* also count the lines of sight that crossed cells without data */
} ViewshedRules;

/* The answer: bit (column - first_column) of row (row - first_row). Bits outside the view, the
 * range and the raster are clear. */
typedef struct {
    long first_column, first_row; /* in the whole raster; first_column may be negative */
    long rows;                    /* that the range may touch; may lie beyond the raster */
    size_t row_words;             /* 64-bit words a row */
    uint64_t *words;              /* rows x row_words */
    size_t visible;               /* cells */
    size_t nodata_lines; /* visible cells whose line of sight crossed no data; if counted */
} VisibleCells;

typedef struct Viewshed Viewshed;

/* Scratch for eyes of up to `max_range_m` on `relief`, which must outlive it. ERR_MEMORY. */
MUST_CHECK Status viewshed_new(Viewshed **out, const Relief *relief, const ViewshedRules *rules,
                               double max_range_m, Diag *diag);
void viewshed_free(Viewshed *viewshed);

/* What one takes at most. */
size_t viewshed_bytes(const ReliefShape *shape, double max_range_m);

/* What `eye` sees; its range is at most max_range_m. It may stand anywhere from half a cell
 * outside the raster's samples; nothing checks that it stands above the ground. The answer is
 * owned by `viewshed` and lasts until its next sweep. */
const VisibleCells *viewshed_sweep(Viewshed *viewshed, const ViewshedEye *eye);

static inline bool visible_cell(const VisibleCells *cells, long column, long row)
{
    long x = column - cells->first_column, y = row - cells->first_row;
    if (x < 0 || y < 0 || y >= cells->rows || (size_t)x >= cells->row_words * 64)
        return false;
    return cells->words[(size_t)y * cells->row_words + (size_t)x / 64] >> (x & 63) & 1;
}

#endif
