#include "planner/coverage/lookout.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "data/zoom.h"
#include "planner/coverage/visibility.h"

/* A derived tilt serves what the lens observes (IEC 62676-4:2014, "observe"). */
static const double OBSERVE_PX_PER_M = 62.5, TILT_SHARE = 2.0 / 3.0;
static const double DEGREE = 3.14159265358979323846 / 180.0;
/* Nothing but the density caps how far an existing camera is asked to look. */
static const double NO_CAP_M = 20000;

static const struct {
    unsigned bit;
    const char *code, *what, *key;
} unknowns[] = {
    {UNKNOWN_AZIMUTH, "unknown-azimuth", "no azimuth", "azimuth_deg"},
    {UNKNOWN_HEIGHT, "unknown-height", "no mount height", "height_m"},
    {UNKNOWN_LENS, "unknown-lens", "no field of view", "hfov_deg"},
    {UNKNOWN_PIXELS, "unknown-pixels", "no full image size", "width_px"},
};
enum { UNKNOWN_KINDS = sizeof unknowns / sizeof *unknowns };

/* What is kept while the inventory is gone through. */
typedef struct {
    const Scene *scene;
    FindingList *findings;
    GEOSSTRtree *tree; /* of building footprints; NULL: none */
    Box terrain;       /* where the street surface has ground */
    size_t counts[UNKNOWN_KINDS];
    size_t inside, blind;
} Roll;

/* --- inside a building ------------------------------------------------------------- */

typedef struct {
    GEOSContextHandle_t geos;
    const GEOSGeometry *point;
    bool hit;
} Probe;

static void probe_building(void *item, void *context)
{
    Probe *probe = context;
    const Feature *building = item;

    if (!probe->hit)
        probe->hit = GEOSIntersects_r(probe->geos, building->shape, probe->point) == 1;
}

static GEOSSTRtree *building_tree(const Scene *scene)
{
    const Layer *buildings = &scene->buildings;
    GEOSSTRtree *tree;

    if (buildings->count == 0 || scene->cameras.count == 0)
        return NULL;
    tree = GEOSSTRtree_create_r(scene->geos, 10);
    for (size_t i = 0; tree && i < buildings->count; i++)
        if (buildings->features[i].shape)
            GEOSSTRtree_insert_r(scene->geos, tree, buildings->features[i].shape,
                                 &buildings->features[i]);
    return tree;
}

static bool inside_building(const Roll *roll, const Camera *camera)
{
    GEOSContextHandle_t geos = roll->scene->geos;
    Probe probe = {.geos = geos};
    GEOSGeometry *point;

    if (!roll->tree || camera->on_roof || camera->indoor)
        return false;
    point = shape_new_point(geos, camera->x, camera->y);
    probe.point = point;
    GEOSSTRtree_query_r(geos, roll->tree, point, probe_building, &probe);
    GEOSGeom_destroy_r(geos, point);
    return probe.hit;
}

/* --- findings ---------------------------------------------------------------------- */

static Finding head_of(const Camera *camera, Severity severity, const char *code, char subject[64])
{
    /* A long id may be cut short here; the sentence names it whole. */
    int length = snprintf(subject, 64, "camera %s", camera->id);

    (void)length;
    return (Finding){.severity = severity,
                     .code = code,
                     .clause = "",
                     .subject = subject,
                     .x = camera->x,
                     .y = camera->y};
}

/* What sees all round, or straight down through a fisheye, needs no azimuth. */
static bool any_azimuth(const Camera *camera)
{
    return camera->all_round ||
           (camera->projection == PROJECTION_FISHEYE && isnan(camera->tilt_deg));
}

static unsigned blocking(const Camera *camera)
{
    unsigned unknown = camera->unknown & ~(unsigned)UNKNOWN_TILT;

    return any_azimuth(camera) ? unknown & ~(unsigned)UNKNOWN_AZIMUTH : unknown;
}

/* The key that is missing: of an image's size the inventory may give one side. */
static const char *missing_key(const Camera *camera, size_t kind)
{
    bool only_height = unknowns[kind].bit == UNKNOWN_PIXELS && !isnan(camera->width_px);

    return only_height ? "height_px" : unknowns[kind].key;
}

