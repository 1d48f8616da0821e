/* reference_forbidden.h - may a planned camera stand and look where it does? Asked again.
 *
 * By place: inside no forbidden polygon in force. By view: points 0.3 m outside the wall,
 * one every 2 m or less, one a storey of 3 m; the own building and canopy do not hide
 * them. Only what is surely a violation is one: ties fall to the plan. Any thread.
 */
#ifndef PLANNER_VERIFY_REFERENCE_FORBIDDEN_H
#define PLANNER_VERIFY_REFERENCE_FORBIDDEN_H

#include "planner/verify/reference_camera.h"
#include "rules/forbidden.h"

/* The first place that the camera violates, or NULL; `*inside`: by place. */
const Forbidden *reference_forbidden(const Scene *scene, const ForbiddenSet *places,
                                     const WrittenCamera *camera, bool *inside);

#endif
