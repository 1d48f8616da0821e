#include "render/paint.h"

#include <math.h>

static const double bleed_mm = 3; /* drawn beyond the window, cut by the neatline's clip */

void paint_init(Paint *paint, cairo_t *cr, GEOSContextHandle_t geos, const MapView *view)
{
    *paint =
        (Paint){.cr = cr, .geos = geos, .view = view, .clip = rect_inset(view->window, -bleed_mm)};
}

void paint_release(Paint *paint)
{
    path_release(&paint->path);
}

void paint_colour(cairo_t *cr, Colour colour)
{
    cairo_set_source_rgba(cr, ((colour.rgb >> 16) & 0xFF) / 255.0,
                          ((colour.rgb >> 8) & 0xFF) / 255.0, (colour.rgb & 0xFF) / 255.0,
                          colour.opaque);
}

double paint_line_mm(const Style *style, const MapView *view)
{
    return fmax(style->line_mm, view ? style->ground_m * view->mm_per_m : 0);
}

static void set_dash(cairo_t *cr, const Style *style)
{
    int count = 0;

    while (count < 6 && style->dash_mm[count] > 0)
        count++;
    cairo_set_dash(cr, style->dash_mm, count, 0);
}

static void stroke_line(cairo_t *cr, const Style *style, double line_mm, Pass pass)
{
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
    /* Roads come in pieces; round ends leave no seam. A bridge or tunnel ends where it ends. */
    if (pass == PASS_BODY && style->rank == RANK_ROAD && style->dash_mm[0] == 0 && !style->ends)
        cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    if (pass == PASS_CASING) {
        cairo_set_dash(cr, NULL, 0, 0);
        cairo_set_line_width(cr, line_mm + 2 * style->casing_mm);
        paint_colour(cr, style->casing);
    } else {
        set_dash(cr, style);
        cairo_set_line_width(cr, line_mm);
        paint_colour(cr, style->line);
    }
    cairo_stroke(cr);
    cairo_set_dash(cr, NULL, 0, 0);
}

static void stroke_outline(cairo_t *cr, const Style *style)
{
    /* The width of a river's line is not that of its banks. */
    double width = style->rank == RANK_WATER ? fmin(style->line_mm, 0.15) : style->line_mm;

    if (!(style->line.opaque > 0) || !(width > 0))
        return;
    set_dash(cr, style);
    cairo_set_line_width(cr, width);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    paint_colour(cr, style->line);
    cairo_stroke(cr);
    cairo_set_dash(cr, NULL, 0, 0);
}

static void paint_hatch(cairo_t *cr, const Style *style, const Path *path)
{
    if (style->hatch == HATCH_NONE)
        return;
    path_hatch(path, cr, style->hatch_mm, 45);
    if (style->hatch == HATCH_CROSS)
        path_hatch(path, cr, style->hatch_mm, 135);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
    cairo_set_line_width(cr, style->line_mm * 0.7);
    paint_colour(cr, style->line);
    cairo_stroke(cr);
}

static void paint_area(cairo_t *cr, const Style *style, const Path *path, double value)
{
    Colour fill = style_shade(style, value);

    path_trace(path, cr);
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
    if (style->rank == RANK_ROAD) { /* a square is a wide road */
        paint_colour(cr, style->line);
        cairo_fill_preserve(cr);
        paint_colour(cr, style->casing);
        cairo_set_line_width(cr, style->casing_mm);
        cairo_stroke(cr);
        return;
    }
    if (fill.opaque > 0) {
        paint_colour(cr, fill);
        cairo_fill_preserve(cr);
    }
    if (style->rank == RANK_BOUNDARY && style->casing_mm > 0) {
        cairo_set_line_width(cr, style->line_mm + 2 * style->casing_mm);
        paint_colour(cr, style->casing);
        cairo_stroke_preserve(cr);
    }
    stroke_outline(cr, style);
    cairo_new_path(cr);
    paint_hatch(cr, style, path);
}