static void report_unknowns(Roll *roll, const Camera *camera)
{
    char subject[64];

    for (size_t i = 0; i < UNKNOWN_KINDS; i++) {
        if (!(blocking(camera) & unknowns[i].bit))
            continue;
        Finding head = head_of(camera, SEVERITY_WARNING, unknowns[i].code, subject);
        const CameraModel *zoom =
            unknowns[i].bit == UNKNOWN_LENS && camera->model && zoom_varies(camera->model)
                ? camera->model
                : NULL;
        char range[96] = "";
        if (zoom)
            snprintf(range, sizeof range, " (its model %.40s takes %g to %g degrees)", zoom->id,
                     zoom->hfov_wide_deg, zoom->hfov_tele_deg);
        roll->counts[i]++;
        finding_add(roll->findings, &head,
                    "camera %s: the inventory gives %s%s, so it covers nothing: complete the "
                    "inventory or give cameras.assume.%s.%s",
                    camera->id, unknowns[i].what, range, camera->type ? camera->type : "\"*\"",
                    missing_key(camera, i));
    }
}

static void report_assumed(Roll *roll, const Camera *camera)
{
    const char *used[UNKNOWN_KINDS + 2] = {0};
    size_t count = 0;
    Text list = {0};
    char subject[64];
    Finding head = head_of(camera, SEVERITY_NOTE, "assumed", subject);

    for (size_t i = 0; i < UNKNOWN_KINDS; i++)
        if (camera->assumed & unknowns[i].bit)
            used[count++] = unknowns[i].key;
    if (camera->assumed & UNKNOWN_TILT)
        used[count++] = "tilt_deg";
    if (count == 0)
        return;
    text_list(&list, used, count);
    finding_add(roll->findings, &head, "camera %s: %s taken from cameras.assume.%s", camera->id,
                list.text, camera->type ? camera->type : "*");
    text_release(&list);
}

static void report_place(Roll *roll, const Camera *camera, const Lookout *lookout)
{
    char subject[64];
    Finding head = head_of(camera, SEVERITY_WARNING, "inside-building", subject);
    const Eye *eye = &lookout->eye;

    if (inside_building(roll, camera)) {
        roll->inside++;
        finding_add(roll->findings, &head,
                    "camera %s stands inside a building%s: correct its position or say that it "
                    "is indoors or on the roof",
                    camera->id, eye->stuck ? " and covers nothing" : "");
    }
    head.code = "stuck";
    if (eye->stuck && !camera->indoor)
        finding_add(roll->findings, &head,
                    "camera %s: walls stand above its eye all round, so it covers nothing: "
                    "correct its position or mount height",
                    camera->id);
    head.code = "terrain-hole";
    if (eye->nodata)
        finding_add(roll->findings, &head,
                    "camera %s stands in a hole of the terrain and covers nothing", camera->id);
    head.severity = SEVERITY_NOTE;
    head.code = "moved-off-wall";
    if (eye->moved_m > 0)
        finding_add(roll->findings, &head,
                    "camera %s was moved %.2f m off the wall that it is mounted on", camera->id,
                    eye->moved_m);
    head.code = "indoor";
    if (camera->indoor)
        finding_add(roll->findings, &head, "camera %s is indoors and covers no outdoor zone",
                    camera->id);
    head.code = "offline";
    head.severity = SEVERITY_WARNING;
    if (camera->offline)
        finding_add(roll->findings, &head, "camera %s is offline and covers nothing: repair it",
                    camera->id);
}

static void report_summary(const Roll *roll)
{
    const CameraInventory *cameras = &roll->scene->cameras;
    Finding head = {.severity = SEVERITY_NOTE,
                    .code = "cameras",
                    .clause = "",
                    .subject = "cameras",
                    .x = NAN,
                    .y = NAN};

    if (cameras->count == 0)
        return;
    finding_add(roll->findings, &head,
                "%s: of %zu existing cameras %zu have no azimuth, %zu no mount height, %zu no "
                "field of view, %zu no image size, and %zu lie inside buildings; %zu cover "
                "nothing for such reasons",
                cameras->source ? cameras->source : "cameras", cameras->count, roll->counts[0],
                roll->counts[1], roll->counts[2], roll->counts[3], roll->inside, roll->blind);
}

/* --- optics ------------------------------------------------------------------------ */

static double known(double value, double otherwise)
{
    return isnan(value) ? otherwise : value;
}

