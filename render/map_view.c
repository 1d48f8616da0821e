#include "render/map_view.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

void map_view_init(MapView *view, Rect window, double center_x, double center_y, double scale,
                   double rotation_deg)
{
    *view = (MapView){.center_x = center_x,
                      .center_y = center_y,
                      .scale = scale,
                      .rotation_deg = rotation_deg,
                      .window = window,
                      .lettering = 1,
                      .mm_per_m = 1000 / scale,
                      .cosine = cos(rotation_deg * pi / 180),
                      .sine = sin(rotation_deg * pi / 180)};
}

void map_view_to_paper(const MapView *view, double x, double y, double *x_mm, double *y_mm)
{
    double east = x - view->center_x, north = y - view->center_y;

    *x_mm = view->window.x + view->window.width / 2 +
            (east * view->cosine - north * view->sine) * view->mm_per_m;
    *y_mm = view->window.y + view->window.height / 2 -
            (east * view->sine + north * view->cosine) * view->mm_per_m;
}

void map_view_to_world(const MapView *view, double x_mm, double y_mm, double *x, double *y)
{
    double right = (x_mm - view->window.x - view->window.width / 2) / view->mm_per_m;
    double up = (view->window.y + view->window.height / 2 - y_mm) / view->mm_per_m;

    *x = view->center_x + right * view->cosine + up * view->sine;
    *y = view->center_y - right * view->sine + up * view->cosine;
}

Box map_view_box(const MapView *view)
{
    double half_w = view->window.width / 2 / view->mm_per_m;
    double half_h = view->window.height / 2 / view->mm_per_m;
    double reach_x = fabs(view->cosine) * half_w + fabs(view->sine) * half_h;
    double reach_y = fabs(view->sine) * half_w + fabs(view->cosine) * half_h;

    return (Box){view->center_x - reach_x, view->center_y - reach_y, view->center_x + reach_x,
                 view->center_y + reach_y};
}

void map_view_direction(const MapView *view, double azimuth_deg, double *dx, double *dy)
{
    double turned = (azimuth_deg - view->rotation_deg) * pi / 180;

    *dx = sin(turned);
    *dy = -cos(turned);
}

double map_view_least_scale(Rect window, Box extent, double rotation_deg)
{
    double cosine = fabs(cos(rotation_deg * pi / 180)), sine = fabs(sin(rotation_deg * pi / 180));
    double width = extent.max_x - extent.min_x, height = extent.max_y - extent.min_y;
    double across_m = width * cosine + height * sine, up_m = width * sine + height * cosine;

    return fmax(across_m * 1000 / window.width, up_m * 1000 / window.height);
}

double map_view_fit_scale(Rect window, Box extent, double rotation_deg)
{
    /* Scales that printed plans have; the steps between the round ones fill the paper. */
    static const double convention[] = {1, 1.5, 2, 2.5, 3, 4, 5, 7.5};
    double least = map_view_least_scale(window, extent, rotation_deg) * (1 - 1e-9);

    for (double decade = 100; decade < 1e9; decade *= 10)
        for (size_t i = 0; i < sizeof convention / sizeof *convention; i++)
            if (decade * convention[i] >= fmax(least, 500))
                return decade * convention[i];
    return 1e9;
}
