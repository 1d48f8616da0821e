/* greedy.h - lazy greedy choice (CELF) under one a slot and n a site.
 *
 * Takes again and again the candidate with most gain per cost. Gains never grow, so
 * a stale gain is an upper bound and most candidates need not be looked at again;
 * only opening a pole makes its other candidates cheaper, and these are asked anew.
 * After Minoux (1978) and Leskovec et al. (2007). One thread, deterministic.
 */
#ifndef PLANNER_SITING_GREEDY_H
#define PLANNER_SITING_GREEDY_H

#include "planner/siting/quota.h"

typedef struct Greedy Greedy;

/* Which candidates a run may take: all that its mask marks (NULL: all). */
typedef struct {
    const uint8_t *among; /* a byte a candidate */
    double budget;        /* what may still be spent; INFINITY: any */
    size_t work_limit;    /* evaluations in all; 0: none */
    double deadline_s;    /* on the monotonic clock; INFINITY: none */
    bool tell;            /* a progress step for each zone that is met */
} GreedyRun;

typedef struct {
    uint32_t candidate;
    double cost;       /* as incurred in this order */
    double cumulative; /* weight reached in all zones after it */
    bool first_on_site;
    QuotaChange change;
} GreedyStep;

Greedy *greedy_new(const CandidateSet *candidates, size_t sites, int most_a_site, Quota *quota);
void greedy_free(Greedy *greedy); /* NULL is allowed */

/* Choose until no candidate gains anything. `*limited` when work or time ran out,
 * `*budget_bound` when something was too dear. ERR_INTERRUPTED on Ctrl-C. */
MUST_CHECK Status greedy_run(Greedy *greedy, const GreedyRun *run, bool *limited,
                             bool *budget_bound, Diag *diag);
/* Take one candidate whatever it gains. */
void greedy_take(Greedy *greedy, uint32_t candidate);

/* Give one up again; what it paid first for its pole is forgotten, so costs are only
 * exact after a run that drops nothing. */
void greedy_drop(Greedy *greedy, uint32_t candidate);

/* Where greed ran into one a slot and n a site before a zone was met: exchange a chosen
 * camera for one that it blocks, wherever the zones then lack less in all. Returns how many
 * were exchanged. */
size_t greedy_exchange(Greedy *greedy);

size_t greedy_steps(const Greedy *greedy, const GreedyStep **out);
/* Seconds on the monotonic clock, for deadlines. */
double greedy_clock_s(void);

#endif
