/* cover_solve.h - a set-cover problem from start to proof.
 *
 * Reduce; a greedy cover; prices of the rows and their bound. Then rounds of search on cores: the
 * columns of least reduced cost, 2, 4, 8 ... times as many as rows, where an answer is more
 * easily found (Caprara et al. 1999 price cores too). Equal costs: swaps over the whole core, then
 * windows where the cover is large. Other costs: trades. Rounds become longer. Where few columns
 * are left that the bound does not rule out, CBC closes the problem. Deterministic for a seed and a
 * number of steps; `stop` cuts it where a clock or Ctrl-C says so. One thread but for the prices.
 */
#ifndef PLANNER_SITING_COVER_COVER_SOLVE_H
#define PLANNER_SITING_COVER_COVER_SOLVE_H

#include "planner/siting/cover/cover_prices.h"

typedef struct {
    uint64_t seed;
    CoverEffort effort;                                 /* steps of search in all */
    void (*told)(void *of, int64_t cost, double bound); /* at each better cover; NULL: nobody */
    void *told_of;
} CoverWish;

typedef struct {
    uint32_t *chosen; /* owned; ascending */
    size_t count;
    int64_t cost;
    int64_t *prices; /* owned; a row of the whole problem, in 1/PRICE_UNIT */
    double bound;    /* L of these prices */
    bool optimal;    /* proved: by the bound, or by CBC */
    uint64_t steps;
} CoverAnswer;

/* ERR_INPUT when a row cannot be covered (problem with its view by rows), ERR_MEMORY. */
MUST_CHECK Status cover_solve(CoverAnswer *out, const SetCover *problem, const CoverWish *wish,
                              Diag *diag);
void cover_answer_release(CoverAnswer *answer);

#endif
