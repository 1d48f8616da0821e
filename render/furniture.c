#include "render/furniture.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "render/paint.h"

static const Colour ink = {0x111111, 1};
static const Colour grid_ink = {0x3C5A78, 1};

/* The largest of 1, 2, 5 by a power of ten that is at most `limit`. */
static double round_down(double limit)
{
    double power = pow(10, floor(log10(limit) + 1e-9));

    if (5 * power <= limit * (1 + 1e-9))
        return 5 * power;
    return 2 * power <= limit * (1 + 1e-9) ? 2 * power : power;
}

double furniture_grid_step_m(double scale)
{
    return round_down(60 * scale / 1000);
}

ScaleBar furniture_bar(double scale, double width_mm)
{
    ScaleBar best = {0};

    for (int parts = 5; parts >= 3; parts--) {
        double part_m = round_down(width_mm / parts * scale / 1000);
        if (part_m * parts > best.part_m * best.parts)
            best = (ScaleBar){parts, part_m};
    }
    return best;
}

void furniture_number(double value, char *out, size_t size)
{
    char digits[32];
    size_t used = 0;

    snprintf(digits, sizeof digits, "%.0f", value);
    size_t count = strlen(digits);
    for (size_t i = 0; i < count && used + 2 < size; i++) {
        if (i > 0 && (count - i) % 3 == 0 && digits[i - 1] != '-')
            out[used++] = ' ';
        out[used++] = digits[i];
    }
    out[used] = 0;
}

static void stroke_rect(cairo_t *cr, Rect rect, double width_mm)
{
    cairo_rectangle(cr, rect.x, rect.y, rect.width, rect.height);
    paint_colour(cr, ink);
    cairo_set_line_width(cr, width_mm);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_MITER);
    cairo_stroke(cr);
}

/* One edge of the map, from its left or upper end. */
typedef struct {
    double from[2], to[2];
    double outward[2]; /* towards the frame */
    bool unit;         /* the unit stands in the corner where it begins */
} Edge;

/* "452.0 km" would not be read: kilometres where the grid is whole kilometres, else metres. */
static void coordinate_text(double value, double step, char *out, size_t size)
{
    if (step >= 1000)
        furniture_number(value / 1000, out, size);
    else
        furniture_number(value, out, size);
}

static Letters tick_letters(double band)
{
    return (Letters){.height_mm = band * 0.52, .rgb = 0x222222};
}

static void edge_tick(cairo_t *cr, Lettering *lettering, const Edge *edge, double share,
                      const char *text, double band)
{
    double x = edge->from[0] + share * (edge->to[0] - edge->from[0]);
    double y = edge->from[1] + share * (edge->to[1] - edge->from[1]);
    Letters letters = tick_letters(band);
    bool upright = edge->outward[0] != 0;

    cairo_move_to(cr, x, y);
    cairo_line_to(cr, x + edge->outward[0] * band * 0.28, y + edge->outward[1] * band * 0.28);
    paint_colour(cr, ink);
    cairo_set_line_width(cr, 0.18);
    cairo_stroke(cr);
    double at[2] = {x + edge->outward[0] * band * 0.62, y + edge->outward[1] * band * 0.62};
    lettering_draw_turned(lettering, cr, text, &letters, at,
                          upright ? -3.14159265358979323846 / 2 : 0);
}

/* A number may reach a little into a corner, but not as far as that of the other edge does, nor
 * into the unit. */
static bool tick_has_room(Lettering *lettering, const Edge *edge, double share, const char *text,
                          double band)
{
    Letters letters = tick_letters(band);
    double length_mm = hypot(edge->to[0] - edge->from[0], edge->to[1] - edge->from[1]);
    double at_mm = share * length_mm, width, height, spare = 0.35 * band;

    lettering_measure(lettering, text, &letters, &width, &height);
    return at_mm + (edge->unit ? 0 : spare) >= width / 2 && length_mm - at_mm + spare >= width / 2;
}

static void edge_ticks(cairo_t *cr, Lettering *lettering, const MapView *view, const Edge *edge,
                       double band)
{
    double start[2], end[2], step = furniture_grid_step_m(view->scale);
    char text[32];

    map_view_to_world(view, edge->from[0], edge->from[1], &start[0], &start[1]);
    map_view_to_world(view, edge->to[0], edge->to[1], &end[0], &end[1]);
    double dx = end[0] - start[0], dy = end[1] - start[1];
    int axis = fabs(dx) >= fabs(dy) ? 0 : 1; /* eastings along the top, unless turned */
    double from = start[axis], run = end[axis] - start[axis];
    double first = ceil(fmin(from, from + run) / step);
    for (double k = first; k * step <= fmax(from, from + run); k++) {
        double share = (k * step - from) / run;
        coordinate_text(k * step, step, text, sizeof text);
        if (!tick_has_room(lettering, edge, share, text, band))
            text[0] = '\0';
        edge_tick(cr, lettering, edge, share, text, band);
    }
}

