/* page.h - the paper and where things lie on it.
 *
 * Millimetres from the top-left corner of the paper, x right, y down. Paper
 * sizes are ISO 216 (GB/T 148). A value type.
 */
#ifndef RENDER_PAGE_H
#define RENDER_PAGE_H

#include <stdbool.h>

#include "base/status.h"

typedef struct {
    double x, y, width, height;
} Rect;

typedef enum { PAPER_A4, PAPER_A3, PAPER_A2, PAPER_A1, PAPER_A0 } Paper;

typedef struct {
    double width_mm, height_mm;
    double type; /* furniture's letters and gaps, as a multiple of those on A3 */
    Rect outer;  /* outer neatline: the heavy line around everything */
    Rect title;  /* the band with the title */
    Rect frame;  /* outer line of the map's double frame */
    Rect map;    /* inner neatline: the map itself */
    Rect panel;  /* legend, locator, figures and title block */
    Rect foot;   /* scale, statement of coordinates, warning */
} Page;

/* "A3" to PAPER_A3, either case; ERR_INPUT lists the sizes. */
MUST_CHECK Status paper_parse(Paper *out, const char *name, Diag *diag);
const char *paper_name(Paper paper);

/* Lay out a sheet. */
void page_layout(Page *page, Paper paper, bool portrait);

Rect rect_inset(Rect rect, double by_mm);

#endif
