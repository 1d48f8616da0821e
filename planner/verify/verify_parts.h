/* verify_parts.h - what the parts of verify.c share. Nobody else includes it. */
#ifndef PLANNER_VERIFY_VERIFY_PARTS_H
#define PLANNER_VERIFY_VERIFY_PARTS_H

#include "planner/verify/written_plan.h"
#include "rules/finding.h"
#include "rules/forbidden.h"
#include "rules/reserved.h"
#include "rules/zone.h"

typedef struct {
    WrittenPlan *plan;
    char *inputs; /* the project's folder */
    Project *project;
    RulePack *pack;
    Scene *scene;
    FindingList findings; /* of reading and deriving; not compared */
    ZoneSet *zones;
    ForbiddenSet *forbidden;
    ReservedSet *reserved;
    size_t differences;
} Verify;

/* Tell and count a difference between what is written and what is computed again. */
void verify_differs(Verify *verify, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* Was every existing camera installed by who may? */
void verify_builders(Verify *verify);

/* Does the certificate prove the bound that run.json states? Progress phase "certificate". */
MUST_CHECK Status verify_bound(Verify *verify, Diag *diag);

#endif
