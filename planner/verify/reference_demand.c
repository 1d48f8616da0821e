#include "planner/verify/reference_demand.h"

#include <math.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "base/text.h"
#include "planner/verify/reference_cover.h"

static const double TILE_M = 64;

unsigned reference_wanted_cameras(const Zone *zone)
{
    return zone->requirement.k > 1 ? (unsigned)zone->requirement.k : 1;
}

/* --- cells --------------------------------------------------------------------------- */

typedef struct {
    ReferenceCells cells;
    uint32_t *before[2]; /* a cell */
} ZoneCells;

static void look(ZoneCells *out, const Scene *scene, const Zone *zone, const WrittenPlan *plan)
{
    out->cells = reference_cells(scene, zone);
    for (int sure = 0; sure < 2; sure++)
        out->before[sure] = memory_new(out->cells.count + 1, sizeof(uint32_t));
    reference_look(&out->cells, scene, zone, plan, false);
    for (size_t i = 0; i < out->cells.count; i++) {
        out->before[REFERENCE_SURE][i] = out->cells.items[i].sure;
        out->before[REFERENCE_PERHAPS][i] = out->cells.items[i].perhaps;
    }
    reference_look(&out->cells, scene, zone, plan, true);
}

static void take_zone(ReferenceDemand *out, size_t z, ZoneCells *from)
{
    const Zone *zone = &out->zones->zones[z];

    out->first[z] = out->count;
    out->weight[z] = (double)(float)from->cells.weight;
    for (size_t i = 0; i < from->cells.count; i++) {
        const ReferenceCell *cell = &from->cells.items[i];
        out->cells[out->count++] = (PricedCell){
            .x = cell->x,
            .y = cell->y,
            .z = cell->ground_m + zone->requirement.target_height_m,
            .column = cell->column,
            .row = cell->row,
            .zone = (uint32_t)z,
            .station = (uint32_t)cell->station,
            .before = {from->before[REFERENCE_SURE][i], from->before[REFERENCE_PERHAPS][i]},
            .after = cell->perhaps,
            .uncertain = zone->line && cell->uncertain};
    }
    free(from->cells.items);
    free(from->before[REFERENCE_SURE]);
    free(from->before[REFERENCE_PERHAPS]);
}

static void find_cells(ReferenceDemand *out, const WrittenPlan *plan)
{
    size_t zones = out->zones->zone_count, count = 0;
    ZoneCells *found = memory_new(zones + 1, sizeof *found);

    progress_begin("cells", zones);
#pragma omp parallel for schedule(dynamic, 1)
    for (size_t z = 0; z < zones; z++) {
        const Zone *zone = &out->zones->zones[z];
        if (!interrupt_requested() && zone->shape && zone_wanted(zone, out->scene->project))
            look(&found[z], out->scene, zone, plan);
        progress_step();
    }
    progress_end();
    for (size_t z = 0; z < zones; z++)
        count += found[z].cells.count;
    out->cells = memory_new(count + 1, sizeof *out->cells);
    out->first = memory_new(zones + 1, sizeof *out->first);
    out->weight = memory_new(zones + 1, sizeof *out->weight);
    for (size_t z = 0; z < zones; z++)
        take_zone(out, z, &found[z]);
    out->first[zones] = out->count;
    free(found);
}

/* --- prices -------------------------------------------------------------------------- */

