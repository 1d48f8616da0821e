#include "planner/coverage/view_many.h"

#include <math.h>
#include <omp.h>

#include "base/progress.h"
#include "planner/coverage/view_group.h"
#include "planner/coverage/view_sweep.h"

enum { OTHER_BYTES = 96 << 20 }; /* libraries, files, counts */

typedef struct {
    const Terrain *terrain;
    size_t bytes; /* for its heights */
} TileLimit;

/* What the heights of a tile may take, so that with all else the memory allowed is enough; at
 * least half of that. */
static TileLimit tile_limit(const ViewWork *work, const Viewpoint *points, size_t count)
{
    const CellBox all = grid_cell_box(heights_grid(work->terrain->surface));
    const size_t viewsheds =
        (size_t)omp_get_max_threads() *
        terrain_viewshed_bytes(work->terrain, view_work_farthest_m(points, count));
    const size_t others = OTHER_BYTES + viewsheds + 2 * terrain_strip_bytes(work->terrain, &all);
    const size_t half = work->memory / 2;

    return (TileLimit){work->terrain, others < half ? work->memory - others : half};
}

static bool tile_fits(const void *context, const ViewGroup *group)
{
    const TileLimit *limit = context;
    CellBox box = viewpoint_margin(group->reach, heights_grid(limit->terrain->surface));

    return terrain_bytes(limit->terrain, &box) <= limit->bytes;
}

/* Of StripTaker: does the tile have cells without data? */
static Status note_holes(void *context, const CellBox *strip, const float *surface,
                         const float *ground, Diag *diag)
{
    bool *holes = context;

    (void)diag;
    for (size_t i = 0; i < cell_box_cells(strip) && !*holes; i++)
        *holes = isnan(surface[i]) || (ground && isnan(ground[i]));
    return OK;
}

static bool same_box(const CellBox *a, const CellBox *b)
{
    return a->column == b->column && a->row == b->row && a->columns == b->columns &&
           a->rows == b->rows;
}

/* All of the surface is read: marked where it has no data and, where one tile needs all of it,
 * laid out at once. */
static Status read_surface(const ViewWork *work, const ViewGroups *tiles, ViewCanvas *canvas,
                           Relief **relief, Diag *diag)
{
    const Grid *grid = heights_grid(work->terrain->surface);
    const CellBox all = grid_cell_box(grid);
    const CellBox first = viewpoint_margin(tiles->items[0].reach, grid);
    const StripTaker mark = {view_canvas_mark, canvas};
    Status status;

    progress_begin("reading", terrain_strips(work->terrain, &all));
    if (tiles->count == 1 && same_box(&first, &all))
        status = terrain_load(relief, work->terrain, &all, &mark, diag);
    else
        status = terrain_read(work->terrain, &all, &mark, diag);
    progress_end();
    return status;
}

/* The viewsheds of one tile. `relief` is its own or, if all was read at once, of `*relief`. */
static Status sweep_tile(const ViewWork *work, Viewpoint *points, const ViewGroup *tile,
                         ViewCanvas *canvas, Relief **relief, Diag *diag)
{
    const CellBox box = viewpoint_margin(tile->reach, heights_grid(work->terrain->surface));
    bool holes = canvas->holes;
    Status status = OK;

    if (!*relief) {
        holes = false;
        status = terrain_load(relief, work->terrain, &box, &(StripTaker){note_holes, &holes}, diag);
    }
    for (size_t i = tile->first; i < tile->first + tile->count && status == OK; i++)
        status = view_work_raise(&points[i], *relief, diag);
    if (status == OK) {
        ViewSweep sweep = {.relief = *relief,
                           .rules = work->rules,
                           .grid = heights_grid(work->terrain->surface),
                           .points = points,
                           .canvas = canvas};
        sweep.rules.count_nodata = holes;
        status = view_sweep(&sweep, tile, diag);
    }
    relief_free(*relief);
    *relief = NULL;
    return status;
}

static Status sweep_tiles(const ViewWork *work, Viewpoint *points, const ViewGroups *tiles,
                          ViewCanvas *canvas, Diag *diag)
{
    Relief *relief = NULL;
    size_t count = 0;
    Status status = read_surface(work, tiles, canvas, &relief, diag);

    for (size_t i = 0; i < tiles->count; i++)
        count += tiles->items[i].count;
    progress_begin("viewsheds", count);
    for (size_t i = 0; i < tiles->count && status == OK; i++)
        status = sweep_tile(work, points, &tiles->items[i], canvas, &relief, diag);
    relief_free(relief);
    progress_end();
    return status;
}

/* Tiles that are too large hold one observer, or some at one place. */
static Status check_tiles(const ViewWork *work, const Viewpoint *points, const ViewGroups *tiles,
                          Diag *diag)
{
    Status status = OK;

    for (size_t i = 0; i < tiles->count && status == OK; i++) {
        CellBox box = viewpoint_margin(tiles->items[i].reach, heights_grid(work->terrain->surface));
        status = view_work_room(work, &box, points[tiles->items[i].first].row, diag);
    }
    return status;
}

Status view_many(const ViewWork *work, Viewpoint *points, size_t count, ViewTotals *totals,
                 Diag *diag)
{
    const CellBox all = grid_cell_box(heights_grid(work->terrain->surface));
    const TileLimit limit = tile_limit(work, points, count);
    ViewGroups tiles = view_groups_split(points, 0, count, &(ViewGroupRule){tile_fits, &limit});
    ViewCanvas canvas = {0};
    Status status = check_tiles(work, points, &tiles, diag);

    if (status == OK)
        status = view_work_canvas(work, &all, DRAFT_UINT32, &canvas, diag);
    if (status == OK)
        status = sweep_tiles(work, points, &tiles, &canvas, diag);
    if (status == OK)
        status = view_work_publish(work, &canvas, totals, diag);
    raster_draft_free(canvas.draft);
    view_groups_release(&tiles);
    return status;
}
