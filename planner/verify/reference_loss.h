/* reference_loss.h - what would be lost with each camera of a written plan, counted again.
 *
 * While a zone's cells are looked at, each answer is kept; when all cameras have been asked,
 * each is taken away in turn. What is within rounding of a limit counts in `most` and not in
 * `least`.
 */
#ifndef PLANNER_VERIFY_REFERENCE_LOSS_H
#define PLANNER_VERIFY_REFERENCE_LOSS_H

#include <stdint.h>

#include "planner/verify/reference_cells.h"
#include "planner/verify/written_plan.h"

/* Of one camera, of all zones. */
typedef struct {
    double least, most; /* weight */
} ReferenceLoss;

typedef struct {
    uint32_t camera, cell;
    bool sure;
} ReferenceHit;

/* Of one zone, camera after camera. */
typedef struct {
    ReferenceHit *items; /* malloc'd */
    size_t count, capacity;
} ReferenceHits;

void reference_hit(ReferenceHits *hits, size_t camera, size_t cell, bool sure);

/* Add what each camera alone holds of the zone to its entry of `losses`; other threads may add at
 * the same time. The cells have been counted. */
void reference_losses_add(ReferenceLoss *losses, const ReferenceCells *cells, const Zone *zone,
                          const ReferenceHits *hits);

/* Does failures.csv say of every camera what is lost with it? NULL: it does, or the plan has no
 * such file; else what differs first, in `plan->arena`. `checked` gets the cameras compared. */
const char *reference_losses_wrong(WrittenPlan *plan, const ReferenceLoss *losses, size_t *checked);

#endif
