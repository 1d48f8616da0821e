/* catalogue.c - reading the catalogue of camera models (data/catalogue.yaml says its schema). */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/yaml.h"
#include "data/camera_model.h"

struct Catalogue {
    Arena *arena;
    CameraModel *models; /* in the arena */
    size_t count;
};

enum { MOST_SENSORS = 16 };

/* One entry being read. After a failure nothing more is read. */
typedef struct {
    YamlDoc *doc;
    YamlNode *map;
    Arena *arena;
    Status status;
    Diag *diag;
} Entry;

static const char *const class_names[] = {"fixed",   "varifocal", "ptz",   "panoramic",
                                          "fisheye", "thermal",   "multi", NULL};

const char *model_class_name(ModelClass class)
{
    return class_names[class];
}

static YamlNode *entry_node(const Entry *entry, const char *key)
{
    YamlNode *node = entry->status == OK ? yaml_get(entry->map, key) : NULL;

    return node && !yaml_is_null(node) ? node : NULL;
}

static const char *entry_text(Entry *entry, const char *key)
{
    YamlNode *node = entry_node(entry, key);
    const char *text = NULL;

    if (node)
        entry->status = yaml_text(entry->doc, node, key, &text, entry->diag);
    return arena_text(entry->arena, text);
}

static void entry_check(Entry *entry, YamlNode *node, const char *key, double value)
{
    if (entry->status == OK && value < 0)
        entry->status = yaml_fail(entry->doc, node, entry->diag, "%s must not be negative", key);
}

static double entry_number(Entry *entry, const char *key)
{
    YamlNode *node = entry_node(entry, key);
    double value = NAN;

    if (node)
        entry->status = yaml_number(entry->doc, node, key, &value, entry->diag);
    entry_check(entry, node, key, value);
    return value;
}

/* A number, or [wide, tele] of a lens that zooms. */
static void entry_range(Entry *entry, const char *key, double *wide, double *tele)
{
    YamlNode *node = entry_node(entry, key);

    *wide = *tele = NAN;
    if (!node || yaml_is_scalar(node)) {
        *wide = *tele = entry_number(entry, key);
        return;
    }
    if (!yaml_is_list(node) || yaml_count(node) != 2) {
        entry->status = yaml_fail(entry->doc, node, entry->diag,
                                  "%s must be one number, or [wide, tele] of a zoom lens", key);
        return;
    }
    entry->status = yaml_number(entry->doc, yaml_item(node, 0), key, wide, entry->diag);
    if (entry->status == OK)
        entry->status = yaml_number(entry->doc, yaml_item(node, 1), key, tele, entry->diag);
    entry_check(entry, node, key, *wide);
    entry_check(entry, node, key, *tele);
}

static int entry_choice(Entry *entry, const char *key, const char *const *choices)
{
    const char *word = entry_text(entry, key);
    Text list = {0};

    for (int i = 0; word && choices[i]; i++)
        if (text_equal(word, choices[i]))
            return i;
    text_list(&list, choices, 12);
    if (entry->status == OK)
        entry->status = yaml_fail(entry->doc, word ? entry_node(entry, key) : entry->map,
                                  entry->diag, "%s must be one of %s", key, list.text);
    text_release(&list);
    return 0;
}

static bool entry_bool(Entry *entry, const char *key)
{
    YamlNode *node = entry_node(entry, key);
    bool value = false;

    if (node)
        entry->status = yaml_bool(entry->doc, node, key, &value, entry->diag);
    return value;
}

static void read_cost(Entry *entry, CameraModel *model)
{
    static const char *const keys[] = {"value", "currency", "indicative", "basis", NULL};
    Entry cost = *entry;

    model->cost = NAN;
    cost.map = entry_node(entry, "cost");
    if (!cost.map)
        return;
    cost.status = yaml_expect_map(cost.doc, cost.map, "cost", keys, cost.diag);
    model->cost = entry_number(&cost, "value");
    model->currency = entry_text(&cost, "currency");
    model->cost_basis = entry_text(&cost, "basis");
    entry->status = cost.status;
}

