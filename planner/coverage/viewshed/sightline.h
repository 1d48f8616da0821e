/* sightline.h - the exact line of sight in double, which every doubtful cell is asked with.
 *
 * Everything is reckoned in cells of the whole raster, so that neither the window of the
 * relief nor the side from which a sweep came changes a bit of the answer. Compiled once,
 * for every processor the same. Pure; any thread.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_SIGHTLINE_H
#define PLANNER_COVERAGE_VIEWSHED_SIGHTLINE_H

#include <stdbool.h>

#include "planner/coverage/viewshed/relief.h"

typedef struct {
    const Relief *relief;
    double column, row, elevation_m; /* the eye */
    double target_height_m;
    double drop_per_m; /* (1 - k) / (2 R); 0: flat */
} Sightline;

/* Is the target of the cell seen, whatever the range and the field of view? */
bool sightline_sees(const Sightline *line, long column, long row);

/* Does the line of sight to the cell cross, strictly between, a segment that has an end without
 * data? What lies off the raster has no data. */
bool sightline_crosses_nodata(const Sightline *line, long column, long row);

#endif
