#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/coverage/demand.h"
#include "planner/coverage/footprint.h"

void demand_bounds(Demand *demand)
{
    DemandStrips *strips = &demand->strips;
    size_t count = demand->point_count;

    strips->x = memory_resize(strips->x, count + 1, sizeof *strips->x);
    strips->ground_m = memory_resize(strips->ground_m, count + 1, sizeof *strips->ground_m);
    strips->least_px_per_m =
        memory_resize(strips->least_px_per_m, count + 1, sizeof *strips->least_px_per_m);
    strips->plain = memory_resize(strips->plain, count + 1, sizeof *strips->plain);
    for (size_t i = 0; i < count; i++) {
        const DemandPoint *point = &demand->points[i];
        double least = INFINITY, most = 0;
        bool plain = true;
        for (uint32_t c = point->first; c < point->first + point->count; c++) {
            const Zone *zone = &demand->zones->zones[demand->cells[c].zone];
            least = fmin(least, zone->requirement.px_per_m);
            most = fmax(most, zone->requirement.px_per_m);
            plain = plain && footprint_by_density(zone);
        }
        strips->x[i] = point->x;
        strips->ground_m[i] = point->ground_m;
        strips->least_px_per_m[i] = (float)least;
        strips->plain[i] = plain && least == most;
    }
}
