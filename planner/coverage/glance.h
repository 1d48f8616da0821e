/* glance.h - one eye over a surface of the project: which of its cells it sees.
 *
 * One sweep of the viewshed engine answers for all cells at once; a single cell can be
 * asked by itself, with the same answer. Heights are elevations, distances metres.
 * A Glance is the scratch of one thread; it grows with what is asked of it.
 */
#ifndef PLANNER_COVERAGE_GLANCE_H
#define PLANNER_COVERAGE_GLANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "planner/coverage/optics.h"
#include "planner/coverage/sight.h"
#include "planner/coverage/surface_relief.h"
#include "planner/coverage/viewshed/viewshed.h"

typedef struct Glance Glance;

/* Bearings clockwise from grid north. */
typedef struct {
    double azimuth_deg, width_deg; /* of the middle; 360 and more: all round */
} Bearings;

typedef struct {
    const SurfaceRelief *relief;
    SightPoint eye;
    double range_m; /* horizontal; at least as far as will be asked */
    Bearings bearings;
    double target_height_m;
} GlanceWish;

Glance *glance_new(void);
void glance_free(Glance *glance); /* NULL is allowed */

/* Room for notes of the caller, until it is asked for again. */
void *glance_notes(Glance *glance, size_t bytes);

/* What is seen: cells are those of the surface's grid; some beyond the range may be among them,
 * for a picture that shows as much is not made twice. Lasts until the next sweep over the same
 * surface. ERR_MEMORY. */
MUST_CHECK Status glance_sweep(Glance *glance, const GlanceWish *wish, const VisibleCells **out,
                               Diag *diag);

/* Is one cell of the surface seen, whatever range and bearings? */
bool glance_sees(const GlanceWish *wish, int column, int row);
/* Does the line of sight to it cross cells without data? */
bool glance_crosses_nodata(const GlanceWish *wish, int column, int row);

/* Bearings that surely hold all that a lens has in view further than GLANCE_BELOW_M away. */
#define GLANCE_BELOW_M 1e-3
Bearings glance_bearings(const Optics *optics);

#endif
