/* compliance.h - covered weight over mandated weight, by zone and by clause and duty holders.
 *
 * Judged against the mandated weight; the coverable share (what any candidate or
 * existing camera could see) stands beside it, with the cause of the rest.
 * Pass, fail, or not evaluated (and which layer is missing). What is no place on the ground is
 * counted instead, and never part of a share; of prohibitions the violations are counted.
 */
#ifndef PLANNER_AUDIT_COMPLIANCE_H
#define PLANNER_AUDIT_COMPLIANCE_H

#include <stddef.h>
#include <stdint.h>

#include "planner/coverage/coverage.h"
#include "rules/finding.h"
#include "rules/forbidden.h"
#include "rules/reserved.h"

typedef struct {
    double mandated, before, after, coverable;        /* weights */
    double quota;                                     /* share asked, 0 to 1 */
    double longest_run_before_m, longest_run_after_m; /* line duties; else NaN */
    bool pass_before, pass_after;
    Cause rest_cause; /* of most of what no candidate covers; CAUSE_COVERED when nothing is left */
} ZoneCompliance;

typedef enum {
    MEASURE_SHARE,
    MEASURE_COUNT,
    /* Places and the cameras against them: */
    MEASURE_PROHIBITION,
    MEASURE_CONSENT,
    MEASURE_BUILDER, /* who may install */
} Measure;

/* What of a clause has the same duty holders for the same reasons. */
typedef struct {
    const Clause *clause;
    Measure measure;
    Duty duty;
    size_t zones, passed_before, passed_after; /* share */
    double mandated, before, after, coverable;
    size_t lines, to_survey;   /* count: inventory lines, and those whose cameras are not known */
    double assets, cameras;    /* of the others */
    size_t places, violations; /* from prohibition on: places in force, findings against it */
    const char *result;        /* "pass", "fail", "counted", "not evaluated" */
    const char *reason;        /* of not evaluated: which layer is missing; of fail: the cause */
} ClauseCompliance;

typedef struct {
    ZoneCompliance *zones; /* as in ZoneSet; zones narrowed away have mandated 0 */
    size_t zone_count;
    ClauseCompliance *rows; /* by clause order, then supervisor, builder and payer */
    size_t row_count;
    double mandated, before, after, coverable; /* totals */
    struct Arena *arena;
} Compliance;

/* What is judged by. `after` and `coverable` may be NULL (a coverage run without a plan).
 * `coverable` is one byte a demand cell: could anything cover it? `rest_cause` is one Cause
 * a demand cell for what nothing covers. */
typedef struct {
    const Demand *demand;
    const Project *project;
    const RulePack *pack;
    const ForbiddenSet *forbidden;
    const ReservedSet *reserved; /* or NULL: none */
    const Coverage *before, *after;
    const uint8_t *coverable, *rest_cause;
} ComplianceEvidence;

/* Judge every zone, then every clause and department. Adds a violation for each failing
 * zone to `findings`. */
MUST_CHECK Status compliance_judge(Compliance **out, const ComplianceEvidence *evidence,
                                   FindingList *findings, Diag *diag);
void compliance_free(Compliance *compliance);

/* The weight of each zone (`weights`, one a zone) whose cells are marked in `covered`, one
 * byte a demand cell: by the zone's own station rule (coverage_zone_weight()). */
void compliance_weights(const Demand *demand, const uint8_t *covered, double *weights);

/* The share of a zone that must be covered: its own quota or the plan's. */
double compliance_quota(const Zone *zone, const Project *project);
/* Is a quota reached? Rounding of sums is forgiven. */
bool compliance_reached(double weight, double quota, double mandated);
/* What would mend a gap with this cause: a clause of a sentence. */
const char *compliance_mend(Cause cause);

#endif
