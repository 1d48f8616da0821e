#include "planner/coverage/gap.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include "data/shape.h"
#include "planner/coverage/outline.h"
#include "planner/coverage/stations.h"

/* An uncovered cell of the zone at hand, where it lies on the demand grid. */
typedef struct {
    GridCell at;
    uint32_t cell;
    uint32_t group; /* of connected cells, by its first */
} Hole;

/* What a zone's cells are gathered with. */
typedef struct {
    const Demand *demand;
    const Coverage *coverage;
    GapSet *set;
    size_t capacity;
    Hole *holes;
    size_t count, hole_capacity;
    StationList stations; /* of a line duty; count 0: an area */
    double length_m;      /* of the line */
    double longest_run_m; /* NaN for areas */
} Gather;

static const Grid *grid_of(const Gather *gather, size_t zone)
{
    return gather->demand->zones->zones[zone].requirement.use == USE_STREET
               ? &gather->demand->grid
               : &gather->demand->long_grid;
}

/* --- which cells ------------------------------------------------------------------- */

static bool is_hole(const Gather *gather, uint32_t cell)
{
    if (gather->coverage->cause[cell] == CAUSE_COVERED)
        return false;
    return gather->stations.count == 0 ||
           !gather->stations.items[stations_of(&gather->stations, &gather->demand->cells[cell])]
                .covered;
}

static int hole_order(const void *left, const void *right)
{
    const Hole *a = left, *b = right;

    if (a->at.row != b->at.row)
        return a->at.row < b->at.row ? -1 : 1;
    return (a->at.column > b->at.column) - (a->at.column < b->at.column);
}

static void gather_holes(Gather *gather, size_t zone)
{
    const Demand *demand = gather->demand;
    const Grid *grid = grid_of(gather, zone);

    gather->count = 0;
    for (uint32_t i = demand->zone_first[zone]; i < demand->zone_first[zone + 1]; i++) {
        uint32_t cell = demand->zone_cells[i];
        const DemandPoint *point = &demand->points[demand->cells[cell].point];
        Hole hole = {.cell = cell};
        if (!is_hole(gather, cell))
            continue;
        hole.at.column = grid_column(grid, demand->origin_x + (double)point->x);
        hole.at.row = grid_row(grid, demand->origin_y + (double)point->y);
        gather->holes = memory_grow(gather->holes, gather->count, &gather->hole_capacity,
                                    sizeof *gather->holes);
        gather->holes[gather->count++] = hole;
    }
    if (gather->count)
        qsort(gather->holes, gather->count, sizeof *gather->holes, hole_order);
}

/* --- which belong together --------------------------------------------------------- */

static uint32_t group_root(Hole *holes, uint32_t i)
{
    while (holes[i].group != i)
        i = holes[i].group = holes[holes[i].group].group;
    return i;
}

static void group_join(Hole *holes, uint32_t a, uint32_t b)
{
    uint32_t one = group_root(holes, a), two = group_root(holes, b);

    holes[one > two ? one : two].group = one > two ? two : one;
}

/* Holes are sorted by row and column: `above` follows one row behind. */
static void group_holes(Gather *gather)
{
    Hole *holes = gather->holes;
    uint32_t above = 0;

    for (uint32_t i = 0; i < gather->count; i++) {
        const GridCell *at = &holes[i].at;
        holes[i].group = i;
        if (i > 0 && holes[i - 1].at.row == at->row && holes[i - 1].at.column == at->column - 1)
            group_join(holes, i, i - 1);
        while (holes[above].at.row < at->row - 1 ||
               (holes[above].at.row == at->row - 1 && holes[above].at.column < at->column - 1))
            above++;
        for (uint32_t j = above;
             holes[j].at.row == at->row - 1 && holes[j].at.column <= at->column + 1; j++)
            group_join(holes, i, j);
    }
    for (uint32_t i = 0; i < gather->count; i++)
        holes[i].group = group_root(holes, i);
}

static int group_order(const void *left, const void *right)
{
    const Hole *a = left, *b = right;

    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    return hole_order(left, right);
}

/* --- one gap ----------------------------------------------------------------------- */

