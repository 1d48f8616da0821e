#include "planner/coverage/footprint.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;
/* Equal is enough, whatever the rounding. */
static const double ENOUGH = 1 - 1e-9;

static const Requirement *requirement_of(const Demand *demand, uint32_t cell)
{
    return &demand->zones->zones[demand->cells[cell].zone].requirement;
}

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

static void keep_cell(Footprint *out, uint32_t cell, const double *px_per_m)
{
    out->cells = memory_grow(out->cells, out->count, &out->capacity, sizeof *out->cells);
    out->cells[out->count] = cell;
    if (px_per_m) {
        out->px_per_m =
            memory_grow(out->px_per_m, out->count, &out->px_capacity, sizeof *out->px_per_m);
        out->px_per_m[out->count] = (float)*px_per_m;
    }
    out->count++;
}

void footprint_compute(Footprint *out, const Demand *demand, const Sightings *sightings,
                       const Optics *optics, bool with_px)
{
    out->count = 0;
    for (size_t i = 0; i < sightings->count; i++) {
        const Sighting *seen = &sightings->points[i];
        const DemandPoint *point = &demand->points[seen->point];
        double dx = (double)seen->dx, dy = (double)seen->dy, dz = (double)seen->dz, px;
        if (!seen->visible || optics_place(optics, dx, dy, dz, &px) != VIEW_IN)
            continue;
        for (uint32_t cell = point->first; cell < point->first + point->count; cell++) {
            const Requirement *wants = requirement_of(demand, cell);
            if (optics_lit_enough(optics, hypot(dx, dy), wants->lit) &&
                sharp_enough(wants, optics, px) && !too_steep(wants, hypot(dx, dy), dz) &&
                faced(&demand->zones->zones[demand->cells[cell].zone], dx, dy))
                keep_cell(out, cell, with_px ? &px : NULL);
        }
    }
}

void footprint_release(Footprint *footprint)
{
    free(footprint->cells);
    free(footprint->px_per_m);
    *footprint = (Footprint){0};
}
