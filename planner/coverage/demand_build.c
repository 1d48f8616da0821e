#include "planner/coverage/demand.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"
#include "planner/coverage/chainage.h"
#include "planner/coverage/demand_field.h"
#include "rules/zone.h"

/* How far from a zone without cells its stand-in may lie, in demand cells. */
enum { NEAR_CELLS = 5 };

/* One (zone, cell) pair before points are numbered. Sorted by place, height, zone. */
typedef struct {
    uint64_t tile; /* use first, then tile */
    uint32_t cell; /* of the field's grid */
    int32_t height_mm;
    uint32_t zone;
} Ask;

typedef struct {
    const Scene *scene;
    const ZoneSet *zones;
    Demand *demand;
    DemandField fields[2];
    Ask *asks;
    size_t count, capacity;
    uint32_t zone; /* being burnt */
    SurfaceUse use;
} Builder;

static Grid tiles_over(Box a, Box b)
{
    Box box = {fmin(a.min_x, b.min_x), fmin(a.min_y, b.min_y), fmax(a.max_x, b.max_x),
               fmax(a.max_y, b.max_y)};

    return (Grid){
        .x0 = box.min_x,
        .y0 = box.max_y,
        .dx_m = DEMAND_TILE_M,
        .dy_m = DEMAND_TILE_M,
        .width = (int)fmax(1, ceil((box.max_x - box.min_x) / DEMAND_TILE_M)),
        .height = (int)fmax(1, ceil((box.max_y - box.min_y) / DEMAND_TILE_M)),
    };
}

static size_t tile_of(const Grid *tiles, double x, double y)
{
    double column = fmin(fmax(grid_column(tiles, x), 0), tiles->width - 1);
    double row = fmin(fmax(grid_row(tiles, y), 0), tiles->height - 1);

    return grid_at(tiles, (int)column, (int)row);
}

/* --- burning zones ----------------------------------------------------------------- */

static void ask_cell(Builder *builder, int column, int row)
{
    const DemandField *field = &builder->fields[builder->use];
    const Requirement *wants = &builder->zones->zones[builder->zone].requirement;
    const Grid *tiles = &builder->demand->tiles;
    Ask ask = {.cell = (uint32_t)grid_at(&field->grid, column, row), .zone = builder->zone};

    if (!bitset_get(&field->open, ask.cell))
        return;
    ask.tile = (uint64_t)builder->use * grid_cells(tiles) +
               tile_of(tiles, grid_x(&field->grid, column), grid_y(&field->grid, row));
    ask.height_mm = (int32_t)lround(wants->target_height_m * 1000);
    builder->asks =
        memory_grow(builder->asks, builder->count, &builder->capacity, sizeof *builder->asks);
    builder->asks[builder->count++] = ask;
}

static void ask_span(int row, int from, int to, void *context)
{
    for (int column = from; column < to; column++)
        ask_cell(context, column, row);
}

/* A zone that holds no cell centre asks for the nearest cell that may be asked. */
static void ask_nearest(Builder *builder, const Zone *zone)
{
    const DemandField *field = &builder->fields[builder->use];
    const Grid *grid = &field->grid;
    double x, y, nearest = INFINITY;
    int column, row, best_column = -1, best_row = -1;

    shape_inner_point(builder->scene->geos, zone->shape, &x, &y);
    if (isnan(x) || !box_has(box_grow(grid_box(grid), NEAR_CELLS * grid->dx_m), x, y))
        return;
    column = grid_column(grid, x);
    row = grid_row(grid, y);
    for (int r = row - NEAR_CELLS; r <= row + NEAR_CELLS; r++)
        for (int c = column - NEAR_CELLS; c <= column + NEAR_CELLS; c++) {
            double far;
            if (!grid_has(grid, c, r) || !bitset_get(&field->open, grid_at(grid, c, r)))
                continue;
            far = hypot(grid_x(grid, c) - x, grid_y(grid, r) - y);
            if (far < nearest) {
                nearest = far;
                best_column = c;
                best_row = r;
            }
        }
    if (best_column >= 0)
        ask_cell(builder, best_column, best_row);
}

static void ask_zones(Builder *builder)
{
    for (size_t z = 0; z < builder->zones->zone_count; z++) {
        const Zone *zone = &builder->zones->zones[z];
        size_t before = builder->count;
        if (!zone->shape || !zone_wanted(zone, builder->scene->project))
            continue;
        builder->zone = (uint32_t)z;
        builder->use = zone->requirement.use;
        shape_burn(builder->scene->geos, zone->shape, &builder->fields[builder->use].grid, ask_span,
                   builder);
        if (builder->count == before)
            ask_nearest(builder, zone);
    }
}