/* The commonest cause by weight, and the camera that comes nearest of those it speaks of. */
static void gap_blame(const Gather *gather, Gap *gap)
{
    const Coverage *coverage = gather->coverage;
    double weights[CAUSE_COUNT] = {0};
    float nearest_m = INFINITY;

    for (size_t i = 0; i < gap->cell_count; i++)
        weights[coverage->cause[gap->cells[i]]] +=
            (double)gather->demand->cells[gap->cells[i]].weight;
    for (int cause = 1; cause < CAUSE_COUNT; cause++)
        if (weights[cause] > weights[gap->cause])
            gap->cause = (Cause)cause;
    gap->nearest = UINT32_MAX;
    for (size_t i = 0; i < gap->cell_count; i++) {
        uint32_t cell = gap->cells[i];
        if (coverage->cause[cell] != gap->cause || coverage->by[cell] == UINT32_MAX)
            continue;
        if (coverage->nearest_m[cell] < nearest_m ||
            (coverage->nearest_m[cell] == nearest_m && coverage->by[cell] < gap->nearest)) {
            nearest_m = coverage->nearest_m[cell];
            gap->nearest = coverage->by[cell];
        }
    }
}

typedef struct {
    float px_per_m, weight;
} Sharpness;

static int sharpness_order(const void *left, const void *right)
{
    const Sharpness *a = left, *b = right;

    if (a->px_per_m != b->px_per_m)
        return a->px_per_m < b->px_per_m ? -1 : 1;
    return (a->weight > b->weight) - (a->weight < b->weight);
}

static double gap_sharpness(const Gather *gather, const Gap *gap)
{
    Sharpness *seen = memory_new(gap->cell_count, sizeof *seen);
    double below = 0, median = 0;

    for (size_t i = 0; i < gap->cell_count; i++)
        seen[i] = (Sharpness){gather->coverage->best_px_per_m[gap->cells[i]],
                              gather->demand->cells[gap->cells[i]].weight};
    qsort(seen, gap->cell_count, sizeof *seen, sharpness_order);
    for (size_t i = 0; i < gap->cell_count && below < gap->weight / 2; i++) {
        below += (double)seen[i].weight;
        median = (double)seen[i].px_per_m;
    }
    free(seen);
    return median;
}

/* Clipped where that is cheap and leaves an area; else `shape` itself. */
static GEOSGeometry *clip(GEOSContextHandle_t geos, GEOSGeometry *shape, const GEOSGeometry *zone)
{
    GEOSGeometry *clipped;

    if (GEOSGetNumCoordinates_r(geos, shape) + GEOSGetNumCoordinates_r(geos, zone) >
        GAP_CLIP_CORNERS)
        return shape;
    clipped = GEOSIntersection_r(geos, shape, zone);
    if (clipped && !GEOSisEmpty_r(geos, clipped) &&
        (GEOSGeomTypeId_r(geos, clipped) == GEOS_POLYGON ||
         GEOSGeomTypeId_r(geos, clipped) == GEOS_MULTIPOLYGON)) {
        GEOSGeom_destroy_r(geos, shape);
        return clipped;
    }
    if (clipped)
        GEOSGeom_destroy_r(geos, clipped);
    return shape;
}

/* Of its cells the one nearest to their middle. */
static void gap_place(const Grid *grid, const Hole *holes, Gap *gap)
{
    double column = 0, row = 0, nearest = INFINITY;

    for (size_t i = 0; i < gap->cell_count; i++) {
        column += holes[i].at.column;
        row += holes[i].at.row;
    }
    column /= (double)gap->cell_count;
    row /= (double)gap->cell_count;
    for (size_t i = 0; i < gap->cell_count; i++) {
        double off = hypot(holes[i].at.column - column, holes[i].at.row - row);
        if (off < nearest) {
            nearest = off;
            gap->x = grid_x(grid, holes[i].at.column);
            gap->y = grid_y(grid, holes[i].at.row);
        }
    }
}

static Status gap_shape(const Gather *gather, const Hole *holes, Gap *gap, Diag *diag)
{
    GEOSContextHandle_t geos = gather->set->geos;
    const Zone *zone = &gather->demand->zones->zones[gap->zone];
    GridCell *cells = memory_new(gap->cell_count, sizeof *cells);
    Span *spans;
    size_t count;

    for (size_t i = 0; i < gap->cell_count; i++)
        cells[i] = holes[i].at;
    count = outline_spans(&spans, cells, gap->cell_count);
    gap->shape = outline_of(geos, grid_of(gather, gap->zone), spans, count);
    free(cells);
    free(spans);
    if (!gap->shape)
        return diag_fail(diag, ERR_COMPUTE, "zone %s: the outline of a gap of %zu cells failed",
                         zone->id, gap->cell_count);
    gap->shape = clip(geos, gap->shape, zone->shape);
    return OK;
}

