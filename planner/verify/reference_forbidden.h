/* reference_forbidden.h - may a planned camera stand and look where it does? Asked again.
 *
 * By place: inside no forbidden polygon in force. By view: points 0.3 m outside the wall,
 * one every 2 m or less, one a storey of 3 m; the own building and canopy do not hide
 * them. Where consent is needed and not given, nothing may stand within the buffer either, by
 * GEOS's own distance. Only what is surely a violation is one: ties fall to the plan. Any thread.
 */
#ifndef PLANNER_VERIFY_REFERENCE_FORBIDDEN_H
#define PLANNER_VERIFY_REFERENCE_FORBIDDEN_H

#include "planner/verify/reference_camera.h"
#include "rules/forbidden.h"

/* The first place that the camera violates, or NULL; `*inside`: by place. */
const Forbidden *reference_forbidden(const Scene *scene, const ForbiddenSet *places,
                                     const WrittenCamera *camera, bool *inside);

/* Of one place in force: does the camera surely look into it? `model` of a PTZ whose reach counts;
 * NULL: as it is aimed. */
bool reference_looks_into(const Scene *scene, const Forbidden *place, const WrittenCamera *camera,
                          const CameraModel *model);
/* How far a point lies from a place; 0 in it. */
double reference_distance_m(const Forbidden *place, double x, double y);

#endif
