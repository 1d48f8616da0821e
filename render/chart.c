#include "render/chart.h"

#include <math.h>
#include <stdio.h>

#include "render/bilingual.h"
#include "render/canvas.h"
#include "render/lettering.h"
#include "render/paint.h"
#include "render/title_block.h"

static const Colour ink = {0x111111, 1}, rule = {0xD5D5D5, 1}, curve = {0x0072B2, 1},
                    proven = {0x777777, 1}, marking = {0xD55E00, 1};
static const double LETTERS_MM = 3.2, DOT_MM = 0.9, MARK_MM = 1.7;

typedef struct {
    const MapSheet *sheet;
    const Chart *chart;
    Lettering *lettering;
    Page page;
    Rect plot;
    double y_least, x_most, x_step, y_step;
} ChartDrawing;

double chart_step(double least, double most, int ticks)
{
    double range = fmax(most - least, 1e-9);
    double step = pow(10, floor(log10(range / ticks)));

    while (range / step > ticks) {
        if (range / (2 * step) <= ticks)
            return 2 * step;
        if (range / (5 * step) <= ticks)
            return 5 * step;
        step *= 10;
    }
    return step;
}

/* --- where things are ------------------------------------------------------------------ */

static double place_x(const ChartDrawing *drawing, double x)
{
    return drawing->plot.x + drawing->plot.width * x / drawing->x_most;
}

static double place_y(const ChartDrawing *drawing, double y)
{
    const Rect *plot = &drawing->plot;
    double range = drawing->chart->y_most - drawing->y_least;

    return plot->y + plot->height * (drawing->chart->y_most - y) / range;
}

static void lay_out(ChartDrawing *drawing)
{
    const Chart *chart = drawing->chart;
    Rect inside;
    double least = chart->y_most, most = 0;

    page_layout(&drawing->page, PAPER_A4, false);
    inside = rect_inset(drawing->page.outer, 4);
    drawing->plot = (Rect){inside.x + 20, drawing->page.title.y + drawing->page.title.height + 14,
                           inside.width - 34, 0};
    drawing->plot.height = inside.y + inside.height - 32 - drawing->plot.y;
    for (size_t i = 0; i < chart->count; i++) {
        least = fmin(least, chart->points[i].y);
        most = fmax(most, chart->points[i].x);
    }
    drawing->y_step = chart_step(least, chart->y_most, 11);
    drawing->y_least = drawing->y_step * floor(least / drawing->y_step);
    if (!(drawing->y_least < chart->y_most))
        drawing->y_least = chart->y_most - drawing->y_step;
    most = most > 0 ? most : 1;
    drawing->x_step = chart_step(0, most, 12);
    drawing->x_most = drawing->x_step * ceil(most / drawing->x_step);
    if (drawing->x_most - most < 0.06 * drawing->x_most)
        drawing->x_most += drawing->x_step; /* room for a label */
}

/* --- axes ------------------------------------------------------------------------------ */

static void line(cairo_t *cr, const double from[2], const double to[2], Colour colour,
                 double width_mm)
{
    cairo_move_to(cr, from[0], from[1]);
    cairo_line_to(cr, to[0], to[1]);
    paint_colour(cr, colour);
    cairo_set_line_width(cr, width_mm);
    cairo_stroke(cr);
}

static void ticks_x(const ChartDrawing *drawing, cairo_t *cr)
{
    const Rect *plot = &drawing->plot;
    Letters letters = {.height_mm = LETTERS_MM, .rgb = 0x111111, .align = ALIGN_CENTER};
    char text[32];

    for (int k = 0; k * drawing->x_step <= drawing->x_most * (1 + 1e-9); k++) {
        double x = place_x(drawing, k * drawing->x_step);
        line(cr, (double[]){x, plot->y}, (double[]){x, plot->y + plot->height}, rule, 0.12);
        snprintf(text, sizeof text, "%g", k * drawing->x_step);
        lettering_draw(drawing->lettering, cr, text, &letters, x, plot->y + plot->height + 1.2);
    }
}

static void ticks_y(const ChartDrawing *drawing, cairo_t *cr)
{
    const Rect *plot = &drawing->plot;
    Letters letters = {.height_mm = LETTERS_MM, .rgb = 0x111111, .align = ALIGN_RIGHT};
    char text[32];
    int count = (int)round((drawing->chart->y_most - drawing->y_least) / drawing->y_step);

    for (int k = 0; k <= count; k++) {
        double value = drawing->y_least + k * drawing->y_step, y = place_y(drawing, value);
        line(cr, (double[]){plot->x, y}, (double[]){plot->x + plot->width, y}, rule, 0.12);
        snprintf(text, sizeof text, "%g", value);
        lettering_draw(drawing->lettering, cr, text, &letters, plot->x - 1.6, y - 0.7 * LETTERS_MM);
    }
}