static void read_sensors(Entry *entry, CameraModel *model)
{
    YamlNode *node = entry_node(entry, "sensors");
    long sensors = 1;

    if (node && entry->status == OK)
        entry->status = yaml_integer(entry->doc, node, "sensors", &sensors, entry->diag);
    if (entry->status == OK && (sensors < 1 || sensors > MOST_SENSORS))
        entry->status =
            yaml_fail(entry->doc, node, entry->diag, "model %s: sensors must be from 1 to %d",
                      model->id, MOST_SENSORS);
    model->sensors = (int)sensors;
    model->sensor_step_deg = entry_number(entry, "sensor_step_deg");
    if (entry->status == OK && sensors > 1 &&
        (model->class != MODEL_MULTI || model->projection != PROJECTION_RECTILINEAR))
        entry->status = yaml_fail(entry->doc, node, entry->diag,
                                  "model %s: sensors belong to class: multi with projection: "
                                  "rectilinear; an image that the maker stitches is one panorama",
                                  model->id);
}

/* Where a PTZ can turn to: the whole pan, and the tilt from the highest to the lowest. */
static void read_turning(Entry *entry, CameraModel *model)
{
    YamlNode *tilt = entry_node(entry, "tilt_range_deg"), *pan = entry_node(entry, "pan_range_deg");
    double *ends[] = {&model->tilt_highest_deg, &model->tilt_lowest_deg};

    model->pan_range_deg = entry_number(entry, "pan_range_deg");
    model->tilt_highest_deg = model->tilt_lowest_deg = NAN;
    if (entry->status == OK && (tilt || pan) && model->class != MODEL_PTZ)
        entry->status =
            yaml_fail(entry->doc, tilt ? tilt : pan, entry->diag,
                      "model %s: pan_range_deg and tilt_range_deg belong to class: ptz", model->id);
    if (!tilt || entry->status != OK)
        return;
    if (!yaml_is_list(tilt) || yaml_count(tilt) != 2) {
        entry->status = yaml_fail(entry->doc, tilt, entry->diag,
                                  "model %s: tilt_range_deg must be [highest, lowest], positive "
                                  "down, as [-10, 90]",
                                  model->id);
        return;
    }
    for (size_t i = 0; i < 2 && entry->status == OK; i++)
        entry->status =
            yaml_number(entry->doc, yaml_item(tilt, i), "tilt_range_deg", ends[i], entry->diag);
    if (entry->status == OK && !(model->tilt_highest_deg >= -90 && model->tilt_lowest_deg <= 90 &&
                                 model->tilt_highest_deg <= model->tilt_lowest_deg))
        entry->status = yaml_fail(entry->doc, tilt, entry->diag,
                                  "model %s: tilt_range_deg runs from the highest to the lowest, "
                                  "positive down, within -90 to 90",
                                  model->id);
}

/* The vertical field must follow the horizontal one, and a planned camera needs pixels. */
static void check_image(Entry *entry, const CameraModel *model)
{
    bool zooms = model->hfov_tele_deg < model->hfov_wide_deg;

    if (entry->status == OK && model->vfov_tele_deg > model->vfov_wide_deg)
        entry->status =
            yaml_fail(entry->doc, entry_node(entry, "vfov_deg"), entry->diag,
                      "model %s: vfov_deg runs from the widest to the narrowest", model->id);
    if (entry->status == OK && zooms && model->vfov_wide_deg == model->vfov_tele_deg)
        entry->status = yaml_fail(entry->doc, entry_node(entry, "vfov_deg"), entry->diag,
                                  "model %s: hfov_deg zooms, so vfov_deg must be [wide, tele] too, "
                                  "or null",
                                  model->id);
    if (entry->status == OK && model->plan && !(model->width_px > 0 && model->height_px > 0))
        entry->status = yaml_fail(entry->doc, entry->map, entry->diag,
                                  "model %s: plan: true needs width_px and height_px", model->id);
}

static void check_view(Entry *entry, const CameraModel *model)
{
    if (entry->status == OK && !(model->hfov_wide_deg > 0 && model->hfov_wide_deg <= 360))
        entry->status = yaml_fail(entry->doc, entry->map, entry->diag,
                                  "model %s: hfov_deg must lie over 0 and up to 360", model->id);
    if (entry->status == OK && model->hfov_tele_deg > model->hfov_wide_deg)
        entry->status =
            yaml_fail(entry->doc, entry_node(entry, "hfov_deg"), entry->diag,
                      "model %s: hfov_deg runs from the widest to the narrowest", model->id);
    if (entry->status == OK && model->projection == PROJECTION_RECTILINEAR &&
        model->hfov_wide_deg >= 180)
        entry->status = yaml_fail(entry->doc, entry_node(entry, "hfov_deg"), entry->diag,
                                  "model %s: a rectilinear lens sees less than 180 degrees: say "
                                  "projection: panoramic or fisheye",
                                  model->id);
}

