#include "planner/coverage/footprint.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/coverage/lens_view.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;
/* Equal is enough, whatever the rounding. */
static const double ENOUGH = 1 - 1e-9;

static bool sharp_enough(const Requirement *wants, const Optics *optics, double px_per_m)
{
    return px_per_m >= requirement_px_per_m(wants, optics->thermal) * ENOUGH;
}

static bool too_steep(const Requirement *wants, double level_m, double dz)
{
    return wants->max_down_angle_deg < 90 &&
           -dz * ENOUGH > level_m * tan(wants->max_down_angle_deg * DEGREE);
}

/* A target that faces a way shows its face only to cameras on that side. */
static bool faced(const Zone *zone, double dx, double dy)
{
    return !zone->requirement.facing || isnan(zone->facing_deg) ||
           optics_faces(atan2(dx, dy) / DEGREE, zone->facing_deg);
}

static Cause hidden_by(uint8_t obstacle)
{
    switch ((Obstacle)obstacle) {
    case OBSTACLE_CANOPY:
        return CAUSE_CANOPY;
    case OBSTACLE_BUILDING:
    case OBSTACLE_OTHER: /* something built, though no layer says what */
        return CAUSE_BUILDING;
    case OBSTACLE_TERRAIN:
        break;
    }
    return CAUSE_TERRAIN;
}

Cause footprint_judge(const Demand *demand, uint32_t cell, const Sighting *seen,
                      const Optics *optics, double *px_per_m)
{
    const Zone *zone = &demand->zones->zones[demand->cells[cell].zone];
    double dx = (double)seen->dx, dy = (double)seen->dy, dz = (double)seen->dz, px;
    ViewPlace place = optics_place(optics, dx, dy, dz, &px);

    if (!optics_lit_enough(optics, hypot(dx, dy), zone->requirement.lit))
        place = VIEW_OUT_OF_RANGE;
    *px_per_m = place == VIEW_IN && seen->visible ? px : 0;
    if (place == VIEW_OUT_OF_RANGE)
        return CAUSE_OUT_OF_RANGE;
    if (place == VIEW_OUTSIDE_FIELD || !faced(zone, dx, dy))
        return CAUSE_OUTSIDE_FIELD;
    if (too_steep(&zone->requirement, hypot(dx, dy), dz))
        return CAUSE_TOO_STEEP;
    if (place == VIEW_UNDER_MOUNT)
        return CAUSE_UNDER_MOUNT;
    if (!seen->visible)
        return hidden_by(seen->by);
    return sharp_enough(&zone->requirement, optics, px) ? CAUSE_COVERED : CAUSE_FEW_PIXELS;
}

/* Beside sharp_enough(), too_steep() and faced(): when only the first can fail. Light and range are
 * the business of lens_view.h. */
bool footprint_by_density(const Zone *zone)
{
    return !(zone->requirement.max_down_angle_deg < 90) &&
           (!zone->requirement.facing || isnan(zone->facing_deg));
}

/* --- all of an eye's sightings ------------------------------------------------------- */

static void add_run(Footprint *out, uint32_t first, uint32_t count)
{
    FootprintRun *last = out->runs + out->run_count;

    out->count += count;
    if (out->run_count && last[-1].first + last[-1].count == first) {
        last[-1].count += count;
        return;
    }
    out->runs = memory_grow(out->runs, out->run_count, &out->run_capacity, sizeof *out->runs);
    out->runs[out->run_count++] = (FootprintRun){first, count};
}

void footprint_add(Footprint *footprint, uint32_t cell)
{
    add_run(footprint, cell, 1);
}

/* One footprint being made. */
typedef struct {
    Footprint *out;
    const Demand *demand;
    const Sightings *sightings;
    const Optics *optics;
} Making;

/* Those cells of one sighting that are covered, exactly. */
static void add_judged(const Making *making, size_t i)
{
    Sighting seen = sightings_at(making->sightings, i);
    double px;

    for (uint32_t cell = making->sightings->cell[i]; cell < making->sightings->end[i]; cell++)
        if (footprint_judge(making->demand, cell, &seen, making->optics, &px) == CAUSE_COVERED)
            add_run(making->out, cell, 1);
}

/* All cells of the sightings in `sure`, of those from `first` on. */
static void add_sure(Footprint *out, const Sightings *sightings, size_t first, uint64_t sure)
{
    uint64_t follows = sightings->blocks[first / SIGHTINGS_BLOCK].follows;
    const uint32_t *cell = sightings->cell + first, *end = sightings->end + first;
    uint64_t joined = sure & sure << 1 & follows;
    uint64_t starts = sure & ~joined, ends = sure & ~(joined >> 1);

    for (; starts; starts &= starts - 1, ends &= ends - 1) {
        uint32_t from = cell[__builtin_ctzll(starts)], to = end[__builtin_ctzll(ends)];
        add_run(out, from, to - from);
    }
}

/* In the order of points: those that floats are sure of, and in between those asked exactly. */
static void add_block(const Making *making, size_t first, const LensVerdict *verdict)
{
    uint64_t sure = verdict->sure;

    for (uint64_t doubt = verdict->doubt; doubt; doubt &= doubt - 1) {
        int bit = __builtin_ctzll(doubt);
        uint64_t below = ((uint64_t)1 << bit) - 1;
        add_sure(making->out, making->sightings, first, sure & below);
        add_judged(making, first + (size_t)bit);
        sure &= ~below;
    }
    add_sure(making->out, making->sightings, first, sure);
}

/* The density at each covered cell; sightings and cells are in the same order. */
static void measure(const Making *making)
{
    Footprint *out = making->out;
    FootprintWalk walk = footprint_walk(out);
    size_t done = 0, i = 0;
    uint32_t cell;

    if (out->px_capacity < out->count) {
        out->px_capacity = out->count;
        out->px_per_m = memory_resize(out->px_per_m, out->px_capacity, sizeof *out->px_per_m);
    }
    while (footprint_next(&walk, &cell)) {
        Sighting seen;
        double px;
        while (making->sightings->end[i] <= cell)
            i++;
        seen = sightings_at(making->sightings, i);
        footprint_judge(making->demand, cell, &seen, making->optics, &px);
        out->px_per_m[done++] = (float)px;
    }
}

void footprint_compute(Footprint *out, const Demand *demand, const Sightings *sightings,
                       const Optics *optics, bool with_px)
{
    Making making = {out, demand, sightings, optics};
    LensView lens = lens_view_of(optics, demand->some_lit);
    size_t blocks = (sightings->count + SIGHTINGS_BLOCK - 1) / SIGHTINGS_BLOCK;

    out->count = out->run_count = 0;
    for (size_t i = 0; i < blocks; i++) {
        LensVerdict verdict;
        if (lens_view_misses(&lens, &sightings->blocks[i]))
            continue;
        verdict = lens_view_ask(&lens, sightings, i);
        if (verdict.sure | verdict.doubt)
            add_block(&making, i * SIGHTINGS_BLOCK, &verdict);
    }
    if (with_px && out->count)
        measure(&making);
}

void footprint_release(Footprint *footprint)
{
    free(footprint->runs);
    free(footprint->px_per_m);
    *footprint = (Footprint){0};
}
