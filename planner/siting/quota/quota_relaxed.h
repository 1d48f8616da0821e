/* quota_relaxed.h - L(u) and its slope at given prices (quota_prices.h).
 *
 * Where `beyond` is not 0, zones have no targets, and every weight that is reached is worth
 * `beyond`: L(u) = sum_sites .. - sum of rows and stations max(0, beyond weight - what they cost)
 * bounds cost - beyond x weight of every choice (quota_budget.h). One at a time.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_RELAXED_H
#define PLANNER_SITING_QUOTA_QUOTA_RELAXED_H

#include "planner/siting/quota/quota_cover.h"
#include "planner/siting/quota/quota_knapsack.h"

typedef struct {
    const QuotaCover *cover;
    double beyond;
    double cost;                         /* of the columns that the last L took */
    size_t *site_first;                  /* sites + 1: columns of each */
    size_t *group_first;                 /* groups + 1 in `group_rows` */
    uint32_t *group_rows;                /* rows by zone, or by station within stations */
    size_t *zone_first, *zone_end;       /* groups of a zone: itself, or its stations */
    KnapsackItem *items, *station_items; /* scratch of all rows, all groups */
    double *group_price, *zone_price;    /* of the last weight */
    double *block_sum, *block_cost;      /* of sites */
    uint32_t *taken;                     /* columns, from site_first[first site of a block] on */
    size_t *block_count;
    size_t blocks;
} QuotaRelaxed;

void quota_relaxed_init(QuotaRelaxed *out, const QuotaCover *cover, double beyond);
void quota_relaxed_release(QuotaRelaxed *relaxed);

/* L of the prices; slope[i] = want_i y_i - how many of the best columns cover row i. Writes the
 * prices of last weights too. */
double quota_relaxed_value(QuotaRelaxed *relaxed, const double *price, double *slope);

#endif
