#include "planner/coverage/viewshed/field.h"

#include <math.h>

static double radians(double degrees)
{
    return degrees / DEG_PER_RAD;
}

static void camera_prepare(Field *field, const ViewshedEye *eye)
{
    double sin_a = sin(radians(eye->azimuth_deg)), cos_a = cos(radians(eye->azimuth_deg));
    double sin_t = sin(radians(eye->tilt_deg)), cos_t = cos(radians(eye->tilt_deg));

    field->forward[0] = sin_a * cos_t;
    field->forward[1] = cos_a * cos_t;
    field->forward[2] = -sin_t;
    field->right[0] = cos_a;
    field->right[1] = -sin_a;
    field->right[2] = 0.0;
    field->down[0] = -sin_a * sin_t;
    field->down[1] = -cos_a * sin_t;
    field->down[2] = -cos_t;
    field->tan_half_h = tan(radians(eye->hfov_deg / 2.0));
    field->tan_half_v = tan(radians(eye->vfov_deg / 2.0));
}

/* Half of the window of bearings that a frustum's four corner rays span. When straight up or
 * straight down lies in the frustum, or a corner ray turns back, any bearing is possible. */
static double frustum_half_deg(const Field *field, double tilt_deg)
{
    double widest = 0.0;

    for (int sign = -1; sign <= 1; sign += 2) {
        double ahead =
            cos(radians(tilt_deg)) - (double)sign * field->tan_half_v * sin(radians(tilt_deg));
        if (ahead <= 1e-9)
            return 180.0;
        widest = fmax(widest, atan2(field->tan_half_h, ahead) * DEG_PER_RAD);
    }
    return fmin(widest + 1e-6, 180.0);
}

Field field_of(const ViewshedEye *eye)
{
    Field field = {.range_m = eye->range_m, .camera = eye->camera};

    field.azimuth_deg = fmod(eye->azimuth_deg, 360.0);
    if (field.azimuth_deg < 0.0)
        field.azimuth_deg += 360.0;
    field.sweep_half_deg = fmin(eye->hfov_deg, 360.0) / 2.0;
    if (eye->camera) {
        camera_prepare(&field, eye);
        field.sweep_half_deg = frustum_half_deg(&field, eye->tilt_deg);
    }
    return field;
}

double field_extent_m(const Field *field, double bearing_deg)
{
    double off_deg = fabs(fmod(field->azimuth_deg - bearing_deg + 540.0, 360.0) - 180.0);
    double aside_deg = fmax(off_deg - field->sweep_half_deg - 1e-6, 0.0);

    return aside_deg < 90.0 ? field->range_m * cos(radians(aside_deg)) : 0.0;
}

bool field_in_range(const Field *field, double east_m, double north_m)
{
    return !(hypot(east_m, north_m) > field->range_m);
}

bool field_in_window(const Field *field, double east_m, double north_m)
{
    double bearing = atan2(east_m, north_m) * DEG_PER_RAD;
    double off = fmod(bearing - field->azimuth_deg + 540.0 + 4 * 360.0, 360.0) - 180.0;

    if (field->sweep_half_deg >= 180.0 || (east_m == 0.0 && north_m == 0.0))
        return true;
    return fabs(off) <= field->sweep_half_deg;
}

bool field_in_frustum(const Field *field, double east_m, double north_m, double up_m)
{
    double depth, across, below;

    if (!field->camera)
        return true;
    depth = field->forward[0] * east_m + field->forward[1] * north_m + field->forward[2] * up_m;
    across = field->right[0] * east_m + field->right[1] * north_m + field->right[2] * up_m;
    below = field->down[0] * east_m + field->down[1] * north_m + field->down[2] * up_m;
    return depth > 0.0 && fabs(across) <= depth * field->tan_half_h &&
           fabs(below) <= depth * field->tan_half_v;
}
