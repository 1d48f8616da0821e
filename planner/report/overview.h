/* overview.h - the overview sheet: the whole area, its duties, cameras and gaps. */
#ifndef PLANNER_REPORT_OVERVIEW_H
#define PLANNER_REPORT_OVERVIEW_H

#include "data/out_folder.h"
#include "planner/report/camera_row.h"

/* maps/overview.pdf, .svg and .png. */
MUST_CHECK Status overview_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                                 OutFolder *out, Diag *diag);

#endif
