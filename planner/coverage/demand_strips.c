#include "planner/coverage/demand_strips.h"

#include <stdlib.h>

#include "base/memory.h"
#include "planner/coverage/demand.h"

enum { STRIP_CELLS = 64 };

static bool strip_holds(const DemandStrip *strip, const DemandPoint *point)
{
    int on = point->column - strip->column;

    return point->row == strip->row && on > 0 && on < STRIP_CELLS && !(strip->asked >> on) &&
           point->target_height_m == strip->target_height_m;
}

void demand_strips_add(DemandStrips *strips, const DemandPoint *points, size_t from, size_t to)
{
    DemandStrip *last = NULL;

    for (size_t i = from; i < to; i++) {
        const DemandPoint *point = &points[i];
        if (!last || !strip_holds(last, point)) {
            strips->items =
                memory_grow(strips->items, strips->count, &strips->capacity, sizeof *strips->items);
            last = &strips->items[strips->count++];
            *last = (DemandStrip){.column = point->column,
                                  .row = point->row,
                                  .first = (uint32_t)i,
                                  .target_height_m = point->target_height_m,
                                  .y = point->y};
        }
        last->asked |= (uint64_t)1 << (point->column - last->column);
    }
}

void demand_strips_release(DemandStrips *strips)
{
    free(strips->items);
    free(strips->targets);
    *strips = (DemandStrips){0};
}
