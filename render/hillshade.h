/* hillshade.h - light from the north-west on bare ground.
 *
 * Slopes by Horn (1981, "Hill shading and the reflectance map"), sun at azimuth
 * 315, 45 degrees high, mixed with two weaker suns so that no slope is black.
 * The ground is first averaged to what print can show. Pale on purpose: it lies
 * under everything.
 */
#ifndef RENDER_HILLSHADE_H
#define RENDER_HILLSHADE_H

#include <cairo.h>

#include "render/map.h"
#include "render/map_image.h"
#include "render/map_view.h"

/* The part of the relief that `view` shows, as an image to draw with
 * map_image_draw(). Empty (image NULL) when there is nothing. */
MUST_CHECK Status hillshade_new(MapImage *out, const MapRelief *relief, const MapView *view,
                                Diag *diag);

#endif