static double camera_vfov_deg(const Camera *camera, const Optics *optics)
{
    if (!isnan(camera->vfov_deg))
        return camera->vfov_deg;
    /* Half the sky and all the ground. */
    if (camera->all_round)
        return 180;
    return optics_vfov_deg(optics->hfov_deg, optics->width_px, optics->height_px);
}

static double derived_tilt_deg(const Camera *camera, const Optics *optics)
{
    if (optics->projection == PROJECTION_FISHEYE)
        return 90;
    if (camera->all_round)
        return 0;
    return atan2(camera->mount_height_m, TILT_SHARE * optics_reach_m(optics, OBSERVE_PX_PER_M)) /
           DEGREE;
}

/* Several sensors of which the inventory describes one. */
static bool has_sensors(const Camera *camera)
{
    return camera->model && camera->model->sensors > 1 && camera->hfov_deg < 180;
}

static Optics camera_optics(const Camera *camera, const ProjectConditions *conditions)
{
    Optics optics = {.projection = camera->projection,
                     .azimuth_deg = known(camera->azimuth_deg, 0),
                     .hfov_deg = camera->hfov_deg,
                     .width_px = camera->width_px,
                     .height_px = known(camera->height_px, camera->width_px * 9 / 16),
                     .max_range_m = NO_CAP_M,
                     .thermal = camera->class == MODEL_THERMAL};

    if (has_sensors(camera)) {
        optics.sensors = camera->model->sensors;
        optics.sensor_step_deg = zoom_sensor_step_deg(camera->model, camera->hfov_deg);
    }
    /* A dome turns to every side: as sharp as its pixels shared out over the circle. */
    if (camera->all_round && optics.projection != PROJECTION_FISHEYE)
        optics.hfov_deg = 360;
    optics.vfov_deg = camera_vfov_deg(camera, &optics);
    optics_prepare(&optics);
    optics.tilt_deg =
        isnan(camera->tilt_deg) ? derived_tilt_deg(camera, &optics) : camera->tilt_deg;
    optics_prepare(&optics);
    visibility_apply(&optics, conditions, camera->night_range_m);
    return optics;
}

static void report_tilt(Roll *roll, const Camera *camera, const Optics *optics)
{
    char subject[64];
    Finding head = head_of(camera, SEVERITY_NOTE, "derived-tilt", subject);

    if (isnan(camera->tilt_deg) && !any_azimuth(camera))
        finding_add(roll->findings, &head,
                    "camera %s: the inventory gives no tilt; %.1f degrees down taken, so that "
                    "its axis meets the ground at two thirds of the distance that it observes at",
                    camera->id, optics->tilt_deg);
}

/* What the model does not say, or contradicts. */
static void report_model(Roll *roll, const Camera *camera, const Optics *optics)
{
    const CameraModel *model = camera->model;
    char subject[64];
    Finding head = head_of(camera, SEVERITY_WARNING, "lens-range", subject);

    if (model && !zoom_holds(model, camera->hfov_deg))
        finding_add(roll->findings, &head,
                    "camera %s: its field of view of %g degrees lies outside what its model %s can "
                    "take, %g to %g degrees; it is looked through as the inventory says: correct "
                    "hfov_deg or the model",
                    camera->id, camera->hfov_deg, model->id, model->hfov_wide_deg,
                    model->hfov_tele_deg);
    head.severity = SEVERITY_NOTE;
    head.code = "night-range";
    if (optics->dark && isnan(camera->night_range_m))
        finding_add(roll->findings, &head,
                    "camera %s: neither the inventory nor a model says how far its own light "
                    "reaches, so at night it sees lit places alone: give night_range_m",
                    camera->id);
    head.code = "assumed-sensors";
    if (has_sensors(camera) && !(model->sensor_step_deg > 0))
        finding_add(roll->findings, &head,
                    "camera %s: each of the %d sensors of its model %s is aimed alone; taken side "
                    "by side, %g degrees apart, around its azimuth",
                    camera->id, optics->sensors, model->id, optics->sensor_step_deg);
}

/* --- one camera -------------------------------------------------------------------- */

