/* legend.h - what the sheet shows, explained: no more and no less.
 *
 * Entries are made from what really lies inside the map's window. They stand
 * in one or two columns, as large as the room allows. Millimetres.
 */
#ifndef RENDER_LEGEND_H
#define RENDER_LEGEND_H

#include <cairo.h>
#include <stddef.h>

#include "data/shape.h"
#include "render/bilingual.h"
#include "render/map.h"
#include "render/map_image.h"
#include "render/map_view.h"
#include "render/style.h"

typedef struct {
    Words words;
    const Style *style;    /* NULL: a camera's state */
    MapCameraState camera; /* then */
    ShapeKind kind;
} LegendEntry;

typedef struct {
    LegendEntry *entries; /* owned; what the plan says first, the base map last */
    size_t count, capacity;
    double heading_mm; /* letters of the heading; those of the entries follow */
} Legend;

/* Set heading_mm afterwards; it is 4.2 here. */
void legend_collect(Legend *out, const MapContent *content, const MapView *view);
void legend_release(Legend *legend);

/* Draw into `room` (its heading too). */
void legend_draw(const Legend *legend, cairo_t *cr, Lettering *lettering, MapLanguage language,
                 Rect room);

#endif
