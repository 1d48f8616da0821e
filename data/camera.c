#include "data/camera.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/camera_assume.h"
#include "data/camera_profile.h"
#include "data/camera_view.h"
#include "data/layer.h"
#include "data/shape.h"

/* What the reading of one inventory needs all the time. */
typedef struct {
    const ProjectCameras *as;
    const Catalogue *catalogue;
    const Crs *crs;
    GEOSContextHandle_t geos;
    Arena *arena;
    Layer *layer;
    const Feature *feature;
    const Box *clip; /* or NULL */
    Status status;
    Diag *diag;
} Inventory;

static const char *row_name(const Inventory *inventory, int64_t fid)
{
    bool csv = text_ends(inventory->as->ref.source, ".csv");

    return arena_printf(inventory->arena, "%s, %s %lld", inventory->layer->source,
                        csv ? "line" : "feature", (long long)fid + (csv ? 1 : 0));
}

static const char *value(const Inventory *inventory, const char *key)
{
    bool stated;
    const char *column = camera_profile_column(inventory->as, key, &stated);

    return column ? layer_value(inventory->layer, inventory->feature, column) : NULL;
}

static const char *text_value(const Inventory *inventory, const char *key)
{
    return arena_text(inventory->arena, value(inventory, key));
}

/* A number in the range, or NaN when unset. Tags of OpenStreetMap are free text: what
 * does not read is unknown there, and an error anywhere else. */
static double number_value(Inventory *inventory, const char *key, double least, double most)
{
    const char *text = value(inventory, key);
    double number = NAN;
    bool stated;

    if (!text || inventory->status != OK)
        return NAN;
    if (text_number(text, &number) || camera_profile_metres(text, &number)) {
        if (number >= least && number <= most)
            return number;
    }
    if (inventory->as->profile != CAMERAS_OSM)
        inventory->status = diag_fail(
            inventory->diag, ERR_INPUT, "%s: %s is \"%.60s\": a number from %g to %g is needed",
            row_name(inventory, inventory->feature->fid),
            camera_profile_column(inventory->as, key, &stated), text, least, most);
    return NAN;
}

static void read_direction(Inventory *inventory, Camera *camera)
{
    bool stated, coded, read;
    const char *text = value(inventory, "azimuth_deg");
    const char *column = camera_profile_column(inventory->as, "azimuth_deg", &stated);
    double azimuth = NAN, span = NAN;

    if (!text && inventory->as->profile == CAMERAS_OSM)
        text = layer_value(inventory->layer, inventory->feature, "direction");
    if (!text || inventory->status != OK)
        return;
    coded = inventory->as->profile == CAMERAS_YIJIYIDANG && !stated;
    read = coded ? camera_profile_code_direction(text, &azimuth, &span)
                 : camera_profile_direction(text, &azimuth, &span);
    if (read) {
        camera->azimuth_deg = azimuth;
        if (isnan(camera->hfov_deg))
            camera->hfov_deg = span;
    } else if (inventory->as->profile != CAMERAS_OSM) {
        inventory->status =
            diag_fail(inventory->diag, ERR_INPUT,
                      "%s: %s is \"%.60s\": degrees clockwise from north are needed",
                      row_name(inventory, inventory->feature->fid), column, text);
    }
}

static void read_optics(Inventory *inventory, Camera *camera)
{
    const char *resolution = value(inventory, "resolution");
    const char *view = value(inventory, "hfov_deg");

    camera->azimuth_deg = camera->hfov_deg = camera->vfov_deg = NAN;
    /* The Chinese inventory's description of the view is free text. */
    if (inventory->as->profile != CAMERAS_YIJIYIDANG || (view && text_number(view, &(double){0})))
        camera->hfov_deg = number_value(inventory, "hfov_deg", 0.1, 360);
    camera->vfov_deg = number_value(inventory, "vfov_deg", 0.1, 180);
    camera->width_px = number_value(inventory, "width_px", 1, 1e6);
    camera->height_px = number_value(inventory, "height_px", 1, 1e6);
    if (resolution && isnan(camera->width_px))
        (void)camera_profile_pixels(resolution, &camera->width_px, &camera->height_px);
    camera->tilt_deg = number_value(inventory, "tilt_deg", -90, 90);
    if (inventory->as->profile == CAMERAS_OSM)
        camera->tilt_deg = -camera->tilt_deg; /* camera:tilt is negative downwards */
    read_direction(inventory, camera);
}

