/* candidate_cause.h - why a demand cell can be covered from no site.
 *
 * Asked of the sites nearest to it, with each lens turned straight at the cell: the
 * cause is that of the one that comes nearest to covering it. Any thread count.
 */
#ifndef PLANNER_SITING_CANDIDATE_CAUSE_H
#define PLANNER_SITING_CANDIDATE_CAUSE_H

#include "planner/siting/candidate.h"
#include "planner/siting/mast.h"

/* Fills set->cause: CAUSE_COVERED where set->coverable, CAUSE_CONSENT where only consent to a place
 * or a view is missing; `refused_views` has a bit a cell, as mast_bench_refused() fills it.
 * ERR_INTERRUPTED on Ctrl-C. */
MUST_CHECK Status candidate_causes(CandidateSet *set, const MastWorld *world, const SiteSet *sites,
                                   const Bitset *refused_views, Diag *diag);

#endif
