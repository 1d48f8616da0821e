/* quota_whole.h - sums of prices in whole numbers of 128 bits, for the bounds. */
#ifndef PLANNER_SITING_QUOTA_QUOTA_WHOLE_H
#define PLANNER_SITING_QUOTA_QUOTA_WHOLE_H

#include "planner/siting/quota/quota_cover.h"

__extension__ typedef __int128 Whole;

static inline Whole whole_least(Whole a, Whole b)
{
    return a < b ? a : b;
}

/* What a weight, at most `need` of it, is worth at `price` beyond its cost; 0 where it is less. */
static inline Whole whole_saving(Whole price, int64_t weight, int64_t need, Whole cost)
{
    Whole saved = price * whole_least(weight, need) - cost;

    return saved > 0 ? saved : 0;
}

/* sum_sites min(0, the best columns at these prices), in 1/PRICE_UNIT: never above 0. */
Whole whole_sites(const QuotaCover *cover, const int64_t *row_price);

#endif
