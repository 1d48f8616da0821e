#include "planner/verify/reference_arcs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "data/zoom.h"

#define RADIANS(deg) ((deg)*3.14159265358979323846 / 180.0)

enum { UNASKED = 3 }; /* a line of sight, beside the ReferenceAnswers */

/* What all sites share. */
typedef struct {
    ReferenceDemand *demand;
    WrittenCamera *lenses;
    double *limit_m;    /* a lens and zone: no cell of it further away can be sharp enough */
    double *furthest_m; /* a lens and use: of all its zones */
    int room;
    Whole again; /* what each later camera of a site adds */
} World;

/* A cell near the site that is being looked at. */
typedef struct {
    uint32_t cell, target; /* equal targets have one line of sight */
    double offset[3], level_m;
    uint32_t slot[2]; /* the last that sees it, from 1 on */
    uint32_t arms[2];
} Near;

typedef struct {
    const World *world;
    Near *near;
    size_t near_count, near_capacity;
    uint8_t *sight; /* a target */
    size_t target_count, sight_capacity;
    Whole *best[2]; /* a slot: the least of its candidates */
    size_t slot_count;
    ReferenceArcs sum;
} Looking;

int64_t reference_units(double cost)
{
    return (int64_t)floor(cost * REFERENCE_UNITS + 1e-3);
}

bool reference_lens(WrittenCamera *out, const Scene *scene, const WrittenLens *lens)
{
    const ProjectConditions *conditions = &scene->project->conditions;
    const CameraModel *model = catalogue_find(scene->catalogue, lens->model);
    bool thermal = model && model->class == MODEL_THERMAL;

    if (!model)
        return false;
    *out = (WrittenCamera){.model = model->id,
                           .projection = model->projection,
                           .hfov_deg = lens->hfov_deg,
                           .vfov_deg = zoom_vfov_deg(model, lens->hfov_deg),
                           .width_px = model->width_px,
                           .height_px = model->height_px,
                           .max_range_m = lens->max_range_m,
                           .sensors = model->sensors > 1 ? model->sensors : 1,
                           .sensor_step_deg = zoom_sensor_step_deg(model, lens->hfov_deg),
                           .dark_range_m = NAN,
                           .thermal = thermal};
    if (conditions->night && !conditions->lit && !thermal)
        out->dark_range_m = model->ir_range_m > 0.0 ? model->ir_range_m : 0.0;
    return true;
}

/* --- near cells ---------------------------------------------------------------------- */

static bool same_target(const PricedCell *a, const PricedCell *b)
{
    return a->column == b->column && a->row == b->row && a->z == b->z;
}

static void take_tile(Looking *looking, const ReferencePoint *eye, int use, double reach_m,
                      size_t tile)
{
    const ReferenceDemand *demand = looking->world->demand;
    const PricedCell *last = NULL;

    for (size_t i = demand->tile_first[use][tile]; i < demand->tile_first[use][tile + 1]; i++) {
        const PricedCell *cell = &demand->cells[demand->order[i]];
        double dx = cell->x - eye->x, dy = cell->y - eye->y, level_m = hypot(dx, dy);
        if (level_m > reach_m)
            continue;
        if (!last || !same_target(last, cell))
            looking->target_count++;
        last = cell;
        looking->near = memory_grow(looking->near, looking->near_count, &looking->near_capacity,
                                    sizeof *looking->near);
        looking->near[looking->near_count++] = (Near){.cell = demand->order[i],
                                                      .target = (uint32_t)looking->target_count - 1,
                                                      .offset = {dx, dy, cell->z - eye->z},
                                                      .level_m = level_m};
    }
}

