/* map_view.h - from the world to the paper.
 *
 * The world is the project CRS in metres, x east, y north; the paper is
 * millimetres from the sheet's top-left corner, y down. A value type.
 */
#ifndef RENDER_MAP_VIEW_H
#define RENDER_MAP_VIEW_H

#include "data/grid.h"
#include "render/page.h"

typedef struct {
    double center_x, center_y; /* world point at the middle of `window` */
    double scale;              /* denominator */
    double rotation_deg;       /* grid azimuth that points up the sheet */
    Rect window;               /* on paper */
    double lettering;          /* the map's letters as a multiple of their styles' */
    double mm_per_m, cosine, sine;
} MapView;

void map_view_init(MapView *view, Rect window, double center_x, double center_y, double scale,
                   double rotation_deg);
void map_view_to_paper(const MapView *view, double x, double y, double *x_mm, double *y_mm);
void map_view_to_world(const MapView *view, double x_mm, double y_mm, double *x, double *y);

/* The world box around all that the window shows. */
Box map_view_box(const MapView *view);

/* The direction on paper of a grid azimuth: a unit vector, y down. */
void map_view_direction(const MapView *view, double azimuth_deg, double *dx, double *dy);

/* The first scale of the convention (1:500, 1:1000, 1:2000, 1:5000, 1:10 000,
 * 1:25 000, 1:50 000, 1:100 000, 1:250 000, ...: the series of the national base maps)
 * at which `extent` fits `window`. */
double map_view_fit_scale(Rect window, Box extent, double rotation_deg);

/* The smallest denominator, not rounded, at which `extent` fits `window`. */
double map_view_least_scale(Rect window, Box extent, double rotation_deg);

#endif
