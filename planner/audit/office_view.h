/* office_view.h - what of cameras and findings belongs to the office that a run is narrowed to.
 *
 * All existing cameras stay as fixed cover. Listed, drawn and filed are those that
 * - stand in the township (--township),
 * - see a place of the clause, break it, or may break it for all that is known (--clause),
 * - the department built or operates, or that see one of its places, unless another body of the
 *   pack built them which has no duty in any of these places (--department).
 * What the narrowing does not name does not count. One thread.
 */
#ifndef PLANNER_AUDIT_OFFICE_VIEW_H
#define PLANNER_AUDIT_OFFICE_VIEW_H

#include <stdbool.h>

#include "planner/coverage/coverage.h"
#include "rules/finding.h"
#include "rules/pack.h"

/* What is looked at: all borrowed. `broken`: the prohibition that each existing camera breaks. */
typedef struct {
    const Scene *scene;
    const RulePack *pack;
    const Demand *demand;
    const Coverage *before; /* footprints of the existing cameras, in their order */
    const Clause *const *broken;
    const FindingList *findings; /* violations and warnings that name cameras; or NULL */
} OfficeEvidence;

/* One a camera of the inventory, malloc'd; NULL: the run is not narrowed, all belong to it. */
bool *office_cameras(const OfficeEvidence *evidence);

/* Drop the findings that belong to others: of a camera that is listed or planned all stay, of a
 * zone that is wanted too. `listed` as office_cameras() made it. */
void office_findings(const OfficeEvidence *evidence, const bool *listed, FindingList *findings);

#endif