static int place_order(const void *left, const void *right)
{
    const PricedCell *a = left, *b = right;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static PricedCell *cell_at(const ReferenceDemand *demand, size_t z, int column, int row)
{
    const PricedCell key = {.column = column, .row = row};

    return bsearch(&key, demand->cells + demand->first[z], demand->first[z + 1] - demand->first[z],
                   sizeof key, place_order);
}

/* Within rounding of the border of two stations the certificate may say which it is. */
static void station_zone(ReferenceDemand *out, size_t z, const WrittenZonePrice *prices)
{
    for (size_t i = prices[0].first_at; i < prices[1].first_at; i++) {
        const WrittenStationCell *at = &out->certificate->at[i];
        PricedCell *cell = cell_at(out, z, at->column, at->row);
        if (!cell ||
            (at->station != cell->station && (!cell->uncertain || at->station > cell->station + 1 ||
                                              at->station + 1 < cell->station)))
            out->strangers++;
        else
            cell->station = (uint32_t)at->station;
    }
}

static void price_zone(ReferenceDemand *out, size_t z, const WrittenZonePrice *prices)
{
    if (out->prices[z]) {
        out->strangers++;
        return;
    }
    out->prices[z] = prices;
    station_zone(out, z, prices);
    for (size_t i = prices[0].first_cell; i < prices[1].first_cell; i++) {
        const WrittenCellPrice *price = &out->certificate->cells[i];
        PricedCell *cell = cell_at(out, z, price->column, price->row);
        if (!cell || cell->price)
            out->strangers++;
        else
            cell->price = price->price;
    }
}

/* Zones stand in the certificate in their own order, so each is looked for after the last. */
static void put_prices(ReferenceDemand *out)
{
    size_t zones = out->zones->zone_count, at = 0;

    out->prices = memory_new(zones + 1, sizeof *out->prices);
    for (size_t z = 0; z < zones; z++) /* as they are found: north to south, west to east */
        qsort(out->cells + out->first[z], out->first[z + 1] - out->first[z], sizeof *out->cells,
              place_order);
    for (size_t p = 0; p < out->certificate->zone_count; p++) {
        const WrittenZonePrice *prices = &out->certificate->zones[p];
        size_t tried = 0;
        for (; tried < zones && !text_equal(out->zones->zones[at].id, prices->id); tried++)
            at = (at + 1) % zones;
        if (tried == zones)
            out->strangers++;
        else
            price_zone(out, at, prices);
    }
}

/* --- who is near --------------------------------------------------------------------- */

/* A cell as it is sorted: equal targets follow each other. */
typedef struct {
    size_t tile;
    int row, column;
    double z;
    uint32_t cell;
} Placed;

static int placed_order(const void *left, const void *right)
{
    const Placed *a = left, *b = right;

    if (a->tile != b->tile)
        return a->tile < b->tile ? -1 : 1;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    if (a->z != b->z)
        return a->z < b->z ? -1 : 1;
    return (a->cell > b->cell) - (a->cell < b->cell);
}

static void lay_tiles(ReferenceDemand *out)
{
    double x0 = INFINITY, y0 = -INFINITY, x1 = -INFINITY, y1 = INFINITY;

    for (size_t i = 0; i < out->count; i++) {
        x0 = fmin(x0, out->cells[i].x);
        x1 = fmax(x1, out->cells[i].x);
        y0 = fmax(y0, out->cells[i].y);
        y1 = fmin(y1, out->cells[i].y);
    }
    if (out->count == 0)
        x0 = x1 = y0 = y1 = 0;
    out->tiles = (Grid){.x0 = x0,
                        .y0 = y0,
                        .dx_m = TILE_M,
                        .dy_m = TILE_M,
                        .width = (int)((x1 - x0) / TILE_M) + 1,
                        .height = (int)((y0 - y1) / TILE_M) + 1};
}

static void order_cells(ReferenceDemand *out)
{
    Placed *placed = memory_new(out->count + 1, sizeof *placed);
    size_t count = 0, tiles, next = 0;

    lay_tiles(out);
    tiles = grid_cells(&out->tiles);
    for (size_t i = 0; i < out->count; i++) {
        const PricedCell *cell = &out->cells[i];
        const Zone *zone = &out->zones->zones[cell->zone];
        size_t tile =
            grid_at(&out->tiles, grid_column(&out->tiles, cell->x), grid_row(&out->tiles, cell->y));
        if (cell->before[REFERENCE_SURE] < reference_wanted_cameras(zone))
            placed[count++] = (Placed){zone->requirement.use * tiles + tile, cell->row,
                                       cell->column, cell->z, (uint32_t)i};
    }
    if (count)
        qsort(placed, count, sizeof *placed, placed_order);
    out->order = memory_new(count + 1, sizeof *out->order);
    for (size_t i = 0; i < count; i++)
        out->order[i] = placed[i].cell;
    for (size_t use = 0; use < 2; use++) {
        out->tile_first[use] = memory_new(tiles + 1, sizeof *out->tile_first[use]);
        for (size_t tile = 0; tile <= tiles; tile++) {
            while (next < count && placed[next].tile < use * tiles + tile)
                next++;
            out->tile_first[use][tile] = next;
        }
    }
    free(placed);
}

Status reference_demand(ReferenceDemand *out, const Scene *scene, const ZoneSet *zones,
                        const WrittenPlan *plan, const WrittenCertificate *certificate, Diag *diag)
{
    *out = (ReferenceDemand){.scene = scene, .zones = zones, .certificate = certificate};
    find_cells(out, plan);
    if (interrupt_requested())
        return interrupt_check(diag);
    put_prices(out);
    order_cells(out);
    return OK;
}

void reference_demand_release(ReferenceDemand *demand)
{
    free(demand->cells);
    free(demand->first);
    free(demand->weight);
    free(demand->prices);
    free(demand->order);
    free(demand->tile_first[0]);
    free(demand->tile_first[1]);
    *demand = (ReferenceDemand){0};
}
