/* failure.h - what is lost when cameras fail together: one, those of a pole, those behind a link.
 *
 * A group is whatever fails as one. Its loss is the covered weight that no camera outside the
 * group holds, zone by zone, by the zone's own rule (k cameras a cell, stations of a line duty).
 * Exact, and O(cells of all footprints) for all groups together. One thread; the same bytes
 * always.
 */
#ifndef PLANNER_AUDIT_FAILURE_H
#define PLANNER_AUDIT_FAILURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "planner/coverage/coverage.h"

#define FAILURE_NO_GROUP UINT32_MAX

typedef struct {
    uint32_t zone;
    double lost, left; /* weight */
    bool falls;        /* it reached its quota, and then does not */
} ZoneLoss;

typedef struct {
    double lost;            /* weight of all zones */
    const ZoneLoss *losses; /* worst first: those that fall, then by weight, then zone order */
    size_t count, falling;
    size_t cameras; /* of the group */
} Failure;

typedef struct {
    Failure *items; /* one a group */
    size_t count;
    double covered; /* weight, while nothing fails */
    struct Arena *arena;
} FailureSet;

/* `group_of` holds the group of each of the coverage's lookouts, below `groups`, or
 * FAILURE_NO_GROUP: it does not fail. */
FailureSet *failures_find(const Demand *demand, const Project *project, const Coverage *coverage,
                          const uint32_t *group_of, size_t groups);
void failures_free(FailureSet *set); /* NULL is allowed */

#endif
