/* hill.h - an invented slope for the tests of surfaces: ground, a model of it, crowns, a hole. */
#ifndef TESTS_DATA_HILL_H
#define TESTS_DATA_HILL_H

#include "data/surface.h"
#include "tests/data/place.h"

#define BOX "POLYGON((10 10,20 10,20 20,10 20,10 10))"
#define WIDE_BOX "POLYGON((8 8,22 8,22 22,8 22,8 8))"
/* Mean ground under either is that at x = 15. */
#define MEAN 101.5

static inline double slope(double x, double y)
{
    (void)y;
    return 100 + 0.1 * x;
}

static inline double model(double x, double y)
{
    if (x > 10 && x < 20 && y > 10 && y < 20)
        return slope(x, y) + 8;
    return x > 50 ? NAN : slope(x, y) + 0.25;
}

static inline double crowns(double x, double y)
{
    return y < 20 ? (x < 30 ? 6 : 0.3) : NAN;
}

static inline double holed(double x, double y)
{
    return x > 5 && x < 8 && y > 5 && y < 7 ? NAN : slope(x, y);
}

static inline void check_cell(const char *promise, const Surface *surface, double x, double y,
                              double top, Obstacle kind)
{
    size_t cell =
        grid_at(&surface->grid, grid_column(&surface->grid, x), grid_row(&surface->grid, y));
    double expected = isnan(top) ? slope(x, y) : top;

    if (fabs((double)surface->ground[cell] - slope(x, y)) > 1e-4)
        fail_msg("%s: the ground is %g", promise, (double)surface->ground[cell]);
    if (fabs((double)surface->top[cell] - expected) > 1e-3 || surface->kind[cell] != kind)
        fail_msg("%s: top %g, kind %d", promise, (double)surface->top[cell], surface->kind[cell]);
}

#endif
