#include "planner/verify/reference_cover.h"

#include <math.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "planner/verify/reference_cells.h"

/* How a cell fares: cameras that surely see it, and those that may. The answer is told. */
static ReferenceAnswer look_at_cell(ReferenceCell *cell, const Surface *surface,
                                    const WrittenCamera *camera, const Zone *zone)
{
    double height = zone->requirement.target_height_m;
    ReferencePoint eye = camera->eye[zone->requirement.use];
    double offset[3] = {cell->x - eye.x, cell->y - eye.y, cell->ground_m + height - eye.z};
    ReferenceAnswer answer, sight;

    answer = reference_meets(camera, zone, offset);
    if (answer == REFERENCE_NO)
        return answer;
    sight = reference_sight_cell(surface, eye, cell->column, cell->row, height);
    answer = sight < answer ? sight : answer;
    cell->sure += answer == REFERENCE_YES;
    cell->perhaps += answer != REFERENCE_NO;
    return answer;
}

static double area_weight(const ReferenceCells *cells, const Zone *zone, bool most)
{
    double weight = 0.0;

    for (size_t i = 0; i < cells->count; i++)
        if ((int)(most ? cells->items[i].perhaps : cells->items[i].sure) >= zone->requirement.k)
            weight += cells->weight;
    return weight;
}

/* A station is a stretch of one cell's length along the line; it counts when enough of
 * its cross-section is covered. */
static double station_weight(const ReferenceCells *cells, const Zone *zone, bool most)
{
    size_t stations = 0;
    double *whole, *covered, weight = 0.0;

    for (size_t i = 0; i < cells->count; i++)
        if (cells->items[i].station >= stations)
            stations = cells->items[i].station + 1;
    whole = memory_new(stations + 1, sizeof *whole);
    covered = memory_new(stations + 1, sizeof *covered);
    for (size_t i = 0; i < cells->count; i++) {
        const ReferenceCell *cell = &cells->items[i];
        whole[cell->station] += cells->weight;
        if ((int)(most ? cell->perhaps : cell->sure) >= zone->requirement.k)
            covered[cell->station] += cells->weight;
    }
    for (size_t s = 0; s < stations; s++)
        if (covered[s] > 0.0 && covered[s] >= zone->requirement.cross_share * whole[s] * (1 - 1e-9))
            weight += whole[s];
    free(whole);
    free(covered);
    return weight;
}

/* Look through one camera at every cell that it may reach. */
static void look_through(const Scene *scene, const Zone *zone, const WrittenPlan *plan,
                         ReferenceCells *cells, ReferenceHits *hits)
{
    const Surface *surface = scene_surface(scene, zone->requirement.use);

    for (size_t c = 0; c < plan->camera_count; c++) {
        const WrittenCamera *camera = &plan->cameras[c];
        const ReferencePoint *eye = &camera->eye[zone->requirement.use];
        if (camera->blind)
            continue;
        double limit_m = reference_limit_m(camera, reference_wanted(camera, &zone->requirement));
        for (size_t i = 0; i < cells->count; i++) {
            if (!(fabs(cells->items[i].x - eye->x) <= limit_m &&
                  fabs(cells->items[i].y - eye->y) <= limit_m))
                continue;
            ReferenceAnswer answer = look_at_cell(&cells->items[i], surface, camera, zone);
            if (answer != REFERENCE_NO)
                reference_hit(hits, c, i, answer == REFERENCE_YES);
        }
    }
}

static void cover_zone(ReferenceZone *out, ReferenceLoss *losses, const Scene *scene,
                       const Zone *zone, const WrittenPlan *plan)
{
    ReferenceCells cells = reference_cells(scene, zone);
    ReferenceHits hits = {0};

    look_through(scene, zone, plan, &cells, &hits);
    out->cells = cells.count;
    out->mandated = (double)cells.count * cells.weight;
    for (size_t i = 0; i < cells.count; i++)
        out->ties += cells.items[i].perhaps != cells.items[i].sure || cells.items[i].uncertain;
    out->least =
        zone->line ? station_weight(&cells, zone, false) : area_weight(&cells, zone, false);
    out->most = zone->line ? station_weight(&cells, zone, true) : area_weight(&cells, zone, true);
    reference_losses_add(losses, &cells, zone, &hits);
    free(hits.items);
    free(cells.items);
}

Status reference_cover(ReferenceCover *out, const Scene *scene, const ZoneSet *zones,
                       const WrittenPlan *plan, Diag *diag)
{
    int count = (int)zones->zone_count;

    out->zones = memory_new(zones->zone_count + 1, sizeof *out->zones);
    out->losses = memory_new(plan->camera_count + 1, sizeof *out->losses);

    progress_begin("verify", zones->zone_count);
#pragma omp parallel for schedule(dynamic, 1)
    for (int z = 0; z < count; z++) {
        const Zone *zone = &zones->zones[z];
        if (!interrupt_requested() && zone->shape && zone_wanted(zone, scene->project))
            cover_zone(&out->zones[z], out->losses, scene, zone, plan);
        progress_step();
    }
    progress_end();
    return interrupt_check(diag);
}

void reference_cover_release(ReferenceCover *cover)
{
    free(cover->zones);
    free(cover->losses);
    *cover = (ReferenceCover){0};
}
