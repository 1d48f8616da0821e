/* label.h - which places on the map are taken, so that labels never overlap.
 *
 * A label is a box, maybe turned; boxes overlap when their insides do (the
 * separating-axis test), with `label_gap_mm` kept between them. Millimetres on
 * the sheet. One LabelMap per thread.
 */
#ifndef RENDER_LABEL_H
#define RENDER_LABEL_H

#include <stdbool.h>
#include <stddef.h>

#include "render/page.h"

typedef struct {
    double x, y; /* middle */
    double width, height;
    double turn_rad; /* clockwise on the sheet */
} LabelBox;

typedef struct LabelMap LabelMap;

LabelMap *label_map_new(Rect window);
void label_map_free(LabelMap *map);

/* Take a place whatever lies there: a camera, a symbol. */
void label_map_block(LabelMap *map, LabelBox box);

/* Take the place of all `count` boxes if each lies inside the window and on
 * nothing taken before; the boxes may touch each other. */
bool label_map_take(LabelMap *map, const LabelBox *boxes, size_t count);

/* Do two boxes come nearer than `gap_mm`? */
bool label_boxes_overlap(const LabelBox *a, const LabelBox *b, double gap_mm);

#endif
