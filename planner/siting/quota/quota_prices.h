/* quota_prices.h - a price for every row, and what it proves: no choice costs less.
 *
 * The rows' conditions, sum_j a_ij x_j >= want_i y_i, are relaxed with prices u >= 0. What is left
 * falls apart into sites and zones (Geoffrion 1974; Fisher 1981):
 *     L(u) = sum_sites min(0, the best columns, one a slot, at most `room`, of its poles and
 *                             cost_j - sum_{i in j} u_i)
 *          + sum_zones the cheapest y, split as one likes, of cost u_i want_i that reach the target
 * where a zone with stations buys stations, and each station the rows that it needs. Prices are
 * raised as in cover_prices.h. The best are rounded to whole multiples of 1/PRICE_UNIT, and L is
 * summed from these in whole numbers. For that every zone and station also gets a price v of its
 * last weight; by duality any v proves
 *     cheapest y of a zone >= v target - sum_i max(0, v weight_i - u_i want_i),
 * so that who checks the sum need neither sort nor choose. Weights above a need count as the need
 * (valid, because y is whole). Sites run in parallel blocks that are summed in order.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_PRICES_H
#define PLANNER_SITING_QUOTA_QUOTA_PRICES_H

#include "planner/siting/cover/cover_prices.h"
#include "planner/siting/quota/quota_state.h"

typedef struct {
    const QuotaCover *cover; /* columns in order of sites, within these of slots */
    double *best;            /* a row */
    double bound;            /* of these, not yet exact, in units of cost */
    uint64_t rounds;
    int64_t *row_price, *station_price, *zone_price; /* whole, in 1/PRICE_UNIT (a weight) */
    int64_t exact; /* L of the whole prices in units of cost, rounded down */
} QuotaPrices;

/* What the chosen columns cost, shared out among the rows that they cover; rows that none covers
 * cost as much a weight as the dearest of their zone. `price` is all 0 before. */
void quota_first_prices(const QuotaState *choice, double *price);

/* First prices: what the chosen columns cost, shared out among the rows that they cover. */
void quota_prices_init(QuotaPrices *out, const QuotaState *choice);
/* Raise the bound from there; `known_cost` of some choice, effort->steps are rounds. */
void quota_prices_improve(QuotaPrices *prices, int64_t known_cost, const CoverEffort *effort);
void quota_prices_release(QuotaPrices *prices);

/* L of whole prices in units of cost, by whole numbers alone, rounded down. */
int64_t quota_prices_exact(const QuotaPrices *prices);

#endif
