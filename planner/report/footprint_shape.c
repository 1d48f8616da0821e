/* footprint_shape.c - the polygon of the cells that a camera covers. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"
#include "planner/report/plan_layers.h"

/* Long-range cells are larger: each keeps its own size. */
static GEOSGeometry *cell_square(GEOSContextHandle_t geos, const Demand *demand,
                                 const DemandPoint *point)
{
    const Grid *grid = point->use == USE_STREET ? &demand->grid : &demand->long_grid;
    double x = demand->origin_x + (double)point->x, y = demand->origin_y + (double)point->y;
    double hx = grid->dx_m / 2, hy = grid->dy_m / 2;

    return shape_new_box(geos, (Box){x - hx, y - hy, x + hx, y + hy});
}

GEOSGeometry *footprint_shape(GEOSContextHandle_t geos, const Demand *demand,
                              const Footprint *footprint)
{
    GEOSGeometry **squares, *all, *merged;
    unsigned count = 0;
    uint32_t last = UINT32_MAX;

    if (!footprint->count)
        return NULL;
    squares = memory_new(footprint->count, sizeof *squares);
    for (size_t i = 0; i < footprint->count; i++) {
        uint32_t point = demand->cells[footprint->cells[i]].point;
        if (point != last)
            squares[count++] = cell_square(geos, demand, &demand->points[point]);
        last = point;
    }
    all = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, squares, count);
    free(squares);
    merged = GEOSUnaryUnion_r(geos, all);
    GEOSGeom_destroy_r(geos, all);
    return merged;
}
