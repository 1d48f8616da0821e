/* quota_knapsack.h - the cheapest way to reach a weight when things may be split.
 *
 *     minimise  sum_i cost_i y_i   such that  sum_i weight_i y_i >= need,  0 <= y_i <= 1
 * Things are taken whole in order of cost a weight until one of them fills the rest in part; its
 * cost a weight is the price of the last weight (Dantzig 1957). Found by selection, in
 * linear time on average. One thread.
 */
#ifndef PLANNER_SITING_QUOTA_QUOTA_KNAPSACK_H
#define PLANNER_SITING_QUOTA_QUOTA_KNAPSACK_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    double cost, weight, part; /* part: y, written by the choice */
    uint32_t of;               /* whose it is */
} KnapsackItem;

/* Writes `part` of every item (which it reorders) and the price of the last weight; returns
 * what it costs. All of them are taken when they do not weigh enough. */
double quota_knapsack(KnapsackItem *items, size_t count, double need, double *price);

#endif
