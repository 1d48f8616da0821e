/* remarks.h - findings that no single step makes: what the sources lack, cameras
 * that no clause requires, sight that crossed holes, planned cameras that need a look.
 */
#ifndef PLANNER_AUDIT_REMARKS_H
#define PLANNER_AUDIT_REMARKS_H

#include "planner/audit/prohibit.h"
#include "planner/coverage/coverage.h"

/* The notes of the reading: repaired and empty features, holes, accepted exceptions. */
void remarks_on_scene(FindingList *findings, const Scene *scene);

/* Existing cameras that cover nothing mandated; lines of sight that crossed nodata. */
void remarks_on_coverage(FindingList *findings, const Scene *scene, const Demand *demand,
                         const Lookout *existing, const Coverage *before, const Coverage *last);

/* Judge each planned camera again, from its lookout alone: ERR_COMPUTE if one violates
 * a prohibition or lacks a consent, a warning where nobody can decide. `consents` gets what each
 * needs. */
MUST_CHECK Status remarks_on_planned(FindingList *findings, const Prohibit *prohibit,
                                     const Lookout *planned, size_t count, Consent *consents,
                                     Diag *diag);

#endif
