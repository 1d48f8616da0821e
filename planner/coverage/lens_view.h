/* lens_view.h - which of an eye's sightings a pinhole surely covers, by 32-bit floats.
 *
 * 64 sightings at once are told apart into those covered for sure, those not covered for
 * sure, and a few so near to a bound of the view, the range or the density that rounding could
 * matter: these are asked exactly (footprint_judge()). So the answer is that of the double,
 * whatever the processor. Other projections, several sensors and thermal cameras: all that is in
 * their range and bearings is doubtful; so is, by night, what only a lit place shows of itself.
 * Pure; any thread.
 *
 * The margin: coefficients and products of floats err by 2^-24 each, so the sum of three by less
 * than 2.4e-7 r with r = |dx| + |dy| + |dz|. Every test below keeps 2e-6 of its largest term away
 * from its bound, more than four times what its rounding adds up to, and the edge of 1e-9 m
 * and 1e-9 that the exact test allows.
 */
#ifndef PLANNER_COVERAGE_LENS_VIEW_H
#define PLANNER_COVERAGE_LENS_VIEW_H

#include "planner/coverage/optics.h"
#include "planner/coverage/sightings.h"

typedef struct {
    bool exact_only; /* floats decide nothing */
    float forward[3], right[2], down[3], tan_half_h, tan_half_v;
    float square_reach_m2, square_unlit_m2; /* within the second, light does not matter */
    float across_px, upright_px2;           /* density x depth across; and upright, squared */
    /* What no block may lie beyond: sides of the view on the ground, as inward normals (0: none),
     * and distances. */
    float left[2], right_side[2];
    float reach_m, px_metres;
} LensView;

/* Bit i is the i-th sighting of a block. */
typedef struct {
    uint64_t sure, doubt;
} LensVerdict;

/* `some_lit`: Demand.some_lit. */
LensView lens_view_of(const Optics *optics, bool some_lit);

/* Surely nothing of the block is covered. */
static inline bool lens_view_misses(const LensView *lens, const SightingsBlock *block)
{
    float x = block->x, y = block->y, out = -block->radius_m;
    float reach = lens->reach_m + block->radius_m;
    float sharp = lens->px_metres + block->radius_m * block->least_px_per_m;
    float square = x * x + y * y;

    return !block->seen || lens->left[0] * x + lens->left[1] * y < out ||
           lens->right_side[0] * x + lens->right_side[1] * y < out || square > reach * reach ||
           square * block->least_px_per_m * block->least_px_per_m > sharp * sharp;
}

LensVerdict lens_view_ask(const LensView *lens, const Sightings *sightings, size_t block);

#endif
