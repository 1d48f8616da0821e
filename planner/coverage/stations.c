#include "planner/coverage/stations.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"

bool stations_apply(const Demand *demand, size_t zone)
{
    uint32_t first = demand->zone_first[zone];

    return demand->zones->zones[zone].line && first < demand->zone_first[zone + 1] &&
           demand->cells[demand->zone_cells[first]].station_m >= 0;
}

size_t stations_of(const StationList *list, const DemandCell *cell)
{
    return (size_t)((double)cell->station_m / list->step_m);
}

void stations_list(StationList *out, const Demand *demand, const Coverage *coverage, size_t zone)
{
    const Requirement *wants = &demand->zones->zones[zone].requirement;
    const Grid *grid = wants->use == USE_STREET ? &demand->grid : &demand->long_grid;
    uint32_t from = demand->zone_first[zone], to = demand->zone_first[zone + 1];

    *out = (StationList){.step_m = fmax(grid->dx_m, grid->dy_m)};
    for (uint32_t i = from; i < to; i++) {
        size_t at = stations_of(out, &demand->cells[demand->zone_cells[i]]);
        if (at >= out->count)
            out->count = at + 1;
    }
    out->items = memory_new(out->count, sizeof *out->items);
    for (uint32_t i = from; i < to; i++) {
        const DemandCell *cell = &demand->cells[demand->zone_cells[i]];
        Station *station = &out->items[stations_of(out, cell)];
        station->weight += (double)cell->weight;
        if (coverage->cause[demand->zone_cells[i]] == CAUSE_COVERED)
            station->covered_weight += (double)cell->weight;
    }
    for (size_t i = 0; i < out->count; i++)
        out->items[i].covered =
            out->items[i].covered_weight > 0 &&
            out->items[i].covered_weight >= wants->cross_share * out->items[i].weight * (1 - 1e-9);
}

void stations_release(StationList *list)
{
    free(list->items);
    *list = (StationList){0};
}

double coverage_zone_weight(const Demand *demand, const Coverage *coverage, size_t zone)
{
    StationList list;
    double weight = 0;

    if (!stations_apply(demand, zone)) {
        for (uint32_t i = demand->zone_first[zone]; i < demand->zone_first[zone + 1]; i++)
            if (coverage->cause[demand->zone_cells[i]] == CAUSE_COVERED)
                weight += (double)demand->cells[demand->zone_cells[i]].weight;
        return weight;
    }
    stations_list(&list, demand, coverage, zone);
    for (size_t i = 0; i < list.count; i++)
        weight += list.items[i].covered ? list.items[i].weight : 0;
    stations_release(&list);
    return weight;
}

double coverage_longest_run(const Demand *demand, const Coverage *coverage, size_t zone,
                            double *from_m, double *to_m)
{
    StationList list;
    size_t start = 0, longest = 0;
    bool running = false;

    *from_m = *to_m = 0;
    if (!stations_apply(demand, zone))
        return 0;
    stations_list(&list, demand, coverage, zone);
    for (size_t i = 0; i < list.count; i++) {
        const Station *station = &list.items[i];
        if (station->covered)
            running = false;
        if (station->covered || station->weight <= 0)
            continue;
        if (!running)
            start = i;
        running = true;
        if (i + 1 - start > longest) {
            longest = i + 1 - start;
            *from_m = (double)start * list.step_m;
            *to_m = (double)(i + 1) * list.step_m;
        }
    }
    stations_release(&list);
    /* The last station may reach beyond the line's end. */
    *to_m = fmin(
        *to_m, fmax(*from_m, shape_length_m(demand->zones->geos, demand->zones->zones[zone].line)));
    return *to_m - *from_m;
}
