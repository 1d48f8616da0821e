/* map_draw.h - a map's layers drawn in their order, without labels.
 *
 * Used for the sheet's map and for the locator.
 */
#ifndef RENDER_MAP_DRAW_H
#define RENDER_MAP_DRAW_H

#include <cairo.h>
#include <stddef.h>

#include "render/map.h"
#include "render/map_image.h"
#include "render/map_view.h"

/* Images that are drawn at their rank; NULL or empty: none. */
typedef struct {
    const MapImage *relief, *classes;
} MapImages;

void map_draw_layers(cairo_t *cr, GEOSContextHandle_t geos, const MapLayer *layers, size_t count,
                     const MapView *view, MapImages images);

#endif
