#include "planner/siting/polish_aim.h"

#include <math.h>

#include "data/zoom.h"

/* As tilts of candidates are looked for (mast_view.c). */
static const double LOWEST_DEG = 90, HIGHEST_DEG = -45;
static const double PART = 0.125; /* of the view, at level 0 */

static double tenth(double value)
{
    return rint(value * 10) / 10;
}

static bool looks_all_round(const Optics *optics)
{
    return optics->hfov_deg >= 360 || optics->projection == PROJECTION_FISHEYE;
}

static bool turned(Candidate *out, double by_deg)
{
    double before_deg = out->optics.azimuth_deg, azimuth_deg;

    if (looks_all_round(&out->optics))
        return false;
    azimuth_deg = fmod(tenth(before_deg + by_deg) + 720, 360);
    /* 359.97 would be read 360.0 and 360.0 is 0. */
    azimuth_deg = tenth(azimuth_deg) >= 360 ? 0 : tenth(azimuth_deg);
    out->optics.azimuth_deg = azimuth_deg;
    out->slot = (uint16_t)(lround(azimuth_deg) % 360);
    return azimuth_deg != before_deg;
}

static bool tilted(Candidate *out, double by_deg)
{
    double lowest_deg = LOWEST_DEG, highest_deg = HIGHEST_DEG;
    double tilt_deg = tenth(out->optics.tilt_deg + by_deg);

    if (out->optics.projection == PROJECTION_FISHEYE)
        return false;
    if (!isnan(out->model->tilt_lowest_deg))
        lowest_deg = fmin(lowest_deg, out->model->tilt_lowest_deg);
    if (!isnan(out->model->tilt_highest_deg))
        highest_deg = fmax(highest_deg, out->model->tilt_highest_deg);
    if (tilt_deg == out->optics.tilt_deg || tilt_deg > lowest_deg || tilt_deg < highest_deg)
        return false;
    out->optics.tilt_deg = tilt_deg;
    return true;
}

/* The share of the zoom at which the installer's scale shows what it shows at `share`. */
static double readable(const CameraModel *model, double share)
{
    double hfov_deg = zoom_hfov_deg(model, share), focal_mm = zoom_focal_mm(model, hfov_deg);
    double whole;

    if (share <= 0 || share >= 1)
        return share <= 0 ? 0 : 1;
    if (isnan(focal_mm) || !(model->focal_tele_mm > model->focal_wide_mm))
        return zoom_share(model, tenth(hfov_deg));
    whole = log(tenth(focal_mm) / model->focal_wide_mm) /
            log(model->focal_tele_mm / model->focal_wide_mm);
    return fmin(1, fmax(0, whole));
}

/* `ratio` times the focal length. */
static bool zoomed(Candidate *out, const LensSet *lenses, double ratio)
{
    const CameraModel *model = out->model;
    const double half = 3.14159265358979323846 / 360;
    double whole_zoom, share;
    Diag diag = {0};
    Lens lens;

    if (!zoom_varies(model))
        return false;
    whole_zoom = log(tan(model->hfov_wide_deg * half) / tan(model->hfov_tele_deg * half));
    share = readable(model, zoom_share(model, out->optics.hfov_deg) + log(ratio) / whole_zoom);
    if (lens_at(&lens, lenses, model, share, &diag) != OK ||
        lens.optics.hfov_deg == out->optics.hfov_deg)
        return false;
    lens.optics.azimuth_deg = out->optics.azimuth_deg;
    lens.optics.tilt_deg = out->optics.tilt_deg;
    out->optics = lens.optics;
    out->focal_mm = lens.focal_mm;
    return true;
}

bool polish_aim_step(Candidate *out, const Candidate *from, const LensSet *lenses, PolishMove move,
                     int level)
{
    double part = PART / (1 << level);
    double turn_deg = fmax(0.1, part * fmin(from->optics.hfov_deg, 90));
    double tilt_deg = fmax(0.1, part * fmin(from->optics.vfov_deg, 90));
    bool moved = false;

    *out = *from;
    switch (move) {
    case POLISH_LEFT:
    case POLISH_RIGHT:
        moved = turned(out, move == POLISH_LEFT ? -turn_deg : turn_deg);
        break;
    case POLISH_UP:
    case POLISH_DOWN:
        moved = tilted(out, move == POLISH_UP ? -tilt_deg : tilt_deg);
        break;
    case POLISH_WIDER:
    case POLISH_NARROWER:
        moved = zoomed(out, lenses, move == POLISH_WIDER ? 1 / (1 + part) : 1 + part);
        break;
    case POLISH_MOVES:
        break;
    }
    optics_prepare(&out->optics);
    return moved;
}

bool polish_aim_own_arm(const Candidate *tried, const Candidate *from, const Candidate *other)
{
    double before_deg = remainder(other->optics.azimuth_deg - from->optics.azimuth_deg, 360);
    double after_deg = remainder(other->optics.azimuth_deg - tried->optics.azimuth_deg, 360);

    if (tried->slot % 360 == other->slot % 360)
        return tried->slot == from->slot;
    /* Passing behind it is no crossing. */
    return before_deg * after_deg > 0 || fabs(after_deg) > 90 || fabs(before_deg) > 90;
}
