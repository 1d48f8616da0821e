/* naming.h - the labels of a map: which, where, and which are left out.
 *
 * Labels are placed once a sheet, by priority of their style, then by size of
 * what they name, then in the caller's order. None overlaps another, a camera
 * or a symbol. Streets and rivers are named along their line, again every
 * 120 mm; a name stands once in 50 mm of its own kind, that of a stream's line
 * and of its banks once in 120 mm. What finds no room is left out and counted.
 */
#ifndef RENDER_NAMING_H
#define RENDER_NAMING_H

#include <cairo.h>
#include <stddef.h>

#include "render/label.h"
#include "render/lettering.h"
#include "render/map.h"
#include "render/map_view.h"

typedef struct {
    char *text; /* owned; one letter of a label that bends */
    Letters letters;
    LabelBox box;
} PlacedLabel;

typedef struct {
    PlacedLabel *labels;
    size_t count, capacity;
    size_t placed, dropped; /* names, not boxes */
} LabelSet;

void naming_place(LabelSet *out, const MapContent *content, const MapView *view,
                  Lettering *lettering, double camera_mm);
void naming_draw(const LabelSet *set, cairo_t *cr, Lettering *lettering);
void naming_release(LabelSet *set);

#endif
