#include "planner/coverage/reach.h"

#include <math.h>

#include "data/zoom.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;
/* More than the rounding of a tangent: what lies on the very edge is in view. */
static const double EDGE = 1e-12;
enum { QUARTER_DEG = 90, CIRCLE_DEG = 360 };

Reach reach_anywhere(const Optics *optics)
{
    Reach reach = {.tele = *optics,
                   .wide_tan_half_h = optics->tan_half_h,
                   .wide_tan_half_v = optics->tan_half_v,
                   .pan_deg = CIRCLE_DEG,
                   .tilt_highest_deg = -QUARTER_DEG,
                   .tilt_lowest_deg = QUARTER_DEG};

    reach.tele.max_range_m = INFINITY;
    return reach;
}

Reach reach_of_ptz(const Optics *home, const CameraModel *model)
{
    Reach reach = reach_anywhere(home);
    Optics wide = *home;

    if (!model)
        return reach;
    if (model->hfov_tele_deg > 0 && model->hfov_tele_deg < home->hfov_deg) {
        reach.tele.hfov_deg = model->hfov_tele_deg;
        reach.tele.vfov_deg = zoom_vfov_deg(model, model->hfov_tele_deg);
        if (!(reach.tele.vfov_deg > 0))
            reach.tele.vfov_deg =
                optics_vfov_deg(model->hfov_tele_deg, home->width_px, home->height_px);
        optics_prepare(&reach.tele);
    }
    if (model->hfov_wide_deg > home->hfov_deg && model->hfov_wide_deg < CIRCLE_DEG / 2) {
        wide.hfov_deg = model->hfov_wide_deg;
        wide.vfov_deg = zoom_vfov_deg(model, model->hfov_wide_deg);
        if (!(wide.vfov_deg > 0))
            wide.vfov_deg = optics_vfov_deg(wide.hfov_deg, home->width_px, home->height_px);
        optics_prepare(&wide);
        reach.wide_tan_half_h = wide.tan_half_h;
        reach.wide_tan_half_v = wide.tan_half_v;
    }
    if (model->pan_range_deg > 0)
        reach.pan_deg = model->pan_range_deg;
    if (!isnan(model->tilt_highest_deg)) {
        reach.tilt_highest_deg = model->tilt_highest_deg;
        reach.tilt_lowest_deg = model->tilt_lowest_deg;
    }
    return reach;
}

/* The axis turned to the target, or as near to it as pan and tilt go. */
static void aim(const Reach *reach, Optics *aimed, double dx, double dy, double dz)
{
    double turn = remainder(atan2(dx, dy) / DEGREE - reach->tele.azimuth_deg, CIRCLE_DEG);
    double down = atan2(-dz, hypot(dx, dy)) / DEGREE, most = reach->pan_deg / 2;

    if (reach->pan_deg < CIRCLE_DEG)
        turn = fmax(-most, fmin(most, turn));
    aimed->azimuth_deg = reach->tele.azimuth_deg + turn;
    aimed->tilt_deg = fmax(reach->tilt_highest_deg, fmin(reach->tilt_lowest_deg, down));
    optics_prepare(aimed);
}

/* Share of the zoom, 0 wide to 1 tele, at which an offset from the axis is on the edge. */
static double share_for(double offset, double wide, double tele)
{
    if (offset <= tele)
        return 1;
    return wide > tele ? log(offset / wide) / log(tele / wide) : 0;
}

double reach_px_per_m(const Reach *reach, double dx, double dy, double dz)
{
    Optics aimed = reach->tele;
    double depth, across, along, share, px_per_m;

    aim(reach, &aimed, dx, dy, dz);
    if (optics_place(&aimed, dx, dy, dz, &px_per_m) == VIEW_IN)
        return px_per_m;
    depth = aimed.forward[0] * dx + aimed.forward[1] * dy + aimed.forward[2] * dz;
    if (!optics_is_pinhole(&aimed) || depth <= 0)
        return 0;
    /* It cannot turn so far: zoomed out it may still have the target beside its axis. */
    across = fabs(aimed.right[0] * dx + aimed.right[1] * dy) / depth;
    along = fabs(aimed.down[0] * dx + aimed.down[1] * dy + aimed.down[2] * dz) / depth;
    if (across > reach->wide_tan_half_h * (1 + EDGE) || along > reach->wide_tan_half_v * (1 + EDGE))
        return 0;
    share = fmax(0, fmin(share_for(across, reach->wide_tan_half_h, aimed.tan_half_h),
                         share_for(along, reach->wide_tan_half_v, aimed.tan_half_v)));
    aimed.tan_half_h =
        reach->wide_tan_half_h * pow(aimed.tan_half_h / reach->wide_tan_half_h, share);
    aimed.tan_half_v =
        reach->wide_tan_half_v * pow(aimed.tan_half_v / reach->wide_tan_half_v, share);
    return optics_place(&aimed, dx, dy, dz, &px_per_m) == VIEW_IN ? px_per_m : 0;
}