static int ask_order(const void *left, const void *right)
{
    const Ask *a = left, *b = right;

    if (a->tile != b->tile)
        return a->tile < b->tile ? -1 : 1;
    if (a->cell != b->cell)
        return a->cell < b->cell ? -1 : 1;
    if (a->height_mm != b->height_mm)
        return a->height_mm < b->height_mm ? -1 : 1;
    return (a->zone > b->zone) - (a->zone < b->zone);
}

/* --- numbering --------------------------------------------------------------------- */

static bool same_point(const Ask *a, const Ask *b)
{
    return a->tile == b->tile && a->cell == b->cell && a->height_mm == b->height_mm;
}

static DemandPoint point_of(const Builder *builder, const Ask *ask)
{
    SurfaceUse use = builder->zones->zones[ask->zone].requirement.use;
    const DemandField *field = &builder->fields[use];
    const Demand *demand = builder->demand;
    int column = (int)(ask->cell % (uint32_t)field->grid.width);
    int row = (int)(ask->cell / (uint32_t)field->grid.width);

    return (DemandPoint){
        .column = field->first_column + column * field->step_x,
        .row = field->first_row + row * field->step_y,
        .use = use,
        .target_height_m = (float)ask->height_mm / 1000.0F,
        .x = (float)(grid_x(&field->grid, column) - demand->origin_x),
        .y = (float)(grid_y(&field->grid, row) - demand->origin_y),
        .ground_m = field->surface->ground[demand_field_sample(field, column, row)],
    };
}

static void number_points(Builder *builder)
{
    Demand *demand = builder->demand;
    size_t points = 0;

    for (size_t i = 0; i < builder->count; i++)
        if (i == 0 || !same_point(&builder->asks[i], &builder->asks[i - 1]))
            points++;
    demand->points = memory_new(points, sizeof *demand->points);
    demand->cells = memory_new(builder->count, sizeof *demand->cells);
    demand->cell_count = builder->count;
    for (size_t i = 0; i < builder->count; i++) {
        const Ask *ask = &builder->asks[i];
        const Requirement *wants = &builder->zones->zones[ask->zone].requirement;
        const Grid *grid = &builder->fields[wants->use].grid;
        if (i == 0 || !same_point(ask, ask - 1)) {
            demand->points[demand->point_count] = point_of(builder, ask);
            demand->points[demand->point_count++].first = (uint32_t)i;
        }
        demand->points[demand->point_count - 1].count++;
        demand->cells[i] = (DemandCell){
            .zone = ask->zone,
            .point = (uint32_t)(demand->point_count - 1),
            .weight = (float)(grid->dx_m * grid->dy_m * wants->weight),
            .station_m = -1,
        };
    }
}

/* Where each tile's points and strips begin: asks are sorted by use and tile. */
static void index_tiles(Builder *builder)
{
    Demand *demand = builder->demand;
    size_t tiles = grid_cells(&demand->tiles), next = 0, before;
    const Ask *asks = builder->asks;

    for (int use = 0; use < 2; use++) {
        demand->tile_first[use] = memory_new(tiles + 1, sizeof *demand->tile_first[use]);
        demand->strip_first[use] = memory_new(tiles + 1, sizeof *demand->strip_first[use]);
        for (size_t tile = 0; tile < tiles; tile++) {
            before = next;
            demand->tile_first[use][tile] = (uint32_t)next;
            demand->strip_first[use][tile] = (uint32_t)demand->strips.count;
            while (asks && next < demand->point_count &&
                   asks[demand->points[next].first].tile == (uint64_t)use * tiles + tile)
                next++;
            demand_strips_add(&demand->strips, demand->points, before, next);
            for (size_t i = before; i < next; i++)
                if (i == demand->tile_first[use][0])
                    demand->target_height_m[use] = demand->points[i].target_height_m;
                else if (demand->points[i].target_height_m != demand->target_height_m[use])
                    demand->target_height_m[use] = NAN;
        }
        demand->tile_first[use][tiles] = (uint32_t)next;
        demand->strip_first[use][tiles] = (uint32_t)demand->strips.count;
    }
}