static void read_texts(Inventory *inventory, Camera *camera)
{
    static const char *const inside[] = {"2", "in", "indoor", "室内", "yes", "true", NULL};
    static const char *const inside_1[] = {"1", NULL};
    static const char *const dead[] = {"2",    "3",    "offline", "off",  "removed", "broken",
                                       "维修", "拆除", "停用",    "离线", "故障",    NULL};
    static const char *const roof[] = {"roof", "rooftop", "屋顶", "楼顶", NULL};
    const char *indoor = value(inventory, "indoor");

    camera->name = text_value(inventory, "name");
    camera->type =
        arena_text(inventory->arena, camera_profile_type(inventory->as, value(inventory, "type")));
    camera->device_code = text_value(inventory, "device_code");
    camera->pole = text_value(inventory, "pole");
    camera->builder = text_value(inventory, "builder");
    camera->operator_name = text_value(inventory, "operator");
    camera->installed = text_value(inventory, "installed");
    camera->consent_doc = text_value(inventory, "consent_doc");
    camera->necessity_doc = text_value(inventory, "necessity_doc");
    /* Codes 1 and 2 mean out and in; in a yes-or-no column 1 is yes. */
    camera->indoor = camera_profile_says(indoor, inside);
    if (inventory->as->profile == CAMERAS_FIELDS && text_equal(indoor, "2"))
        camera->indoor = false;
    if (inventory->as->profile == CAMERAS_FIELDS && camera_profile_says(indoor, inside_1))
        camera->indoor = true;
    camera->offline = camera_profile_says(value(inventory, "state"), dead);
    camera->on_roof = camera_profile_says(value(inventory, "mount"), roof);
}

/* What works ahead do to it: they move it, or nothing. */
static void read_works(Inventory *inventory, Camera *camera)
{
    static const char *const move[] = {"move", "moved", "移位", "迁移", "拆迁", NULL};
    static const char *const none[] = {"no", "none", "否", "无", NULL};
    const char *text = value(inventory, "works");
    bool stated;

    camera->moved = camera_profile_says(text, move);
    if (text && *text && !camera->moved && !camera_profile_says(text, none))
        inventory->status =
            diag_fail(inventory->diag, ERR_INPUT,
                      "%s: %s is \"%.60s\": write move where works move the camera, else none",
                      row_name(inventory, inventory->feature->fid),
                      camera_profile_column(inventory->as, "works", &stated), text);
}

static bool is_outside(const Inventory *inventory, const Camera *camera)
{
    return inventory->clip && !box_has(*inventory->clip, camera->x, camera->y);
}

static void read_camera(Inventory *inventory, Camera *camera)
{
    double x, y;

    *camera = (Camera){.fid = inventory->feature->fid};
    camera->id = text_value(inventory, "id");
    if (!camera->id && inventory->as->profile == CAMERAS_FIELDS)
        camera->id = arena_printf(inventory->arena, "camera-%lld", (long long)camera->fid);
    if (!camera->id)
        inventory->status =
            diag_fail(inventory->diag, ERR_INPUT, "%s has no id: each camera needs its own",
                      row_name(inventory, camera->fid));
    shape_inner_point(inventory->geos, inventory->feature->shape, &x, &y);
    camera->x = x;
    camera->y = y;
    read_texts(inventory, camera);
    read_works(inventory, camera);
    camera->position_accuracy_m = number_value(inventory, "position_accuracy_m", 0, 1e5);
    camera->mount_height_m = number_value(inventory, "height_m", 0, 1000);
    camera->night_range_m = number_value(inventory, "night_range_m", 0, 1e5);
    read_optics(inventory, camera);
    /* Far away there may be no longitude to turn an azimuth by. */
    if (inventory->status == OK && !is_outside(inventory, camera))
        inventory->status = camera_view_complete(camera, inventory->as, inventory->catalogue,
                                                 inventory->crs, value(inventory, "model"),
                                                 value(inventory, "type"), inventory->diag);
}

/* A node that is no camera: other things of the map, and guards on patrol. */
static bool is_no_camera(const Layer *layer, const Feature *feature)
{
    return !text_equal(layer_value(layer, feature, "man_made"), "surveillance") ||
           text_equal(layer_value(layer, feature, "surveillance:type"), "guard");
}

static int by_id(const void *left, const void *right)
{
    const Camera *a = *(const Camera *const *)left, *b = *(const Camera *const *)right;
    int order = strcmp(a->id, b->id);

    return order ? order : (a->fid > b->fid) - (a->fid < b->fid);
}

