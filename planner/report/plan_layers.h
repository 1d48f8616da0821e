/* plan_layers.h - plan.gpkg: zones, gaps, cameras, footprints, sites, findings, townships. */
#ifndef PLANNER_REPORT_PLAN_LAYERS_H
#define PLANNER_REPORT_PLAN_LAYERS_H

#include "planner/report/camera_row.h"

MUST_CHECK Status plan_layers_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                                    const char *path, Diag *diag);

#endif
