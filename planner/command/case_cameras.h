/* case_cameras.h - the existing cameras of a worked case, judged as those of a project are.
 *
 * On flat ground without buildings: a case shows a clause, not a town. A camera whose tags say no
 * azimuth_deg is judged by where it stands alone.
 */
#ifndef PLANNER_COMMAND_CASE_CAMERAS_H
#define PLANNER_COMMAND_CASE_CAMERAS_H

#include "rules/case.h"

/* A CaseJudge: findings go to the scene's list. */
MUST_CHECK Status case_judge_cameras(const CaseScene *scene, Diag *diag);

#endif
