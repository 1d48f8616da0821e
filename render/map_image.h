/* map_image.h - rasters drawn through a view: cropped, averaged to print, placed.
 */
#ifndef RENDER_MAP_IMAGE_H
#define RENDER_MAP_IMAGE_H

#include <cairo.h>
#include <stdbool.h>

#include "base/status.h"
#include "data/grid.h"
#include "render/map.h"
#include "render/map_view.h"

typedef struct {
    cairo_surface_t *image; /* owned; NULL: nothing to draw */
    Grid grid;              /* of the image's pixels, in the world */
    bool smooth;
} MapImage;

/* The cells of `grid` that a view shows, `step` of them to a pixel. */
typedef struct {
    int column, row, width, height; /* cells */
    int step;
    int out_width, out_height; /* pixels */
    Grid out;
} ImageWindow;

/* Pixels of about `pixel_mm` on paper. False when the view shows nothing of it. */
bool map_image_window(ImageWindow *out, const Grid *grid, const MapView *view, double pixel_mm);

/* Classes in the fill of their styles; a pixel of several cells takes the mean. */
MUST_CHECK Status map_image_classes(MapImage *out, const MapClasses *classes, const MapView *view,
                                    Diag *diag);

void map_image_draw(const MapImage *image, cairo_t *cr, const MapView *view);
void map_image_release(MapImage *image);

#endif
