#include "planner/coverage/sightings.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

/* One sweep over the demand points of one surface. */
typedef struct {
    Sightings *out;
    const Demand *demand;
    const Surface *surface;
    SightRules rules;
    SightPoint eye;
    double origin_dx, origin_dy; /* demand origin minus eye */
    double range_m;
    const Optics *through;
    bool keep_hidden;
} Sweep;

static void sweep_point(Sweep *sweep, uint32_t index)
{
    const DemandPoint *point = &sweep->demand->points[index];
    double dx = sweep->origin_dx + (double)point->x, dy = sweep->origin_dy + (double)point->y;
    double dz = (double)point->ground_m + (double)point->target_height_m - sweep->eye.z, px;
    Sighting seen = {index, (float)dx, (float)dy, (float)dz, 0, OBSTACLE_TERRAIN};
    bool wanted = true, nodata = false;

    if (dx * dx + dy * dy > sweep->range_m * sweep->range_m)
        return;
    if (sweep->through)
        wanted = optics_place(sweep->through, dx, dy, dz, &px) == VIEW_IN;
    if (wanted) {
        seen.visible = sight_sees_cell(sweep->surface, &sweep->rules, sweep->eye, point->column,
                                       point->row, (double)point->target_height_m, &nodata);
        sweep->out->lines++;
        sweep->out->nodata_lines += nodata;
    }
    if (!seen.visible && !sweep->keep_hidden)
        return;
    if (wanted && !seen.visible)
        seen.by = (uint8_t)sight_to_cell(sweep->surface, &sweep->rules, sweep->eye, point->column,
                                         point->row, (double)point->target_height_m)
                      .by;
    sweep->out->points = memory_grow(sweep->out->points, sweep->out->count, &sweep->out->capacity,
                                     sizeof *sweep->out->points);
    sweep->out->points[sweep->out->count++] = seen;
}

static void sweep_run(uint32_t from, uint32_t to, void *context)
{
    for (uint32_t i = from; i < to; i++)
        sweep_point(context, i);
}

void sightings_compute(Sightings *out, const Scene *scene, const Demand *demand, const Eye *eye,
                       const Eye *long_eye, const SightingReach *reach)
{
    const Eye *eyes[] = {eye, long_eye};
    const double ranges_m[] = {reach->street_range_m, reach->long_range_m};

    out->count = out->lines = out->nodata_lines = 0;
    for (int use = 0; use < 2; use++) {
        const SightPoint *at = &eyes[use]->at;
        Sweep sweep = {.out = out,
                       .demand = demand,
                       .surface = scene_surface(scene, (SurfaceUse)use),
                       .rules = sight_rules_default(),
                       .eye = *at,
                       .origin_dx = demand->origin_x - at->x,
                       .origin_dy = demand->origin_y - at->y,
                       .range_m = ranges_m[use],
                       .through = reach->through[use],
                       .keep_hidden = reach->keep_hidden};
        if (ranges_m[use] > 0 && !eyes[use]->stuck && !eyes[use]->nodata)
            demand_near(demand, (SurfaceUse)use, at->x, at->y, ranges_m[use], sweep_run, &sweep);
    }
}

void sightings_release(Sightings *sightings)
{
    free(sightings->points);
    *sightings = (Sightings){0};
}
