#include "planner/command/case_cameras.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/audit/prohibit.h"
#include "planner/audit/reserved.h"
#include "planner/coverage/optics.h"

/* Around the cameras, ground as far as a case may reach. */
static const double AROUND_M = 500, CELL_M = 1, MOST_M = 4000;

static Status lay_ground(Surface *out, const CameraInventory *cameras, Diag *diag)
{
    Box box = {cameras->cameras[0].x, cameras->cameras[0].y, cameras->cameras[0].x,
               cameras->cameras[0].y};

    for (size_t i = 1; i < cameras->count; i++) {
        box.min_x = fmin(box.min_x, cameras->cameras[i].x);
        box.min_y = fmin(box.min_y, cameras->cameras[i].y);
        box.max_x = fmax(box.max_x, cameras->cameras[i].x);
        box.max_y = fmax(box.max_y, cameras->cameras[i].y);
    }
    if (box.max_x - box.min_x > MOST_M || box.max_y - box.min_y > MOST_M)
        return diag_fail(diag, ERR_INPUT,
                         "%s: its cameras stand more than %g m apart; make two cases of them",
                         cameras->cameras[0].id, MOST_M);
    box = box_grow(box, AROUND_M);
    *out = (Surface){.use = USE_STREET,
                     .flat = true,
                     .grid = {floor(box.min_x), ceil(box.max_y), CELL_M, CELL_M,
                              (int)ceil(box.max_x - box.min_x) + 2,
                              (int)ceil(box.max_y - box.min_y) + 2}};
    out->ground = memory_new(grid_cells(&out->grid), sizeof *out->ground);
    out->top = memory_new(grid_cells(&out->grid), sizeof *out->top);
    out->kind = memory_new(grid_cells(&out->grid), sizeof *out->kind);
    return OK;
}

static Lookout lookout_of(const Camera *camera, const Surface *surface)
{
    Lookout lookout = {.id = camera->id};

    lookout.eye = lookout.long_eye =
        sight_eye(surface, camera->x, camera->y, camera->mount_height_m, false);
    if (isnan(camera->azimuth_deg))
        return lookout; /* no lens: by place alone */
    lookout.optics =
        (Optics){.azimuth_deg = camera->azimuth_deg,
                 .tilt_deg = camera->tilt_deg,
                 .hfov_deg = camera->hfov_deg,
                 .vfov_deg = optics_vfov_deg(camera->hfov_deg, camera->width_px, camera->height_px),
                 .width_px = camera->width_px,
                 .height_px = camera->height_px,
                 .max_range_m = INFINITY};
    optics_prepare(&lookout.optics);
    return lookout;
}

static Status judge(const CaseScene *stage, Lookout *lookouts, Diag *diag)
{
    size_t count = stage->scene->cameras.count;
    const ProhibitResult result = {memory_new(count, sizeof(bool)),
                                   memory_new(count, sizeof(double)),
                                   memory_new(count, sizeof(Consent))};
    const Clause **broken = memory_new(count, sizeof *broken);
    Prohibit *prohibit = NULL;
    Status status = prohibit_new(&prohibit, stage->scene, stage->pack, stage->forbidden, diag);

    if (status == OK)
        status = prohibit_existing(prohibit, stage->scene, lookouts, count, &result,
                                   stage->findings, diag);
    reserved_existing(stage->reserved, stage->scene, stage->pack, broken, stage->findings);
    prohibit_free(prohibit);
    free(broken);
    free(result.violates);
    free(result.dwelling_m2);
    free(result.consents);
    return status;
}

Status case_judge_cameras(const CaseScene *stage, Diag *diag)
{
    const CameraInventory *cameras = &stage->scene->cameras;
    Surface *surface = &stage->scene->surfaces[USE_STREET];
    Lookout *lookouts = memory_new(cameras->count, sizeof *lookouts);
    Status status = lay_ground(surface, cameras, diag);

    if (status == OK) {
        for (size_t i = 0; i < cameras->count; i++)
            lookouts[i] = lookout_of(&cameras->cameras[i], surface);
        status = judge(stage, lookouts, diag);
        surface_release(surface);
    }
    free(lookouts);
    return status;
}