/* Cells of one use within reach of any of the site's lenses. */
static void take_near(Looking *looking, const WrittenSite *site, int use)
{
    const ReferenceDemand *demand = looking->world->demand;
    const WrittenCertificate *certificate = demand->certificate;
    const Grid *tiles = &demand->tiles;
    const ReferencePoint *eye = &site->eye[use];
    double reach_m = 0;

    for (size_t a = site[0].first_aim; a < site[1].first_aim; a++)
        reach_m =
            fmax(reach_m, looking->world->furthest_m[2 * certificate->aims[a].lens + (size_t)use]);
    if (!isnan(certificate->reach_m[use]))
        reach_m = fmin(reach_m, certificate->reach_m[use] * (1 + 1e-6));
    if (isnan(eye->x) || isnan(eye->y) || isnan(eye->z) || !(reach_m > 0))
        return;
    for (int row = 0; row < tiles->height; row++) {
        double north = tiles->y0 - row * tiles->dy_m;
        if (north < eye->y - reach_m || north - tiles->dy_m > eye->y + reach_m)
            continue;
        for (int column = 0; column < tiles->width; column++) {
            double west = tiles->x0 + column * tiles->dx_m;
            if (west <= eye->x + reach_m && west + tiles->dx_m >= eye->x - reach_m)
                take_tile(looking, eye, use, reach_m, grid_at(tiles, column, row));
        }
    }
}

/* --- one candidate ------------------------------------------------------------------- */

/* A frustum a little larger than the camera's, to pass over what is far outside it. */
typedef struct {
    bool flat; /* else nothing is passed over */
    double sin_az, cos_az, sin_tilt, cos_tilt, tan_across, tan_along;
} Frustum;

static Frustum frustum_of(const WrittenCamera *camera)
{
    double azimuth = RADIANS(camera->azimuth_deg), tilt = RADIANS(camera->tilt_deg);

    return (Frustum){.flat = camera->projection == PROJECTION_RECTILINEAR &&
                             camera->hfov_deg < 179 && camera->vfov_deg < 179 &&
                             camera->sensors == 1,
                     .sin_az = sin(azimuth),
                     .cos_az = cos(azimuth),
                     .sin_tilt = sin(tilt),
                     .cos_tilt = cos(tilt),
                     .tan_across = 1.001 * tan(RADIANS(camera->hfov_deg / 2)),
                     .tan_along = 1.001 * tan(RADIANS(camera->vfov_deg / 2))};
}

static bool far_outside(const Frustum *frustum, const double offset[3])
{
    double right = offset[0] * frustum->cos_az - offset[1] * frustum->sin_az;
    double ahead = offset[0] * frustum->sin_az + offset[1] * frustum->cos_az;
    double depth = ahead * frustum->cos_tilt - offset[2] * frustum->sin_tilt;
    double up = ahead * frustum->sin_tilt + offset[2] * frustum->cos_tilt;

    return frustum->flat && (depth <= 0 || fabs(right) > depth * frustum->tan_across + 0.01 ||
                             fabs(up) > depth * frustum->tan_along + 0.01);
}

static ReferenceAnswer sees(Looking *looking, const WrittenSite *site, const Near *near,
                            const Zone *zone)
{
    const ReferenceDemand *demand = looking->world->demand;
    const PricedCell *cell = &demand->cells[near->cell];
    SurfaceUse use = zone->requirement.use;
    uint8_t *sight = &looking->sight[near->target];

    if (*sight == UNASKED)
        *sight = (uint8_t)reference_sight_cell(scene_surface(demand->scene, use), site->eye[use],
                                               cell->column, cell->row,
                                               zone->requirement.target_height_m);
    return (ReferenceAnswer)*sight;
}

/* Is it within the distance to which sites were looked at? */
static ReferenceAnswer reached(const WrittenCertificate *certificate, SurfaceUse use,
                               double level_m)
{
    double reach_m = certificate->reach_m[use];

    if (!(level_m > reach_m * (1 - 1e-6)))
        return REFERENCE_YES;
    return level_m > reach_m * (1 + 1e-6) ? REFERENCE_NO : REFERENCE_TIE;
}

static ReferenceAnswer least(ReferenceAnswer a, ReferenceAnswer b)
{
    return a < b ? a : b;
}

