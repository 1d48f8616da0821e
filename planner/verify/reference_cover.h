/* reference_cover.h - the coverage of a written plan, counted again cell by cell.
 *
 * Each zone's cells are found again, each camera is looked through again, by the
 * slow reference. What is within rounding of a limit counts in `most` and not in
 * `least`: the written weight is true when it lies between the two.
 */
#ifndef PLANNER_VERIFY_REFERENCE_COVER_H
#define PLANNER_VERIFY_REFERENCE_COVER_H

#include "planner/verify/reference_loss.h"

typedef struct {
    double mandated;
    double least, most; /* covered weight */
    size_t cells, ties;
} ReferenceZone;

typedef struct {
    ReferenceZone *zones;  /* one a zone of the set */
    ReferenceLoss *losses; /* one a camera of the plan */
} ReferenceCover;

/* Release with reference_cover_release(), whatever comes back. Progress phase "verify". */
MUST_CHECK Status reference_cover(ReferenceCover *out, const Scene *scene, const ZoneSet *zones,
                                  const WrittenPlan *plan, Diag *diag);
void reference_cover_release(ReferenceCover *cover);

#endif
