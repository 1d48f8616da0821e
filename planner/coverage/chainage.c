#include "planner/coverage/chainage.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"

enum { BLOCK = 16 };

typedef struct {
    double x, y, dx, dy; /* from its start to its end */
    double length_m, start_m;
} Segment;

/* Segments are boxed by sixteens, so that most are never measured. */
struct Chainage {
    Segment *segments;
    size_t count, capacity;
    Box *boxes;
    double length_m;
};

static void add_ring(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Chainage *chainage = context;

    (void)closed;
    (void)hole;
    for (size_t i = 0; i + 1 < count; i++) {
        Segment segment = {.x = xy[2 * i], .y = xy[2 * i + 1], .start_m = chainage->length_m};
        segment.dx = xy[2 * i + 2] - segment.x;
        segment.dy = xy[2 * i + 3] - segment.y;
        segment.length_m = hypot(segment.dx, segment.dy);
        if (segment.length_m <= 0)
            continue;
        chainage->segments = memory_grow(chainage->segments, chainage->count, &chainage->capacity,
                                         sizeof *chainage->segments);
        chainage->segments[chainage->count++] = segment;
        chainage->length_m += segment.length_m;
    }
}

static Box block_box(const Segment *segments, size_t count)
{
    Box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

    for (size_t i = 0; i < count; i++) {
        const Segment *s = &segments[i];
        box.min_x = fmin(box.min_x, fmin(s->x, s->x + s->dx));
        box.max_x = fmax(box.max_x, fmax(s->x, s->x + s->dx));
        box.min_y = fmin(box.min_y, fmin(s->y, s->y + s->dy));
        box.max_y = fmax(box.max_y, fmax(s->y, s->y + s->dy));
    }
    return box;
}

static size_t block_size(const Chainage *chainage, size_t block)
{
    size_t left = chainage->count - block * BLOCK;

    return left < BLOCK ? left : BLOCK;
}

Chainage *chainage_new(GEOSContextHandle_t geos, const GEOSGeometry *line)
{
    Chainage *chainage = memory_new(1, sizeof *chainage);
    size_t blocks;

    shape_each_ring(geos, line, add_ring, chainage);
    blocks = (chainage->count + BLOCK - 1) / BLOCK;
    chainage->boxes = memory_new(blocks, sizeof *chainage->boxes);
    for (size_t b = 0; b < blocks; b++)
        chainage->boxes[b] = block_box(chainage->segments + b * BLOCK, block_size(chainage, b));
    return chainage;
}

void chainage_free(Chainage *chainage)
{
    if (!chainage)
        return;
    free(chainage->segments);
    free(chainage->boxes);
    free(chainage);
}

double chainage_length_m(const Chainage *chainage)
{
    return chainage->length_m;
}

/* Squared distance from a point to a box. */
static double box_distance2(const Box *box, double x, double y)
{
    double dx = fmax(0, fmax(box->min_x - x, x - box->max_x));
    double dy = fmax(0, fmax(box->min_y - y, y - box->max_y));

    return dx * dx + dy * dy;
}

double chainage_at(const Chainage *chainage, double x, double y)
{
    double nearest2 = INFINITY, at_m = 0;

    for (size_t i = 0; i < chainage->count; i++) {
        const Segment *s = &chainage->segments[i];
        double along, ex, ey, distance2;
        if (i % BLOCK == 0 && box_distance2(&chainage->boxes[i / BLOCK], x, y) >= nearest2) {
            i += block_size(chainage, i / BLOCK) - 1;
            continue;
        }
        along = ((x - s->x) * s->dx + (y - s->y) * s->dy) / (s->length_m * s->length_m);
        along = fmin(1, fmax(0, along));
        ex = s->x + along * s->dx - x;
        ey = s->y + along * s->dy - y;
        distance2 = ex * ex + ey * ey;
        if (distance2 < nearest2) {
            nearest2 = distance2;
            at_m = s->start_m + along * s->length_m;
        }
    }
    return at_m;
}
