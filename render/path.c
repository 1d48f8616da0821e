#include "render/path.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Nearer than this no printer separates two points. */
static const double thin_mm = 0.04;

void path_release(Path *path)
{
    free(path->xy);
    free(path->ends);
    *path = (Path){0};
}

static void path_point(Path *path, double x, double y)
{
    path->xy = memory_grow(path->xy, path->count, &path->capacity, 2 * sizeof *path->xy);
    path->xy[2 * path->count] = x;
    path->xy[2 * path->count + 1] = y;
    path->count++;
}

static size_t part_start(const Path *path, size_t part)
{
    return part ? path->ends[part - 1] : 0;
}

/* End the part that began at the last end; drop it when it has too few points. */
static void path_end_part(Path *path, size_t least)
{
    size_t start = part_start(path, path->part_count);

    if (path->count - start < least) {
        path->count = start;
        return;
    }
    path->ends =
        memory_grow(path->ends, path->part_count, &path->part_capacity, sizeof *path->ends);
    path->ends[path->part_count++] = path->count;
}

/* Where the segment a-b enters and leaves the rectangle, as shares of it
 * (Liang and Barsky 1984). */
static bool segment_clip(const double a[2], const double b[2], Rect clip, double *from, double *to)
{
    double delta[2] = {b[0] - a[0], b[1] - a[1]};
    double low[2] = {clip.x, clip.y}, high[2] = {clip.x + clip.width, clip.y + clip.height};

    *from = 0;
    *to = 1;
    for (int axis = 0; axis < 2; axis++) {
        if (delta[axis] == 0) {
            if (a[axis] < low[axis] || a[axis] > high[axis])
                return false;
            continue;
        }
        double enter = (low[axis] - a[axis]) / delta[axis];
        double leave = (high[axis] - a[axis]) / delta[axis];
        *from = fmax(*from, fmin(enter, leave));
        *to = fmin(*to, fmax(enter, leave));
    }
    return *from <= *to;
}

static void line_clip(Path *path, const double *xy, size_t count, Rect clip)
{
    bool open = false;

    for (size_t i = 0; i + 1 < count; i++) {
        const double *a = xy + 2 * i, *b = a + 2;
        double from, to;
        if (!segment_clip(a, b, clip, &from, &to)) {
            path_end_part(path, 2);
            open = false;
            continue;
        }
        if (!open || from > 0) {
            path_end_part(path, 2);
            path_point(path, a[0] + from * (b[0] - a[0]), a[1] + from * (b[1] - a[1]));
        }
        path_point(path, a[0] + to * (b[0] - a[0]), a[1] + to * (b[1] - a[1]));
        open = to >= 1;
    }
    path_end_part(path, 2);
}

/* One edge of Sutherland and Hodgman's clip: keep where sign * xy[axis] <= sign * limit. */
static size_t ring_clip_edge(const double *in, size_t count, double *out, size_t axis,
                             const double edge[2])
{
    double limit = edge[0], sign = edge[1];
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        const double *a = in + 2 * ((i + count - 1) % count), *b = in + 2 * i;
        bool a_in = sign * a[axis] <= sign * limit, b_in = sign * b[axis] <= sign * limit;
        if (a_in != b_in) {
            double share = (limit - a[axis]) / (b[axis] - a[axis]);
            out[2 * kept + axis] = limit;
            out[2 * kept + 1 - axis] = a[1 - axis] + share * (b[1 - axis] - a[1 - axis]);
            kept++;
        }
        if (b_in) {
            out[2 * kept] = b[0];
            out[2 * kept + 1] = b[1];
            kept++;
        }
    }
    return kept;
}

static bool all_inside(const double *xy, size_t count, Rect clip)
{
    for (size_t i = 0; i < count; i++)
        if (xy[2 * i] < clip.x || xy[2 * i] > clip.x + clip.width || xy[2 * i + 1] < clip.y ||
            xy[2 * i + 1] > clip.y + clip.height)
            return false;
    return true;
}

static void ring_clip(Path *path, const double *xy, size_t count, Rect clip)
{
    const double edges[4][2] = {
        {clip.x, -1}, {clip.x + clip.width, 1}, {clip.y, -1}, {clip.y + clip.height, 1}};
    double *buffers[2] = {NULL, NULL};
    const double *in = xy;

    /* An edge turns each crossing pair of points into one point more at most. */
    for (int i = 0; i < 4 && !all_inside(in, count, clip); i++) {
        double *out = memory_new(4 * count + 4, sizeof *out);
        count = ring_clip_edge(in, count, out, (size_t)i / 2, edges[i]);
        free(buffers[i % 2]);
        buffers[i % 2] = out;
        in = out;
    }
    for (size_t i = 0; i < count; i++)
        path_point(path, in[2 * i], in[2 * i + 1]);
    path_end_part(path, 3);
    free(buffers[0]);
    free(buffers[1]);
}

typedef struct {
    Path *path;
    const MapView *view;
    Rect clip;
} Build;

/* To paper, leaving out the points too close to the last one kept. */
static size_t ring_to_paper(const Build *build, const double *xy, size_t count, double *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        double x, y;
        map_view_to_paper(build->view, xy[2 * i], xy[2 * i + 1], &x, &y);
        if (kept > 0 && i + 1 < count && fabs(x - out[2 * kept - 2]) < thin_mm &&
            fabs(y - out[2 * kept - 1]) < thin_mm)
            continue;
        out[2 * kept] = x;
        out[2 * kept + 1] = y;
        kept++;
    }
    return kept;
}

