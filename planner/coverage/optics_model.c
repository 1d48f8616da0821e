#include "planner/coverage/optics_model.h"

#include <math.h>

#include "data/zoom.h"

Status optics_of_model(Optics *out, const CameraModel *model, double hfov_deg, Diag *diag)
{
    if (!zoom_holds(model, hfov_deg))
        return diag_fail(diag, ERR_INPUT,
                         "model %s: a horizontal field of view of %g degrees is outside its range, "
                         "%g to %g degrees; choose one that the lens can take",
                         model->id, hfov_deg, model->hfov_wide_deg, model->hfov_tele_deg);
    if (!(model->width_px > 0 && model->height_px > 0))
        return diag_fail(diag, ERR_INPUT,
                         "model %s: the catalogue gives no width_px and height_px, so nobody knows "
                         "how sharp it sees; add them",
                         model->id);
    *out = (Optics){.projection = model->projection,
                    .hfov_deg = hfov_deg,
                    .vfov_deg = zoom_vfov_deg(model, hfov_deg),
                    .width_px = model->width_px,
                    .height_px = model->height_px,
                    .sensors = model->sensors,
                    .sensor_step_deg = zoom_sensor_step_deg(model, hfov_deg),
                    .max_range_m = INFINITY,
                    .thermal = model->class == MODEL_THERMAL};
    optics_prepare(out);
    return OK;
}
