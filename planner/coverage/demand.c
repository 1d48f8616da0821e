#include "planner/coverage/demand.h"

#include <math.h>
#include <stdlib.h>

void demand_free(Demand *demand)
{
    if (!demand)
        return;
    free(demand->points);
    free(demand->cells);
    free(demand->zone_first);
    free(demand->zone_cells);
    free(demand->zone_weight);
    free(demand->zone_area_m2);
    free(demand->tile_first[0]);
    free(demand->tile_first[1]);
    free(demand->strip_first[0]);
    free(demand->strip_first[1]);
    demand_strips_release(&demand->strips);
    if (demand->relief[1] != demand->relief[0])
        surface_relief_free(demand->relief[1]);
    surface_relief_free(demand->relief[0]);
    free(demand);
}

/* Columns of tiles in tile row `row` that the circle can touch; none: to < from. */
static void tile_chord(const Grid *tiles, int row, const double centre[2], double range_m,
                       int *from, int *to)
{
    double north = tiles->y0 - row * tiles->dy_m, south = north - tiles->dy_m;
    double dy = fmax(0, fmax(south - centre[1], centre[1] - north)), half;

    *from = 0;
    *to = -1;
    if (dy > range_m)
        return;
    half = sqrt(range_m * range_m - dy * dy);
    *from = (int)fmax(0, floor((centre[0] - half - tiles->x0) / tiles->dx_m));
    *to = (int)fmin(tiles->width - 1, floor((centre[0] + half - tiles->x0) / tiles->dx_m));
}

typedef struct {
    double at[2], range_m;
    DemandVisit visit;
    void *context;
} Near;

/* `first`: where each tile's points or strips begin. */
static void visit_near(const Grid *tiles, const uint32_t *first, const Near *near)
{
    int top = (int)fmax(0, floor((tiles->y0 - near->at[1] - near->range_m) / tiles->dy_m));
    int bottom = (int)fmin(tiles->height - 1,
                           floor((tiles->y0 - near->at[1] + near->range_m) / tiles->dy_m));

    for (int row = top; row <= bottom; row++) {
        int from, to;
        tile_chord(tiles, row, near->at, near->range_m, &from, &to);
        if (to < from)
            continue;
        uint32_t begin = first[grid_at(tiles, from, row)];
        uint32_t end = first[grid_at(tiles, to, row) + 1];
        if (begin < end)
            near->visit(begin, end, near->context);
    }
}

void demand_near(const Demand *demand, SurfaceUse use, double x, double y, double range_m,
                 DemandVisit visit, void *context)
{
    visit_near(&demand->tiles, demand->tile_first[use], &(Near){{x, y}, range_m, visit, context});
}

void demand_near_strips(const Demand *demand, SurfaceUse use, double x, double y, double range_m,
                        DemandVisit visit, void *context)
{
    visit_near(&demand->tiles, demand->strip_first[use], &(Near){{x, y}, range_m, visit, context});
}
