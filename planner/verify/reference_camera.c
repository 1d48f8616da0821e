#include "planner/verify/reference_camera.h"

#include <math.h>

#include "data/zoom.h"

enum { ZOOM_STEPS = 64 };

#define RADIANS(deg) ((deg)*3.14159265358979323846 / 180.0)
#define DEGREES(rad) ((rad)*180.0 / 3.14159265358979323846)

/* The plan keeps its targets in single precision: so far from where they are, a few km off. */
static const double POSITION_M = 5e-4;

/* value <= limit, with ties: a relative 1e-6, and `moved`, what that changes in the value. */
static ReferenceAnswer at_most(double value, double limit, double moved)
{
    double slack = fmax(1e-6 * fmax(1.0, fabs(limit)), moved);

    if (value > limit + slack)
        return REFERENCE_NO;
    return value > limit - slack ? REFERENCE_TIE : REFERENCE_YES;
}

/* What the angle to a target so far away may be off. */
static double angle_off_deg(double away_m)
{
    return DEGREES(POSITION_M / fmax(away_m, POSITION_M));
}

static double slant_of(const double offset[3])
{
    return sqrt(offset[0] * offset[0] + offset[1] * offset[1] + offset[2] * offset[2]);
}

/* And its density, which falls with the distance. */
static double density_off(double px_per_m, const double offset[3])
{
    return px_per_m * POSITION_M / fmax(slant_of(offset), POSITION_M);
}

static ReferenceAnswer least(ReferenceAnswer a, ReferenceAnswer b)
{
    return a < b ? a : b;
}

/* -180 to 180 */
static double turn(double deg)
{
    deg = fmod(deg, 360.0);
    return deg > 180.0 ? deg - 360.0 : deg < -180.0 ? deg + 360.0 : deg;
}

static double bearing_of(const double offset[3])
{
    return DEGREES(atan2(offset[0], offset[1]));
}

/* The upright target foreshortens when seen from above or below. */
static double upright(double density, const double offset[3])
{
    double level = hypot(offset[0], offset[1]);
    return density * cos(atan2(fabs(offset[2]), level));
}

static ReferenceAnswer in_pinhole(const WrittenCamera *camera, const double offset[3], double *px)
{
    double level = hypot(offset[0], offset[1]);
    double yaw = RADIANS(bearing_of(offset) - camera->azimuth_deg);
    double ahead = level * cos(yaw), right = level * sin(yaw), tilt = RADIANS(camera->tilt_deg);
    double depth = ahead * cos(tilt) - offset[2] * sin(tilt);
    double up = ahead * sin(tilt) + offset[2] * cos(tilt);
    double across, along;
    ReferenceAnswer answer;

    *px = 0.0;
    if (depth <= 1e-9)
        return REFERENCE_NO;
    answer = least(at_most(DEGREES(atan2(fabs(right), depth)), camera->hfov_deg / 2.0,
                           angle_off_deg(hypot(right, depth))),
                   at_most(DEGREES(atan2(fabs(up), depth)), camera->vfov_deg / 2.0,
                           angle_off_deg(hypot(up, depth))));
    across = camera->width_px / (2.0 * depth * tan(RADIANS(camera->hfov_deg / 2.0)));
    along = camera->height_px / (2.0 * depth * tan(RADIANS(camera->vfov_deg / 2.0)));
    *px = fmin(across, upright(along, offset));
    return answer;
}

static ReferenceAnswer in_fisheye(const WrittenCamera *camera, const double offset[3], double *px)
{
    double fov = camera->hfov_deg > 220.0 ? 180.0 : camera->hfov_deg;
    double slant = slant_of(offset);
    double el = asin(fmax(-1.0, fmin(1.0, offset[2] / fmax(slant, 1e-9))));
    double yaw = RADIANS(bearing_of(offset) - camera->azimuth_deg),
           tilt = RADIANS(camera->tilt_deg);
    double along = cos(el) * cos(yaw) * cos(tilt) - sin(el) * sin(tilt);
    double disc =
        camera->height_px > 0.0 ? fmin(camera->width_px, camera->height_px) : camera->width_px;

    *px = upright(disc / (RADIANS(fov) * fmax(slant, 1e-9)), offset);
    return at_most(DEGREES(acos(fmax(-1.0, fmin(1.0, along)))), fov / 2.0, angle_off_deg(slant));
}

static ReferenceAnswer in_panorama(const WrittenCamera *camera, const double offset[3], double *px)
{
    double level = hypot(offset[0], offset[1]), slant = hypot(level, offset[2]);
    double down = DEGREES(atan2(-offset[2], level)) - camera->tilt_deg;
    double round = fmin(camera->hfov_deg, 360.0);
    ReferenceAnswer answer = at_most(fabs(down), camera->vfov_deg / 2.0, angle_off_deg(slant));

    if (camera->hfov_deg < 360.0)
        answer = least(answer, at_most(fabs(turn(bearing_of(offset) - camera->azimuth_deg)),
                                       camera->hfov_deg / 2.0, angle_off_deg(level)));
    *px =
        fmin(camera->width_px / (RADIANS(round) * fmax(level, 1e-9)),
             upright(camera->height_px / (RADIANS(camera->vfov_deg) * fmax(slant, 1e-9)), offset));
    return answer;
}

