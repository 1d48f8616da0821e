#include "render/locator.h"

#include <math.h>

#include "render/map_draw.h"
#include "render/naming.h"
#include "render/paint.h"

static void trace_window(cairo_t *cr, const MapView *inset, const MapView *view)
{
    const Rect *window = &view->window;
    const double corners[4][2] = {
        {window->x, window->y},
        {window->x + window->width, window->y},
        {window->x + window->width, window->y + window->height},
        {window->x, window->y + window->height},
    };

    for (int i = 0; i < 4; i++) {
        double x, y, x_mm, y_mm;
        map_view_to_world(view, corners[i][0], corners[i][1], &x, &y);
        map_view_to_paper(inset, x, y, &x_mm, &y_mm);
        cairo_line_to(cr, x_mm, y_mm);
    }
    cairo_close_path(cr);
}

void locator_draw(cairo_t *cr, Lettering *lettering, MapLanguage language,
                  const MapContent *content, const MapView *view, Rect box)
{
    const Colour frame = {0x111111, 1}, here = {0xC2410C, 1};
    MapView inset;
    Box extent = content->locator_extent, seen = map_view_box(view);
    double heading = box.height * 0.075;
    Letters title = {.height_mm = heading, .rgb = 0x111111, .bold = true};

    if (content->locator_count == 0)
        return;
    extent = (Box){fmin(extent.min_x, seen.min_x), fmin(extent.min_y, seen.min_y),
                   fmax(extent.max_x, seen.max_x), fmax(extent.max_y, seen.max_y)};
    bilingual_line(lettering, cr, language, (Words){"位置示意", "Location"}, &title,
                   (double[]){box.x, box.y});
    box.y += heading * 1.7;
    box.height -= heading * 1.7;
    map_view_init(&inset, box, (extent.min_x + extent.max_x) / 2, (extent.min_y + extent.max_y) / 2,
                  map_view_least_scale(rect_inset(box, 2), extent, 0), 0);
    cairo_save(cr);
    cairo_rectangle(cr, box.x, box.y, box.width, box.height);
    cairo_clip(cr);
    paint_colour(cr, (Colour){0xF6F3EC, 1});
    cairo_paint(cr);
    map_draw_layers(cr, content->geos, content->locator_layers, content->locator_count, &inset,
                    (MapImages){0});
    trace_window(cr, &inset, view);
    paint_colour(cr, here);
    cairo_set_line_width(cr, 0.5);
    cairo_stroke(cr);
    cairo_restore(cr);
    cairo_rectangle(cr, box.x, box.y, box.width, box.height);
    paint_colour(cr, frame);
    cairo_set_line_width(cr, 0.2);
    cairo_stroke(cr);
}