static void grid_crosses(cairo_t *cr, const MapView *view)
{
    double step = furniture_grid_step_m(view->scale);
    const double arm = 1.6;
    Box box = map_view_box(view);
    double east[2], north[2];

    map_view_direction(view, 90, &east[0], &east[1]);
    map_view_direction(view, 0, &north[0], &north[1]);
    for (double j = ceil(box.min_y / step); j * step <= box.max_y; j++)
        for (double i = ceil(box.min_x / step); i * step <= box.max_x; i++) {
            double x, y;
            map_view_to_paper(view, i * step, j * step, &x, &y);
            cairo_move_to(cr, x - arm * east[0], y - arm * east[1]);
            cairo_line_to(cr, x + arm * east[0], y + arm * east[1]);
            cairo_move_to(cr, x - arm * north[0], y - arm * north[1]);
            cairo_line_to(cr, x + arm * north[0], y + arm * north[1]);
        }
    paint_colour(cr, grid_ink);
    cairo_set_line_width(cr, 0.12);
    cairo_stroke(cr);
}

void furniture_frame(cairo_t *cr, Lettering *lettering, const Page *page, const MapView *view)
{
    const Rect *map = &page->map;
    double band = map->x - page->frame.x;
    double right = map->x + map->width, bottom = map->y + map->height;
    const Edge edges[] = {
        {{map->x, map->y}, {right, map->y}, {0, -1}, true},
        {{map->x, bottom}, {right, bottom}, {0, 1}, false},
        {{map->x, map->y}, {map->x, bottom}, {-1, 0}, true},
        {{right, map->y}, {right, bottom}, {1, 0}, false},
    };
    bool km = furniture_grid_step_m(view->scale) >= 1000;
    Letters unit = {.height_mm = band * 0.42, .rgb = 0x222222};

    cairo_save(cr);
    cairo_rectangle(cr, map->x, map->y, map->width, map->height);
    cairo_clip(cr);
    grid_crosses(cr, view);
    cairo_restore(cr);
    stroke_rect(cr, *map, 0.2);
    stroke_rect(cr, page->frame, 0.7);
    stroke_rect(cr, page->outer, 0.25);
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        edge_ticks(cr, lettering, view, &edges[i], band);
    lettering_draw_turned(lettering, cr, km ? "km" : "m", &unit,
                          (double[]){page->frame.x + band / 2, page->frame.y + band / 2}, 0);
}

double furniture_scale_bar(cairo_t *cr, Lettering *lettering, double scale, Rect room)
{
    ScaleBar bar = furniture_bar(scale, room.width * 0.86);
    double part_m = bar.part_m, part = part_m * 1000 / scale;
    double letter = room.height * 0.34, tall = room.height * 0.16;
    Letters letters = {.height_mm = letter, .rgb = 0x111111, .align = ALIGN_CENTER};
    double top = room.y + letter * 1.45;
    bool km = part_m * bar.parts >= 2000;

    for (int i = 0; i <= bar.parts; i++) {
        char text[40], number[32];
        double value = part_m * i / (km ? 1000 : 1);
        if (km && part_m < 1000)
            snprintf(number, sizeof number, "%g", value);
        else
            furniture_number(value, number, sizeof number);
        snprintf(text, sizeof text, "%s%s", number, i < bar.parts ? "" : km ? " km" : " m");
        /* The unit hangs out, so that the number stands over its tick. */
        double shift = i == bar.parts ? letter * 0.75 : 0;
        lettering_draw(lettering, cr, text, &letters, room.x + i * part + shift, room.y);
        if (i == bar.parts)
            break;
        cairo_rectangle(cr, room.x + i * part, top, part, tall);
        paint_colour(cr, (Colour){i % 2 ? 0xFFFFFF : 0x111111, 1});
        cairo_fill_preserve(cr);
        paint_colour(cr, ink);
        cairo_set_line_width(cr, 0.18);
        cairo_stroke(cr);
    }
    return top + tall - room.y;
}