/* The answer of the sensor that has it best, and the density there. */
static ReferenceAnswer in_sensors(const WrittenCamera *camera, const double offset[3],
                                  double px_per_m, double *px)
{
    double leftmost = camera->azimuth_deg - camera->sensor_step_deg * (camera->sensors - 1) / 2.0;
    ReferenceAnswer best = REFERENCE_NO;

    *px = 0.0;
    for (int i = 0; i < camera->sensors; i++) {
        WrittenCamera sensor = *camera;
        double density;
        ReferenceAnswer answer;
        sensor.azimuth_deg = leftmost + i * camera->sensor_step_deg;
        answer = in_pinhole(&sensor, offset, &density);
        if (answer != REFERENCE_NO)
            *px = fmax(*px, density);
        answer = least(answer, at_most(px_per_m, density, density_off(density, offset)));
        best = answer > best ? answer : best;
    }
    return best;
}

ReferenceAnswer reference_in_view(const WrittenCamera *camera, const double offset[3],
                                  double px_per_m, double *px)
{
    ReferenceAnswer answer;

    if (camera->projection == PROJECTION_FISHEYE)
        answer = in_fisheye(camera, offset, px);
    else if (camera->projection == PROJECTION_PANORAMIC || camera->hfov_deg >= 180.0)
        answer = in_panorama(camera, offset, px);
    else if (camera->sensors > 1)
        answer = in_sensors(camera, offset, px_per_m, px);
    else
        answer = in_pinhole(camera, offset, px);
    answer = least(answer, at_most(hypot(offset[0], offset[1]), camera->max_range_m, POSITION_M));
    return camera->sensors > 1 ? answer
                               : least(answer, at_most(px_per_m, *px, density_off(*px, offset)));
}

ReferenceAnswer reference_in_reach(const WrittenCamera *camera, const CameraModel *model,
                                   const double offset[3], double px_per_m)
{
    double bearing = turn(bearing_of(offset) - camera->azimuth_deg);
    double down = DEGREES(atan2(-offset[2], hypot(offset[0], offset[1])));
    double pan = model->pan_range_deg > 0.0 ? model->pan_range_deg / 2.0 : 180.0;
    double highest = isnan(model->tilt_highest_deg) ? -90.0 : model->tilt_highest_deg;
    double lowest = isnan(model->tilt_lowest_deg) ? 90.0 : model->tilt_lowest_deg;
    WrittenCamera aimed = *camera;
    ReferenceAnswer best = REFERENCE_NO;

    aimed.azimuth_deg += fmax(-pan, fmin(pan, bearing));
    aimed.tilt_deg = fmax(highest, fmin(lowest, down));
    for (int step = 0; step <= ZOOM_STEPS; step++) {
        double px;
        ReferenceAnswer answer;
        aimed.hfov_deg = zoom_hfov_deg(model, 1.0 - (double)step / ZOOM_STEPS);
        aimed.vfov_deg = zoom_vfov_deg(model, aimed.hfov_deg);
        answer = reference_in_view(&aimed, offset, px_per_m, &px);
        best = answer > best ? answer : best;
    }
    return best;
}

/* A thermal camera needs so many pixels on the critical dimension of the target: two (or as many
 * as the parameters say) a cycle. */
double reference_wanted(const WrittenCamera *camera, const Requirement *wants)
{
    const Johnson *criterion = &wants->thermal;

    if (!camera->thermal)
        return wants->px_per_m;
    if (!wants->thermal_ok || criterion->task == JOHNSON_NONE)
        return INFINITY;
    return criterion->px_per_cycle * criterion->cycles / criterion->critical_m;
}

ReferenceAnswer reference_meets(const WrittenCamera *camera, const Zone *zone,
                                const double offset[3])
{
    const Requirement *wants = &zone->requirement;
    double px, down = DEGREES(atan2(-offset[2], hypot(offset[0], offset[1])));
    ReferenceAnswer answer;

    if (reference_wanted(camera, wants) == (double)INFINITY)
        return REFERENCE_NO;
    answer = reference_in_view(camera, offset, reference_wanted(camera, wants), &px);
    if (!isnan(camera->dark_range_m) && !wants->lit)
        answer =
            least(answer, at_most(hypot(offset[0], offset[1]), camera->dark_range_m, POSITION_M));
    if (wants->max_down_angle_deg < 90.0)
        answer = least(answer,
                       at_most(down, wants->max_down_angle_deg, angle_off_deg(slant_of(offset))));
    if (wants->facing && !isnan(zone->facing_deg))
        answer = least(answer, at_most(fabs(turn(bearing_of(offset) + 180.0 - zone->facing_deg)),
                                       45.0, angle_off_deg(hypot(offset[0], offset[1]))));
    return answer;
}

double reference_limit_m(const WrittenCamera *camera, double px_per_m)
{
    double wide = RADIANS(fmin(camera->hfov_deg, 179.0) / 2.0);

    if (camera->projection != PROJECTION_RECTILINEAR || camera->hfov_deg >= 180.0)
        return fmin(camera->max_range_m * 1.001,
                    camera->width_px / px_per_m / fmin(1.0, RADIANS(camera->hfov_deg)));
    /* In a corner the distance is at most the depth over the cosines of both half-angles. */
    return fmin(camera->max_range_m * 1.001, 1.01 * camera->width_px / (2.0 * tan(wide)) /
                                                 px_per_m / cos(wide) /
                                                 cos(RADIANS(fmin(camera->vfov_deg, 179.0) / 2.0)));
}
