#include "planner/coverage/surface_relief.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

/* Closer to a grid line than this is on it (cells), as in sight.h. */
static const double ON_LINE = 1e-9;

Status surface_relief_new(SurfaceRelief **out, const Surface *surface, Diag *diag)
{
    const Grid *grid = &surface->grid;
    ReliefShape shape = {.columns = grid->width,
                         .rows = grid->height,
                         .cell_width_m = grid->dx_m,
                         .cell_height_m = grid->dy_m,
                         .ground_apart = true};
    SurfaceRelief *relief;
    Relief *laid;
    Diag own = {0};

    *out = NULL;
    if (relief_new(&laid, &shape, &own) != OK)
        return diag_fail(diag, ERR_MEMORY,
                         "out of memory for the heights of a surface of %d x %d cells (%.1f GB); "
                         "give the surface a larger cell_m or the project a smaller area",
                         grid->width, grid->height, (double)relief_bytes(&shape) / 1e9);
    relief_lay(laid, 0, grid->height, surface->top, surface->ground);
    relief_finish(laid);
    relief = memory_new(1, sizeof *relief);
    relief->surface = surface;
    relief->relief = laid;
    holes_find(&relief->holes, surface);
    *out = relief;
    return OK;
}

void surface_relief_free(SurfaceRelief *relief)
{
    if (!relief)
        return;
    relief_free(relief->relief);
    holes_release(&relief->holes);
    free(relief);
}

static double on_line(double u)
{
    return fabs(u - rint(u)) < ON_LINE ? rint(u) : u;
}

double surface_relief_column(const SurfaceRelief *relief, double x)
{
    const Grid *grid = &relief->surface->grid;

    return on_line((x - grid->x0) / grid->dx_m - 0.5);
}

double surface_relief_row(const SurfaceRelief *relief, double y)
{
    const Grid *grid = &relief->surface->grid;

    return on_line((grid->y0 - y) / grid->dy_m - 0.5);
}
