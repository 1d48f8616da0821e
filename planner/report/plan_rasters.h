/* plan_rasters.h - coverage.tif and count.tif on the demand grid, and the classes for the map. */
#ifndef PLANNER_REPORT_PLAN_RASTERS_H
#define PLANNER_REPORT_PLAN_RASTERS_H

#include "planner/report/outcome.h"

/* Best px/m of any camera (NaN where nothing is demanded), and how many cameras meet the
 * requirement of the zone that fares worst there. After the plan where there is one. */
MUST_CHECK Status plan_rasters_write(const Outcome *outcome, const char *coverage_path,
                                     const char *count_path, Diag *diag);

/* A byte a cell of the demand grid: 0 covered before, 1 covered by the plan, 2 not
 * covered, 255 nothing demanded; malloc'd. */
uint8_t *plan_classes_make(const Outcome *outcome);

#endif
