#include "render/symbol.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "render/paint.h"

static const double full_turn = 2 * 3.14159265358979323846;

static const struct {
    const char *zh, *en;
    uint32_t rgb;
} states[CAMERA_STATES] = {
    [CAMERA_EXISTING] = {"既有摄像机", "Existing camera", 0x17375E},
    [CAMERA_NEW] = {"新建摄像机", "New camera", 0xC2410C},
    [CAMERA_MOVED] = {"调整的摄像机", "Moved or turned camera", 0xE69F00},
    [CAMERA_REMOVED] = {"拆除的摄像机", "Camera to remove", 0x111111},
    [CAMERA_OFFLINE] = {"离线或参数不明的摄像机", "Camera offline or unknown", 0x555555},
};

void symbol_camera_words(MapCameraState state, const char **zh, const char **en)
{
    *zh = states[state].zh;
    *en = states[state].en;
}

/* Where cameras stand this close, ticks would hide more than they say. */
static const double least_ticked_mm = 1.1;

static int number_compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

/* Cameras of the view, as paper places; returns how many. */
static size_t cameras_in_view(const MapContent *content, const MapView *view, double *xy)
{
    size_t count = 0;

    for (size_t i = 0; i < content->camera_count; i++) {
        double x, y;
        map_view_to_paper(view, content->cameras[i].x, content->cameras[i].y, &x, &y);
        if (x < view->window.x || x > view->window.x + view->window.width || y < view->window.y ||
            y > view->window.y + view->window.height)
            continue;
        xy[2 * count] = x;
        xy[2 * count + 1] = y;
        count++;
    }
    return count;
}

double symbol_camera_size(const MapContent *content, const MapView *view)
{
    const double smallest_mm = 0.8, largest_mm = 2.2, same_pole_mm = 0.05;
    double *xy = memory_new(2 * content->camera_count + 2, sizeof *xy);
    double *nearest = memory_new(content->camera_count + 1, sizeof *nearest);
    size_t count = cameras_in_view(content, view, xy), used = 0;
    size_t stride = count / 400 + 1; /* a sample is enough to know how dense they are */

    for (size_t i = 0; i < count; i += stride) {
        double least = INFINITY;
        for (size_t j = 0; j < count; j++) {
            double d = hypot(xy[2 * i] - xy[2 * j], xy[2 * i + 1] - xy[2 * j + 1]);
            if (d > same_pole_mm && d < least)
                least = d;
        }
        nearest[used++] = least;
    }
    qsort(nearest, used, sizeof *nearest, number_compare);
    double size = used ? nearest[used / 2] * 0.65 : largest_mm;
    free(xy);
    free(nearest);
    return fmin(largest_mm, fmax(smallest_mm, size));
}

static void camera_outline(cairo_t *cr, MapCameraState state, double radius)
{
    switch (state) {
    case CAMERA_NEW: /* a triangle, its middle on the point */
        cairo_move_to(cr, 0, -1.15 * radius);
        cairo_line_to(cr, radius, 0.75 * radius);
        cairo_line_to(cr, -radius, 0.75 * radius);
        cairo_close_path(cr);
        return;
    case CAMERA_MOVED:
        cairo_move_to(cr, 0, -1.1 * radius);
        cairo_line_to(cr, 1.1 * radius, 0);
        cairo_line_to(cr, 0, 1.1 * radius);
        cairo_line_to(cr, -1.1 * radius, 0);
        cairo_close_path(cr);
        return;
    case CAMERA_EXISTING:
    case CAMERA_REMOVED:
    case CAMERA_OFFLINE:
    case CAMERA_STATES:
        cairo_new_sub_path(cr);
        cairo_arc(cr, 0, 0, 0.85 * radius, 0, full_turn);
        return;
    }
}

