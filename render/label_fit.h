/* label_fit.h - where the label of a shape could stand, best place first.
 *
 * A spot is one box, or one box a letter where the text bends along its line.
 * Pure geometry in millimetres on the sheet; any thread.
 */
#ifndef RENDER_LABEL_FIT_H
#define RENDER_LABEL_FIT_H

#include <stddef.h>

#include "render/label.h"
#include "render/path.h"

/* Offer a spot of `count` boxes; true: it is taken, stop. */
typedef bool (*LabelOffer)(const LabelBox *boxes, size_t count, void *context);

/* The text to fit: its box, and the width of each letter for bending. */
typedef struct {
    double width, height;
    const double *advances;
    size_t letters;
} LabelText;

/* Around a symbol or a small area: right, left, above, below, then the corners;
 * then the same `rings` - 1 times further out. */
bool label_fit_around(Rect symbol, int rings, const LabelText *text, LabelOffer offer,
                      void *context);

/* Inside the rings, level first; `turns`: also turned along a long shape. */
bool label_fit_area(const Path *path, const LabelText *text, bool turns, LabelOffer offer,
                    void *context);

/* Along one part of a path between two distances from its start: on a straight
 * stretch, else bent letter by letter where no letter turns more than 30 degrees. */
bool label_fit_line(const Path *path, size_t part, const double range_mm[2], const LabelText *text,
                    LabelOffer offer, void *context);

#endif
