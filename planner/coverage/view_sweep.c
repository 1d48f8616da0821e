#include "planner/coverage/view_sweep.h"

#include <omp.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/progress.h"
#include "planner/coverage/view_work.h"

enum {
    COUNTS_BYTES = 24 << 20, /* of all threads; but of each within these, and one eye's always */
    COUNT_LEAST = 4 << 20,
    COUNT_MOST = 12 << 20,
    BLOCKS_A_THREAD = 8,   /* so that threads end together */
    STRIPE_ROWS = 64,      /* cells between two turns of the way through a block */
    SMALL_CELLS = 1 << 20, /* not worth a closer look */
    SPARSE = 4,            /* times the cells looked at: mostly empty */
};

typedef struct {
    size_t bytes, observers;
} BlockLimit;

/* The counts of the block fit, there are blocks enough for all threads, and it is not mostly a
 * place where nobody looks. */
static bool block_fits(const void *context, const ViewGroup *group)
{
    const BlockLimit *limit = context;
    double cells = (double)cell_box_cells(&group->reach);

    return group->count <= limit->observers &&
           view_count_bytes(&group->reach, group->count) <= limit->bytes &&
           (cells <= SMALL_CELLS || cells <= SPARSE * group->cells);
}

static BlockLimit block_limit(const Viewpoint *points, const ViewGroup *tile)
{
    size_t threads = (size_t)omp_get_max_threads(), widest = 0;
    BlockLimit limit = {.bytes = COUNTS_BYTES / threads};

    for (size_t i = tile->first; i < tile->first + tile->count; i++) {
        size_t bytes = view_count_bytes(&points[i].reach, 1);
        widest = bytes > widest ? bytes : widest;
    }
    if (limit.bytes < COUNT_LEAST)
        limit.bytes = COUNT_LEAST;
    if (limit.bytes > COUNT_MOST)
        limit.bytes = COUNT_MOST;
    if (limit.bytes < widest)
        limit.bytes = widest;
    limit.observers = tile->count / (BLOCKS_A_THREAD * threads) + 1;
    return limit;
}

static Status sweep_block(const ViewSweep *sweep, const ViewGroup *block, Viewshed *viewshed,
                          ViewCount *count, Diag *diag)
{
    Status status = OK;

    if (!view_count_begin(count, &block->reach, block->count))
        return diag_fail(diag, ERR_MEMORY, "no room to count %ld x %ld cells", block->reach.columns,
                         block->reach.rows);
    view_group_order(sweep->points, block, STRIPE_ROWS);
    for (size_t i = block->first; i < block->first + block->count && status == OK; i++) {
        Viewpoint *point = &sweep->points[i];
        const VisibleCells *cells = viewshed_sweep(viewshed, &point->eye);
        point->visible = cells->visible;
        point->nodata_lines = cells->nodata_lines;
        view_count_add(count, cells);
        progress_step();
        status = interrupt_check(diag);
    }
    return status == OK ? view_canvas_add(sweep->canvas, count, diag) : status;
}

/* Does an eye stand in the outer half of the outermost cells? Its lines may leave the samples. */
static bool stands_outside(const ViewSweep *sweep, const ViewGroup *tile)
{
    for (size_t i = tile->first; i < tile->first + tile->count; i++) {
        const ViewshedEye *eye = &sweep->points[i].eye;
        if (eye->column < 0.0 || eye->row < 0.0 || eye->column > sweep->grid->width - 1 ||
            eye->row > sweep->grid->height - 1)
            return true;
    }
    return false;
}

/* What one thread does: blocks, until none is left or somebody failed. */
static Status sweep_blocks(const ViewSweep *sweep, const ViewGroups *blocks, double farthest_m,
                           size_t *next, Diag *diag)
{
    Viewshed *viewshed = NULL;
    ViewCount *count = view_count_new();
    Status status = viewshed_new(&viewshed, sweep->relief, &sweep->rules, farthest_m, diag);

    while (status == OK) {
        size_t block;
#pragma omp atomic capture
        block = (*next)++;
        if (block >= blocks->count)
            break;
        status = sweep_block(sweep, &blocks->items[block], viewshed, count, diag);
    }
    if (status != OK) {
#pragma omp atomic write
        *next = blocks->count;
    }
    view_count_free(count);
    viewshed_free(viewshed);
    return status;
}

Status view_sweep(ViewSweep *sweep, const ViewGroup *tile, Diag *diag)
{
    const BlockLimit limit = block_limit(sweep->points, tile);
    const double farthest_m = view_work_farthest_m(sweep->points + tile->first, tile->count);
    ViewGroups blocks = view_groups_split(sweep->points, tile->first, tile->count,
                                          &(ViewGroupRule){block_fits, &limit});
    size_t next = 0;
    Status status = OK;

    sweep->rules.count_nodata |= stands_outside(sweep, tile);
#pragma omp parallel
    {
        Diag inner = {0};
        Status failed = sweep_blocks(sweep, &blocks, farthest_m, &next, &inner);
        if (failed != OK) {
#pragma omp critical(view_sweep)
            if (status == OK)
                status = diag_fail(diag, failed, "%s", inner.message);
        }
    }
    view_groups_release(&blocks);
    return status;
}