static void camera_body(cairo_t *cr, MapCameraState state, double size_mm)
{
    Colour ink = {states[state].rgb, 1}, white = {0xFFFFFF, 1};
    bool open = state == CAMERA_REMOVED || state == CAMERA_OFFLINE;
    double radius = size_mm / 2;

    cairo_set_line_join(cr, CAIRO_LINE_JOIN_MITER);
    camera_outline(cr, state, radius);
    paint_colour(cr, white);
    cairo_set_line_width(cr, open ? 0.35 : 0.3);
    cairo_stroke_preserve(cr);
    paint_colour(cr, open ? white : ink);
    cairo_fill_preserve(cr);
    paint_colour(cr, state == CAMERA_MOVED ? (Colour){0x3A2A00, 1} : ink);
    cairo_set_line_width(cr, open ? 0.22 : 0.1);
    cairo_stroke(cr);
    if (state == CAMERA_REMOVED) {
        double arm = 0.6 * radius;
        cairo_move_to(cr, -arm, -arm);
        cairo_line_to(cr, arm, arm);
        cairo_move_to(cr, arm, -arm);
        cairo_line_to(cr, -arm, arm);
        cairo_set_line_width(cr, 0.3);
        cairo_stroke(cr);
    }
}

static void stroke_twice(cairo_t *cr, uint32_t rgb, double width_mm)
{
    paint_colour(cr, (Colour){0xFFFFFF, 0.9});
    cairo_set_line_width(cr, width_mm + 0.25);
    cairo_stroke_preserve(cr);
    paint_colour(cr, (Colour){rgb, 1});
    cairo_set_line_width(cr, width_mm);
    cairo_stroke(cr);
}

void symbol_camera(cairo_t *cr, const MapCamera *camera, const double at[2], double size_mm,
                   const double *towards)
{
    uint32_t rgb = states[camera->state].rgb;

    cairo_save(cr);
    cairo_translate(cr, at[0], at[1]);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
    if (camera->hfov_deg >= 360) {
        cairo_new_sub_path(cr);
        cairo_arc(cr, 0, 0, 0.85 * size_mm, 0, full_turn);
        stroke_twice(cr, rgb, 0.16);
    } else if (towards) {
        cairo_move_to(cr, 0, 0);
        cairo_line_to(cr, towards[0] * 1.35 * size_mm, towards[1] * 1.35 * size_mm);
        stroke_twice(cr, rgb, 0.24);
    }
    camera_body(cr, camera->state, size_mm);
    cairo_restore(cr);
}

void symbol_cameras(cairo_t *cr, const MapContent *content, const MapView *view, double size_mm)
{
    static const MapCameraState order[] = {CAMERA_OFFLINE, CAMERA_EXISTING, CAMERA_REMOVED,
                                           CAMERA_MOVED, CAMERA_NEW};

    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < content->camera_count; i++) {
            const MapCamera *camera = &content->cameras[i];
            double at[2], towards[2];
            if (camera->state != order[k])
                continue;
            map_view_to_paper(view, camera->x, camera->y, &at[0], &at[1]);
            Rect near = rect_inset(view->window, -size_mm);
            if (at[0] < near.x || at[0] > near.x + near.width || at[1] < near.y ||
                at[1] > near.y + near.height)
                continue;
            map_view_direction(view, camera->azimuth_deg, &towards[0], &towards[1]);
            bool ticked = size_mm >= least_ticked_mm && !isnan(camera->azimuth_deg);
            symbol_camera(cr, camera, at, size_mm, ticked ? towards : NULL);
        }
}

void symbol_north(cairo_t *cr, Lettering *lettering, const MapView *view, Rect box)
{
    double letter = box.height * 0.17, length = box.height * 0.78, half = length * 0.2;
    Letters letters = {.height_mm = letter, .rgb = 0x111111, .bold = true, .align = ALIGN_CENTER};

    cairo_save(cr);
    cairo_translate(cr, box.x + box.width / 2, box.y + box.height / 2);
    cairo_rotate(cr, -view->rotation_deg * full_turn / 360);
    lettering_draw(lettering, cr, "北 N", &letters, 0, -box.height / 2 - letter * 0.35);
    double top = -box.height / 2 + letter * 1.15;
    for (int side = -1; side <= 1; side += 2) {
        cairo_move_to(cr, 0, top);
        cairo_line_to(cr, side * half, top + length);
        cairo_line_to(cr, 0, top + length * 0.78);
        cairo_close_path(cr);
        paint_colour(cr, (Colour){side < 0 ? 0x111111 : 0xFFFFFF, 1});
        cairo_fill_preserve(cr);
        paint_colour(cr, (Colour){0x111111, 1});
        cairo_set_line_width(cr, 0.2);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_MITER);
        cairo_stroke(cr);
    }
    cairo_restore(cr);
}
