#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/siting/mast.h"

static void world_open(MastWorld *world, const Coverage *existing)
{
    const Demand *demand = world->demand;

    world->open = memory_new(demand->cell_count + 1, sizeof *world->open);
    for (int thermal = 0; thermal < 2; thermal++)
        world->point_px_per_m[thermal] =
            memory_new(demand->point_count + 1, sizeof *world->point_px_per_m[thermal]);
    world->point_weight = memory_new(demand->point_count + 1, sizeof *world->point_weight);
    for (size_t i = 0; i < demand->point_count; i++) {
        const DemandPoint *point = &demand->points[i];
        world->point_px_per_m[0][i] = world->point_px_per_m[1][i] = INFINITY;
        for (uint32_t c = point->first; c < point->first + point->count; c++) {
            const Requirement *wants = &demand->zones->zones[demand->cells[c].zone].requirement;
            world->open[c] = existing->cause[c] != CAUSE_COVERED;
            if (!world->open[c])
                continue;
            for (int thermal = 0; thermal < 2; thermal++)
                world->point_px_per_m[thermal][i] =
                    fminf(world->point_px_per_m[thermal][i],
                          (float)fmax(requirement_px_per_m(wants, thermal), 0.1));
            world->point_weight[i] += demand->cells[c].weight;
        }
    }
}

static void world_asked(MastWorld *world)
{
    const Demand *demand = world->demand;

    world->asked = memory_new(grid_cells(&demand->grid) + 1, sizeof *world->asked);
    for (size_t i = 0; i < demand->point_count; i++) {
        const DemandPoint *point = &demand->points[i];
        int column = grid_column(&demand->grid, demand->origin_x + (double)point->x);
        int row = grid_row(&demand->grid, demand->origin_y + (double)point->y);
        if (grid_has(&demand->grid, column, row))
            world->asked[grid_at(&demand->grid, column, row)] = 1;
    }
}

void mast_world_init(MastWorld *out, const Scene *scene, const Demand *demand,
                     const Prohibit *prohibit, const LensSet *lenses, const Coverage *existing)
{
    *out = (MastWorld){.scene = scene, .demand = demand, .prohibit = prohibit, .lenses = lenses};
    world_open(out, existing);
    world_asked(out);
    for (size_t i = 0; i < lenses->count; i++) {
        const Lens *lens = &lenses->items[i];
        Optics clear = lens->optics, narrowest = lens_narrowest(lens);
        clear.max_range_m = INFINITY;
        double *most = &out->px_metres[clear.thermal];
        *most = fmax(*most, optics_limit_m(&clear, 1) * (1 + 1e-6));
        out->prohibit_range_m = fmax(out->prohibit_range_m, prohibit_range_m(prohibit, &narrowest));
    }
}

void mast_world_release(MastWorld *world)
{
    free(world->open);
    free(world->point_px_per_m[0]);
    free(world->point_px_per_m[1]);
    free(world->point_weight);
    free(world->asked);
}
