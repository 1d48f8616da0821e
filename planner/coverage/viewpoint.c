#include "planner/coverage/viewpoint.h"

#include <math.h>

enum { MARGIN = 2 };

static double column_of(const Grid *grid, double x)
{
    return (x - grid->x0) / grid->dx_m - 0.5;
}

static double row_of(const Grid *grid, double y)
{
    return (grid->y0 - y) / grid->dy_m - 0.5;
}

bool viewpoint_on(const Observer *observer, const Grid *grid)
{
    double column = column_of(grid, observer->x), row = row_of(grid, observer->y);

    return column >= -0.5 && row >= -0.5 && column <= grid->width - 0.5 &&
           row <= grid->height - 0.5;
}

/* Further than any cell is: what lies beyond the raster needs no looking at. */
static double farthest_m(const Grid *grid, double column, double row)
{
    double across = fmax(column, grid->width - 1 - column) * grid->dx_m;
    double down = fmax(row, grid->height - 1 - row) * grid->dy_m;

    return ceil(hypot(across, down)) + 1.0;
}

/* The whole cells from `at` - `reach` to `at` + `reach`, of which there are `count`. */
static void cells_touched(double at, double reach, long count, long *first, long *number)
{
    double low = floor(at - reach + 0.5), high = floor(at + reach + 0.5);

    *first = low > 0.0 ? (long)fmin(low, (double)(count - 1)) : 0;
    *number = (high < (double)(count - 1) ? (long)fmax(high, 0.0) : count - 1) - *first + 1;
}

Viewpoint viewpoint_place(const Observer *o, const Grid *grid)
{
    double column = column_of(grid, o->x), row = row_of(grid, o->y);
    double farthest = farthest_m(grid, column, row);
    Viewpoint point = {.height_m = o->height_m, .row = o->row};

    point.eye = (ViewshedEye){
        .column = column,
        .row = row,
        .elevation_m = NAN,
        .range_m = o->radius_m < farthest ? o->radius_m : farthest,
        .target_height_m =
            isnan(o->target_height_m) ? VIEWSHED_TARGET_HEIGHT_M : o->target_height_m,
        .azimuth_deg = isnan(o->azimuth_deg) ? 0.0 : o->azimuth_deg,
        .hfov_deg = isnan(o->hfov_deg) ? 360.0 : o->hfov_deg,
        .camera = !isnan(o->vfov_deg),
        .tilt_deg = isnan(o->tilt_deg) ? 0.0 : o->tilt_deg,
        .vfov_deg = isnan(o->vfov_deg) ? 0.0 : o->vfov_deg,
    };
    cells_touched(column, point.eye.range_m / grid->dx_m, grid->width, &point.reach.column,
                  &point.reach.columns);
    cells_touched(row, point.eye.range_m / grid->dy_m, grid->height, &point.reach.row,
                  &point.reach.rows);
    return point;
}

CellBox viewpoint_margin(CellBox reach, const Grid *grid)
{
    CellBox wide = {reach.column - MARGIN, reach.row - MARGIN, reach.columns + 2 * MARGIN,
                    reach.rows + 2 * MARGIN};

    return cell_box_meet(wide, grid_cell_box(grid));
}
