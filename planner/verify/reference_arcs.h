/* reference_arcs.h - which priced cells each written candidate sees, and what its site saves.
 *
 * Every candidate is aimed as written and looked through by the slow reference; one line of sight
 * serves all candidates of a site. A site's least sum is
 *     min(0, the best candidates, one a slot, at most as many as it has room for, of its pole's
 * cost and their own, less the prices of the cells that they see) in whole numbers. Sums come
 * twice, as counts do (reference_demand.h).
 */
#ifndef PLANNER_VERIFY_REFERENCE_ARCS_H
#define PLANNER_VERIFY_REFERENCE_ARCS_H

#include "planner/verify/reference_demand.h"

__extension__ typedef __int128 Whole;

/* Costs in whole units, prices of cells in whole parts of one. */
enum { REFERENCE_UNITS = 100, REFERENCE_PRICES = 1000000 };

/* A cost in units, rounded against the bound. */
int64_t reference_units(double cost);

/* A lens of the certificate as a camera that is aimed nowhere yet. False: no such model. */
bool reference_lens(WrittenCamera *out, const Scene *scene, const WrittenLens *lens);

typedef struct {
    Whole sum[2];
    size_t arcs, ties; /* of priced cells */
} ReferenceArcs;

/* Fills `demand->cells[].arms`. Every lens is known. Progress phase "certificate". */
MUST_CHECK Status reference_arcs(ReferenceArcs *out, ReferenceDemand *demand, Diag *diag);

#endif
