/* paint.h - shapes drawn in their style: fills, hatches, lines with casings, dots.
 *
 * Everything is in millimetres on the sheet. One Paint per thread.
 */
#ifndef RENDER_PAINT_H
#define RENDER_PAINT_H

#include <cairo.h>

#include "render/map.h"
#include "render/map_view.h"
#include "render/path.h"
#include "render/style.h"

typedef struct {
    cairo_t *cr;
    GEOSContextHandle_t geos;
    const MapView *view;
    Rect clip; /* the window and a few millimetres more */
    Path path; /* scratch */
} Paint;

void paint_init(Paint *paint, cairo_t *cr, GEOSContextHandle_t geos, const MapView *view);
void paint_release(Paint *paint);

void paint_colour(cairo_t *cr, Colour colour);

/* The width that the style's line has at a scale: paper's or ground's. */
double paint_line_mm(const Style *style, const MapView *view);

/* Draw the fills, hatches, outlines and dots of a layer; of lines, what lies
 * under the line proper (casing) or the line itself. Casings of all layers of a
 * rank go first, so that roads join where they meet. */
typedef enum { PASS_CASING, PASS_BODY } Pass;
void paint_layer(Paint *paint, const MapLayer *layer, const Style *style, Pass pass);

/* The sample of a style in the legend, in a box of the sheet. */
void paint_sample(cairo_t *cr, const Style *style, ShapeKind kind, Rect box);

#endif
