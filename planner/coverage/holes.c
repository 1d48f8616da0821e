#include "planner/coverage/holes.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static size_t corner(const Holes *holes, long column, long row)
{
    return (size_t)row * (size_t)(holes->columns + 1) + (size_t)column;
}

/* Mark the tiles of one row of cells, one corner on. */
static bool mark_row(const Holes *holes, const Surface *surface, int row)
{
    bool any = false;

    for (int column = 0; column < surface->grid.width; column++) {
        size_t at = grid_at(&surface->grid, column, row);
        if (!isnan(surface->top[at]) && !isnan(surface->ground[at]))
            continue;
        holes->sums[corner(holes, column / HOLES_TILE + 1, row / HOLES_TILE + 1)] = 1;
        any = true;
    }
    return any;
}

void holes_find(Holes *out, const Surface *surface)
{
    bool any = false;

    out->columns = (surface->grid.width + HOLES_TILE - 1) / HOLES_TILE;
    out->rows = (surface->grid.height + HOLES_TILE - 1) / HOLES_TILE;
    out->sums = memory_new((size_t)(out->columns + 1) * (size_t)(out->rows + 1), sizeof *out->sums);
    for (int row = 0; row < surface->grid.height; row++)
        any |= mark_row(out, surface, row);
    if (!any)
        holes_release(out);
    for (long row = 1; any && row <= out->rows; row++)
        for (long column = 1; column <= out->columns; column++)
            out->sums[corner(out, column, row)] += out->sums[corner(out, column - 1, row)] +
                                                   out->sums[corner(out, column, row - 1)] -
                                                   out->sums[corner(out, column - 1, row - 1)];
}

void holes_release(Holes *holes)
{
    free(holes->sums);
    holes->sums = NULL;
}

/* The tile of a cell, held within the surface. */
static long tile_of(int cell, long tiles)
{
    long tile = cell < 0 ? 0 : cell / HOLES_TILE;

    return tile < tiles ? tile : tiles - 1;
}

bool holes_near(const Holes *holes, int column, int row, int other_column, int other_row)
{
    long left, right, top, bottom;

    if (!holes->sums)
        return false;
    left = tile_of(column < other_column ? column : other_column, holes->columns);
    right = tile_of(column < other_column ? other_column : column, holes->columns) + 1;
    top = tile_of(row < other_row ? row : other_row, holes->rows);
    bottom = tile_of(row < other_row ? other_row : row, holes->rows) + 1;
    return holes->sums[corner(holes, right, bottom)] - holes->sums[corner(holes, left, bottom)] -
               holes->sums[corner(holes, right, top)] + holes->sums[corner(holes, left, top)] !=
           0;
}
