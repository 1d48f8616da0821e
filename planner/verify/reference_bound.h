/* reference_bound.h - what the prices of a certificate prove, summed again in whole numbers.
 *
 *     sum_sites (reference_arcs.h)
 *   + sum_zones max(0, v target - sum_i max(0, v min(weight_i, target) - price_i wanted_i))
 * over the cells i of a zone that existing cameras leave open and its candidates can cover. In a
 * zone of stations these stand in for cells, at their own such sums. No choice of the candidates
 * that reaches every target costs less, whatever the prices are. Weights are rounded up, costs and
 * needs down.
 */
#ifndef PLANNER_VERIFY_REFERENCE_BOUND_H
#define PLANNER_VERIFY_REFERENCE_BOUND_H

#include "planner/verify/reference_arcs.h"

enum { REFERENCE_WEIGHTS = 1024 }; /* to a square metre of priority 1 */

typedef struct {
    int64_t least, most; /* in units, with and without what is within rounding of a limit */
    size_t arcs, ties;   /* of priced cells */
} ReferenceBound;

MUST_CHECK Status reference_bound(ReferenceBound *out, ReferenceDemand *demand, Diag *diag);

/* The most that a bound may ask of new cameras in a zone, in whole weights: no more than quota and
 * plan come to. */
int64_t reference_target_most(const ReferenceDemand *demand, size_t zone);

#endif
