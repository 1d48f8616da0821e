#include "tests/viewshed/reference.h"

#include <math.h>

static const double TIE_M = 1e-6, EDGE = 1e-9;

typedef enum { OUTSIDE, EDGE_OF, INSIDE } Side;

Reference reference_of(const Terrain *terrain, bool ground_apart, const ViewshedEye *eye,
                       const ViewshedRules *rules)
{
    const double rad = M_PI / 180.0;
    double drop = rules->flat ? 0.0 : (1.0 - rules->refraction) / (2.0 * 6371000.0);

    return (Reference){.terrain = terrain,
                       .ground_apart = ground_apart,
                       .eye = *eye,
                       .drop_per_m = drop,
                       .sin_azimuth = sin(eye->azimuth_deg * rad),
                       .cos_azimuth = cos(eye->azimuth_deg * rad),
                       .sin_tilt = sin(eye->tilt_deg * rad),
                       .cos_tilt = cos(eye->tilt_deg * rad),
                       .tan_half_h = tan(eye->hfov_deg / 2.0 * rad),
                       .tan_half_v = tan(eye->vfov_deg / 2.0 * rad)};
}

static bool in_limits(float height)
{
    return height >= -12000.0f && height <= 12000.0f; /* not NaN */
}

static bool has_data(const Terrain *terrain, bool ground_apart, long column, long row)
{
    size_t at;

    if (column < 0 || row < 0 || column >= terrain->columns || row >= terrain->rows)
        return false;
    at = (size_t)row * (size_t)terrain->columns + (size_t)column;
    return in_limits(terrain->surface[at]) && (!ground_apart || in_limits(terrain->ground[at]));
}

static double surface_of(const Terrain *terrain, long column, long row)
{
    return (double)terrain->surface[(size_t)row * (size_t)terrain->columns + (size_t)column];
}

static double ground_of(const Terrain *terrain, bool ground_apart, long column, long row)
{
    const float *plane = ground_apart ? terrain->ground : terrain->surface;

    return (double)plane[(size_t)row * (size_t)terrain->columns + (size_t)column];
}

static Side side_of(double inside_by, double doubt)
{
    return inside_by < -doubt ? OUTSIDE : inside_by > doubt ? INSIDE : EDGE_OF;
}

static Side worse(Side a, Side b)
{
    return a < b ? a : b;
}

/* Multiples of 1/16 below 2^20: their squares and sums are exact, so a bound is no doubt. */
static bool is_short(double value)
{
    return fabs(value) < 0x1p20 && value * 16.0 == rint(value * 16.0);
}

static Side range_side(const Reference *reference, double east, double north)
{
    double range = reference->eye.range_m;

    if (is_short(east) && is_short(north) && is_short(range))
        return east * east + north * north <= range * range ? INSIDE : OUTSIDE;
    return side_of(range - sqrt(east * east + north * north), EDGE * (1.0 + range));
}

static Side window_side(const ViewshedEye *eye, double east, double north)
{
    double off = fabs(remainder(atan2(east, north) * 180.0 / M_PI - eye->azimuth_deg, 360.0));

    if (eye->hfov_deg >= 360.0 || (east == 0.0 && north == 0.0))
        return INSIDE;
    return side_of(eye->hfov_deg / 2.0 - off, EDGE);
}

static Side frustum_side(const Reference *reference, double east, double north, double up)
{
    double ahead = east * reference->sin_azimuth + north * reference->cos_azimuth;
    double right = east * reference->cos_azimuth - north * reference->sin_azimuth;
    double depth = ahead * reference->cos_tilt - up * reference->sin_tilt;
    double below = -ahead * reference->sin_tilt - up * reference->cos_tilt;
    double doubt = EDGE * (1.0 + fabs(ahead) + fabs(right) + fabs(up));
    Side across =
        side_of(depth * reference->tan_half_h - fabs(right), doubt * (1.0 + reference->tan_half_h));
    Side along =
        side_of(depth * reference->tan_half_v - fabs(below), doubt * (1.0 + reference->tan_half_v));

    return worse(side_of(depth, doubt), worse(across, along));
}

/* One target: the line of sight to it, in cells and metres. */
typedef struct {
    const Reference *reference;
    long column, row;
    double dx, dy;      /* cells from the eye */
    double distance_m;  /* horizontal */
    double elevation_m; /* of the target, curvature taken off */
    double worst_m;     /* least height of the line above the surface so far */
    bool nodata;        /* some segment had an end without data */
} Line;

/* Where the line stands at a share `q` of its way, between the samples `a` and `b`. */
static void cross(Line *line, double q, const long a[2], const long b[2], double part)
{
    const Reference *reference = line->reference;
    const Terrain *terrain = reference->terrain;
    double drop = q * line->distance_m, height, margin, start = reference->eye.elevation_m;

    if (!has_data(terrain, reference->ground_apart, a[0], a[1]) ||
        (part > 0.0 && !has_data(terrain, reference->ground_apart, b[0], b[1]))) {
        line->nodata = true;
        return;
    }
    height = surface_of(terrain, a[0], a[1]);
    if (part > 0.0)
        height += (surface_of(terrain, b[0], b[1]) - height) * part;
    height -= reference->drop_per_m * drop * drop;
    margin = start + q * (line->elevation_m - start) - height;
    if (margin < line->worst_m)
        line->worst_m = margin;
}

