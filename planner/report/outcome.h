/* outcome.h - everything a run found out, for those who write it down.
 *
 * Borrowed and read-only. What a run did not compute is NULL: `after`, `sites`,
 * `candidates`, `plan` and `planned` without placement.
 */
#ifndef PLANNER_REPORT_OUTCOME_H
#define PLANNER_REPORT_OUTCOME_H

#include <stdbool.h>

#include "planner/audit/compliance.h"
#include "planner/audit/prohibit.h"
#include "planner/coverage/gap.h"
#include "planner/siting/plan.h"
#include "rules/pack_standing.h"

typedef struct {
    const Project *project;
    const Scene *scene;
    const RulePack *pack;
    const ZoneSet *zones;
    const ForbiddenSet *forbidden;
    const ReservedSet *reserved;
    const Demand *demand;
    const Lookout *existing;         /* one a camera of scene->cameras */
    const bool *violates;            /* existing cameras to remove */
    const Clause **broken;           /* the clause that each of those breaks; else NULL */
    const bool *listed;              /* existing cameras that a narrowed run lists; NULL: all */
    const double *dwelling_m2;       /* dwelling facade that each existing camera sees */
    const Clause **wrong_builder;    /* the clause that lets others install there; else NULL */
    const Consent *consents;         /* that each existing camera needs */
    const Consent *planned_consents; /* that each planned one needs; NULL: none is planned */
    const Coverage *before;
    const GapSet *gaps_before;
    const SiteSet *sites;
    const CandidateSet *candidates;
    const Plan *plan;
    const Lookout *planned;
    const Coverage *after; /* existing lookouts first, then planned ones */
    const GapSet *gaps_after;
    const Compliance *compliance;
    const FindingList *findings;     /* sorted */
    const char *command;             /* "run", "coverage", ... */
    PackStanding standing;           /* is the pack in force? */
    const struct FigureMarks *marks; /* of the figures that are no law; see figure_marks.h */
} Outcome;

/* What a file without rows says of its pack too; NULL: it is in force. */
const char *outcome_remark(const Outcome *outcome);
/* What cut the search for a plan, as words after "the search was"; NULL texts: nothing did. */
Words outcome_cut(const Outcome *outcome);
/* And by its name: "interrupt", "time_limit_s"; NULL. */
const char *outcome_cut_by(const Outcome *outcome);

#endif
