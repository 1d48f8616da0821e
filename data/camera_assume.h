/* camera_assume.h - are the types of cameras that `cameras.assume` names types at all?
 *
 * A type is one that the inventory has, or a word that camplan knows ("dome"), so that a project
 * may assume for a type of which the inventory has none today. One thread a layer.
 */
#ifndef DATA_CAMERA_ASSUME_H
#define DATA_CAMERA_ASSUME_H

#include "data/layer.h"
#include "data/project.h"

/* ERR_INPUT names FILE:LINE:COLUMN, the type that is none, and the nearest. */
MUST_CHECK Status camera_assume_expect(const ProjectCameras *as, const Layer *layer, Diag *diag);

#endif
