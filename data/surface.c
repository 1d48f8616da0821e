#include "data/surface.h"

#include <math.h>
#include <stdlib.h>

void surface_release(Surface *surface)
{
    free(surface->ground);
    free(surface->top);
    free(surface->kind);
    surface->ground = surface->top = NULL;
    surface->kind = NULL;
}

/* `cells` between the four samples around (x, y); a sample of no weight is not asked. */
static double surface_between(const Grid *grid, const float *cells, double x, double y)
{
    double column = (x - grid->x0) / grid->dx_m - 0.5, row = (grid->y0 - y) / grid->dy_m - 0.5;
    double left = floor(column), above = floor(row), fx = column - left, fy = row - above;
    double sum[2] = {0, 0};
    int c, r;

    /* Also false for NaN, and before the conversions to int can overflow. */
    if (!(column >= 0 && row >= 0 && column <= grid->width - 1 && row <= grid->height - 1))
        return NAN;
    c = (int)left;
    r = (int)above;
    for (int i = 0; i < (fy > 0 ? 2 : 1); i++) {
        const float *line = cells + grid_at(grid, c, r + i);
        double west = (double)line[0];
        sum[i] = fx > 0 ? west + fx * ((double)line[1] - west) : west;
    }
    return fy > 0 ? sum[0] + fy * (sum[1] - sum[0]) : sum[0];
}

double surface_ground_at(const Surface *surface, double x, double y)
{
    return surface_between(&surface->grid, surface->ground, x, y);
}

double surface_top_at(const Surface *surface, double x, double y)
{
    return surface_between(&surface->grid, surface->top, x, y);
}
