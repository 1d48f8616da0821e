/* canvas.h - a PDF, SVG or PNG file that is drawn on in millimetres.
 *
 * The bytes depend on the drawing alone: the PDF's creation date is given,
 * Cairo's process-wide SVG ids are renumbered. Nothing is written to the path
 * before canvas_close(). A canvas belongs to one thread.
 */
#ifndef RENDER_CANVAS_H
#define RENDER_CANVAS_H

#include <cairo.h>
#include <stdbool.h>

#include "base/status.h"

typedef struct Canvas Canvas;

typedef enum { CANVAS_PDF, CANVAS_SVG, CANVAS_PNG } CanvasKind;

typedef struct {
    CanvasKind kind;
    const char *path;
    double width_mm, height_mm;
    double dpi;               /* PNG only */
    const char *title, *date; /* PDF metadata; date "2021-06-01" */
} CanvasOptions;

MUST_CHECK Status canvas_open(Canvas **out, const CanvasOptions *options, Diag *diag);

/* Where to draw: user units are millimetres, y down. */
cairo_t *canvas_cairo(Canvas *canvas);

/* Write the file and free the canvas; ERR_OUTPUT names the path. */
MUST_CHECK Status canvas_close(Canvas *canvas, Diag *diag);

/* Free it without writing. NULL is allowed. */
void canvas_drop(Canvas *canvas);

#endif