static void gap_measure(const Gather *gather, Gap *gap)
{
    const Demand *demand = gather->demand;
    const Grid *grid = grid_of(gather, gap->zone);
    double step_m = gather->stations.step_m;

    gap->area_m2 = (double)gap->cell_count * grid->dx_m * grid->dy_m;
    gap->from_m = gap->to_m = NAN;
    for (size_t i = 0; i < gap->cell_count; i++) {
        const DemandCell *cell = &demand->cells[gap->cells[i]];
        gap->weight += (double)cell->weight;
        if (gather->stations.count == 0)
            continue;
        double from_m = (double)stations_of(&gather->stations, cell) * step_m;
        gap->from_m = fmin(from_m, gap->from_m);
        gap->to_m = fmax(fmin(from_m + step_m, gather->length_m), gap->to_m);
    }
}

/* --- one zone ---------------------------------------------------------------------- */

static int gap_order(const void *left, const void *right)
{
    const Gap *a = left, *b = right;

    if (a->zone != b->zone)
        return a->zone < b->zone ? -1 : 1;
    if (a->cell_count != b->cell_count)
        return a->cell_count > b->cell_count ? -1 : 1;
    return (a->cells[0] > b->cells[0]) - (a->cells[0] < b->cells[0]);
}

/* Gap of holes [0, count), its cells to lie at `cells`. */
static Status add_gap(Gather *gather, size_t zone, const Hole *holes, size_t count, uint32_t *cells,
                      Diag *diag)
{
    GapSet *set = gather->set;
    Gap *gap;

    set->gaps = memory_grow(set->gaps, set->count, &gather->capacity, sizeof *set->gaps);
    gap = &set->gaps[set->count++];
    *gap = (Gap){.zone = (uint32_t)zone, .cells = cells, .cell_count = count};
    for (size_t i = 0; i < count; i++)
        cells[i] = holes[i].cell;
    gap_measure(gather, gap);
    gap->longest_run_m = gather->longest_run_m;
    gap_blame(gather, gap);
    gap->achieved_px_per_m = gap_sharpness(gather, gap);
    gap_place(grid_of(gather, zone), holes, gap);
    return gap_shape(gather, holes, gap, diag);
}

static Status zone_gaps(Gather *gather, size_t zone, uint32_t *cells, Diag *diag)
{
    double from_m, to_m;
    Status status = OK;

    gather->stations = (StationList){0};
    gather->longest_run_m = NAN;
    if (stations_apply(gather->demand, zone)) {
        stations_list(&gather->stations, gather->demand, gather->coverage, zone);
        gather->length_m =
            shape_length_m(gather->set->geos, gather->demand->zones->zones[zone].line);
        gather->longest_run_m =
            coverage_longest_run(gather->demand, gather->coverage, zone, &from_m, &to_m);
    }
    gather_holes(gather, zone);
    group_holes(gather);
    if (gather->count)
        qsort(gather->holes, gather->count, sizeof *gather->holes, group_order);
    for (size_t i = 0, next; i < gather->count && status == OK; i = next) {
        for (next = i; next < gather->count; next++)
            if (gather->holes[next].group != gather->holes[i].group)
                break;
        status = add_gap(gather, zone, gather->holes + i, next - i, cells + i, diag);
    }
    stations_release(&gather->stations);
    return status == OK ? interrupt_check(diag) : status;
}

Status gaps_find(GapSet **out, const Demand *demand, const Coverage *coverage, Diag *diag)
{
    GapSet *set = memory_new(1, sizeof *set);
    Gather gather = {.demand = demand, .coverage = coverage, .set = set};
    size_t used = 0;
    Status status = OK;

    *out = NULL;
    set->geos = shape_context();
    set->arena = arena_new();
    set->cells = memory_new(demand->cell_count, sizeof *set->cells);
    for (size_t zone = 0; zone < demand->zones->zone_count && status == OK; zone++) {
        status = zone_gaps(&gather, zone, set->cells + used, diag);
        used += gather.count;
    }
    free(gather.holes);
    if (status != OK) {
        gaps_free(set);
        return status;
    }
    if (set->count)
        qsort(set->gaps, set->count, sizeof *set->gaps, gap_order);
    for (size_t i = 0; i < set->count; i++)
        set->gaps[i].id = arena_printf(set->arena, "G-%05zu", i + 1);
    *out = set;
    return OK;
}

void gaps_free(GapSet *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++)
        GEOSGeom_destroy_r(set->geos, set->gaps[i].shape);
    free(set->gaps);
    free(set->cells);
    arena_free(set->arena);
    if (set->geos)
        GEOS_finish_r(set->geos);
    free(set);
}
