/* locator.h - the inset that shows where the sheet lies.
 */
#ifndef RENDER_LOCATOR_H
#define RENDER_LOCATOR_H

#include <cairo.h>

#include "render/bilingual.h"
#include "render/map.h"
#include "render/map_view.h"

/* Draw the content's locator layers into a box of the sheet, with `view`'s
 * window as a rectangle on them. Draws nothing where there are no layers. */
void locator_draw(cairo_t *cr, Lettering *lettering, MapLanguage language,
                  const MapContent *content, const MapView *view, Rect box);

#endif
