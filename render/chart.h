/* chart.h - one page with a curve: points joined in order, a bound beside them, one point marked.
 *
 * A4 landscape, with title, mark, date and language of a sheet. What is proven lies dashed
 * beside the curve: no point of the curve can lie left of it. PDF, SVG and PNG come from one
 * drawing; the same chart gives the same bytes. Errors as in sheet.h.
 */
#ifndef RENDER_CHART_H
#define RENDER_CHART_H

#include "render/sheet.h"

typedef struct {
    double x, y, least_x; /* least_x: what is proven; NaN: nothing */
    const char *label;    /* beside it; NULL: none */
    bool marked;          /* stands for itself, not on the curve */
} ChartPoint;

typedef struct {
    const char *zh, *en;
} ChartWords;

typedef struct {
    const ChartPoint *points;
    size_t count;
    double y_most;                 /* the axis ends there; x begins at 0 */
    ChartWords x_axis, y_axis;     /* what they measure, with the unit */
    ChartWords curve, least, mark; /* the legend */
    ChartWords note;               /* below the axis */
} Chart;

/* Ticks of an axis from `least` to `most`: their distance, 1, 2 or 5 times a power of ten, such
 * that there are at most `ticks` of them. */
double chart_step(double least, double most, int ticks);

/* Of the sheet: language, titles, dpi, mark, date, plan number, warning, choices. */
MUST_CHECK Status chart_write(const MapSheet *sheet, const Chart *chart, SheetFiles files,
                              Diag *diag);

#endif
