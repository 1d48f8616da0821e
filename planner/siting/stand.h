/* stand.h - may a pole stand here?
 *
 * Not outside the area or off the terrain, not inside a building, not on a
 * carriageway, not in a forbidden place, nor where consent is needed and not given. Exact (GEOS
 * prepared geometries), so it serves one thread. Metres, project CRS.
 */
#ifndef PLANNER_SITING_STAND_H
#define PLANNER_SITING_STAND_H

#include "planner/audit/prohibit.h"
#include "rules/zone.h"

typedef enum {
    STAND_FREE,
    STAND_OUTSIDE,
    STAND_IN_BUILDING,
    STAND_ON_CARRIAGEWAY,
    STAND_PROHIBITED,
    STAND_WITHOUT_CONSENT,
} Standing;

typedef struct Stand Stand;

Stand *stand_new(const Scene *scene, const ZoneSet *zones, const Prohibit *prohibit);
void stand_free(Stand *stand); /* NULL is allowed */

Standing stand_at(const Stand *stand, double x, double y);
bool stand_in_area(const Stand *stand, double x, double y);

#endif
