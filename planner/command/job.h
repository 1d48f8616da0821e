/* job.h - one run of the program: the arrows of the architecture page, in order.
 *
 * Each step reads what earlier steps made and adds its own; nothing later writes
 * to what is earlier. job_release() frees all of it, after any step.
 */
#ifndef PLANNER_COMMAND_JOB_H
#define PLANNER_COMMAND_JOB_H

#include "data/out_folder.h"
#include "planner/command/command.h"
#include "planner/report/outcome.h"

typedef struct {
    Project *project;
    Scene *scene;
    RulePack *pack;
    ZoneSet *zones;
    ForbiddenSet *forbidden;
    ReservedSet *reserved;
    Demand *demand;
    Prohibit *prohibit;
    Lookout *existing;
    bool *violates;
    const Clause **broken, **wrong_builder;
    bool *listed;
    double *dwelling_m2;
    Consent *consents, *planned_consents;
    Coverage *before, *after;
    GapSet *gaps_before, *gaps_after;
    SiteSet *sites;
    CandidateSet *candidates;
    Plan *plan;
    Lookout *planned;
    Compliance *compliance;
    FindingList findings;
    Arena *arena;
    PackStanding standing;
    OutFolder *out;
    char *out_path; /* of `out`, as the caller would write it */
} Job;

void job_init(Job *job);
void job_release(Job *job);

MUST_CHECK Status job_read(Job *job, const CommonOptions *common, const char *path, Diag *diag);
/* Scene + RulePack -> Zone[], Forbidden[], Reserved[] -> Demand. */
MUST_CHECK Status job_derive(Job *job, Diag *diag);
/* Scene.cameras -> Lookout[], judged by the prohibitions. */
MUST_CHECK Status job_cameras(Job *job, Diag *diag);
/* Lookout[] -> Coverage -> Gap[]. */
MUST_CHECK Status job_cover(Job *job, Diag *diag);
/* Demand + Prohibit -> Site[] -> Candidate[] -> Plan -> Coverage, Gap[] after it. */
MUST_CHECK Status job_place(Job *job, Diag *diag);
/* Coverage before and after -> Compliance, Finding[]; sorts the findings. */
MUST_CHECK Status job_judge(Job *job, Diag *diag);

/* Begin OUT: before any work, so that an existing one is refused at once. */
MUST_CHECK Status job_open_out(Job *job, const CommonOptions *common, const char *path, Diag *diag);

Outcome job_outcome(const Job *job, const char *command);

/* Exit code 1 while violations remain; 130 where Ctrl-C came and was deferred. */
int job_exit_code(const Job *job);

#endif
