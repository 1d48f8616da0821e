/* cover_prices.h - a price for every row, and what it proves: no cover costs less.
 *
 * With prices u >= 0 of the rows, no cover costs less than
 *     L(u) = sum_i u_i + sum_j min(0, c_j - sum_{i in j} u_i)
 * (Lagrangian relaxation of a_j x >= 1; Fisher 1981). Prices are raised by a deflected
 * subgradient: direction 0.1 g + 0.9 d, Polyak's step towards the best known cost, shorter by
 * 0.6 after 60 rounds without gain. The best real prices are then rounded to whole multiples
 * of 1/PRICE_UNIT of the unit of cost, and the bound is summed from these in whole numbers, so
 * that anybody can do the sum again. Blocks of columns run in parallel and are summed in order:
 * the same on any number of threads.
 */
#ifndef PLANNER_SITING_COVER_COVER_PRICES_H
#define PLANNER_SITING_COVER_COVER_PRICES_H

#include "planner/siting/cover/cover_search.h"
#include "planner/siting/cover/set_cover.h"

#define PRICE_UNIT 1000000 /* prices in 1/PRICE_UNIT of the unit of cost */

typedef struct {
    const SetCover *problem;
    double *best;      /* a row: the prices of the best bound */
    double bound;      /* of these, not yet exact */
    uint64_t rounds;   /* done */
    int64_t *whole;    /* the same prices, in 1/PRICE_UNIT */
    int64_t numerator; /* the exact bound is numerator / PRICE_UNIT */
} CoverPrices;

/* First prices: every row pays its part of the cheapest column that covers it. */
void cover_prices_init(CoverPrices *out, const SetCover *problem);
/* Raise the bound from there. `known_cost` of some cover; effort->steps are rounds. */
void cover_prices_improve(CoverPrices *prices, int64_t known_cost, const CoverEffort *effort);
void cover_prices_release(CoverPrices *prices);

/* The least whole cost that the prices do not rule out. */
int64_t cover_prices_bound(const CoverPrices *prices);

/* L of whole prices, times PRICE_UNIT, by nothing but whole numbers. */
int64_t cover_prices_exact(const SetCover *problem, const int64_t *whole);

/* c_j - sum of the prices of its rows: what taking column j into the cover costs more than the
 * bound already has. */
double cover_prices_reduced(const CoverPrices *prices, size_t column);

#endif
