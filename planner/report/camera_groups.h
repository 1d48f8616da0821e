/* camera_groups.h - which cameras fail together: each alone, those of a pole, those of a link.
 *
 * Cameras of one pole are those of one site of the plan, those of which the inventory says the
 * same pole within CAMERA_POLE_WORD_M, and those whose feet are CAMERA_POLE_FEET_M apart or less.
 * Those of a link stand in the same township. Cameras that cover nothing already (offline,
 * unknown, to be removed) are in no group.
 */
#ifndef PLANNER_REPORT_CAMERA_GROUPS_H
#define PLANNER_REPORT_CAMERA_GROUPS_H

#include "planner/audit/failure.h"
#include "planner/report/outcome.h"

#define CAMERA_POLE_WORD_M 20.0
#define CAMERA_POLE_FEET_M 1.0

typedef struct {
    uint32_t *group_of; /* by lookout of the last coverage: existing cameras, then planned ones */
    uint32_t *leader;   /* the first lookout of each group */
    size_t lookouts, count;
} CameraGroups;

CameraGroups camera_groups_alone(const Outcome *outcome);
CameraGroups camera_groups_poles(const Outcome *outcome);
CameraGroups camera_groups_links(const Outcome *outcome);
void camera_groups_release(CameraGroups *groups);

/* The last coverage of the run, and the planned camera of a lookout of it; NULL: it stands. */
const Coverage *outcome_coverage(const Outcome *outcome);
const PlannedCamera *outcome_planned(const Outcome *outcome, size_t lookout);
/* Where it stands. */
void outcome_foot(const Outcome *outcome, size_t lookout, double *x, double *y);

#endif
