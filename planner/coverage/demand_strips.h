/* demand_strips.h - demand points as bits beside the cells that a sweep saw.
 *
 * A strip is a piece of one row of a surface's cells within one tile, at most 64 cells long, whose
 * points ask for one target height and follow each other. So a whole strip is answered by
 * one look at the picture of visible cells. A few bytes a point, and 16 for what the
 * cheap half of coverage reads of each. Read-only once made: any thread.
 */
#ifndef PLANNER_COVERAGE_DEMAND_STRIPS_H
#define PLANNER_COVERAGE_DEMAND_STRIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct DemandPoint;

typedef struct {
    uint64_t asked;  /* bit i: the cell i columns on is a target */
    int column, row; /* of bit 0, on the surface */
    uint32_t first;  /* the point of bit 0; the next set bit's is the next one */
    float y;         /* as in DemandPoint */
    float target_height_m;
} DemandStrip;

/* What is read of each point again and again, in little room. */
typedef struct {
    float x, ground_m; /* as in DemandPoint */
    float asks;        /* demand_asks() */
    uint32_t cell;     /* its first DemandCell; the next point's is where its cells end */
} DemandTarget;

typedef struct {
    DemandStrip *items; /* owned; in the order of points */
    size_t count, capacity;
    DemandTarget *targets; /* owned; one a point, and one more; demand_bounds() makes them */
} DemandStrips;

/* Add the strips of points [from, to), which lie in one tile. */
void demand_strips_add(DemandStrips *strips, const struct DemandPoint *points, size_t from,
                       size_t to);
void demand_strips_release(DemandStrips *strips);

/* The least density that a cell of a point asks, px per m; with its sign turned unless density
 * alone decides about all its cells alike, for a camera of visible light. */
static inline float demand_asks(float least_px_per_m, bool plain)
{
    return plain ? least_px_per_m : -least_px_per_m;
}

/* Bits of `asked` below bit `i`: how many points on from the first bit i's is. */
static inline uint32_t demand_strip_rank(uint64_t asked, int i)
{
    return (uint32_t)__builtin_popcountll(asked & (((uint64_t)1 << i) - 1));
}

#endif
