#include "planner/coverage/optics.h"

#include <math.h>

#include "data/zoom.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;
/* A target on the very edge of the view is in it, whatever the rounding. */
static const double EDGE = 1e-9;
enum { WIDEST_FISHEYE_DEG = 220, HALF_CIRCLE_DEG = 180, CIRCLE_DEG = 360 };

/* One image or several, each flat. */
static bool rectilinear(const Optics *optics)
{
    return optics->projection == PROJECTION_RECTILINEAR && optics->hfov_deg < HALF_CIRCLE_DEG;
}

bool optics_is_pinhole(const Optics *optics)
{
    return rectilinear(optics) && optics->sensors < 2;
}

double optics_span_deg(const Optics *optics)
{
    int steps = rectilinear(optics) && optics->sensors > 1 ? optics->sensors - 1 : 0;

    return fmin(CIRCLE_DEG, optics->hfov_deg + steps * optics->sensor_step_deg);
}

static double fisheye_fov_deg(const Optics *optics)
{
    return optics->hfov_deg > WIDEST_FISHEYE_DEG ? HALF_CIRCLE_DEG : optics->hfov_deg;
}

/* Pixels across the image circle. */
static double fisheye_disc_px(const Optics *optics)
{
    return optics->height_px > 0 ? fmin(optics->width_px, optics->height_px) : optics->width_px;
}

void optics_prepare(Optics *optics)
{
    double azimuth = optics->azimuth_deg * DEGREE, tilt = optics->tilt_deg * DEGREE;
    double sa = sin(azimuth), ca = cos(azimuth), st = sin(tilt), ct = cos(tilt);
    double vfov_deg = fmin(optics->vfov_deg, HALF_CIRCLE_DEG - 1e-6);

    optics->forward[0] = sa * ct;
    optics->forward[1] = ca * ct;
    optics->forward[2] = -st;
    optics->right[0] = ca;
    optics->right[1] = -sa;
    optics->right[2] = 0;
    optics->down[0] = -sa * st;
    optics->down[1] = -ca * st;
    optics->down[2] = -ct;
    optics->tan_half_h = tan(fmin(optics->hfov_deg, HALF_CIRCLE_DEG - 1e-6) / 2 * DEGREE);
    optics->tan_half_v = tan(vfov_deg / 2 * DEGREE);
}

static double cos_below(double level, double slant)
{
    return slant > 0 ? level / slant : 1;
}

static double dot(const double a[3], double dx, double dy, double dz)
{
    return a[0] * dx + a[1] * dy + a[2] * dz;
}

static ViewPlace pinhole_place(const Optics *optics, double dx, double dy, double dz,
                               double *px_per_m)
{
    double depth = dot(optics->forward, dx, dy, dz), across, below, upright;

    if (depth <= 0) {
        /* Behind the image plane, but straight below a camera that looks down ahead. */
        bool ahead = dx * optics->forward[0] + dy * optics->forward[1] > 0;
        across = fabs(dot(optics->right, dx, dy, dz));
        below = optics->down[2] * dz;
        return ahead && below > 0 && across <= hypot(dx, dy) * optics->tan_half_h
                   ? VIEW_UNDER_MOUNT
                   : VIEW_OUTSIDE_FIELD;
    }
    across = fabs(dot(optics->right, dx, dy, dz));
    if (across > depth * optics->tan_half_h * (1 + EDGE) + EDGE)
        return VIEW_OUTSIDE_FIELD;
    below = dot(optics->down, dx, dy, dz);
    if (fabs(below) > depth * optics->tan_half_v * (1 + EDGE) + EDGE)
        return below > 0 ? VIEW_UNDER_MOUNT : VIEW_OUTSIDE_FIELD;
    *px_per_m = optics->width_px / (2 * depth * optics->tan_half_h);
    upright = optics->height_px / (2 * depth * optics->tan_half_v);
    upright *= sqrt((dx * dx + dy * dy) / (dx * dx + dy * dy + dz * dz));
    *px_per_m = fmin(*px_per_m, upright);
    return VIEW_IN;
}

/* Each sensor looks at the target turned back by its own azimuth. */
static ViewPlace fan_place(const Optics *optics, double dx, double dy, double dz, double *px_per_m)
{
    ViewPlace best = VIEW_OUTSIDE_FIELD;

    for (int i = 0; i < optics->sensors; i++) {
        double turn = (i - (optics->sensors - 1) / 2.0) * optics->sensor_step_deg * DEGREE;
        double s = sin(turn), c = cos(turn), px = 0;
        ViewPlace place = pinhole_place(optics, dx * c - dy * s, dy * c + dx * s, dz, &px);
        if (place == VIEW_IN) {
            best = VIEW_IN;
            *px_per_m = fmax(*px_per_m, px);
        } else if (place == VIEW_UNDER_MOUNT && best != VIEW_IN) {
            best = VIEW_UNDER_MOUNT;
        }
    }
    return best;
}

