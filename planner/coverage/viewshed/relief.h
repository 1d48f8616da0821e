/* relief.h - the heights of a raster, laid out for sweeping.
 *
 * A Relief holds a window of a raster: the surface twice, by rows and by columns, so
 * that each quarter of a viewshed reads memory in order, and the ground once where it is
 * given apart. Around it lie cells without data, and above it the highest surface of
 * every 8 x 8 cells. 8 bytes a cell of the window (12 with a ground apart) and about 0.1 more.
 *
 * Positions are in cells of the whole raster, whatever the window: sample (column, row)
 * lies at the whole number, row 0 is the northernmost. So a window changes no result for an
 * eye whose range lies inside it. Heights are metres in 32-bit floats, within
 * +-RELIEF_LIMIT_M; NaN is no data, and a cell without ground has no data either.
 * Read-only once finished: any thread.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_RELIEF_H
#define PLANNER_COVERAGE_VIEWSHED_RELIEF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

#define RELIEF_LIMIT_M 12000.0f /* beyond what any height on Earth has: no data */

typedef struct {
    long first_column, first_row; /* the window's first cell, in the whole raster */
    long columns, rows;           /* of the window; 1 to 2^20 each */
    double cell_width_m, cell_height_m;
    bool ground_apart;
} ReliefShape;

typedef struct Relief Relief;

/* Bytes that a Relief of this shape takes. */
size_t relief_bytes(const ReliefShape *shape);

/* A relief without data. ERR_MEMORY says how much it wanted. */
MUST_CHECK Status relief_new(Relief **out, const ReliefShape *shape, Diag *diag);
void relief_free(Relief *relief);

/* Lay `count` rows of the window from its row `first` (0: the window's first). `surface` and
 * `ground` hold count x columns heights; `ground` is NULL unless it is apart. */
void relief_lay(Relief *relief, long first, long count, const float *surface, const float *ground);

/* All rows are laid: turn them and find the summits. Uses OpenMP. */
void relief_finish(Relief *relief);

const ReliefShape *relief_shape(const Relief *relief);

/* Bilinear ground (the surface where it is not apart) at a position in cells of the whole raster.
 * Within half a cell beyond the outermost samples they are continued. NaN off the window and where
 * a sample that it needs has no data; a sample of weight 0 is not needed. */
double relief_ground_at(const Relief *relief, double column, double row);

#endif