static void count_arm(Near *near, int certainty, uint32_t slot, int room)
{
    if (near->slot[certainty] == slot)
        return;
    near->slot[certainty] = slot;
    if ((int)near->arms[certainty] < room)
        near->arms[certainty]++;
}

/* The candidate's cost less the prices of what it sees, into the least of its slot. */
static void look_through(Looking *looking, const WrittenSite *site, const WrittenAim *aim)
{
    const World *world = looking->world;
    const ReferenceDemand *demand = world->demand;
    WrittenCamera camera = world->lenses[aim->lens];
    const double *limit_m = world->limit_m + aim->lens * demand->zones->zone_count;
    Whole reduced[2];
    Frustum frustum;

    camera.azimuth_deg = aim->azimuth_deg;
    camera.tilt_deg = aim->tilt_deg;
    frustum = frustum_of(&camera);
    reduced[0] = reduced[1] =
        ((Whole)reference_units(camera.cost) + world->again) * REFERENCE_PRICES;
    for (size_t i = 0; i < looking->near_count; i++) {
        Near *near = &looking->near[i];
        const PricedCell *cell = &demand->cells[near->cell];
        const Zone *zone = &demand->zones->zones[cell->zone];
        ReferenceAnswer answer;
        if (near->level_m > limit_m[cell->zone] || far_outside(&frustum, near->offset))
            continue;
        answer = least(reference_meets(&camera, zone, near->offset),
                       reached(demand->certificate, zone->requirement.use, near->level_m));
        if (answer != REFERENCE_NO)
            answer = least(answer, sees(looking, site, near, zone));
        if (answer == REFERENCE_NO)
            continue;
        reduced[REFERENCE_PERHAPS] -= cell->price;
        count_arm(near, REFERENCE_PERHAPS, (uint32_t)looking->slot_count, world->room);
        looking->sum.arcs += cell->price > 0;
        looking->sum.ties += cell->price > 0 && answer == REFERENCE_TIE;
        if (answer == REFERENCE_TIE)
            continue;
        reduced[REFERENCE_SURE] -= cell->price;
        count_arm(near, REFERENCE_SURE, (uint32_t)looking->slot_count, world->room);
    }
    for (int sure = 0; sure < 2; sure++) {
        Whole *best = &looking->best[sure][looking->slot_count - 1];
        *best = reduced[sure] < *best ? reduced[sure] : *best;
    }
}

/* --- one site ------------------------------------------------------------------------ */

