/* polish_work.h - a plan's cameras while they are polished, and one camera's search.
 *
 * The search goes from setting to setting: all steps of one level are tried, the best that is
 * allowed is taken, and where none is the steps are halved. Footprints are those that coverage
 * finds (footprint.h). Masts look around on all threads; the search is too quick to share.
 */
#ifndef PLANNER_SITING_POLISH_WORK_H
#define PLANNER_SITING_POLISH_WORK_H

#include "planner/siting/polish_aim.h"
#include "planner/siting/polish_mast.h"
#include "planner/siting/polish_tally.h"

/* What a step must bring. */
typedef enum {
    POLISH_CLOSE,  /* less lack, in no zone more */
    POLISH_REPAIR, /* less lack in all */
    POLISH_MILDER, /* or as much, and less in view that nobody asks for */
} PolishGoal;

typedef struct {
    PolishGoal goal;
    int level; /* of its first steps */
} PolishSearch;

typedef struct {
    uint32_t source; /* the candidate that it was */
    size_t mast;
    Footprint cells;
    bool gone, moved;
    bool saved; /* what it was before the attempt: */
    bool saved_gone, saved_moved;
    Candidate saved_hung;
    Footprint saved_cells;
} PolishCamera;

typedef struct {
    Candidate aimed;
    bool open; /* allowed as far as is known */
    Footprint cells;
    PolishScratch scratch;
    PolishChange change;
} PolishTry;

typedef struct {
    const Demand *demand;
    MastWorld world;
    LensSet lenses;
    PolishMast *masts;
    size_t mast_count, looked; /* masts whose view is kept */
    Candidate *hung;           /* as they hang now, by site and azimuth */
    PolishCamera *cameras;     /* of the same numbers */
    size_t *order;             /* in which they are visited: the build order */
    size_t count;
    PolishTally tally;
    PolishTry tries[POLISH_MOVES];
    Glance *glance;
    uint64_t clock, tried, tries_most, taken; /* trials, and steps that were taken */
    double deadline_s;                        /* INFINITY: none */
    bool beyond, limited; /* covered weight beyond the quotas counts; the time limit cut it */
    bool attempt;         /* changes are kept apart until they are kept or taken back */
} PolishWork;

/* Has it done enough, or must it? */
bool polish_work_over(PolishWork *work);

/* All masts look around, and find what their cameras cover. */
MUST_CHECK Status polish_work_look(PolishWork *work, Diag *diag);

/* Improves one camera. */
MUST_CHECK Status polish_work_aim(PolishWork *work, size_t camera, PolishSearch search, Diag *diag);
void polish_work_drop(PolishWork *work, size_t camera);
/* What it covers now; nothing once it is dropped. */
const Footprint *polish_work_cells(const PolishWork *work, size_t camera);

/* From the first on changes can be taken back by the second. */
void polish_work_attempt(PolishWork *work);
void polish_work_settle(PolishWork *work, bool keep);

#endif
