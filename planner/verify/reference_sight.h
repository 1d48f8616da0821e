/* reference_sight.h - the line of sight again, written down as the definition reads.
 *
 * Shares nothing with planner/coverage: every crossing with every grid line is
 * visited in world coordinates, in double, and the smallest clearance kept. Slow
 * on purpose. An answer closer than 1e-6 m is a tie and may fall either way. Any thread.
 */
#ifndef PLANNER_VERIFY_REFERENCE_SIGHT_H
#define PLANNER_VERIFY_REFERENCE_SIGHT_H

#include <stdbool.h>

#include "data/surface.h"

typedef enum { REFERENCE_NO, REFERENCE_TIE, REFERENCE_YES } ReferenceAnswer;

typedef struct {
    double x, y, z;
} ReferencePoint;

/* What blocks: all of the surface, or the surface without canopy and without the
 * cells for which `own` holds (a forbidden place's own building). */
typedef struct {
    bool without_canopy;
    bool (*own)(int column, int row, const void *context);
    const void *context;
    bool skip_target_cell; /* a facade point: its own cell does not hide it */
} ReferenceRules;

ReferenceAnswer reference_sight(const Surface *surface, const ReferenceRules *rules,
                                ReferencePoint eye, ReferencePoint target);

/* The target at a cell's centre; a roof above its own target is never visible. */
ReferenceAnswer reference_sight_cell(const Surface *surface, ReferencePoint eye, int column,
                                     int row, double target_height_m);

#endif
