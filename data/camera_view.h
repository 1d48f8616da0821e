/* camera_view.h - what a camera sees, completed from its model and the project's `assume`.
 *
 * First what the inventory says, then the model where it leaves no choice
 * (a zoom lens has no one field of view), then `assume` for the type or "*". What
 * is still unknown is flagged. Azimuths become grid azimuths.
 */
#ifndef DATA_CAMERA_VIEW_H
#define DATA_CAMERA_VIEW_H

#include "base/status.h"
#include "data/camera.h"

/* `model` and `raw_type` as the inventory writes them, or NULL. */
MUST_CHECK Status camera_view_complete(Camera *camera, const ProjectCameras *as,
                                       const Catalogue *catalogue, const Crs *crs,
                                       const char *model, const char *raw_type, Diag *diag);

#endif
