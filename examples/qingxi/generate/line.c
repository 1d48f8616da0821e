#include "examples/qingxi/generate/line.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void line_push(Line *line, Point point)
{
    line->at = memory_grow(line->at, line->count, &line->capacity, sizeof *line->at);
    line->at[line->count++] = point;
}

void line_insert(Line *line, size_t before, Point point)
{
    line_push(line, point);
    memmove(&line->at[before + 1], &line->at[before],
            (line->count - 1 - before) * sizeof *line->at);
    line->at[before] = point;
}

void line_release(Line *line)
{
    free(line->at);
    *line = (Line){0};
}

Line line_copy(const Line *line)
{
    return line_part(line, 0, line->count - 1);
}

Line line_part(const Line *line, size_t first, size_t last)
{
    Line part = {0};

    for (size_t i = first; i <= last && i < line->count; i++)
        line_push(&part, line->at[i]);
    return part;
}

static Point between(Point a, Point b, double t)
{
    return (Point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

/* One span of the curve from b to c; a and d are the controls around it (Barry and Goldman). */
static Point span_at(const Point p[4], double t)
{
    double knot[4] = {0};

    for (int i = 1; i < 4; i++)
        knot[i] = knot[i - 1] + fmax(sqrt(point_distance_m(p[i - 1], p[i])), 1e-6);
    t = knot[1] + t * (knot[2] - knot[1]);
    Point a1 = between(p[0], p[1], (t - knot[0]) / (knot[1] - knot[0]));
    Point a2 = between(p[1], p[2], (t - knot[1]) / (knot[2] - knot[1]));
    Point a3 = between(p[2], p[3], (t - knot[2]) / (knot[3] - knot[2]));
    Point b1 = between(a1, a2, (t - knot[0]) / (knot[2] - knot[0]));
    Point b2 = between(a2, a3, (t - knot[1]) / (knot[3] - knot[1]));

    return between(b1, b2, (t - knot[1]) / (knot[2] - knot[1]));
}

static void push_span(Line *line, const Point p[4], double step_m)
{
    int pieces = (int)ceil(point_distance_m(p[1], p[2]) / step_m);

    for (int i = 0; i < pieces; i++)
        line_push(line, i ? span_at(p, (double)i / pieces) : p[1]);
}

Line line_spline(const Point *controls, size_t count, double step_m)
{
    Line line = {0};

    for (size_t i = 0; i + 1 < count; i++) {
        Point b = controls[i], c = controls[i + 1];
        Point a = i ? controls[i - 1] : between(b, c, -1);
        Point d = i + 2 < count ? controls[i + 2] : between(b, c, 2);

        push_span(&line, (Point[4]){a, b, c, d}, step_m);
    }
    line_push(&line, controls[count - 1]);
    return line;
}

Line line_spline_ring(const Point *controls, size_t count, double step_m)
{
    Line line = {0};

    for (size_t i = 0; i < count; i++)
        push_span(&line,
                  (Point[4]){controls[(i + count - 1) % count], controls[i],
                             controls[(i + 1) % count], controls[(i + 2) % count]},
                  step_m);
    return line;
}

double line_length_m(const Line *line)
{
    double length = 0;

    for (size_t i = 1; i < line->count; i++)
        length += point_distance_m(line->at[i - 1], line->at[i]);
    return length;
}

Point line_at(const Line *line, double along_m, double *heading)
{
    size_t i = 1;

    for (; i + 1 < line->count; i++) {
        double step = point_distance_m(line->at[i - 1], line->at[i]);

        if (along_m <= step)
            break;
        along_m -= step;
    }
    Point a = line->at[i - 1], b = line->at[i];
    double step = fmax(point_distance_m(a, b), 1e-9);

    if (heading)
        *heading = atan2(b.y - a.y, b.x - a.x);
    return between(a, b, fmin(1, fmax(0, along_m / step)));
}

double line_distance_m(const Line *line, Point point, double *along_m)
{
    double best = INFINITY, start = 0;

    for (size_t i = 1; i < line->count; i++) {
        Point a = line->at[i - 1], b = line->at[i];
        double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
        double t = length2 > 0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / length2 : 0;

        t = t < 0 ? 0 : t > 1 ? 1 : t;
        double ex = a.x + t * dx - point.x, ey = a.y + t * dy - point.y, d2 = ex * ex + ey * ey;

        if (d2 < best) {
            best = d2;
            if (along_m)
                *along_m = start + t * sqrt(length2);
        }
        if (along_m)
            start += sqrt(length2);
    }
    return sqrt(best);
}

size_t line_nearest_vertex(const Line *line, Point point, double *distance_m)
{
    size_t nearest = 0;
    double best = INFINITY;

    for (size_t i = 0; i < line->count; i++) {
        double d = point_distance_m(line->at[i], point);

        if (d < best) {
            best = d;
            nearest = i;
        }
    }
    if (distance_m)
        *distance_m = best;
    return nearest;
}

static double vertex_heading(const Line *line, size_t i)
{
    Point a = line->at[i ? i - 1 : 0], b = line->at[i + 1 < line->count ? i + 1 : i];

    return atan2(b.y - a.y, b.x - a.x);
}

Line line_widen(const Line *line, const double *half_m)
{
    Line ring = {0};

    for (size_t i = 0; i < line->count; i++)
        line_push(&ring, point_move(line->at[i], vertex_heading(line, i), 0, half_m[i]));
    for (size_t i = line->count; i-- > 0;)
        line_push(&ring, point_move(line->at[i], vertex_heading(line, i), 0, -half_m[i]));
    return ring;
}

bool ring_contains(const Line *ring, Point point)
{
    bool inside = false;

    for (size_t i = 0, j = ring->count - 1; i < ring->count; j = i++) {
        Point a = ring->at[i], b = ring->at[j];

        if ((a.y > point.y) != (b.y > point.y) &&
            point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

double ring_area_m2(const Line *ring)
{
    double twice = 0;

    for (size_t i = 0, j = ring->count - 1; i < ring->count; j = i++)
        twice += ring->at[j].x * ring->at[i].y - ring->at[i].x * ring->at[j].y;
    return fabs(twice) / 2;
}

double point_distance_m(Point a, Point b)
{
    return hypot(a.x - b.x, a.y - b.y);
}

Point point_move(Point from, double heading, double forward_m, double left_m)
{
    double c = cos(heading), s = sin(heading);

    return (Point){from.x + forward_m * c - left_m * s, from.y + forward_m * s + left_m * c};
}
