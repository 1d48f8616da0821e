/* symbol.h - cameras and the north arrow.
 *
 * A camera's state differs by shape as well as colour: existing a dot, new a
 * triangle, moved a diamond, removed a cross, offline an open dot. A tick shows
 * its azimuth, a ring that it looks all round. Millimetres on the sheet.
 */
#ifndef RENDER_SYMBOL_H
#define RENDER_SYMBOL_H

#include <cairo.h>

#include "render/lettering.h"
#include "render/map.h"
#include "render/map_view.h"

/* Words of the legend for a camera's state. */
void symbol_camera_words(MapCameraState state, const char **zh, const char **en);

/* Diameter at which the cameras within the view are still told apart. */
double symbol_camera_size(const MapContent *content, const MapView *view);

/* Draw at a point of the sheet; `towards` is the azimuth's unit vector there,
 * NULL for a camera without one. */
void symbol_camera(cairo_t *cr, const MapCamera *camera, const double at[2], double size_mm,
                   const double *towards);

/* All cameras of the view: what is planned lies over what exists. */
void symbol_cameras(cairo_t *cr, const MapContent *content, const MapView *view, double size_mm);

/* North arrow in a box, turned as the view is. */
void symbol_north(cairo_t *cr, Lettering *lettering, const MapView *view, Rect box);

#endif
