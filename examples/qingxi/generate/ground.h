/* ground.h - who has taken which ground: a coarse grid of flags over the area.
 *
 * Cells of 2 m over local 0..6000 x 0..5000; outside everything reads as
 * GROUND_OUTSIDE. Used while the town is laid out, never written.
 */
#ifndef EXAMPLES_QINGXI_GENERATE_GROUND_H
#define EXAMPLES_QINGXI_GENERATE_GROUND_H

#include <stdint.h>

#include "examples/qingxi/generate/line.h"

enum {
    GROUND_ROAD = 1,
    GROUND_WATER = 2,
    GROUND_PARCEL = 4,
    GROUND_BUILDING = 8,
    GROUND_OUTSIDE = 16,
};

typedef struct {
    uint8_t *flags;
} Ground;

/* `limit` is the ring of the area. */
Ground ground_new(const Line *limit);
void ground_release(Ground *ground);
void ground_mark_line(Ground *ground, const Line *line, double half_m, int flag);
void ground_mark_ring(Ground *ground, const Line *ring, int flag);
int ground_at(const Ground *ground, Point point);
/* All flags of the ground under a ring, which may be no larger than the area. */
int ground_under(const Ground *ground, const Line *ring);

#endif