static ViewPlace fisheye_place(const Optics *optics, double dx, double dy, double dz,
                               double *px_per_m)
{
    double level = hypot(dx, dy), slant = hypot(level, dz);
    double fov = fisheye_fov_deg(optics) * DEGREE;
    double off_axis = slant > 0 ? acos(fmin(1, dot(optics->forward, dx, dy, dz) / slant)) : 0;

    if (off_axis > fov / 2 + EDGE)
        return VIEW_OUTSIDE_FIELD;
    *px_per_m = fisheye_disc_px(optics) / (fov * fmax(slant, EDGE)) * cos_below(level, slant);
    return VIEW_IN;
}

/* Degrees from `b` to `a`, -180 to 180. */
static double turn_deg(double a, double b)
{
    return remainder(a - b, CIRCLE_DEG);
}

static double bearing_deg(double dx, double dy)
{
    double bearing = atan2(dx, dy) / DEGREE;

    return bearing < 0 ? bearing + CIRCLE_DEG : bearing;
}

static double down_angle_deg(double level, double dz)
{
    return level > 0 || dz != 0 ? atan2(-dz, level) / DEGREE : 0;
}

static ViewPlace panoramic_place(const Optics *optics, double dx, double dy, double dz,
                                 double *px_per_m)
{
    double level = hypot(dx, dy), slant = hypot(level, dz), upright;
    double lower = down_angle_deg(level, dz) - optics->tilt_deg;

    if (optics->hfov_deg < CIRCLE_DEG &&
        fabs(turn_deg(bearing_deg(dx, dy), optics->azimuth_deg)) > optics->hfov_deg / 2 + EDGE)
        return VIEW_OUTSIDE_FIELD;
    if (fabs(lower) > optics->vfov_deg / 2 + EDGE)
        return lower > 0 ? VIEW_UNDER_MOUNT : VIEW_OUTSIDE_FIELD;
    *px_per_m =
        optics->width_px / (fmin(optics->hfov_deg, CIRCLE_DEG) * DEGREE * fmax(level, EDGE));
    upright = optics->height_px / (optics->vfov_deg * DEGREE * fmax(slant, EDGE));
    upright *= cos_below(level, slant);
    *px_per_m = fmin(*px_per_m, upright);
    return VIEW_IN;
}

ViewPlace optics_place(const Optics *optics, double dx, double dy, double dz, double *px_per_m)
{
    double reach = optics->max_range_m;

    *px_per_m = 0;
    if (dx * dx + dy * dy > reach * reach)
        return VIEW_OUT_OF_RANGE;
    if (rectilinear(optics))
        return optics->sensors > 1 ? fan_place(optics, dx, dy, dz, px_per_m)
                                   : pinhole_place(optics, dx, dy, dz, px_per_m);
    if (optics->projection == PROJECTION_FISHEYE)
        return fisheye_place(optics, dx, dy, dz, px_per_m);
    return panoramic_place(optics, dx, dy, dz, px_per_m);
}

View optics_view(const Optics *optics, double dx, double dy, double dz)
{
    View view = {.down_angle_deg = down_angle_deg(hypot(dx, dy), dz),
                 .bearing_deg = bearing_deg(dx, dy)};

    view.place = optics_place(optics, dx, dy, dz, &view.px_per_m);
    return view;
}

/* Density times distance, straight ahead on a level axis. */
static double axis_px(const Optics *optics)
{
    if (rectilinear(optics))
        return fmin(optics->width_px / (2 * optics->tan_half_h),
                    optics->height_px / (2 * optics->tan_half_v));
    if (optics->projection == PROJECTION_FISHEYE)
        return fisheye_disc_px(optics) / (fisheye_fov_deg(optics) * DEGREE);
    return fmin(optics->width_px / (fmin(optics->hfov_deg, CIRCLE_DEG) * DEGREE),
                optics->height_px / (optics->vfov_deg * DEGREE));
}

double optics_reach_m(const Optics *optics, double px_per_m)
{
    return fmin(optics->max_range_m, axis_px(optics) / px_per_m);
}

double optics_limit_m(const Optics *optics, double px_per_m)
{
    double furthest = axis_px(optics) / px_per_m;

    /* In the corner of the image the slant range is this much more than the depth. */
    if (rectilinear(optics))
        furthest *= sqrt(1 + optics->tan_half_h * optics->tan_half_h +
                         optics->tan_half_v * optics->tan_half_v);
    return fmin(optics->max_range_m, furthest);
}

bool optics_lit_enough(const Optics *optics, double level_m, bool lit)
{
    return !optics->dark || lit || level_m <= optics->dark_range_m * (1 + EDGE);
}

bool optics_faces(double bearing, double facing_deg)
{
    /* The target looks back along the line of sight when it faces the camera. */
    return fabs(turn_deg(bearing + HALF_CIRCLE_DEG, facing_deg)) <= 45 + EDGE;
}

double optics_vfov_deg(double hfov_deg, double width_px, double height_px)
{
    return zoom_rectilinear_vfov_deg(hfov_deg, width_px, height_px);
}
