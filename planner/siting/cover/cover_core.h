/* cover_core.h - the columns of a problem that are worth looking at, as a problem of its own.
 *
 * Those of least reduced cost; for every row a few even where they are dear. One thread.
 */
#ifndef PLANNER_SITING_COVER_COVER_CORE_H
#define PLANNER_SITING_COVER_COVER_CORE_H

#include "planner/siting/cover/cover_prices.h"

typedef struct {
    CoverReduction reduction; /* ids in the problem of the prices */
    bool impossible; /* some row has no column below `reduced_most`: nothing better exists */
} CoverCore;

/* Columns of a reduced cost up to `reduced_most`, and of these the `columns_most` least. With
 * INFINITY every row keeps at least its three best. ERR_MEMORY. */
MUST_CHECK Status cover_core_make(CoverCore *out, const CoverPrices *prices, double reduced_most,
                                  size_t columns_most, Diag *diag);
void cover_core_release(CoverCore *core);

#endif