static int whole_order(const void *left, const void *right)
{
    const Whole *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

static Whole site_sum(const Looking *looking, const WrittenSite *site, int certainty)
{
    Whole sum = ((Whole)reference_units(site->cost) - looking->world->again) * REFERENCE_PRICES;
    Whole *best = looking->best[certainty];
    size_t room = (size_t)looking->world->room;

    if (looking->slot_count == 0)
        return 0;
    qsort(best, looking->slot_count, sizeof *best, whole_order);
    for (size_t k = 0; k < looking->slot_count && k < room && (k == 0 || best[k] < 0); k++)
        sum += best[k];
    return sum < 0 ? sum : 0;
}

static void aim_all(Looking *looking, const WrittenSite *site)
{
    const WrittenAim *aims = looking->world->demand->certificate->aims;
    size_t count = site[1].first_aim - site[0].first_aim;
    const Whole worst = (Whole)1 << 120;

    looking->slot_count = 0;
    for (int sure = 0; sure < 2; sure++)
        looking->best[sure] = memory_resize(looking->best[sure], count + 1, sizeof(Whole));
    for (size_t a = site[0].first_aim; a < site[1].first_aim; a++) {
        if (a == site[0].first_aim ||
            lround(aims[a].azimuth_deg) != lround(aims[a - 1].azimuth_deg)) {
            looking->best[0][looking->slot_count] = looking->best[1][looking->slot_count] = worst;
            looking->slot_count++;
        }
        look_through(looking, site, &aims[a]);
    }
}

static void look_from(Looking *looking, const WrittenSite *site)
{
    PricedCell *cells = looking->world->demand->cells;

    looking->near_count = looking->target_count = 0;
    take_near(looking, site, USE_STREET);
    take_near(looking, site, USE_LONG_RANGE);
    if (looking->sight_capacity < looking->target_count) {
        looking->sight_capacity = 2 * looking->target_count;
        looking->sight = memory_resize(looking->sight, looking->sight_capacity, 1);
    }
    if (looking->target_count)
        memset(looking->sight, UNASKED, looking->target_count);
    aim_all(looking, site);
    for (int sure = 0; sure < 2; sure++)
        looking->sum.sum[sure] += site_sum(looking, site, sure);
    for (size_t i = 0; i < looking->near_count; i++)
        for (int sure = 0; sure < 2; sure++) {
            uint32_t *arms = &cells[looking->near[i].cell].arms[sure];
            if (looking->near[i].arms[sure]) {
#pragma omp atomic
                *arms += looking->near[i].arms[sure];
            }
        }
}

/* --- all of them --------------------------------------------------------------------- */

static void world_init(World *out, ReferenceDemand *demand)
{
    const WrittenCertificate *certificate = demand->certificate;
    const Project *project = demand->scene->project;
    size_t zones = demand->zones->zone_count;

    *out = (World){
        .demand = demand,
        .lenses = memory_new(certificate->lens_count + 1, sizeof *out->lenses),
        .limit_m = memory_new(certificate->lens_count * zones + 1, sizeof(double)),
        .furthest_m = memory_new(2 * certificate->lens_count + 1, sizeof(double)),
        .room = project->plan.max_per_pole > 0 ? project->plan.max_per_pole : 1,
        .again = reference_units(project->costs.second_camera_on_pole * project->costs.civil)};
    for (size_t l = 0; l < certificate->lens_count; l++) {
        WrittenCamera *lens = &out->lenses[l];
        if (!reference_lens(lens, demand->scene, &certificate->lenses[l]))
            continue;
        lens->cost = certificate->lenses[l].cost;
        for (size_t z = 0; z < zones; z++) {
            const Requirement *wants = &demand->zones->zones[z].requirement;
            double limit_m = 1.001 * reference_limit_m(lens, reference_wanted(lens, wants));
            double *furthest_m = &out->furthest_m[2 * l + (size_t)wants->use];
            out->limit_m[l * zones + z] = limit_m;
            if (demand->first[z] < demand->first[z + 1])
                *furthest_m = fmax(*furthest_m, limit_m);
        }
    }
}

static void world_release(World *world)
{
    free(world->lenses);
    free(world->limit_m);
    free(world->furthest_m);
}

static void looking_release(Looking *looking)
{
    free(looking->near);
    free(looking->sight);
    free(looking->best[0]);
    free(looking->best[1]);
}

Status reference_arcs(ReferenceArcs *out, ReferenceDemand *demand, Diag *diag)
{
    const WrittenCertificate *certificate = demand->certificate;
    World world;

    *out = (ReferenceArcs){.arcs = 0};
    world_init(&world, demand);
    progress_begin("certificate", certificate->site_count);
#pragma omp parallel
    {
        Looking looking = {.world = &world};
#pragma omp for schedule(dynamic, 4)
        for (size_t s = 0; s < certificate->site_count; s++) {
            if (!interrupt_requested())
                look_from(&looking, &certificate->sites[s]);
            progress_step();
        }
#pragma omp critical(reference_arcs_sum)
        {
            for (int sure = 0; sure < 2; sure++)
                out->sum[sure] += looking.sum.sum[sure];
            out->arcs += looking.sum.arcs;
            out->ties += looking.sum.ties;
        }
        looking_release(&looking);
    }
    progress_end();
    world_release(&world);
    return interrupt_check(diag);
}