static void judge_blind(const Camera *camera, Lookout *lookout)
{
    lookout->blind = true;
    if (camera->indoor)
        lookout->blind_cause = CAUSE_NO_CAMERA_NEAR;
    else if (blocking(camera) || lookout->eye.nodata || lookout->eye.stuck)
        lookout->blind_cause = CAUSE_DATA_MISSING; /* stuck: its position cannot be right */
    else if (camera->offline)
        lookout->blind_cause = CAUSE_OFFLINE;
    else
        lookout->blind = false;
}

static Lookout lookout_of(Roll *roll, const Camera *camera)
{
    const Surface *street = scene_surface(roll->scene, USE_STREET);
    const Surface *far = scene_surface(roll->scene, USE_LONG_RANGE);
    double height_m = known(camera->mount_height_m, 0);
    Lookout lookout = {.id = camera->id, .model = camera->model};

    lookout.eye = sight_eye(street, camera->x, camera->y, height_m, camera->on_roof);
    lookout.long_eye = far == street
                           ? lookout.eye
                           : sight_eye(far, camera->x, camera->y, height_m, camera->on_roof);
    judge_blind(camera, &lookout);
    /* Of an unknown azimuth it covers nothing, but prohibitions ask what it could look at. */
    if (!(blocking(camera) & ~(unsigned)UNKNOWN_AZIMUTH))
        lookout.optics = camera_optics(camera, &roll->scene->project->conditions);
    if (!blocking(camera)) {
        report_tilt(roll, camera, &lookout.optics);
        report_model(roll, camera, &lookout.optics);
    }
    report_unknowns(roll, camera);
    report_assumed(roll, camera);
    report_place(roll, camera, &lookout);
    roll->blind += lookout.blind;
    return lookout;
}

/* --- the inventory ----------------------------------------------------------------- */

/* The box of the cells that have ground. */
static Box ground_box(const Surface *surface)
{
    const Grid *grid = &surface->grid;
    int first_column = grid->width, last_column = -1, first_row = grid->height, last_row = -1;

    for (int row = 0; row < grid->height; row++) {
        const float *ground = surface->ground + grid_at(grid, 0, row);
        int from = 0, to = grid->width - 1;
        while (from <= to && isnan(ground[from]))
            from++;
        while (to >= from && isnan(ground[to]))
            to--;
        if (from > to)
            continue;
        first_column = from < first_column ? from : first_column;
        last_column = to > last_column ? to : last_column;
        first_row = row < first_row ? row : first_row;
        last_row = row;
    }
    return (Box){grid->x0 + first_column * grid->dx_m, grid->y0 - (last_row + 1) * grid->dy_m,
                 grid->x0 + (last_column + 1) * grid->dx_m, grid->y0 - first_row * grid->dy_m};
}

static Status check_terrain(const Roll *roll, const Camera *camera, Diag *diag)
{
    const Box *box = &roll->terrain;
    const CameraInventory *cameras = &roll->scene->cameras;

    if (box_has(*box, camera->x, camera->y))
        return OK;
    return diag_fail(diag, ERR_INPUT,
                     "%s: camera %s (row %lld) at x %.1f, y %.1f lies outside the terrain, which "
                     "spans x %.1f to %.1f and y %.1f to %.1f: correct its coordinates or give a "
                     "terrain that holds it",
                     cameras->source ? cameras->source : "cameras", camera->id,
                     (long long)camera->fid, camera->x, camera->y, box->min_x, box->max_x,
                     box->min_y, box->max_y);
}

Status lookouts_existing(Lookout **out, const Scene *scene, FindingList *findings, Diag *diag)
{
    const CameraInventory *cameras = &scene->cameras;
    Lookout *lookouts = memory_new(cameras->count, sizeof *lookouts);
    Roll roll = {.scene = scene, .findings = findings, .tree = building_tree(scene)};
    Status status = OK;

    *out = NULL;
    if (cameras->count)
        roll.terrain = ground_box(scene_surface(scene, USE_STREET));
    for (size_t i = 0; i < cameras->count && status == OK; i++) {
        status = check_terrain(&roll, &cameras->cameras[i], diag);
        if (status == OK)
            lookouts[i] = lookout_of(&roll, &cameras->cameras[i]);
    }
    if (roll.tree)
        GEOSSTRtree_destroy_r(scene->geos, roll.tree);
    if (status != OK) {
        free(lookouts);
        return status;
    }
    report_summary(&roll);
    *out = lookouts;
    return OK;
}