static Status read_model(Entry *entry, CameraModel *model)
{
    static const char *const keys[] = {"id",
                                       "maker",
                                       "model",
                                       "class",
                                       "sensor",
                                       "width_px",
                                       "height_px",
                                       "hfov_deg",
                                       "vfov_deg",
                                       "vfov_basis",
                                       "focal_mm",
                                       "projection",
                                       "ir_range_m",
                                       "pixel_pitch_um",
                                       "cost",
                                       "generic",
                                       "plan",
                                       "source",
                                       "notes",
                                       "sensors",
                                       "sensor_step_deg",
                                       "pan_range_deg",
                                       "tilt_range_deg",
                                       NULL};
    static const char *const projections[] = {"rectilinear", "panoramic", "fisheye", NULL};

    entry->status = yaml_expect_map(entry->doc, entry->map, "model", keys, entry->diag);
    model->id = entry_text(entry, "id");
    if (entry->status == OK && !model->id)
        entry->status = yaml_fail(entry->doc, entry->map, entry->diag, "a model needs an id");
    model->maker = entry_text(entry, "maker");
    model->model = entry_text(entry, "model");
    model->class = (ModelClass)entry_choice(entry, "class", class_names);
    model->sensor = entry_text(entry, "sensor");
    model->width_px = entry_number(entry, "width_px");
    model->height_px = entry_number(entry, "height_px");
    entry_range(entry, "hfov_deg", &model->hfov_wide_deg, &model->hfov_tele_deg);
    entry_range(entry, "vfov_deg", &model->vfov_wide_deg, &model->vfov_tele_deg);
    model->vfov_computed = text_equal(entry_text(entry, "vfov_basis"), "computed");
    entry_range(entry, "focal_mm", &model->focal_wide_mm, &model->focal_tele_mm);
    model->projection = (Projection)entry_choice(entry, "projection", projections);
    model->ir_range_m = entry_number(entry, "ir_range_m");
    model->pixel_pitch_um = entry_number(entry, "pixel_pitch_um");
    read_cost(entry, model);
    model->generic = entry_bool(entry, "generic");
    model->plan = entry_bool(entry, "plan");
    model->source = entry_text(entry, "source");
    model->notes = entry_text(entry, "notes");
    read_sensors(entry, model);
    read_turning(entry, model);
    check_view(entry, model);
    check_image(entry, model);
    return entry->status;
}

static Status read_models(Catalogue *catalogue, YamlDoc *doc, Diag *diag)
{
    static const char *const keys[] = {"camplan_catalogue", "models", NULL};
    YamlNode *models = yaml_get(yaml_root(doc), "models");
    Status status = yaml_expect_map(doc, yaml_root(doc), "the catalogue", keys, diag);
    size_t count;

    if (status == OK && !yaml_get(yaml_root(doc), "camplan_catalogue"))
        status = yaml_fail(doc, NULL, diag, "a catalogue begins with camplan_catalogue: 1");
    if (status == OK)
        status = yaml_expect_list(doc, models, "models", diag);
    if (status != OK)
        return status;
    count = yaml_count(models);
    catalogue->models = arena_alloc(catalogue->arena, count + 1, sizeof *catalogue->models);
    for (size_t i = 0; i < count && status == OK; i++) {
        Entry entry = {doc, yaml_item(models, i), catalogue->arena, OK, diag};
        CameraModel *model = &catalogue->models[i];
        status = read_model(&entry, model);
        if (status == OK && catalogue_find(catalogue, model->id))
            status = yaml_fail(doc, entry.map, diag, "the model id %s stands twice", model->id);
        catalogue->count++;
    }
    return status;
}

Status catalogue_read(Catalogue **out, const char *path, Diag *diag)
{
    Catalogue *catalogue = memory_new(1, sizeof *catalogue);
    YamlDoc *doc = NULL;
    Status status;

    catalogue->arena = arena_new();
    status = yaml_read(&doc, path, diag);
    if (status == OK)
        status = read_models(catalogue, doc, diag);
    yaml_free(doc);
    if (status != OK) {
        catalogue_free(catalogue);
        return status;
    }
    *out = catalogue;
    return OK;
}

void catalogue_free(Catalogue *catalogue)
{
    if (!catalogue)
        return;
    arena_free(catalogue->arena);
    free(catalogue);
}

size_t catalogue_models(const Catalogue *catalogue, const CameraModel **out)
{
    *out = catalogue->models;
    return catalogue->count;
}

const CameraModel *catalogue_find(const Catalogue *catalogue, const char *id)
{
    for (size_t i = 0; i < catalogue->count; i++)
        if (text_equal(catalogue->models[i].id, id))
            return &catalogue->models[i];
    return NULL;
}
