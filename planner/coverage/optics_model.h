/* optics_model.h - the optics of a catalogue's model at one setting of its lens.
 *
 * A setting is a horizontal field of view from the model's widest to its narrowest
 * (data/zoom.h). The view is aimed north and level, without a cap of range. Any thread.
 */
#ifndef PLANNER_COVERAGE_OPTICS_MODEL_H
#define PLANNER_COVERAGE_OPTICS_MODEL_H

#include "base/status.h"
#include "planner/coverage/optics.h"

/* ERR_INPUT names the model and its range where the lens cannot take `hfov_deg`, or the model
 * where the catalogue gives no pixels. */
MUST_CHECK Status optics_of_model(Optics *out, const CameraModel *model, double hfov_deg,
                                  Diag *diag);

#endif
