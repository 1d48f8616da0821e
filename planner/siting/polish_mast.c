#include "planner/siting/polish_mast.h"

#include <math.h>

static bool hangs(const PolishMast *mast, const CameraModel *model)
{
    for (size_t k = 0; k < mast->hung_count; k++)
        if (mast->hung[k].model == model)
            return true;
    return false;
}

static void reach_of(const PolishMast *mast, LensSet *lenses, double px_metres[2])
{
    for (size_t i = 0; i < mast->world->lenses->count; i++) {
        const Lens *lens = &mast->world->lenses->items[i];
        Optics clear = lens->optics;
        if (!hangs(mast, lens->model))
            continue;
        clear.max_range_m = INFINITY;
        px_metres[clear.thermal] =
            fmax(px_metres[clear.thermal], optics_limit_m(&clear, 1) * (1 + 1e-6));
        for (int use = 0; use < 2; use++)
            if (mast->world->lenses->range_m[use] > 0)
                lenses->range_m[use] = fmax(lenses->range_m[use], lens->optics.max_range_m);
    }
}

Status polish_mast_look(PolishMast *mast, Glance *glance, Diag *diag)
{
    MastWorld world = *mast->world;
    LensSet lenses = *world.lenses;
    Status status;

    lenses.range_m[0] = lenses.range_m[1] = 0;
    world.px_metres[0] = world.px_metres[1] = 0;
    reach_of(mast, &lenses, world.px_metres);
    world.lenses = &lenses;
    world.both_uses = true;
    mast->view.glance = glance;
    status = mast_view_look(&mast->view, &world, mast->site, diag);
    mast->view.glance = NULL;
    return status;
}

void polish_mast_forget(PolishMast *mast)
{
    mast_view_release(&mast->view);
    prohibit_view_free(mast->near);
    prohibit_view_free(mast->far);
    mast->near = mast->far = NULL;
    mast->used = 0;
}

/* How far what hangs there can come to matter. */
static double prohibit_reach_m(const PolishMast *mast)
{
    const LensSet *lenses = mast->world->lenses;
    double range_m = 0;

    for (size_t i = 0; i < lenses->count; i++) {
        Optics narrowest = lens_narrowest(&lenses->items[i]);
        if (hangs(mast, lenses->items[i].model))
            range_m = fmax(range_m, prohibit_range_m(mast->world->prohibit, &narrowest));
    }
    return range_m;
}

Status polish_mast_judge(PolishVerdict *out, PolishMast *mast, const Candidate *candidate,
                         Diag *diag)
{
    bool far = candidate->optics.thermal && mast->site->kind == SITE_LONG_RANGE;
    ProhibitView **view = far ? &mast->far : &mast->near;
    Reach reach = reach_of_ptz(&candidate->optics, candidate->model);
    ProhibitCamera camera = {.optics = &candidate->optics,
                             .reach = candidate->model->class == MODEL_PTZ ? &reach : NULL};
    ProhibitReport report = {.measure = true};
    Status status = OK;

    if (!*view)
        status = prohibit_view_new(view, mast->world->prohibit,
                                   far ? &mast->site->long_eye : &mast->site->eye,
                                   prohibit_reach_m(mast), diag);
    if (status == OK)
        *out = (PolishVerdict){.verdict = prohibit_judge(*view, &camera, &report),
                               .dwelling_m2 = report.dwelling_m2};
    return status;
}
