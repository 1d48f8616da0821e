#include "render/label_fit.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static const double pi = 3.14159265358979323846;

bool label_fit_around(Rect symbol, int rings, const LabelText *text, LabelOffer offer,
                      void *context)
{
    static const double sides[8][2] = {{1, 0},  {-1, 0}, {0, -1},  {0, 1},
                                       {1, -1}, {1, 1},  {-1, -1}, {-1, 1}};

    for (int ring = 0; ring < rings; ring++)
        for (size_t i = 0; i < 8; i++) {
            bool corner = sides[i][0] != 0 && sides[i][1] != 0;
            double off = 0.45 + 1.2 * ring, share = corner ? 0.4 : 0.5;
            LabelBox box = {.x = symbol.x + symbol.width / 2 +
                                 sides[i][0] * (symbol.width * share + off + text->width / 2),
                            .y = symbol.y + symbol.height / 2 +
                                 sides[i][1] * (symbol.height * share + off + text->height / 2),
                            .width = text->width,
                            .height = text->height};
            if (offer(&box, 1, context))
                return true;
        }
    return false;
}

/* ---- areas ---- */

/* A line across the shape in a turned frame (u along the text, v across). */
typedef struct {
    const Path *path;
    double cosine, sine;
    double *crossings;
} Scan;

