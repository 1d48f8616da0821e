/* cover_search.h - fewer columns of equal cost: swap one chosen for another, rows weighted.
 *
 * Holds a choice with one column too few and swaps. A step takes a random open row,
 * and of the columns that cover it and the chosen ones that could go the exact best pair:
 * for each column its own rows are taken off the losses that they make up, so that the loss of
 * every partner is exact. Then all open rows weigh one more, which drives the search out of where
 * it is stuck. What came in last may not leave at once, what left not come back for some steps.
 * When nothing is open the cover is kept, one column is dropped, and it goes on. WVNS, Su et al.
 * 2021; RWLS, Gao et al. 2015. Deterministic for a seed. One thread a search.
 */
#ifndef PLANNER_SITING_COVER_COVER_SEARCH_H
#define PLANNER_SITING_COVER_COVER_SEARCH_H

#include "base/random.h"
#include "planner/siting/cover/cover_state.h"

/* How long to try. Steps decide; `stop` (NULL: never) is asked now and then beside. */
typedef struct {
    uint64_t steps;
    bool (*stop)(void *of);
    void *of;
} CoverEffort;

bool cover_effort_over(const CoverEffort *effort); /* `stop` says so */

typedef struct {
    CoverState state;
    Random random;
    uint32_t came;  /* with the last step */
    uint64_t away;  /* steps for which what left does not come back; 1 */
    uint32_t *best; /* columns of the smallest cover so far */
    size_t best_count;
    uint32_t *even; /* the newest cover of that size met since; none where even_count is 0 */
    size_t even_count;
    int32_t *shared; /* scratch, by 1 + place: a chosen column's part in a newcomer's rows */
    uint32_t *touched;
} CoverSearch;

void cover_search_init(CoverSearch *out, const CoverMatrix *matrix, uint64_t seed);
void cover_search_release(CoverSearch *search);

/* Choose these, complete them to a cover; it is the best so far. */
void cover_search_start(CoverSearch *search, const uint32_t *columns, size_t count);

/* From now on only covers smaller than `count` are of interest. */
void cover_search_aim(CoverSearch *search, size_t count);

/* Search until `effort->steps` steps in a row found no smaller cover. With `sideways` covers as
 * large as the best are noted too. Returns the steps taken. */
uint64_t cover_search_run(CoverSearch *search, const CoverEffort *effort, bool sideways);

#endif