static void axes(const ChartDrawing *drawing, cairo_t *cr)
{
    const Rect *plot = &drawing->plot;
    const Chart *chart = drawing->chart;
    const Letters letters = {.height_mm = 3.8, .rgb = 0x111111, .bold = true};
    const double foot = plot->y + plot->height;
    const Words x = {chart->x_axis.zh, chart->x_axis.en}, y = {chart->y_axis.zh, chart->y_axis.en};
    double width;

    ticks_x(drawing, cr);
    ticks_y(drawing, cr);
    line(cr, (double[]){plot->x, foot}, (double[]){plot->x + plot->width, foot}, ink, 0.3);
    line(cr, (double[]){plot->x, plot->y}, (double[]){plot->x, foot}, ink, 0.3);
    bilingual_line(drawing->lettering, cr, drawing->sheet->language, y, &letters,
                   (double[]){plot->x - 14, plot->y - 8});
    width = bilingual_line(drawing->lettering, NULL, drawing->sheet->language, x, &letters,
                           (double[]){0, 0});
    bilingual_line(drawing->lettering, cr, drawing->sheet->language, x, &letters,
                   (double[]){plot->x + plot->width - width, foot + 6.4});
}

/* --- the curve ------------------------------------------------------------------------- */

static void stroke(cairo_t *cr, Colour colour, double width_mm)
{
    paint_colour(cr, colour);
    cairo_set_line_width(cr, width_mm);
    cairo_stroke(cr);
}

static void dot(cairo_t *cr, double x, double y, Colour colour, double radius_mm)
{
    cairo_arc(cr, x, y, radius_mm, 0, 2 * acos(-1.0));
    paint_colour(cr, colour);
    cairo_fill(cr);
}

static void diamond(cairo_t *cr, double x, double y)
{
    cairo_move_to(cr, x, y - MARK_MM);
    cairo_line_to(cr, x + MARK_MM, y);
    cairo_line_to(cr, x, y + MARK_MM);
    cairo_line_to(cr, x - MARK_MM, y);
    cairo_close_path(cr);
    paint_colour(cr, marking);
    cairo_fill_preserve(cr);
    stroke(cr, ink, 0.2);
}

static void curve_lines(const ChartDrawing *drawing, cairo_t *cr)
{
    static const double dash[2] = {1.6, 1.2};
    const Chart *chart = drawing->chart;

    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_new_path(cr); /* letters leave a point behind */
    cairo_set_dash(cr, dash, 2, 0);
    for (size_t i = 0; i < chart->count; i++)
        if (!chart->points[i].marked && !isnan(chart->points[i].least_x))
            cairo_line_to(cr, place_x(drawing, chart->points[i].least_x),
                          place_y(drawing, chart->points[i].y));
    stroke(cr, proven, 0.35);
    cairo_set_dash(cr, NULL, 0, 0);
    for (size_t i = 0; i < chart->count; i++)
        if (!chart->points[i].marked)
            cairo_line_to(cr, place_x(drawing, chart->points[i].x),
                          place_y(drawing, chart->points[i].y));
    stroke(cr, curve, 0.6);
}

/* Labels of the curve stand right below it, that of the mark left above. */
static void curve_points(const ChartDrawing *drawing, cairo_t *cr)
{
    const Chart *chart = drawing->chart;
    Letters right = {.height_mm = 2.9, .rgb = 0x222222, .halo_mm = 0.5};
    Letters left = {
        .height_mm = 3.2, .rgb = 0x8A3C00, .bold = true, .halo_mm = 0.5, .align = ALIGN_RIGHT};

    for (size_t i = 0; i < chart->count; i++) {
        const ChartPoint *point = &chart->points[i];
        double x = place_x(drawing, point->x), y = place_y(drawing, point->y);
        if (point->marked)
            continue;
        dot(cr, x, y, curve, DOT_MM);
        if (point->label)
            lettering_draw(drawing->lettering, cr, point->label, &right, x + 1.6, y + 0.2);
    }
    for (size_t i = 0; i < chart->count; i++) {
        const ChartPoint *point = &chart->points[i];
        double x = place_x(drawing, point->x), y = place_y(drawing, point->y);
        if (!point->marked)
            continue;
        diamond(cr, x, y);
        if (point->label)
            lettering_draw(drawing->lettering, cr, point->label, &left, x - 2.2, y - 5.2);
    }
}

