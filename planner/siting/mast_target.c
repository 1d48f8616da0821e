#include "planner/siting/mast_target.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;

/* What is being summed up of one zone. */
typedef struct {
    uint32_t zone;
    double weight, dx, dy, dz, px_metres;
} Sum;

typedef struct {
    Sum *items;
    size_t count, capacity, last; /* `last`: the zone of the last cell, mostly the next one's */
} SumList;

static Sum *sum_of(SumList *list, uint32_t zone)
{
    if (list->count && list->items[list->last].zone == zone)
        return &list->items[list->last];
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].zone == zone) {
            list->last = i;
            return &list->items[i];
        }
    list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
    list->last = list->count;
    list->items[list->count] = (Sum){.zone = zone};
    return &list->items[list->count++];
}

/* A camera that sees everything at any density: what it does not cover, facing and
 * down-angle forbid. */
static Optics all_seeing(void)
{
    Optics optics = {.projection = PROJECTION_PANORAMIC,
                     .hfov_deg = 360,
                     .vfov_deg = 180,
                     .width_px = 1e12,
                     .height_px = 1e12,
                     .max_range_m = INFINITY};

    optics_prepare(&optics);
    return optics;
}

static void add_point(SumList *list, const MastWorld *world, const Sighting *seen,
                      const Optics *optics)
{
    const Demand *demand = world->demand;
    const DemandPoint *point = &demand->points[seen->point];
    double distance =
        sqrt((double)seen->dx * (double)seen->dx + (double)seen->dy * (double)seen->dy +
             (double)seen->dz * (double)seen->dz);

    for (uint32_t c = point->first; c < point->first + point->count; c++) {
        const DemandCell *cell = &demand->cells[c];
        double weight = (double)cell->weight, px;
        if (!world->open[c] || demand->zone_area_m2[cell->zone] > MAST_TARGET_M2 ||
            footprint_judge(demand, c, seen, optics, &px) != CAUSE_COVERED)
            continue;
        Sum *sum = sum_of(list, cell->zone);
        sum->weight += weight;
        sum->dx += weight * (double)seen->dx;
        sum->dy += weight * (double)seen->dy;
        sum->dz += weight * (double)seen->dz;
        sum->px_metres =
            fmax(sum->px_metres, distance * demand->zones->zones[cell->zone].requirement.px_per_m);
    }
}

static int sum_order(const void *left, const void *right)
{
    const Sum *a = left, *b = right;

    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return (a->zone > b->zone) - (a->zone < b->zone);
}

size_t mast_targets(const MastView *view, const MastWorld *world, MastTarget targets[MAST_TARGETS])
{
    SumList list = {0};
    Optics optics = all_seeing();
    size_t count;

    for (size_t i = 0; i < view->seen.count; i++) {
        Sighting seen = sightings_at(&view->seen, i);
        add_point(&list, world, &seen, &optics);
    }
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, sum_order);
    count = list.count < MAST_TARGETS ? list.count : MAST_TARGETS;
    for (size_t i = 0; i < count; i++) {
        const Sum *sum = &list.items[i];
        double azimuth_deg = atan2(sum->dx, sum->dy) / DEGREE;
        targets[i] = (MastTarget){
            .zone = sum->zone,
            .azimuth_deg = azimuth_deg < 0 ? azimuth_deg + 360 : azimuth_deg,
            .tilt_deg = atan2(-sum->dz, hypot(sum->dx, sum->dy)) / DEGREE,
            .px_metres = sum->px_metres,
            .weight = sum->weight,
        };
    }
    free(list.items);
    return count;
}
