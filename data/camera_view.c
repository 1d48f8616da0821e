#include "data/camera_view.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "data/camera_profile.h"
#include "data/zoom.h"

/* By id, by model, or by maker and model in one. */
static const CameraModel *find_model(const Catalogue *catalogue, const char *name)
{
    const CameraModel *models = NULL;
    size_t count = catalogue && name ? catalogue_models(catalogue, &models) : 0;

    for (size_t i = 0; i < count; i++)
        if (text_equal_nocase(models[i].id, name) || text_equal_nocase(models[i].model, name))
            return &models[i];
    for (size_t i = 0; i < count; i++) {
        size_t maker = models[i].maker ? strlen(models[i].maker) : 0;
        if (maker && strncmp(name, models[i].maker, maker) == 0 && name[maker] == ' ' &&
            text_equal_nocase(name + maker + 1, models[i].model))
            return &models[i];
    }
    return NULL;
}

static void fill(double *value, double from)
{
    if (isnan(*value))
        *value = from;
}

static void fill_from_model(Camera *camera, const CameraModel *model)
{
    camera->model = model;
    if (!model)
        return;
    camera->class = model->class;
    camera->projection = model->projection;
    if (model->hfov_wide_deg == model->hfov_tele_deg) {
        fill(&camera->hfov_deg, model->hfov_wide_deg);
        fill(&camera->vfov_deg, model->vfov_wide_deg);
    }
    fill(&camera->width_px, model->width_px);
    fill(&camera->height_px, model->height_px);
    if (model->ir_range_m > 0)
        fill(&camera->night_range_m, model->ir_range_m);
}

static void class_from_type(Camera *camera)
{
    static const char *const ptz[] = {"ptz", "panning", "speed dome", "pan-tilt-zoom", NULL};
    static const char *const panoramic[] = {"panoramic", "360", NULL};
    static const char *const fisheye[] = {"fisheye", NULL};
    static const char *const thermal[] = {"thermal", NULL};
    static const char *const multi[] = {"multi", "multi-sensor", NULL};

    if (camera_profile_says(camera->type, ptz))
        camera->class = MODEL_PTZ;
    else if (camera_profile_says(camera->type, panoramic))
        camera->class = MODEL_PANORAMIC;
    else if (camera_profile_says(camera->type, fisheye))
        camera->class = MODEL_FISHEYE;
    else if (camera_profile_says(camera->type, thermal))
        camera->class = MODEL_THERMAL;
    else if (camera_profile_says(camera->type, multi))
        camera->class = MODEL_MULTI;
}

static void assume_one(Camera *camera, double *value, double from, CameraUnknown bit)
{
    if (!isnan(*value) || isnan(from))
        return;
    *value = from;
    camera->assumed |= (unsigned)bit;
}

static void assume_from(Camera *camera, const ProjectAssume *assume)
{
    assume_one(camera, &camera->hfov_deg, assume->hfov_deg, UNKNOWN_LENS);
    fill(&camera->vfov_deg, camera->assumed & UNKNOWN_LENS ? assume->vfov_deg : NAN);
    assume_one(camera, &camera->mount_height_m, assume->height_m, UNKNOWN_HEIGHT);
    assume_one(camera, &camera->tilt_deg, assume->tilt_deg, UNKNOWN_TILT);
    assume_one(camera, &camera->width_px, assume->width_px, UNKNOWN_PIXELS);
    assume_one(camera, &camera->height_px, assume->height_px, UNKNOWN_PIXELS);
    if (isnan(camera->azimuth_deg) && !isnan(assume->azimuth_deg)) {
        camera->azimuth_deg = assume->azimuth_deg;
        camera->assumed |= UNKNOWN_AZIMUTH;
    }
}

/* The type's own assumptions come before those for "*". */
static void assume_unknowns(Camera *camera, const ProjectCameras *as, const char *raw_type)
{
    for (size_t i = 0; i < as->assume_count; i++)
        if (text_equal_nocase(as->assume[i].type, camera->type) ||
            text_equal_nocase(as->assume[i].type, raw_type))
            assume_from(camera, &as->assume[i]);
    for (size_t i = 0; i < as->assume_count; i++)
        if (text_equal(as->assume[i].type, "*"))
            assume_from(camera, &as->assume[i]);
}

/* The model's vertical field at that zoom, else that of a rectilinear image. */
static void derive_vfov(Camera *camera)
{
    const CameraModel *model = camera->model;

    if (!(camera->hfov_deg < 180) || camera->projection != PROJECTION_RECTILINEAR)
        return;
    if (model && zoom_varies(model) && zoom_holds(model, camera->hfov_deg) &&
        camera->width_px == model->width_px && camera->height_px == model->height_px)
        fill(&camera->vfov_deg, zoom_vfov_deg(model, camera->hfov_deg));
    fill(&camera->vfov_deg,
         zoom_rectilinear_vfov_deg(camera->hfov_deg, camera->width_px, camera->height_px));
}

static Status turn_to_grid(Camera *camera, const ProjectCameras *as, const Crs *crs, Diag *diag)
{
    double lon, lat, convergence, azimuth = camera->azimuth_deg;
    AzimuthKind kind = as->profile == CAMERAS_OSM ? AZIMUTH_TRUE : as->azimuth_kind;
    Status status;

    if (isnan(azimuth) || kind == AZIMUTH_GRID)
        return OK;
    status = crs_geographic(crs, camera->x, camera->y, &lon, &lat, &convergence, diag);
    if (status != OK)
        return status;
    if (kind == AZIMUTH_MAGNETIC)
        azimuth += as->declination_deg;
    azimuth = fmod(azimuth - convergence, 360);
    camera->azimuth_deg = azimuth < 0 ? azimuth + 360 : azimuth;
    return OK;
}

Status camera_view_complete(Camera *camera, const ProjectCameras *as, const Catalogue *catalogue,
                            const Crs *crs, const char *model, const char *raw_type, Diag *diag)
{
    Status status;

    class_from_type(camera);
    fill_from_model(camera, find_model(catalogue, model));
    assume_unknowns(camera, as, raw_type);
    derive_vfov(camera);
    camera->all_round = camera->hfov_deg >= 360;
    status = turn_to_grid(camera, as, crs, diag);
    if (isnan(camera->azimuth_deg) && !camera->all_round)
        camera->unknown |= UNKNOWN_AZIMUTH;
    if (isnan(camera->mount_height_m))
        camera->unknown |= UNKNOWN_HEIGHT;
    if (isnan(camera->hfov_deg))
        camera->unknown |= UNKNOWN_LENS;
    if (isnan(camera->width_px) || isnan(camera->height_px))
        camera->unknown |= UNKNOWN_PIXELS;
    if (isnan(camera->tilt_deg))
        camera->unknown |= UNKNOWN_TILT;
    return status;
}
