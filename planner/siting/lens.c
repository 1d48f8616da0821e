#include "planner/siting/lens.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;
enum { FOCAL_SETTINGS = 3 };

static Optics lens_optics(const CameraModel *model, double hfov_deg, double vfov_deg)
{
    Optics optics = {.projection = model->projection,
                     .hfov_deg = hfov_deg,
                     .vfov_deg = vfov_deg,
                     .width_px = model->width_px,
                     .height_px = model->height_px,
                     .max_range_m = INFINITY,
                     .thermal = model->class == MODEL_THERMAL};

    if (!(optics.vfov_deg > 0))
        optics.vfov_deg = optics_vfov_deg(hfov_deg, model->width_px, model->height_px);
    optics_prepare(&optics);
    return optics;
}

/* The half-angle whose tangent lies at `share` between wide and tele, geometrically. */
static double between_deg(double wide_deg, double tele_deg, double share)
{
    double wide = tan(wide_deg / 2 * DEGREE), tele = tan(tele_deg / 2 * DEGREE);

    return 2 * atan(wide * pow(tele / wide, share)) / DEGREE;
}

static void lens_add(LensSet *set, size_t *capacity, const CameraModel *model, double share)
{
    Lens lens = {.model = model, .focal_mm = model->focal_wide_mm};
    double hfov_deg = model->hfov_wide_deg, vfov_deg = model->vfov_wide_deg;

    if (share > 0) {
        hfov_deg = between_deg(model->hfov_wide_deg, model->hfov_tele_deg, share);
        vfov_deg = model->vfov_wide_deg > 0 && model->vfov_tele_deg > 0
                       ? between_deg(model->vfov_wide_deg, model->vfov_tele_deg, share)
                       : NAN;
        lens.focal_mm =
            model->focal_wide_mm * pow(model->focal_tele_mm / model->focal_wide_mm, share);
    }
    lens.optics = lens_optics(model, hfov_deg, vfov_deg);
    lens.full_reach = model->class == MODEL_PTZ;
    lens.narrowest = lens.full_reach
                         ? lens_optics(model, model->hfov_tele_deg, model->vfov_tele_deg)
                         : lens.optics;
    set->items = memory_grow(set->items, set->count, capacity, sizeof *set->items);
    set->items[set->count++] = lens;
}

static void model_add(LensSet *set, size_t *capacity, const CameraModel *model)
{
    bool zooms = model->hfov_tele_deg > 0 && model->hfov_tele_deg < model->hfov_wide_deg &&
                 model->hfov_wide_deg < 180;

    for (int i = 0; i < (zooms ? FOCAL_SETTINGS : 1); i++)
        lens_add(set, capacity, model, (double)i / (FOCAL_SETTINGS - 1));
}

static void least_densities(LensSet *set, const Demand *demand)
{
    set->least_px_per_m[0] = set->least_px_per_m[1] = INFINITY;
    for (size_t z = 0; z < demand->zones->zone_count; z++) {
        const Requirement *wants = &demand->zones->zones[z].requirement;
        if (demand->zone_first[z] < demand->zone_first[z + 1])
            set->least_px_per_m[wants->use] =
                fmin(set->least_px_per_m[wants->use], fmax(wants->px_per_m, 0.1));
    }
}

static void ranges(LensSet *set)
{
    static const double most_m[] = {LENS_STREET_RANGE_M, LENS_LONG_RANGE_M};

    for (size_t i = 0; i < set->count; i++) {
        Lens *lens = &set->items[i];
        double range_m = 0;
        for (int use = 0; use < 2; use++) {
            double limit_m;
            if (isinf(set->least_px_per_m[use]))
                continue;
            limit_m = fmin(most_m[use], optics_limit_m(&lens->optics, set->least_px_per_m[use]));
            range_m = fmax(range_m, limit_m);
            if (use == USE_LONG_RANGE || !lens->optics.thermal)
                set->range_m[use] = fmax(set->range_m[use], limit_m);
        }
        lens->optics.max_range_m = range_m;
    }
}

Status lenses_make(LensSet *out, const Scene *scene, const Demand *demand, Diag *diag)
{
    const ProjectSites *sites = &scene->project->sites;
    const CameraModel *models;
    size_t count = catalogue_models(scene->catalogue, &models), capacity = 0;

    *out = (LensSet){0};
    for (size_t i = 0; i < sites->model_count; i++) {
        const CameraModel *model = catalogue_find(scene->catalogue, sites->models[i]);
        if (!model) {
            lenses_release(out);
            return diag_fail(diag, ERR_INPUT,
                             "%s: sites.models names %s, which the catalogue %s does not have; "
                             "correct the id or add the model",
                             scene->project->path, sites->models[i], scene->project->catalogue);
        }
        model_add(out, &capacity, model);
    }
    for (size_t i = 0; sites->model_count == 0 && i < count; i++)
        if (models[i].plan)
            model_add(out, &capacity, &models[i]);
    least_densities(out, demand);
    ranges(out);
    return OK;
}

void lenses_release(LensSet *set)
{
    free(set->items);
    *set = (LensSet){0};
}
