/* water.h - the rivers of the town: where they run, how wide, how high.
 *
 * Read-only after water_new().
 */
#ifndef EXAMPLES_QINGXI_GENERATE_WATER_H
#define EXAMPLES_QINGXI_GENERATE_WATER_H

#include "examples/qingxi/generate/line.h"

typedef struct {
    const char *name, *name_en, *class; /* class: river or stream */
    Line line;
    double *half_m;        /* half width at each vertex */
    double start_m, end_m; /* height of the valley floor at both ends */
    double flat_m;         /* half width of the flat valley floor, before chance varies it */
    double length_m;
} River;

typedef struct {
    River rivers[3];
    Line reservoir;           /* ring */
    double reservoir_level_m; /* 0 until the ground below the dam is known */
    Line dam;
    float *bank_m; /* distances on a coarse grid: most places are far from water */
} Water;

Water water_new(void);
void water_release(Water *water);

/* Distance from the nearest river's bank: negative in the water; exact below 100 m. */
double water_bank_m(const Water *water, Point point);

/* Half width of a river at a distance from its source. */
double river_half_m(const River *river, double along_m);

#endif
