/* reference_range.h - how far a written camera may look at night and in fog, again.
 *
 * From the project's conditions, the inventory and the catalogue, by code of its own. Any thread.
 */
#ifndef PLANNER_VERIFY_REFERENCE_RANGE_H
#define PLANNER_VERIFY_REFERENCE_RANGE_H

#include "data/scene.h"
#include "planner/verify/reference_camera.h"

/* What is wrong with the ranges of a camera that covers something, or NULL. `known` is the
 * inventory's row of an existing one; NULL: a new one. */
const char *reference_range_wrong(const Scene *scene, const WrittenCamera *camera,
                                  const Camera *known);

#endif
