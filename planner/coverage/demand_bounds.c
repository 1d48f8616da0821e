#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/coverage/demand.h"
#include "planner/coverage/footprint.h"

void demand_bounds(Demand *demand)
{
    DemandStrips *strips = &demand->strips;
    size_t count = demand->point_count;

    strips->targets = memory_resize(strips->targets, count + 1, sizeof *strips->targets);
    demand->some_lit = false;
    strips->targets[count] = (DemandTarget){.cell = (uint32_t)demand->cell_count};
    for (size_t i = 0; i < count; i++) {
        const DemandPoint *point = &demand->points[i];
        double least = INFINITY, most = 0;
        bool plain = true;
        for (uint32_t c = point->first; c < point->first + point->count; c++) {
            const Zone *zone = &demand->zones->zones[demand->cells[c].zone];
            least = fmin(least, zone->requirement.px_per_m);
            most = fmax(most, zone->requirement.px_per_m);
            plain = plain && footprint_by_density(zone);
            demand->some_lit |= zone->requirement.lit;
        }
        strips->targets[i] =
            (DemandTarget){point->x, point->ground_m,
                           demand_asks((float)least, plain && least == most), point->first};
    }
}
