#include "planner/report/footprint_shape.h"

#include <stdlib.h>

#include "base/memory.h"
#include "planner/coverage/outline.h"

/* The outline of a footprint's cells on the demand grid of one surface; NULL: none there. */
static GEOSGeometry *outline_on(GEOSContextHandle_t geos, const Demand *demand,
                                const Footprint *footprint, SurfaceUse use)
{
    const Grid *grid = use == USE_STREET ? &demand->grid : &demand->long_grid;
    GridCell *cells = memory_new(footprint->count, sizeof *cells);
    GEOSGeometry *shape = NULL;
    Span *spans = NULL;
    FootprintWalk walk = footprint_walk(footprint);
    size_t count = 0, span_count;

    for (uint32_t cell; footprint_next(&walk, &cell);) {
        const DemandPoint *point = &demand->points[demand->cells[cell].point];
        if (point->use == use)
            cells[count++] = (GridCell){grid_column(grid, demand->origin_x + (double)point->x),
                                        grid_row(grid, demand->origin_y + (double)point->y)};
    }
    if (count) {
        span_count = outline_spans(&spans, cells, count);
        shape = outline_of(geos, grid, spans, span_count);
    }
    free(spans);
    free(cells);
    return shape;
}

GEOSGeometry *footprint_shape(GEOSContextHandle_t geos, const Demand *demand,
                              const Footprint *footprint)
{
    GEOSGeometry *street, *far, *both;

    if (!footprint->count)
        return NULL;
    street = outline_on(geos, demand, footprint, USE_STREET);
    far = outline_on(geos, demand, footprint, USE_LONG_RANGE);
    if (!street || !far)
        return street ? street : far;
    both = GEOSUnion_r(geos, street, far);
    GEOSGeom_destroy_r(geos, street);
    GEOSGeom_destroy_r(geos, far);
    return both;
}
