/* camera_layers.h - the layers of plan.gpkg about cameras: cameras, footprints, sites. */
#ifndef PLANNER_REPORT_CAMERA_LAYERS_H
#define PLANNER_REPORT_CAMERA_LAYERS_H

#include "planner/report/camera_row.h"
#include "planner/report/layer_style.h"

/* With everything that `camplan verify` needs to look through each camera again. */
MUST_CHECK Status camera_layer_write(VectorFile *file, const Outcome *outcome,
                                     const CameraRow *rows, size_t count, Diag *diag);
/* Of a narrowed run: the existing cameras that it does not list, as `camplan verify` needs them. */
MUST_CHECK Status fixed_cover_layer_write(VectorFile *file, const Outcome *outcome, Diag *diag);
MUST_CHECK Status footprint_layer_write(VectorFile *file, const Outcome *outcome,
                                        const CameraRow *rows, size_t count, Diag *diag);
MUST_CHECK Status site_layer_write(VectorFile *file, const Outcome *outcome, Diag *diag);

#endif
