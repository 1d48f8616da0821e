#include "data/zoom.h"

#include <math.h>

static const double DEGREE = 3.14159265358979323846 / 180.0;
enum { HALF_CIRCLE_DEG = 180, CIRCLE_DEG = 360 };

static double half_tan(double deg)
{
    return tan(deg / 2 * DEGREE);
}

/* The angle whose half's tangent lies at `share` between two others', geometrically. */
static double between_deg(double wide_deg, double tele_deg, double share)
{
    double wide = half_tan(wide_deg);

    if (share <= 0 || wide_deg == tele_deg)
        return wide_deg;
    if (share >= 1)
        return tele_deg;
    return 2 * atan(wide * pow(half_tan(tele_deg) / wide, share)) / DEGREE;
}

bool zoom_varies(const CameraModel *model)
{
    return model->hfov_tele_deg > 0 && model->hfov_tele_deg < model->hfov_wide_deg &&
           model->hfov_wide_deg < HALF_CIRCLE_DEG;
}

bool zoom_holds(const CameraModel *model, double hfov_deg)
{
    const double slack = ZOOM_ROUNDING_DEG + 1e-9;

    return hfov_deg <= model->hfov_wide_deg + slack && hfov_deg >= model->hfov_tele_deg - slack;
}

double zoom_share(const CameraModel *model, double hfov_deg)
{
    double wide = half_tan(model->hfov_wide_deg);

    if (!zoom_varies(model) || hfov_deg >= model->hfov_wide_deg)
        return 0;
    if (hfov_deg <= model->hfov_tele_deg)
        return 1;
    return log(half_tan(hfov_deg) / wide) / log(half_tan(model->hfov_tele_deg) / wide);
}

double zoom_hfov_deg(const CameraModel *model, double share)
{
    return zoom_varies(model) ? between_deg(model->hfov_wide_deg, model->hfov_tele_deg, share)
                              : model->hfov_wide_deg;
}

double zoom_vfov_deg(const CameraModel *model, double hfov_deg)
{
    if (model->vfov_wide_deg > 0 && model->vfov_tele_deg > 0)
        return between_deg(model->vfov_wide_deg, model->vfov_tele_deg, zoom_share(model, hfov_deg));
    return zoom_rectilinear_vfov_deg(hfov_deg, model->width_px, model->height_px);
}

double zoom_focal_mm(const CameraModel *model, double hfov_deg)
{
    return model->focal_wide_mm *
           pow(model->focal_tele_mm / model->focal_wide_mm, zoom_share(model, hfov_deg));
}

double zoom_sensor_step_deg(const CameraModel *model, double hfov_deg)
{
    if (model->sensors < 2)
        return 0;
    if (model->sensor_step_deg > 0)
        return model->sensor_step_deg;
    return fmin(hfov_deg, (double)CIRCLE_DEG / model->sensors);
}

double zoom_rectilinear_vfov_deg(double hfov_deg, double width_px, double height_px)
{
    if (hfov_deg >= HALF_CIRCLE_DEG)
        return fmin(HALF_CIRCLE_DEG, hfov_deg * height_px / width_px);
    return 2 * atan(half_tan(hfov_deg) * height_px / width_px) / DEGREE;
}
