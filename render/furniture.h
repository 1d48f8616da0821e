/* furniture.h - what frames a map: neatlines, coordinate ticks, scale bar.
 *
 * Millimetres on the sheet; coordinates are those of the project CRS.
 */
#ifndef RENDER_FURNITURE_H
#define RENDER_FURNITURE_H

#include <cairo.h>
#include <stddef.h>

#include "render/lettering.h"
#include "render/map_view.h"

/* Metres between grid lines: 1, 2 or 5 by a power of ten, 24 to 60 mm apart
 * (1 km at 1:25 000). */
double furniture_grid_step_m(double scale);

/* A scale bar of 3 to 5 equal parts, each 1, 2 or 5 by a power of ten. */
typedef struct {
    int parts;
    double part_m;
} ScaleBar;

/* The longest that is at most `width_mm` long. */
ScaleBar furniture_bar(double scale, double width_mm);

/* "10 000": groups of three, a thin look by plain spaces. */
void furniture_number(double value, char *out, size_t size);

/* The map's double frame with ticks, grid crosses and coordinates, and the
 * sheet's outer neatline. */
void furniture_frame(cairo_t *cr, Lettering *lettering, const Page *page, const MapView *view);

/* Scale bar with its top-left corner at a point. Returns its height. */
double furniture_scale_bar(cairo_t *cr, Lettering *lettering, double scale, Rect room);

#endif