/* --- what stands beside ---------------------------------------------------------------- */

static void legend(const ChartDrawing *drawing, cairo_t *cr)
{
    static const double dash[2] = {1.6, 1.2};
    const Chart *chart = drawing->chart;
    const Letters letters = {.height_mm = 3.4, .rgb = 0x222222};
    const ChartWords *words[3] = {&chart->curve, &chart->least, &chart->mark};
    double x = drawing->plot.x + drawing->plot.width * 0.5;
    double y = drawing->plot.y + drawing->plot.height - 26;

    cairo_rectangle(cr, x - 3, y - 3, drawing->plot.width * 0.5, 24);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_fill_preserve(cr);
    stroke(cr, rule, 0.2);
    for (int k = 0; k < 3; k++, y += 7) {
        const double middle = y + 2.2;
        if (k == 1)
            cairo_set_dash(cr, dash, 2, 0);
        if (k < 2)
            line(cr, (double[]){x, middle}, (double[]){x + 10, middle}, k ? proven : curve,
                 k ? 0.35 : 0.6);
        cairo_set_dash(cr, NULL, 0, 0);
        if (k == 0)
            dot(cr, x + 5, middle, curve, DOT_MM);
        if (k == 2)
            diamond(cr, x + 5, middle);
        bilingual_line(drawing->lettering, cr, drawing->sheet->language,
                       (Words){words[k]->zh, words[k]->en}, &letters, (double[]){x + 13, y - 0.4});
    }
}

static void foot(const ChartDrawing *drawing, cairo_t *cr)
{
    const MapSheet *sheet = drawing->sheet;
    const Rect *plot = &drawing->plot;
    Letters letters = {.height_mm = 3, .rgb = 0x333333, .wrap_mm = plot->width + 14, .lines = 2};
    Letters warning = letters;
    double x = plot->x - 14, y = plot->y + plot->height + 12.5;

    y += bilingual_block(drawing->lettering, cr, sheet->language,
                         (Words){drawing->chart->note.zh, drawing->chart->note.en}, &letters,
                         (double[]){x, y});
    warning.rgb = 0xB02A00;
    if (sheet->warning_en || sheet->warning_zh)
        bilingual_block(drawing->lettering, cr, sheet->language,
                        (Words){sheet->warning_zh, sheet->warning_en}, &warning,
                        (double[]){x, y + 0.6});
}

static void draw(const ChartDrawing *drawing, cairo_t *cr)
{
    const Rect *outer = &drawing->page.outer;

    cairo_rectangle(cr, outer->x, outer->y, outer->width, outer->height);
    stroke(cr, ink, 0.5);
    title_block_band(cr, drawing->lettering, drawing->sheet, &drawing->page);
    axes(drawing, cr);
    legend(drawing, cr);
    curve_lines(drawing, cr);
    curve_points(drawing, cr);
    foot(drawing, cr);
}

static Status write_canvas(const ChartDrawing *drawing, CanvasKind kind, const char *path,
                           Diag *diag)
{
    const MapSheet *sheet = drawing->sheet;
    CanvasOptions options = {.kind = kind,
                             .path = path,
                             .width_mm = drawing->page.width_mm,
                             .height_mm = drawing->page.height_mm,
                             .dpi = sheet->dpi > 0 ? sheet->dpi : 200,
                             .title = sheet->title_zh ? sheet->title_zh : sheet->title_en,
                             .date = sheet->data_date};
    Canvas *canvas;
    Status status;

    if (!path)
        return OK;
    status = canvas_open(&canvas, &options, diag);
    if (status != OK)
        return status;
    draw(drawing, canvas_cairo(canvas));
    status = lettering_check(drawing->lettering, diag);
    if (status == OK)
        return canvas_close(canvas, diag);
    canvas_drop(canvas);
    return status;
}

Status chart_write(const MapSheet *sheet, const Chart *chart, SheetFiles files, Diag *diag)
{
    ChartDrawing drawing = {.sheet = sheet, .chart = chart};
    Status status = lettering_new(&drawing.lettering, diag);

    if (status != OK)
        return status;
    lay_out(&drawing);
    status = write_canvas(&drawing, CANVAS_PDF, files.pdf, diag);
    if (status == OK)
        status = write_canvas(&drawing, CANVAS_SVG, files.svg, diag);
    if (status == OK)
        status = write_canvas(&drawing, CANVAS_PNG, files.png, diag);
    lettering_free(drawing.lettering);
    return status;
}