static void cross_columns(Line *line, bool to_the_end)
{
    double x = line->reference->eye.column, y = line->reference->eye.row;
    long step = line->dx > 0.0 ? 1 : -1;
    long at = line->dx > 0.0 ? (long)floor(x) + 1 : (long)ceil(x) - 1;

    for (; line->dx != 0.0 && step * (line->column - at) > 0; at += step) {
        double q = ((double)at - x) / line->dx, across = y + q * line->dy, low = floor(across);
        long a[2] = {at, (long)low}, b[2] = {at, (long)low + 1};
        cross(line, q, a, b, across - low);
        if (!to_the_end && line->worst_m < -TIE_M)
            return;
    }
}

static void cross_rows(Line *line, bool to_the_end)
{
    double x = line->reference->eye.column, y = line->reference->eye.row;
    long step = line->dy > 0.0 ? 1 : -1;
    long at = line->dy > 0.0 ? (long)floor(y) + 1 : (long)ceil(y) - 1;

    for (; line->dy != 0.0 && step * (line->row - at) > 0; at += step) {
        double q = ((double)at - y) / line->dy, across = x + q * line->dx, low = floor(across);
        long a[2] = {(long)low, at}, b[2] = {(long)low + 1, at};
        cross(line, q, a, b, across - low);
        if (!to_the_end && line->worst_m < -TIE_M)
            return;
    }
}

static Line line_to(const Reference *reference, long column, long row)
{
    const Terrain *terrain = reference->terrain;
    Line line = {.reference = reference,
                 .column = column,
                 .row = row,
                 .dx = (double)column - reference->eye.column,
                 .dy = (double)row - reference->eye.row,
                 .worst_m = INFINITY};
    double east = line.dx * terrain->cell_width_m, south = line.dy * terrain->cell_height_m;

    line.distance_m = sqrt(east * east + south * south);
    line.elevation_m = ground_of(terrain, reference->ground_apart, column, row) +
                       reference->eye.target_height_m -
                       reference->drop_per_m * (east * east + south * south);
    return line;
}

static Side view_side(const Reference *reference, const Line *line)
{
    double east = line->dx * reference->terrain->cell_width_m;
    double north = -line->dy * reference->terrain->cell_height_m;
    Side side = range_side(reference, east, north);

    if (side == OUTSIDE)
        return OUTSIDE;
    if (reference->eye.camera)
        return worse(side, frustum_side(reference, east, north,
                                        line->elevation_m - reference->eye.elevation_m));
    return worse(side, window_side(&reference->eye, east, north));
}

Sighted reference_sees(const Reference *reference, long column, long row)
{
    const Terrain *terrain = reference->terrain;
    Line line;
    Side side;
    double above;

    if (!has_data(terrain, reference->ground_apart, column, row))
        return SIGHTED_NO_TARGET;
    line = line_to(reference, column, row);
    side = view_side(reference, &line);
    if (side == OUTSIDE)
        return SIGHTED_NO_TARGET;
    above =
        surface_of(terrain, column, row) -
        (ground_of(terrain, reference->ground_apart, column, row) + reference->eye.target_height_m);
    if (above >= TIE_M)
        return SIGHTED_HIDDEN; /* a roof */
    cross_columns(&line, false);
    if (line.worst_m >= -TIE_M)
        cross_rows(&line, false);
    if (line.worst_m <= -TIE_M)
        return SIGHTED_HIDDEN;
    /* A surface exactly at its target is not above it. */
    if (side == EDGE_OF || line.worst_m < TIE_M || (above != 0.0 && above > -TIE_M))
        return SIGHTED_TIE;
    return SIGHTED_VISIBLE;
}

bool reference_crosses_nodata(const Reference *reference, long column, long row)
{
    Line line = line_to(reference, column, row);

    cross_columns(&line, true);
    cross_rows(&line, true);
    return line.nodata;
}

double reference_ground_at(const Terrain *terrain, bool ground_apart, double column, double row)
{
    double last_x = (double)(terrain->columns - 1), last_y = (double)(terrain->rows - 1);
    double x = fmin(fmax(column, 0.0), last_x), y = fmin(fmax(row, 0.0), last_y);
    double left = floor(x), top = floor(y), sum = 0.0;

    if (column < -0.5 || row < -0.5 || column > last_x + 0.5 || row > last_y + 0.5)
        return NAN;
    for (int i = 0; i < 4; i++) {
        long at_x = (long)left + i % 2, at_y = (long)top + i / 2;
        double share_x = i % 2 ? x - left : 1.0 - (x - left);
        double share_y = i / 2 ? y - top : 1.0 - (y - top);
        if (share_x == 0.0 || share_y == 0.0)
            continue;
        if (!has_data(terrain, ground_apart, at_x, at_y))
            return NAN;
        sum += share_x * share_y * ground_of(terrain, ground_apart, at_x, at_y);
    }
    return sum;
}
