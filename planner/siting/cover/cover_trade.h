/* cover_trade.h - a cheaper cover where costs differ: drop and add below the best known cost.
 *
 * Drops the chosen column with least loss a cost, and then adds for random open rows the column of
 * most gain a cost as long as the sum stays below the best cover; open rows weigh one more with
 * every addition. What was dropped waits until something beside it changed, what was added stays
 * for one round. Whenever nothing is open a cheaper cover has been found. Row weighting after Gao
 * et al. (2015). Deterministic for a seed. One thread.
 */
#ifndef PLANNER_SITING_COVER_COVER_TRADE_H
#define PLANNER_SITING_COVER_COVER_TRADE_H

#include "planner/siting/cover/cover_search.h"
#include "planner/siting/cover/set_cover.h"

/* Make `chosen`, a cover, cheaper until `effort->steps` steps in a row found nothing. Returns the
 * steps taken. */
uint64_t cover_trade(const SetCover *problem, uint32_t *chosen, size_t *count, uint64_t seed,
                     const CoverEffort *effort);

#endif