static int number_compare(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static size_t scan_crossings(const Scan *scan, double v)
{
    const Path *path = scan->path;
    size_t found = 0;

    for (size_t part = 0; part < path->part_count; part++) {
        const double *xy;
        size_t count = path_part(path, part, &xy);
        for (size_t i = 0; i < count; i++) {
            const double *a = xy + 2 * i, *b = xy + 2 * ((i + 1) % count);
            double va = a[1] * scan->cosine - a[0] * scan->sine;
            double vb = b[1] * scan->cosine - b[0] * scan->sine;
            double ua = a[0] * scan->cosine + a[1] * scan->sine;
            double ub = b[0] * scan->cosine + b[1] * scan->sine;
            if ((va <= v) != (vb <= v))
                scan->crossings[found++] = ua + (v - va) / (vb - va) * (ub - ua);
        }
    }
    qsort(scan->crossings, found, sizeof *scan->crossings, number_compare);
    return found;
}

/* The widest stretch inside at v, narrowed to where the text's top and bottom
 * are inside too. Its width; the middle in `*middle`. */
static double scan_widest(const Scan *scan, double v, double half_height, double *middle)
{
    double from = 0, to = 0;
    size_t found = scan_crossings(scan, v);

    for (size_t i = 0; i + 1 < found; i += 2)
        if (scan->crossings[i + 1] - scan->crossings[i] > to - from) {
            from = scan->crossings[i];
            to = scan->crossings[i + 1];
        }
    *middle = (from + to) / 2;
    for (int side = -1; side <= 1 && to > from; side += 2) {
        double inner = (from + to) / 2, low = inner, high = inner;
        found = scan_crossings(scan, v + side * half_height);
        for (size_t i = 0; i + 1 < found; i += 2)
            if (scan->crossings[i] < inner && scan->crossings[i + 1] > inner) {
                low = fmax(from, scan->crossings[i]);
                high = fmin(to, scan->crossings[i + 1]);
            }
        from = low;
        to = high;
    }
    if (to > from)
        *middle = (from + to) / 2;
    return to - from;
}

typedef struct {
    LabelBox box;
    double cost;
} Spot;

static int spot_compare(const void *a, const void *b)
{
    const Spot *left = a, *right = b;

    if (left->cost != right->cost)
        return left->cost < right->cost ? -1 : 1;
    if (left->box.y != right->box.y)
        return left->box.y < right->box.y ? -1 : 1;
    return (left->box.x > right->box.x) - (left->box.x < right->box.x);
}

enum { LEVELS = 11 };

/* Spots on LEVELS lines of one direction. A place where the text does not fit
 * costs more the more it sticks out. */
static size_t area_spots(const Scan *scan, const LabelText *text, double turn_rad, Spot *spots)
{
    double low = INFINITY, high = -INFINITY;
    size_t count = 0;

    for (size_t i = 0; i < scan->path->count; i++) {
        const double *xy = scan->path->xy + 2 * i;
        double v = xy[1] * scan->cosine - xy[0] * scan->sine;
        low = fmin(low, v);
        high = fmax(high, v);
    }
    for (int level = 1; level <= LEVELS; level++) {
        double middle, v = low + (high - low) * level / (LEVELS + 1);
        double width = scan_widest(scan, v, text->height / 2, &middle);
        double out = fmax(0, 1 - width / (text->width * 1.05));
        double x = middle * scan->cosine - v * scan->sine;
        double y = middle * scan->sine + v * scan->cosine;
        if (turn_rad != 0 && out > 0)
            continue;
        spots[count++] = (Spot){{x, y, text->width, text->height, turn_rad},
                                10 * out + fabs(level - (LEVELS + 1) / 2.0) / LEVELS +
                                    (turn_rad != 0 ? 0.5 + fabs(turn_rad) / pi : 0)};
    }
    return count;
}

bool label_fit_area(const Path *path, const LabelText *text, bool turns, LabelOffer offer,
                    void *context)
{
    enum { DIRECTIONS = 12 };
    Spot spots[LEVELS * DIRECTIONS];
    size_t count = 0;
    bool taken = false;

    if (path->count < 3)
        return false;
    Scan scan = {.path = path, .crossings = memory_new(path->count, sizeof(double))};
    for (int i = 0; i < (turns ? DIRECTIONS : 1); i++) {
        /* 0, 15, -15, 30, -30, ... 90 */
        int step = (i + 1) / 2;
        double turn = (i % 2 ? 1 : -1) * step * pi / DIRECTIONS;
        scan.cosine = cos(turn);
        scan.sine = sin(turn);
        count += area_spots(&scan, text, turn, spots + count);
    }
    free(scan.crossings);
    qsort(spots, count, sizeof *spots, spot_compare);
    for (size_t i = 0; i < count && !taken; i++)
        taken = offer(&spots[i].box, 1, context);
    return taken;
}

/* ---- lines ---- */

typedef struct {
    const double *xy;
    size_t count;
} Line;

static void line_at(const Line *line, double distance, double out[2])
{
    double done = 0;

    for (size_t i = 0; i + 1 < line->count; i++) {
        const double *a = line->xy + 2 * i, *b = a + 2;
        double length = hypot(b[0] - a[0], b[1] - a[1]);
        if (done + length >= distance && length > 0) {
            double share = (distance - done) / length;
            out[0] = a[0] + share * (b[0] - a[0]);
            out[1] = a[1] + share * (b[1] - a[1]);
            return;
        }
        done += length;
    }
    out[0] = line->xy[2 * line->count - 2];
    out[1] = line->xy[2 * line->count - 1];
}

/* How far the line leaves the straight way from a to b, sampled. */
static double line_bend(const Line *line, double from, double to, const double a[2],
                        const double b[2])
{
    double length = hypot(b[0] - a[0], b[1] - a[1]), worst = 0;

    if (!(length > 0))
        return INFINITY;
    for (int i = 1; i < 12; i++) {
        double at[2];
        line_at(line, from + (to - from) * i / 12, at);
        double off = fabs((at[0] - a[0]) * (b[1] - a[1]) - (at[1] - a[1]) * (b[0] - a[0])) / length;
        worst = fmax(worst, off);
    }
    return worst;
}

/* Text runs left to right; on an upright line it reads downwards, as Chinese does. */
static bool runs_backwards(const double a[2], const double b[2])
{
    double dx = b[0] - a[0], dy = b[1] - a[1];

    return fabs(dx) < 0.05 * fabs(dy) ? dy < 0 : dx < 0;
}

static bool fit_straight(const Line *line, double from, const LabelText *text, LabelOffer offer,
                         void *context)
{
    double a[2], b[2], to = from + text->width;

    line_at(line, from, a);
    line_at(line, to, b);
    if (hypot(b[0] - a[0], b[1] - a[1]) < 0.97 * text->width ||
        line_bend(line, from, to, a, b) > 0.28 * text->height)
        return false;
    double *start = runs_backwards(a, b) ? b : a, *end = start == a ? b : a;
    LabelBox box = {.x = (a[0] + b[0]) / 2,
                    .y = (a[1] + b[1]) / 2,
                    .width = text->width,
                    .height = text->height,
                    .turn_rad = atan2(end[1] - start[1], end[0] - start[0])};
    return offer(&box, 1, context);
}

static bool fit_bent(const Line *line, double from, const LabelText *text, LabelOffer offer,
                     void *context)
{
    enum { MOST = 48 };
    const double sharpest = pi / 6;
    LabelBox boxes[MOST];
    double a[2], b[2], at = from, previous = 0;

    if (text->letters < 2 || text->letters > MOST)
        return false;
    line_at(line, from, a);
    line_at(line, from + text->width, b);
    bool backwards = runs_backwards(a, b);
    for (size_t i = 0; i < text->letters; i++) {
        double advance = text->advances[i];
        double here = backwards ? from + text->width - (at - from) : at;
        double there = backwards ? here - advance : here + advance, turn;
        line_at(line, here, a);
        line_at(line, there, b);
        turn = atan2(b[1] - a[1], b[0] - a[0]);
        if (i > 0 && fabs(remainder(turn - previous, 2 * pi)) > sharpest)
            return false;
        boxes[i] = (LabelBox){(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, advance, text->height, turn};
        previous = turn;
        at += advance;
    }
    return offer(boxes, text->letters, context);
}

bool label_fit_line(const Path *path, size_t part, const double range_mm[2], const LabelText *text,
                    LabelOffer offer, void *context)
{
    Line line;
    double room = range_mm[1] - range_mm[0] - text->width;
    double step = fmax(1.5, text->width / 4), middle = range_mm[0] + room / 2;

    if (room < 0)
        return false;
    line.count = path_part(path, part, &line.xy);
    for (int bent = 0; bent <= 1; bent++)
        for (int i = 0; i * step / 2 <= room + step; i++) {
            int steps = (i + 1) / 2;
            double from = middle + (i % 2 ? 1 : -1) * steps * step;
            if (from < range_mm[0] || from + text->width > range_mm[1])
                continue;
            if (bent ? fit_bent(&line, from, text, offer, context)
                     : fit_straight(&line, from, text, offer, context))
                return true;
        }
    return false;
}
