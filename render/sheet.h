/* sheet.h - one sheet of a map series: map, furniture, and its three files.
 *
 * PDF, SVG and PNG come from one drawing. The same sheet and content give the
 * same bytes: no clock, no process-wide ids. Fonts are those of lettering.h.
 * Sheets may be written by several threads at once, each with a GEOS handle of
 * its own in its content.
 *
 * Errors: ERR_OUTPUT for a character that no font has (it is named), a font
 * that is not installed (its Debian package is named), or a file that cannot be
 * written; ERR_INPUT for an empty extent, or a given scale at which the extent
 * does not fit the paper.
 */
#ifndef RENDER_SHEET_H
#define RENDER_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "render/map.h"
#include "render/page.h"

typedef enum { ORIENT_AUTO, ORIENT_LANDSCAPE, ORIENT_PORTRAIT } Orientation;

/* A headline figure in the side panel: "Mandated weight covered", "91.3 %". */
typedef struct {
    const char *zh, *en, *value;
} MapFigure;

/* Texts may be NULL: the line is then left out. */
typedef struct {
    Paper paper;
    Orientation orientation; /* auto: the one that allows the larger scale */
    MapLanguage language;
    double scale;        /* denominator, e.g. 10000; 0: the largest of the convention that fits */
    double rotation_deg; /* grid azimuth that points up the sheet; 0: north */
    double dpi;          /* of the PNG; 0: 200. Lowered where the PNG would pass 40 megapixels */
    const char *title_zh, *title_en;
    const char *subtitle_zh, *subtitle_en; /* the sheet's own: "Overview", a township */
    const char *crs; /* "CGCS2000 / 3-degree Gauss-Kruger CM 99E (EPSG:4542)" */
    const char *height_datum_zh, *height_datum_en;
    const char *data_date; /* "2021-06-01"; also the PDF's creation date */
    const char *compiler_zh, *compiler_en;
    const char *plan_number;
    int sheet_index, sheet_count;
    const char *mark;                    /* confidentiality; NULL: 内部资料 */
    const char *warning_zh, *warning_en; /* e.g. that the rule pack has expired */
    const char *source;                  /* attribution of the data */
    const char *choices;                 /* figures that no law gives: "62.5 px/m, 95 %" */
    const MapFigure *figures;
    size_t figure_count;
} MapSheet;

/* Where the map lies on its paper and in the world, e.g. to georeference it. */
typedef struct {
    Page page;
    double scale; /* denominator */
    double rotation_deg;
    double center_x, center_y; /* world point at the middle of page.map */
} SheetPlace;

/* Paths; NULL: not written. */
typedef struct {
    const char *pdf, *svg, *png;
} SheetFiles;

/* Decide paper orientation and scale without drawing. */
MUST_CHECK Status sheet_place(SheetPlace *out, const MapSheet *sheet, Box extent, Diag *diag);

/* Draw the sheet and write its files, over what is there. */
MUST_CHECK Status sheet_write(const MapSheet *sheet, const MapContent *content, SheetFiles files,
                              Diag *diag);

#endif
