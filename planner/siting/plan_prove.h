/* plan_prove.h - what the plan could cost at least, and the prices that prove it.
 *
 * Of every choice of the plan's candidates that brings each zone as far as the plan does
 * (quota/quota_prices.h). The prices are kept whole, so that who has them can recompute the bound
 * exactly; planner/report/certificate.h writes them down.
 */
#ifndef PLANNER_SITING_PLAN_PROVE_H
#define PLANNER_SITING_PLAN_PROVE_H

#include "planner/siting/cover/cover_search.h"
#include "planner/siting/placement.h"

typedef struct Certificate {
    int64_t bound;                     /* hundredths of the currency (QUOTA_COST_UNIT) */
    size_t cells, zones;               /* of the demand */
    int64_t *cell_price;               /* a demand cell, in 1/PRICE_UNIT of a hundredth */
    int64_t *zone_target, *zone_price; /* a zone: weight in QUOTA_QUANTUM-ths; price a weight */
    size_t *station_first;             /* zones + 1: stations of each in `station_price` */
    int64_t *station_price;
} Certificate;

/* `effort->steps` are rounds of raising prices. */
Certificate *plan_prove(const Placement *of, const uint32_t *chosen, size_t count,
                        const CoverEffort *effort);
void certificate_free(Certificate *certificate); /* NULL is allowed */

#endif
