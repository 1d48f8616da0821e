#include "planner/siting/lens.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/zoom.h"
#include "planner/coverage/optics_model.h"
#include "planner/coverage/reach.h"
#include "planner/coverage/visibility.h"

enum { FOCAL_SETTINGS = 3 };

static Status lens_of(Lens *out, const CameraModel *model, double share, Diag *diag)
{
    double hfov_deg = zoom_hfov_deg(model, share);
    Status status = optics_of_model(&out->optics, model, hfov_deg, diag);

    out->model = model;
    out->turns = model->class == MODEL_PTZ;
    out->focal_mm = zoom_focal_mm(model, hfov_deg);
    return status;
}

static Status lens_add(LensSet *set, size_t *capacity, const CameraModel *model, double share,
                       Diag *diag)
{
    Lens lens;
    Status status = lens_of(&lens, model, share, diag);

    if (status != OK)
        return status;
    set->items = memory_grow(set->items, set->count, capacity, sizeof *set->items);
    set->items[set->count++] = lens;
    return OK;
}

static Status model_add(LensSet *set, size_t *capacity, const CameraModel *model, Diag *diag)
{
    int settings = zoom_varies(model) ? FOCAL_SETTINGS : 1;
    Status status = OK;

    /* Nobody knows how sharp it sees, so it would cover nothing. */
    if (!(model->width_px > 0 && model->height_px > 0))
        return OK;

    for (int i = 0; i < settings && status == OK; i++)
        status = lens_add(set, capacity, model, (double)i / (FOCAL_SETTINGS - 1), diag);
    return status;
}

static void least_densities(LensSet *set, const Demand *demand)
{
    for (int i = 0; i < 4; i++)
        set->least_px_per_m[i / 2][i % 2] = INFINITY;
    for (size_t z = 0; z < demand->zones->zone_count; z++) {
        const Requirement *wants = &demand->zones->zones[z].requirement;
        for (int thermal = 0; thermal < 2; thermal++) {
            double *least = &set->least_px_per_m[thermal][wants->use];
            if (demand->zone_first[z] < demand->zone_first[z + 1])
                *least = fmin(*least, fmax(requirement_px_per_m(wants, thermal), 0.1));
        }
    }
}

/* The furthest that a lens meets the least that any zone asks, by use and in all. */
static double lens_range(Lens *lens, const LensSet *set, double by_use_m[2])
{
    static const double most_m[] = {LENS_STREET_RANGE_M, LENS_LONG_RANGE_M};
    double range_m = 0;

    for (int use = 0; use < 2; use++) {
        double least = set->least_px_per_m[lens->optics.thermal][use];
        by_use_m[use] = isinf(least) ? 0 : fmin(most_m[use], optics_limit_m(&lens->optics, least));
        range_m = fmax(range_m, by_use_m[use]);
    }
    return range_m;
}

static void lens_cap(Lens *lens, const LensSet *set, double range_m)
{
    lens->optics.max_range_m = range_m;
    visibility_apply(&lens->optics, set->conditions, lens->model->ir_range_m);
}

Status lens_at(Lens *out, const LensSet *set, const CameraModel *model, double share, Diag *diag)
{
    double by_use_m[2];
    Status status = lens_of(out, model, share, diag);

    if (status == OK)
        lens_cap(out, set, lens_range(out, set, by_use_m));
    return status;
}

static void ranges(LensSet *set)
{
    for (size_t i = 0; i < set->count; i++) {
        Lens *lens = &set->items[i];
        double by_use_m[2], range_m = lens_range(lens, set, by_use_m);
        for (int use = 0; use < 2; use++)
            if (use == USE_LONG_RANGE || !lens->optics.thermal)
                set->range_m[use] = fmax(set->range_m[use], by_use_m[use]);
        lens_cap(lens, set, range_m);
    }
}

Status lenses_make(LensSet *out, const Scene *scene, const Demand *demand, Diag *diag)
{
    const ProjectSites *sites = &scene->project->sites;
    const CameraModel *models;
    size_t count = catalogue_models(scene->catalogue, &models), capacity = 0;
    Status status = OK;

    *out = (LensSet){.conditions = &scene->project->conditions};
    for (size_t i = 0; i < sites->model_count && status == OK; i++) {
        const CameraModel *model = catalogue_find(scene->catalogue, sites->models[i]);
        if (!model) {
            lenses_release(out);
            return diag_fail(diag, ERR_INPUT,
                             "%s: sites.models names %s, which the catalogue %s does not have; "
                             "correct the id or add the model",
                             scene->project->path, sites->models[i], scene->project->catalogue);
        }
        status = model_add(out, &capacity, model, diag);
    }
    for (size_t i = 0; sites->model_count == 0 && i < count && status == OK; i++)
        if (models[i].plan)
            status = model_add(out, &capacity, &models[i], diag);
    if (status != OK) {
        lenses_release(out);
        return status;
    }
    least_densities(out, demand);
    ranges(out);
    return OK;
}

Optics lens_narrowest(const Lens *lens)
{
    return lens->turns ? reach_of_ptz(&lens->optics, lens->model).tele : lens->optics;
}

void lenses_release(LensSet *set)
{
    free(set->items);
    *set = (LensSet){0};
}
