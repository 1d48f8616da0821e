/* refusal.h - what if a planned camera is refused: the cheapest repair without it.
 *
 * A resident objects, or a site is lost. Refused is either every candidate of the camera's arm (its
 * direction on its pole), or its whole pole with all cameras on it. The repair is searched among
 * all candidates around, with the planned cameras nearest to it free to change too: greed first,
 * then ruin and recreate for a fixed number of steps; where one camera anywhere does it for no
 * more, that one. It brings each zone as far as the plan does, at most to its quota; what no repair
 * brings is lost. Deterministic for a seed, whatever the number of threads.
 */
#ifndef PLANNER_SITING_REFUSAL_H
#define PLANNER_SITING_REFUSAL_H

#include "planner/siting/placement.h"
#include "planner/siting/plan.h"

typedef enum { REFUSED_CAMERA, REFUSED_SITE } RefusedThing;

typedef struct {
    uint32_t camera; /* of the plan */
    RefusedThing thing;
    size_t refused;     /* planned cameras refused: itself, or all of its pole */
    double alone;       /* weight that is covered no more while nothing replaces them */
    size_t zones_alone; /* zones that then fall below what the plan owes them */
    uint32_t *dropped; /* other planned cameras that the repair takes down: candidates, ascending */
    uint32_t *added;   /* candidates that it builds, ascending */
    size_t dropped_count, added_count;
    double added_cost; /* of the plan with the repair, more than without; may be below zero */
    double lost;       /* weight that zones lack of what the plan owes them, in spite of it */
    size_t zones_lost;
    double share; /* covered share of all mandated weight with it */
} Refusal;

typedef struct {
    Refusal *items; /* two a planned camera in build order: the camera, then its pole */
    size_t count;
} RefusalSet;

/* ERR_INTERRUPTED on Ctrl-C. Progress phase "refusals". */
MUST_CHECK Status refusals_find(RefusalSet **out, const Placement *of, const Plan *plan,
                                Diag *diag);
void refusals_free(RefusalSet *set); /* NULL is allowed */

#endif
