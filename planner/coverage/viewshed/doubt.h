/* doubt.h - the few cells that interval horizons leave open, decided one by one in double.
 *
 * For each group and block a sweep keeps a ridge: how steep each of the block's rows may rise
 * before each of the group's bins. A cell in doubt is hidden by a row whose ridge is at least as
 * steep as the cell's own slope, or by none. Plain C, compiled once: the same answer for all
 * instruction sets.
 */
#ifndef PLANNER_COVERAGE_VIEWSHED_DOUBT_H
#define PLANNER_COVERAGE_VIEWSHED_DOUBT_H

#include <stdbool.h>
#include <stdint.h>

#include "planner/coverage/viewshed/wedge.h"

struct Sweep;

/* A cell in doubt: lane `bin` of the group that met it, `row` of the block. */
typedef struct {
    float slope;
    int32_t v;
    uint8_t row, bin;
    bool buried; /* its own surface may stand above it */
    bool seen;   /* the answer */
} Doubt;

/* Answer `count` doubts that one group met in one block. */
void doubts_ask(const struct Sweep *sweep, const Wedge *wedge, Doubt *doubts, int count, long block,
                long group);

#endif