static void build_ring(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Build *build = context;

    (void)hole;
    if (count < 2)
        return;
    double *paper = memory_new(2 * count, sizeof *paper);
    size_t kept = ring_to_paper(build, xy, count, paper);
    if (closed && build->path->kind == SHAPE_AREA)
        ring_clip(build->path, paper, kept - 1, build->clip);
    else
        line_clip(build->path, paper, kept, build->clip);
    free(paper);
}

static void build_points(Build *build, GEOSContextHandle_t geos, const GEOSGeometry *shape)
{
    int count = GEOSGetNumGeometries_r(geos, shape);

    for (int i = 0; i < count; i++) {
        double x, y, x_mm, y_mm;
        const GEOSGeometry *point = GEOSGetGeometryN_r(geos, shape, i);
        if (!GEOSGeomGetX_r(geos, point, &x) || !GEOSGeomGetY_r(geos, point, &y))
            continue;
        map_view_to_paper(build->view, x, y, &x_mm, &y_mm);
        if (all_inside((double[]){x_mm, y_mm}, 1, build->clip)) {
            path_point(build->path, x_mm, y_mm);
            path_end_part(build->path, 1);
        }
    }
}

void path_from_shape(Path *path, GEOSContextHandle_t geos, const GEOSGeometry *shape,
                     const MapView *view, Rect clip)
{
    Build build = {path, view, clip};

    path->count = path->part_count = 0;
    if (!shape || GEOSisEmpty_r(geos, shape) != 0)
        return;
    path->kind = shape_kind(geos, shape);
    if (path->kind == SHAPE_POINT)
        build_points(&build, geos, shape);
    else
        shape_each_ring(geos, shape, build_ring, &build);
}

size_t path_part(const Path *path, size_t part, const double **xy)
{
    size_t start = part_start(path, part);

    *xy = path->xy + 2 * start;
    return path->ends[part] - start;
}

void path_trace(const Path *path, cairo_t *cr)
{
    for (size_t part = 0; part < path->part_count; part++) {
        const double *xy;
        size_t count = path_part(path, part, &xy);
        cairo_move_to(cr, xy[0], xy[1]);
        for (size_t i = 1; i < count; i++)
            cairo_line_to(cr, xy[2 * i], xy[2 * i + 1]);
        if (path->kind == SHAPE_AREA)
            cairo_close_path(cr);
    }
}

bool path_bounds(const Path *path, Rect *out)
{
    double min[2] = {INFINITY, INFINITY}, max[2] = {-INFINITY, -INFINITY};

    for (size_t i = 0; i < path->count; i++)
        for (int axis = 0; axis < 2; axis++) {
            min[axis] = fmin(min[axis], path->xy[2 * i + (size_t)axis]);
            max[axis] = fmax(max[axis], path->xy[2 * i + (size_t)axis]);
        }
    *out = (Rect){min[0], min[1], max[0] - min[0], max[1] - min[1]};
    return path->count > 0;
}

double path_part_length(const Path *path, size_t part)
{
    const double *xy;
    size_t count = path_part(path, part, &xy);
    double length = 0;

    for (size_t i = 1; i < count; i++)
        length += hypot(xy[2 * i] - xy[2 * i - 2], xy[2 * i + 1] - xy[2 * i - 1]);
    return length;
}

static int number_compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

/* Where the line v = `level` crosses the rings, in the turned frame (u, v). */
static size_t hatch_crossings(const Path *path, const double turn[2], double level, double *out)
{
    size_t found = 0;

    for (size_t part = 0; part < path->part_count; part++) {
        const double *xy;
        size_t count = path_part(path, part, &xy);
        for (size_t i = 0; i < count; i++) {
            const double *a = xy + 2 * i, *b = xy + 2 * ((i + 1) % count);
            double ua = a[0] * turn[0] + a[1] * turn[1], va = a[1] * turn[0] - a[0] * turn[1];
            double ub = b[0] * turn[0] + b[1] * turn[1], vb = b[1] * turn[0] - b[0] * turn[1];
            if ((va <= level) != (vb <= level))
                out[found++] = ua + (level - va) / (vb - va) * (ub - ua);
        }
    }
    qsort(out, found, sizeof *out, number_compare);
    return found;
}

void path_hatch(const Path *path, cairo_t *cr, double gap_mm, double angle_deg)
{
    double turn[2] = {cos(angle_deg * 3.14159265358979323846 / 180),
                      sin(angle_deg * 3.14159265358979323846 / 180)};
    double low = INFINITY, high = -INFINITY;

    if (path->kind != SHAPE_AREA || path->count == 0)
        return;
    for (size_t i = 0; i < path->count; i++) {
        double v = path->xy[2 * i + 1] * turn[0] - path->xy[2 * i] * turn[1];
        low = fmin(low, v);
        high = fmax(high, v);
    }
    double *crossings = memory_new(path->count, sizeof *crossings);
    for (double k = ceil(low / gap_mm); k * gap_mm <= high; k++) {
        double v = k * gap_mm;
        size_t found = hatch_crossings(path, turn, v, crossings);
        for (size_t i = 0; i + 1 < found; i += 2) {
            cairo_move_to(cr, crossings[i] * turn[0] - v * turn[1],
                          crossings[i] * turn[1] + v * turn[0]);
            cairo_line_to(cr, crossings[i + 1] * turn[0] - v * turn[1],
                          crossings[i + 1] * turn[1] + v * turn[0]);
        }
    }
    free(crossings);
}
