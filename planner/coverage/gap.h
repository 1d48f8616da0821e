/* gap.h - the uncovered parts of the zones, as polygons with a cause.
 *
 * One gap is a connected (8 neighbours) set of uncovered cells of one zone. A line
 * duty's gaps are the uncovered cells of its uncovered stations, and say from which
 * to which distance they run. Measures are those of the cells, as compliance counts
 * them; shapes are clipped to the zone where that is cheap (under GAP_CLIP_CORNERS).
 * Metres, project CRS. Call from one thread.
 */
#ifndef PLANNER_COVERAGE_GAP_H
#define PLANNER_COVERAGE_GAP_H

#include <geos_c.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "planner/coverage/coverage.h"

#define GAP_CLIP_CORNERS 4000

typedef struct {
    const char *id; /* "G-00017" in zone order, largest first within a zone */
    uint32_t zone;
    GEOSGeometry *shape; /* union of its cells, clipped to the zone */
    double area_m2, weight;
    double from_m, to_m;      /* line duty; else NaN */
    double longest_run_m;     /* of the zone; NaN for areas */
    Cause cause;              /* the commonest of its cells by weight */
    double achieved_px_per_m; /* weighted median of its cells' best density; 0: not seen */
    uint32_t nearest;         /* index of the camera that the cause speaks of; UINT32_MAX */
    double x, y;
    const uint32_t *cells; /* demand cells; borrowed from the set */
    size_t cell_count;
} Gap;

typedef struct {
    GEOSContextHandle_t geos;
    Gap *gaps;
    size_t count;
    uint32_t *cells; /* of all gaps */
    struct Arena *arena;
} GapSet;

MUST_CHECK Status gaps_find(GapSet **out, const Demand *demand, const Coverage *coverage,
                            Diag *diag);
void gaps_free(GapSet *set);

#endif
