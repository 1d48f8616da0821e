/* bound.h - what any plan that meets the quotas must cost at least.
 *
 * A dual solution of the covering relaxation, built zone by zone: each zone z gets a
 * price per weight so that no candidate j is worth more than it costs,
 *     sum_z price_z min(gain_jz, lack_z) <= cost_j,
 * and then sum_z price_z lack_z is a lower bound (weak duality with knapsack-cover
 * inequalities, Carr et al. 2000). gain_jz counts every cell (or part of a station)
 * that j covers and existing cameras leave. cost_j holds the camera, its share of the civil
 * works, and 1/n of what the first camera of a pole adds, n = max_per_pole. Speaks of
 * the discrete candidates alone; slots are ignored, which keeps it valid. One thread.
 */
#ifndef PLANNER_SITING_BOUND_H
#define PLANNER_SITING_BOUND_H

#include "planner/siting/quota.h"

/* `quota` as quota_init() leaves it: existing cameras only. */
double bound_cost(Quota *quota, const CandidateSet *candidates, int most_a_site);

#endif