static void index_zones(Demand *demand)
{
    size_t zones = demand->zones->zone_count;
    uint32_t *next;

    demand->zone_first = memory_new(zones + 1, sizeof *demand->zone_first);
    demand->zone_cells = memory_new(demand->cell_count, sizeof *demand->zone_cells);
    demand->zone_weight = memory_new(zones, sizeof *demand->zone_weight);
    demand->zone_area_m2 = memory_new(zones, sizeof *demand->zone_area_m2);
    for (size_t i = 0; i < demand->cell_count; i++)
        demand->zone_first[demand->cells[i].zone + 1]++;
    for (size_t z = 0; z < zones; z++)
        demand->zone_first[z + 1] += demand->zone_first[z];
    next = memory_new(zones, sizeof *next);
    for (size_t i = 0; i < demand->cell_count; i++) {
        const DemandCell *cell = &demand->cells[i];
        bool street = demand->points[cell->point].use == USE_STREET;
        const Grid *grid = street ? &demand->grid : &demand->long_grid;
        demand->zone_cells[demand->zone_first[cell->zone] + next[cell->zone]++] = (uint32_t)i;
        demand->zone_weight[cell->zone] += (double)cell->weight;
        demand->zone_area_m2[cell->zone] += grid->dx_m * grid->dy_m;
    }
    free(next);
}

static void station_zone(Builder *builder, size_t z)
{
    Demand *demand = builder->demand;
    const GEOSGeometry *line = builder->zones->zones[z].line;
    Chainage *chainage;

    if (!line || demand->zone_first[z] == demand->zone_first[z + 1])
        return;
    chainage = chainage_new(builder->scene->geos, line);
    for (uint32_t i = demand->zone_first[z]; i < demand->zone_first[z + 1]; i++) {
        DemandCell *cell = &demand->cells[demand->zone_cells[i]];
        const DemandPoint *point = &demand->points[cell->point];
        cell->station_m = (float)chainage_at(chainage, demand->origin_x + (double)point->x,
                                             demand->origin_y + (double)point->y);
    }
    chainage_free(chainage);
}

static Status lay_fields(Builder *builder, Diag *diag)
{
    const Scene *scene = builder->scene;
    Demand *demand = builder->demand;

    for (int use = 0; use < 2; use++) {
        DemandField *field = &builder->fields[use];
        const Surface *surface = scene_surface(scene, (SurfaceUse)use);
        demand_field_lay(field, surface, scene->box, scene->project->demand_cell_m);
        if (grid_cells(&field->grid) > UINT32_MAX)
            return diag_fail(diag, ERR_INPUT,
                             "demand: %d x %d cells of %g m are too many: give a larger "
                             "`demand: {cell_m}` or a smaller area",
                             field->grid.width, field->grid.height, field->grid.dx_m);
        demand_field_open(field, scene);
    }
    demand->grid = builder->fields[USE_STREET].grid;
    demand->long_grid = builder->fields[USE_LONG_RANGE].grid;
    demand->origin_x = floor(scene->box.min_x);
    demand->origin_y = floor(scene->box.min_y);
    demand->tiles = tiles_over(grid_box(&demand->grid), grid_box(&demand->long_grid));
    return OK;
}

/* One relief a surface that anything is asked on. */
static Status lay_reliefs(Builder *builder, Diag *diag)
{
    Demand *demand = builder->demand;
    Status status = OK;

    for (int use = 0; use < 2 && status == OK; use++) {
        const Surface *surface = builder->fields[use].surface;
        if (use == 1 && surface == builder->fields[0].surface)
            demand->relief[1] = demand->relief[0];
        else
            status = surface_relief_new(&demand->relief[use], surface, diag);
    }
    return status;
}

Status demand_build(Demand **out, const Scene *scene, const ZoneSet *zones, Diag *diag)
{
    Demand *demand = memory_new(1, sizeof *demand);
    Builder builder = {.scene = scene, .zones = zones, .demand = demand};
    Status status;

    *out = NULL;
    demand->zones = zones;
    status = lay_fields(&builder, diag);
    if (status == OK) {
        ask_zones(&builder);
        if (builder.count > UINT32_MAX)
            status = diag_fail(diag, ERR_INPUT,
                               "demand: %zu cells are too many: give a larger "
                               "`demand: {cell_m}` or a smaller area",
                               builder.count);
    }
    if (status == OK)
        status = lay_reliefs(&builder, diag);
    if (status == OK) {
        if (builder.count)
            qsort(builder.asks, builder.count, sizeof *builder.asks, ask_order);
        number_points(&builder);
        demand_bounds(demand);
        index_tiles(&builder);
        index_zones(demand);
        for (size_t z = 0; z < zones->zone_count; z++)
            station_zone(&builder, z);
        *out = demand;
        demand = NULL;
    }
    free(builder.asks);
    bitset_release(&builder.fields[0].open);
    bitset_release(&builder.fields[1].open);
    demand_free(demand);
    return status;
}
