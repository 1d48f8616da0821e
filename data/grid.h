/* grid.h - a north-up raster's shape: where its cells lie.
 *
 * x grows east with the column, y falls with the row. Sample (column, row)
 * lies at the cell's centre. Metres, project CRS. A value type.
 */
#ifndef DATA_GRID_H
#define DATA_GRID_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    double x0, y0;     /* top-left corner of the top-left cell */
    double dx_m, dy_m; /* cell size, both positive */
    int width, height; /* cells */
} Grid;

/* An axis-aligned box in the project CRS. Empty when max < min. */
typedef struct {
    double min_x, min_y, max_x, max_y;
} Box;

/* A block of cells of a raster. Empty when it has no columns or no rows. */
typedef struct {
    long column, row; /* the first */
    long columns, rows;
} CellBox;

/* The cells that both hold. */
static inline CellBox cell_box_meet(CellBox a, CellBox b)
{
    long left = a.column > b.column ? a.column : b.column, top = a.row > b.row ? a.row : b.row;
    long right =
        a.column + a.columns < b.column + b.columns ? a.column + a.columns : b.column + b.columns;
    long bottom = a.row + a.rows < b.row + b.rows ? a.row + a.rows : b.row + b.rows;

    return (CellBox){left, top, right > left ? right - left : 0, bottom > top ? bottom - top : 0};
}

/* The smallest that holds both; an empty one adds nothing. */
static inline CellBox cell_box_join(CellBox a, CellBox b)
{
    long left = a.column < b.column ? a.column : b.column, top = a.row < b.row ? a.row : b.row;
    long right =
        a.column + a.columns > b.column + b.columns ? a.column + a.columns : b.column + b.columns;
    long bottom = a.row + a.rows > b.row + b.rows ? a.row + a.rows : b.row + b.rows;

    if (a.columns <= 0 || a.rows <= 0)
        return b;
    if (b.columns <= 0 || b.rows <= 0)
        return a;
    return (CellBox){left, top, right - left, bottom - top};
}

static inline size_t cell_box_cells(const CellBox *box)
{
    return (size_t)box->columns * (size_t)box->rows;
}

static inline size_t grid_cells(const Grid *grid)
{
    return (size_t)grid->width * (size_t)grid->height;
}

static inline size_t grid_at(const Grid *grid, int column, int row)
{
    return (size_t)row * (size_t)grid->width + (size_t)column;
}

static inline bool grid_has(const Grid *grid, int column, int row)
{
    return column >= 0 && row >= 0 && column < grid->width && row < grid->height;
}

static inline double grid_x(const Grid *grid, int column)
{
    return grid->x0 + (column + 0.5) * grid->dx_m;
}

static inline double grid_y(const Grid *grid, int row)
{
    return grid->y0 - (row + 0.5) * grid->dy_m;
}

/* The cell that holds a point; may lie outside the grid. */
static inline int grid_column(const Grid *grid, double x)
{
    return (int)floor((x - grid->x0) / grid->dx_m);
}

static inline int grid_row(const Grid *grid, double y)
{
    return (int)floor((grid->y0 - y) / grid->dy_m);
}

static inline Box grid_box(const Grid *grid)
{
    return (Box){grid->x0, grid->y0 - grid->height * grid->dy_m,
                 grid->x0 + grid->width * grid->dx_m, grid->y0};
}

static inline CellBox grid_cell_box(const Grid *grid)
{
    return (CellBox){0, 0, grid->width, grid->height};
}

/* The grid of a block of its cells. */
static inline Grid grid_window(const Grid *grid, const CellBox *box)
{
    return (Grid){grid->x0 + (double)box->column * grid->dx_m,
                  grid->y0 - (double)box->row * grid->dy_m,
                  grid->dx_m,
                  grid->dy_m,
                  (int)box->columns,
                  (int)box->rows};
}

/* The box around both; an empty one (max < min) adds nothing. */
static inline Box box_join(Box a, Box b)
{
    if (!(a.max_x >= a.min_x) || !(a.max_y >= a.min_y))
        return b;
    if (!(b.max_x >= b.min_x) || !(b.max_y >= b.min_y))
        return a;
    return (Box){a.min_x < b.min_x ? a.min_x : b.min_x, a.min_y < b.min_y ? a.min_y : b.min_y,
                 a.max_x > b.max_x ? a.max_x : b.max_x, a.max_y > b.max_y ? a.max_y : b.max_y};
}

static inline Box box_grow(Box box, double by_m)
{
    return (Box){box.min_x - by_m, box.min_y - by_m, box.max_x + by_m, box.max_y + by_m};
}

static inline bool box_has(Box box, double x, double y)
{
    return x >= box.min_x && x <= box.max_x && y >= box.min_y && y <= box.max_y;
}

#endif
