#include "planner/coverage/terrain.h"

#include <math.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "planner/coverage/viewshed/viewshed.h"

Status terrain_open(Terrain *terrain, const char *surface, const char *ground, Diag *diag)
{
    Status status = heights_open(&terrain->surface, surface, diag);

    if (status == OK && ground)
        status = heights_open(&terrain->ground, ground, diag);
    if (status == OK && ground)
        status = heights_align(terrain->ground, terrain->surface, diag);
    return status;
}

void terrain_close(Terrain *terrain)
{
    heights_close(terrain->surface);
    heights_close(terrain->ground);
    *terrain = (Terrain){0};
}

size_t terrain_strips(const Terrain *terrain, const CellBox *box)
{
    const long rows = heights_strip_rows(terrain->surface, box->columns);

    return (size_t)((box->row + box->rows - 1) / rows - box->row / rows + 1);
}

static Status read_strip(const Terrain *terrain, const CellBox *strip, float *cells,
                         const StripTaker *taker, Diag *diag)
{
    float *ground = terrain->ground ? cells + cell_box_cells(strip) : NULL;
    Status status = interrupt_check(diag);

    if (status == OK)
        status = heights_read(terrain->surface, strip, cells, diag);
    if (status == OK && ground)
        status = heights_read(terrain->ground, strip, ground, diag);
    return status == OK ? taker->take(taker->context, strip, cells, ground, diag) : status;
}

Status terrain_read(const Terrain *terrain, const CellBox *box, const StripTaker *taker, Diag *diag)
{
    const long rows = heights_strip_rows(terrain->surface, box->columns);
    const long end = box->row + box->rows;
    float *cells =
        memory_try((size_t)rows * (size_t)box->columns * (terrain->ground ? 2 : 1), sizeof *cells);
    CellBox strip = *box;
    Status status = OK;

    if (!cells)
        return diag_fail(diag, ERR_MEMORY, "no room for %ld x %ld cells of %s", box->columns, rows,
                         heights_path(terrain->surface));
    /* Strips end where blocks of the file do. */
    while (status == OK && strip.row < end) {
        strip.rows = rows - strip.row % rows;
        if (strip.row + strip.rows > end)
            strip.rows = end - strip.row;
        status = read_strip(terrain, &strip, cells, taker, diag);
        strip.row += strip.rows;
    }
    free(cells);
    return status;
}

static ReliefShape shape_of(const Terrain *terrain, const CellBox *box)
{
    const Grid *grid = heights_grid(terrain->surface);

    return (ReliefShape){.first_column = box->column,
                         .first_row = box->row,
                         .columns = box->columns,
                         .rows = box->rows,
                         .cell_width_m = grid->dx_m,
                         .cell_height_m = grid->dy_m,
                         .ground_apart = terrain->ground != NULL};
}

size_t terrain_bytes(const Terrain *terrain, const CellBox *box)
{
    ReliefShape shape = shape_of(terrain, box);

    return relief_bytes(&shape);
}

size_t terrain_strip_bytes(const Terrain *terrain, const CellBox *box)
{
    size_t cells =
        (size_t)heights_strip_rows(terrain->surface, box->columns) * (size_t)box->columns;

    return cells * sizeof(float) * (terrain->ground ? 2 : 1);
}

size_t terrain_viewshed_bytes(const Terrain *terrain, double range_m)
{
    const CellBox all = grid_cell_box(heights_grid(terrain->surface));
    const ReliefShape shape = shape_of(terrain, &all);

    return viewshed_bytes(&shape, range_m);
}

/* One loading: where strips go. */
typedef struct {
    Relief *relief;
    const StripTaker *also;
} Loading;

static Status lay_strip(void *context, const CellBox *strip, const float *surface,
                        const float *ground, Diag *diag)
{
    const Loading *loading = context;

    relief_lay(loading->relief, strip->row - relief_shape(loading->relief)->first_row, strip->rows,
               surface, ground);
    return loading->also ? loading->also->take(loading->also->context, strip, surface, ground, diag)
                         : OK;
}

Status terrain_load(Relief **out, const Terrain *terrain, const CellBox *box,
                    const StripTaker *also, Diag *diag)
{
    ReliefShape shape = shape_of(terrain, box);
    Loading loading = {.also = also};
    Status status = relief_new(&loading.relief, &shape, diag);

    if (status == OK)
        status = terrain_read(terrain, box, &(StripTaker){lay_strip, &loading}, diag);
    if (status != OK) {
        relief_free(loading.relief);
        return status;
    }
    relief_finish(loading.relief);
    *out = loading.relief;
    return OK;
}

/* The samples around a position that have weight, within `count`. */
static void samples_around(double at, int count, long *first, long *number)
{
    double inside = at < 0.0 ? 0.0 : at > count - 1 ? count - 1 : at;

    *first = (long)inside;
    *number = inside > (double)*first ? 2 : 1;
}

Status terrain_has_ground(const Terrain *terrain, double column, double row, bool *out, Diag *diag)
{
    const Grid *grid = heights_grid(terrain->surface);
    Heights *const both[] = {terrain->surface, terrain->ground};
    CellBox box;
    float samples[4];
    Status status = OK;

    samples_around(column, grid->width, &box.column, &box.columns);
    samples_around(row, grid->height, &box.row, &box.rows);
    *out = true;
    for (int i = 0; i < 2 && both[i] && status == OK; i++) {
        status = heights_read(both[i], &box, samples, diag);
        for (size_t k = 0; k < cell_box_cells(&box) && status == OK; k++)
            *out &= !isnan(samples[k]);
    }
    return status;
}
