/* upland.h - hills that water has worked on: a coarse grid of heights, eroded.
 *
 * Streams cut down by the stream-power law and slopes creep, so that the hills drain as real
 * hills do. The implicit step is Braun and Willett's (2013, Geomorphology 180), the order of
 * cells comes from a priority flood (Barnes, Lehman and Mulla 2014).
 */
#ifndef EXAMPLES_QINGXI_GENERATE_UPLAND_H
#define EXAMPLES_QINGXI_GENERATE_UPLAND_H

#include <stdbool.h>

typedef struct {
    int columns, rows;
    double cell_m;
    double *height_m; /* row * columns + column, rows from north to south */
    bool *fixed;      /* valley floors: they keep their height and take the water */
} Upland;

Upland upland_new(int columns, int rows, double cell_m);
void upland_release(Upland *upland);
void upland_erode(Upland *upland, int steps);
/* Smooth interpolation at a column and row that need not be whole. */
double upland_at(const Upland *upland, double column, double row);

#endif