static void paint_dot(cairo_t *cr, const Style *style, const double at[2])
{
    double radius = (style->dot_mm > 0 ? style->dot_mm : 1.2) / 2;

    cairo_new_sub_path(cr);
    cairo_arc(cr, at[0], at[1], radius, 0, 2 * 3.14159265358979323846);
    /* A dot stands for a place too small to draw: it covers what lies below. */
    Colour fill = style->fill.opaque > 0 ? style->fill : style->line;
    paint_colour(cr, (Colour){fill.rgb, 1});
    cairo_fill_preserve(cr);
    if (style->line.opaque > 0) {
        paint_colour(cr, style->line);
        cairo_set_line_width(cr, fmax(style->line_mm, 0.1));
        cairo_stroke(cr);
    }
    cairo_new_path(cr);
}

static void paint_shape(Paint *paint, const MapShape *shape, const Style *style, Pass pass)
{
    const Path *path = &paint->path;

    path_from_shape(&paint->path, paint->geos, shape->shape, paint->view, paint->clip);
    if (path->part_count == 0)
        return;
    if (path->kind == SHAPE_LINE) {
        /* A river's centre line lies under the river's own area. */
        Pass body = style->rank == RANK_WATER ? PASS_CASING : PASS_BODY;
        if (pass == PASS_BODY && body == PASS_CASING)
            return;
        path_trace(path, paint->cr);
        stroke_line(paint->cr, style, paint_line_mm(style, paint->view),
                    body == PASS_CASING ? PASS_BODY : pass);
    } else if (pass == PASS_BODY && path->kind == SHAPE_AREA) {
        paint_area(paint->cr, style, path, shape->value);
    } else if (pass == PASS_BODY) {
        for (size_t i = 0; i < path->count; i++)
            paint_dot(paint->cr, style, path->xy + 2 * i);
    }
}

void paint_layer(Paint *paint, const MapLayer *layer, const Style *style, Pass pass)
{
    if (pass == PASS_CASING && !(style->casing_mm > 0) && style->rank != RANK_WATER)
        return;
    for (size_t i = 0; i < layer->count; i++)
        paint_shape(paint, &layer->shapes[i], style, pass);
}

static void sample_area(cairo_t *cr, const Style *style, Rect box)
{
    double xy[8] = {box.x,
                    box.y,
                    box.x + box.width,
                    box.y,
                    box.x + box.width,
                    box.y + box.height,
                    box.x,
                    box.y + box.height};
    size_t ends[1] = {4};
    Path path = {.kind = SHAPE_AREA, .xy = xy, .count = 4, .ends = ends, .part_count = 1};

    if (!style->shaded) {
        paint_area(cr, style, &path, 0);
        return;
    }
    for (int i = 0; i < 3; i++) { /* low to high */
        static const double heights_m[] = {4, 18, 50};
        double left = box.x + box.width * i / 3, right = box.x + box.width * (i + 1) / 3;
        xy[0] = xy[6] = left;
        xy[2] = xy[4] = right;
        paint_area(cr, style, &path, heights_m[i]);
    }
}

void paint_sample(cairo_t *cr, const Style *style, ShapeKind kind, Rect box)
{
    double middle[2] = {box.x + box.width / 2, box.y + box.height / 2};
    double least = style->casing_mm > 0 ? 0.5 : 0; /* or the casing alone would be seen */

    if (kind == SHAPE_AREA && style->rank != RANK_BOUNDARY) {
        sample_area(cr, style, box);
        return;
    }
    if (kind == SHAPE_POINT) {
        paint_dot(cr, style, middle);
        return;
    }
    for (Pass pass = PASS_CASING; pass <= PASS_BODY; pass++) {
        if (pass == PASS_CASING && !(style->casing_mm > 0))
            continue;
        cairo_move_to(cr, box.x, middle[1]);
        cairo_line_to(cr, box.x + box.width, middle[1]);
        stroke_line(cr, style, fmax(paint_line_mm(style, NULL), least), pass);
    }
}
