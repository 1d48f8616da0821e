/* wedge.h - a quarter of what lies round an eye, as a sweep walks it.
 *
 * Rows lead away from the eye at distances u = first_u, first_u + 1 ...; along a row cells are
 * counted by v. A target at (u, v) lies in direction m = v / u of the eye, -1 <= m <= 1. The
 * quarters to the north and south walk the raster's rows, those to the east and west its columns,
 * which a Relief keeps turned so that they lie in order too. Indices are those of the padded
 * window. A Wedge is filled in for one eye and belongs to one thread.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_WEDGE_H
#define PLANNER_COVERAGE_VIEWSHED_WEDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/coverage/viewshed/field.h"
#include "planner/coverage/viewshed/relief.h"
#include "planner/coverage/viewshed/viewshed.h"

typedef enum { WEDGE_SOUTH, WEDGE_NORTH, WEDGE_EAST, WEDGE_WEST, WEDGE_COUNT } WedgeSide;

/* Where a sweep leaves what it saw: bit v - first_v of row u, rows in the padded window's order. */
typedef struct {
    uint8_t *bits;
    long first_row, first_v, row_bytes;
} WedgeBits;

typedef struct {
    WedgeSide side;
    bool turned; /* walks the raster's columns */
    long way;    /* +1: row numbers grow away from the eye; else -1 */

    const float *surface; /* plane[row * stride + v] */
    long stride;
    const float *ground; /* plane[row * ground_row + v * ground_v]; NULL: the surface */
    long ground_row, ground_v;
    /* The highest surface and ground over 4 tiles along v and 2 across, from each tile on. */
    const float *summits, *ground_summits;
    long tile_row, tile_v, tile_rows, tile_vs; /* steps, and how many there are */

    double eye_u, eye_v;       /* in cells of the whole raster */
    double v;                  /* eye_v in the padded window */
    long row_offset, v_offset; /* window index minus the whole raster's */
    long row;                  /* the first row */
    double first_u;            /* its distance, in (0, 1] */
    long rows;                 /* how many rows the range and the raster leave */
    long low_v, high_v;        /* the samples that the window has along a row */
    double row_m, v_m;         /* metres between rows and between cells of a row */
    double cells_a_metre;      /* along a row */

    double eye_m, target_m, drop_per_m; /* elevation, height above ground, curvature */
    float margin_m;                     /* more than floats err by in any height that is compared */
    bool nodata;                        /* cells without data may lie between */
    bool apart;                         /* the ground is not the surface */

    const Field *field;
    /* The view as intervals of m; the interval's ends are decided cell by cell. */
    bool windowed;
    int windows;
    double low_m[3], high_m[3];

    WedgeBits out;
} Wedge;

/* A quarter of `eye`'s view on `relief`; `out` is its caller's to set. */
Wedge wedge_of(const Relief *relief, const ViewshedEye *eye, const Field *field, double drop_per_m,
               WedgeSide side);

/* The first and last cell along row k (0: the first) in range, on the raster and in the wedge;
 * first > last: none. Exact. */
void wedge_row_reach(const Wedge *wedge, long k, long *first, long *last);

/* Of the cells from v on whose bit is set, those in the window of bearings. Exact. */
uint32_t wedge_in_window(const Wedge *wedge, long k, long v, uint32_t bits);

#endif
