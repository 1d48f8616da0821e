/* polish_mast.h - a pole of the plan, looked at once for all that is tried on it.
 *
 * What its eyes see of the demand, of ground that nobody asks for and, once asked, of forbidden
 * places: as candidates are judged (mast.h), and long-range demand too, as coverage is. Trials of
 * view read a mast from any thread; judging prohibitions belongs to one.
 */
#ifndef PLANNER_SITING_POLISH_MAST_H
#define PLANNER_SITING_POLISH_MAST_H

#include "planner/siting/mast_view.h"

typedef struct {
    const MastWorld *world;
    const Site *site;
    MastView view;
    ProhibitView *near, *far; /* NULL: not yet needed */
    const Candidate *hung;    /* the cameras on it */
    size_t hung_count;
    uint64_t used; /* when last; 0: it has not looked */
} PolishMast;

/* Looks around as far as any model that hangs there could be set to show. `glance` is the
 * thread's own. */
MUST_CHECK Status polish_mast_look(PolishMast *mast, Glance *glance, Diag *diag);
void polish_mast_forget(PolishMast *mast); /* what it has seen */

typedef struct {
    Verdict verdict;
    double dwelling_m2;
} PolishVerdict;

/* May this camera hang there? */
MUST_CHECK Status polish_mast_judge(PolishVerdict *out, PolishMast *mast,
                                    const Candidate *candidate, Diag *diag);

#endif
