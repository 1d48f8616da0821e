/* case_camera.h - an existing camera of a worked case, and what is found about it.
 *
 * Its shape is a point, its tags are the words of a camera list (data/camera_profile.h). How it
 * looks is no matter of rules: whoever runs the cases judges it from above (CaseJudge).
 */
#ifndef RULES_CASE_CAMERA_H
#define RULES_CASE_CAMERA_H

#include "rules/case.h"

/* Texts live as long as the case. ERR_INPUT for an attribute that no camera has, or a number that
 * is none. */
MUST_CHECK Status case_camera(Camera *out, const Given *given, const GEOSGeometry *at,
                              GEOSContextHandle_t geos, Diag *diag);

/* Compare the findings of the case's clause on cameras with what the case expects. */
void case_check_cameras(const Case *about, const FindingList *findings, Text *wrong);

#endif