static Status refuse_duplicates(const Inventory *inventory, const CameraInventory *out)
{
    const Camera **sorted = memory_new(out->count, sizeof *sorted);
    Status status = OK;

    for (size_t i = 0; i < out->count; i++)
        sorted[i] = &out->cameras[i];
    if (out->count)
        qsort(sorted, out->count, sizeof *sorted, by_id);
    for (size_t i = 1; i < out->count && status == OK; i++)
        if (text_equal(sorted[i]->id, sorted[i - 1]->id))
            status = diag_fail(inventory->diag, ERR_INPUT,
                               "%s: the camera id %s stands twice, there and in %s: each camera "
                               "needs its own",
                               row_name(inventory, sorted[i - 1]->fid), sorted[i]->id,
                               row_name(inventory, sorted[i]->fid));
    free(sorted);
    return status;
}

static void note_dropped(const Inventory *inventory, CameraInventory *out)
{
    Text names = {0};

    for (size_t i = 0; i < inventory->layer->field_count; i++)
        if (camera_profile_drops(inventory->layer->fields[i]))
            text_printf(&names, "%s%s", out->dropped_columns++ ? ", " : "",
                        inventory->layer->fields[i]);
    out->dropped = arena_text(inventory->arena, names.text ? names.text : "");
    text_release(&names);
}

static Status need_columns(const Inventory *inventory)
{
    Status status = OK;

    for (size_t i = 0; i < inventory->as->field_count && status == OK; i++)
        if (inventory->as->fields[i].column)
            status = layer_need_field(inventory->layer, inventory->as->fields[i].column,
                                      inventory->diag);
    if (status == OK && inventory->as->profile == CAMERAS_YIJIYIDANG) {
        bool stated;
        status = layer_need_field(
            inventory->layer, camera_profile_column(inventory->as, "id", &stated), inventory->diag);
    }
    return status;
}

static Status take_all(Inventory *inventory, CameraInventory *out)
{
    Text outside = {0};

    out->cameras = arena_alloc(inventory->arena, inventory->layer->count + 1, sizeof *out->cameras);
    for (size_t i = 0; i < inventory->layer->count && inventory->status == OK; i++) {
        Camera *camera = &out->cameras[out->count];
        inventory->feature = &inventory->layer->features[i];
        if (inventory->as->profile == CAMERAS_OSM &&
            is_no_camera(inventory->layer, inventory->feature))
            continue;
        out->read++;
        read_camera(inventory, camera);
        if (inventory->status != OK)
            break;
        if (is_outside(inventory, camera)) {
            text_printf(&outside, "%s%s", out->outside++ ? ", " : "", camera->id);
            continue;
        }
        out->count++;
    }
    out->outside_ids = arena_text(inventory->arena, outside.text ? outside.text : "");
    text_release(&outside);
    if (inventory->status == OK)
        inventory->status = refuse_duplicates(inventory, out);
    return inventory->status;
}

/* Where the project does not say it, the profile knows the layer, filter and columns. */
static SourceRef profile_source(const ProjectCameras *as)
{
    SourceRef ref = as->ref;
    bool table = text_ends(ref.source, ".csv") || text_ends(ref.source, ".xlsx");
    bool x_stated, y_stated;
    const char *x = camera_profile_column(as, "x", &x_stated);
    const char *y = camera_profile_column(as, "y", &y_stated);

    if (as->profile == CAMERAS_OSM) {
        if (!ref.layer)
            ref.layer = "points";
        if (!ref.where)
            ref.where = "man_made = 'surveillance'";
    } else if (!ref.x && ((x_stated && y_stated) || table)) {
        ref.x = x;
        ref.y = y;
    }
    return ref;
}

Status camera_inventory_read(CameraInventory *out, Arena *arena, const ProjectCameras *as,
                             const Catalogue *catalogue, const Crs *crs, const Box *clip,
                             Diag *diag)
{
    GEOSContextHandle_t geos = shape_context();
    Arena *rows = arena_new(); /* the dropped columns go with it */
    SourceRef ref = profile_source(as);
    Layer layer = {0};
    Inventory inventory = {.as = as,
                           .catalogue = catalogue,
                           .crs = crs,
                           .geos = geos,
                           .arena = arena,
                           .layer = &layer,
                           .clip = clip,
                           .diag = diag};
    Status status = layer_read(&layer, geos, rows, &ref, "cameras", crs, NULL, diag);

    memset(out, 0, sizeof *out);
    out->outside_ids = out->dropped = "";
    if (status == OK)
        status = need_columns(&inventory);
    if (status == OK)
        status = camera_assume_expect(as, &layer, diag);
    if (status == OK) {
        out->source = arena_text(arena, layer.source);
        note_dropped(&inventory, out);
        out->without_place = layer.empty;
        status = take_all(&inventory, out);
    }
    layer_release(&layer, geos);
    arena_free(rows);
    GEOS_finish_r(geos);
    return status;
}
