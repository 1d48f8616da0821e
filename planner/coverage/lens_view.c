#include "planner/coverage/lens_view.h"

#include <math.h>

#include "planner/coverage/fast_loop.h"
#include "planner/coverage/glance.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;
/* Enough for rounding in what throws away whole blocks. */
static const double SLACK = 1 + 1e-4;
#define EDGE_M 1e-8F /* ten times that of optics_place() */
#define ERROR 2e-6F

static bool by_floats(const Optics *optics)
{
    return optics_is_pinhole(optics) && !optics->thermal;
}

/* The sides of a view narrower than half a circle. */
static void lay_sides(LensView *lens, const Optics *optics)
{
    Bearings bearings = glance_bearings(optics);
    double half_deg = bearings.width_deg / 2, left, right;

    if (!(half_deg < 89))
        return;
    left = (bearings.azimuth_deg - half_deg) * DEGREE;
    right = (bearings.azimuth_deg + half_deg) * DEGREE;
    lens->left[0] = (float)cos(left);
    lens->left[1] = (float)-sin(left);
    lens->right_side[0] = (float)-cos(right);
    lens->right_side[1] = (float)sin(right);
}

LensView lens_view_of(const Optics *optics, bool some_lit)
{
    double reach_m = optics->max_range_m, unlit_m = reach_m;
    double upright_px = optics->height_px / (2 * optics->tan_half_v);
    Optics clear = *optics;
    LensView lens = {.exact_only = !by_floats(optics), .px_metres = INFINITY};

    if (optics->dark)
        unlit_m = fmin(reach_m, optics->dark_range_m);
    if (!some_lit)
        reach_m = unlit_m;
    lens.reach_m = (float)(reach_m * SLACK);
    lens.square_reach_m2 = (float)(reach_m * reach_m);
    lens.square_unlit_m2 = (float)(unlit_m * unlit_m);
    lay_sides(&lens, optics);
    clear.max_range_m = INFINITY;
    /* What a thermal camera must show is not what blocks know. */
    if (!optics->thermal)
        lens.px_metres = (float)(optics_limit_m(&clear, 1) * SLACK);
    if (lens.exact_only)
        return lens;
    for (int i = 0; i < 3; i++) {
        lens.forward[i] = (float)optics->forward[i];
        lens.down[i] = (float)optics->down[i];
    }
    lens.right[0] = (float)optics->right[0];
    lens.right[1] = (float)optics->right[1];
    lens.tan_half_h = (float)optics->tan_half_h;
    lens.tan_half_v = (float)optics->tan_half_v;
    lens.across_px = (float)(optics->width_px / (2 * optics->tan_half_h));
    lens.upright_px2 = (float)(upright_px * upright_px);
    return lens;
}

/* The flags of 64 sightings: 1 covered for sure, 2 not covered for sure, 0 in doubt. */
FAST_LOOP static void ask_floats(const LensView *lens, const Sightings *sightings, size_t first,
                                 uint8_t yes[SIGHTINGS_BLOCK], uint8_t no[SIGHTINGS_BLOCK])
{
    const float *restrict dxs = sightings->dx + first, *restrict dys = sightings->dy + first;
    const float *restrict dzs = sightings->dz + first, *restrict pxs = sightings->asks + first;
    const LensView l = *lens;
    const float side_error = ERROR * (1 + l.tan_half_h), top_error = ERROR * (1 + l.tan_half_v);
    const float reach_in = l.square_unlit_m2 * (1 - ERROR);
    const float reach_out = l.square_reach_m2 * (1 + ERROR);

    for (int i = 0; i < SIGHTINGS_BLOCK; i++) {
        float dx = dxs[i], dy = dys[i], dz = dzs[i], px = fabsf(pxs[i]);
        float r = fabsf(dx) + fabsf(dy) + fabsf(dz), pr = px * r;
        float depth = l.forward[0] * dx + l.forward[1] * dy + l.forward[2] * dz;
        float across = fabsf(l.right[0] * dx + l.right[1] * dy);
        float below = fabsf(l.down[0] * dx + l.down[1] * dy + l.down[2] * dz);
        float side = l.tan_half_h * depth - across, side_margin = side_error * r + EDGE_M;
        float top = l.tan_half_v * depth - below, top_margin = top_error * r + EDGE_M;
        float level2 = dx * dx + dy * dy, slant2 = level2 + dz * dz;
        float wide = l.across_px - px * depth, wide_margin = ERROR * (l.across_px + pr);
        float shown = l.upright_px2 * level2;
        float asked = px * depth * (px * depth) * slant2;
        float tall = shown - asked, tall_margin = 2 * ERROR * (shown + pr * pr * slant2);
        yes[i] = (uint8_t)((side > side_margin) & (top > top_margin) & (level2 < reach_in) &
                           (wide > wide_margin) & (tall > tall_margin));
        no[i] = (uint8_t)((side < -side_margin) | (top < -top_margin) | (level2 > reach_out) |
                          (wide < -wide_margin) | (tall < -tall_margin));
    }
}

LensVerdict lens_view_ask(const LensView *lens, const Sightings *sightings, size_t block)
{
    const SightingsBlock *about = &sightings->blocks[block];
    uint8_t yes[SIGHTINGS_BLOCK], no[SIGHTINGS_BLOCK];
    uint64_t sure, open;

    if (lens->exact_only)
        return (LensVerdict){0, about->seen};
    ask_floats(lens, sightings, block * SIGHTINGS_BLOCK, yes, no);
    sure = fast_bits(yes) & about->plain;
    open = ~fast_bits(no) & ~sure;
    return (LensVerdict){sure & about->seen, open & about->seen};
}
