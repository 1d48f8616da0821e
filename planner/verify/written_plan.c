#include "planner/verify/written_plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/layer.h"
#include "data/shape.h"

/* --- run.json ---------------------------------------------------------------------- */

static const char *member(WrittenPlan *plan, YamlNode *map, const char *key)
{
    Diag ignored = {0};
    const char *text = NULL;
    YamlNode *node = yaml_get(map, key);

    if (!node || yaml_is_null(node) || yaml_text(plan->record, node, key, &text, &ignored) != OK)
        return NULL;
    return text;
}

static double figure(WrittenPlan *plan, YamlNode *map, const char *key)
{
    double value = NAN;

    return text_number(member(plan, map, key), &value) ? value : (double)NAN;
}

static RecordedFile *recorded(WrittenPlan *plan, const char *list, const char *name, size_t *count)
{
    YamlNode *files = yaml_get(yaml_root(plan->record), list);
    RecordedFile *out;

    *count = files ? yaml_count(files) : 0;
    out = arena_alloc(plan->arena, *count + 1, sizeof *out);
    for (size_t i = 0; i < *count; i++) {
        YamlNode *file = yaml_item(files, i);
        out[i] = (RecordedFile){member(plan, file, name), member(plan, file, "sha256")};
        if (text_equal(member(plan, file, "role"), "project"))
            plan->project = out[i].path;
    }
    return out;
}

/* What the command line set, in its order. */
static void read_sets(WrittenPlan *plan)
{
    YamlNode *sets = yaml_get(yaml_root(plan->record), "set");
    size_t count = sets ? yaml_count(sets) : 0;

    plan->sets.items = memory_new(count + 1, sizeof *plan->sets.items);
    for (size_t i = 0; i < count; i++) {
        Diag ignored = {0};
        const char *set = NULL;
        if (yaml_text(plan->record, yaml_item(sets, i), "set", &set, &ignored) == OK)
            plan->sets.items[plan->sets.count++] = set;
    }
}

static void read_record(WrittenPlan *plan)
{
    YamlNode *root = yaml_root(plan->record);
    YamlNode *totals = yaml_get(root, "totals"), *narrowed = yaml_get(root, "narrowed_to");
    double planned;

    plan->command = member(plan, root, "command");
    plan->only_department = member(plan, narrowed, "department");
    plan->only_township = member(plan, narrowed, "township");
    plan->only_clause = member(plan, narrowed, "clause");
    plan->inputs = recorded(plan, "inputs", "path", &plan->input_count);
    plan->outputs = recorded(plan, "outputs", "file", &plan->output_count);
    read_sets(plan);
    plan->mandated = figure(plan, totals, "mandated_weight_m2");
    plan->covered_before = figure(plan, totals, "covered_weight_before_m2");
    plan->covered = figure(plan, totals, "covered_weight_m2");
    plan->cost = figure(plan, totals, "cost");
    planned = figure(plan, totals, "planned_cameras");
    plan->planned = isnan(planned) ? 0 : (long)planned;
}

Status written_plan_read(WrittenPlan **out, const char *folder, Diag *diag)
{
    WrittenPlan *plan = memory_new(1, sizeof *plan);
    char *path = text_path_join(folder, "run.json");
    Status status =
        access(path, F_OK) == 0
            ? yaml_read(&plan->record, path, diag)
            : diag_fail(diag, ERR_INPUT,
                        "%s: is no OUT that camplan has written: it holds no run.json", folder);

    plan->arena = arena_new();
    plan->folder = arena_text(plan->arena, folder);
    if (status == OK && !text_equal(member(plan, yaml_root(plan->record), "program"), "camplan"))
        status = diag_fail(diag, ERR_INPUT, "%s: is not the record of a camplan run", path);
    if (status == OK)
        read_record(plan);
    if (status == OK && !plan->project)
        status = diag_fail(diag, ERR_INPUT, "%s: names no project file among its inputs", path);
    if (status == OK && (isnan(plan->mandated) || text_equal(plan->command, "check")))
        status = diag_fail(diag, ERR_INPUT,
                           "%s: records no coverage ('%s' was run); verify the OUT of run, place "
                           "or coverage",
                           path, plan->command ? plan->command : "?");
    free(path);
    *out = plan;
    return status;
}

/* Is the project file in `folder`, as seen from OUT? Then its full name, else NULL. */
static char *folder_with_project(const WrittenPlan *plan, const char *folder)
{
    char *full = text_path_join(plan->folder, folder);
    char *project = text_path_join(full, plan->project);
    bool there = access(project, R_OK) == 0;

    free(project);
    if (there)
        return full;
    free(full);
    return NULL;
}

char *written_plan_inputs(const WrittenPlan *plan)
{
    char *path = text_path_join(plan->folder, "timings.json"), *found = NULL;
    const char *folder = NULL;
    YamlDoc *timings = NULL;
    Diag ignored = {0};

    if (access(path, R_OK) == 0 && yaml_read(&timings, path, &ignored) == OK) {
        YamlNode *node = yaml_get(yaml_root(timings), "inputs_folder");
        if (node && yaml_text(timings, node, "inputs_folder", &folder, &ignored) == OK && folder)
            found = folder_with_project(plan, folder);
    }
    yaml_free(timings);
    free(path);
    return found ? found : text_path_join(plan->folder, "..");
}

void written_plan_free(WrittenPlan *plan)
{
    if (!plan)
        return;
    free(plan->sets.items);
    yaml_free(plan->record);
    arena_free(plan->arena);
    free(plan);
}

/* --- plan.gpkg --------------------------------------------------------------------- */

static double real(const Layer *layer, const Feature *feature, const char *field)
{
    double value = NAN;

    text_number(layer_value(layer, feature, field), &value);
    return value;
}

static const char *words(WrittenPlan *plan, const Layer *layer, const Feature *feature,
                         const char *field)
{
    return arena_text(plan->arena, layer_value(layer, feature, field));
}

static WrittenCamera camera_of(WrittenPlan *plan, const Layer *layer, const Feature *feature,
                               GEOSContextHandle_t geos)
{
    const char *projection = layer_value(layer, feature, "projection");
    WrittenCamera camera = {
        .id = words(plan, layer, feature, "camera_id"),
        .status = words(plan, layer, feature, "status"),
        .zone_id = words(plan, layer, feature, "zone_id"),
        .model = words(plan, layer, feature, "model"),
        .site = words(plan, layer, feature, "site_id"),
        .mount_height_m = real(layer, feature, "mount_height_m"),
        .eye = {{real(layer, feature, "eye_x"), real(layer, feature, "eye_y"),
                 real(layer, feature, "eye_z")},
                {real(layer, feature, "long_eye_x"), real(layer, feature, "long_eye_y"),
                 real(layer, feature, "long_eye_z")}},
        .projection = text_equal(projection, "fisheye")     ? PROJECTION_FISHEYE
                      : text_equal(projection, "panoramic") ? PROJECTION_PANORAMIC
                                                            : PROJECTION_RECTILINEAR,
        .azimuth_deg = real(layer, feature, "azimuth_grid_deg"),
        .tilt_deg = real(layer, feature, "tilt_deg"),
        .hfov_deg = real(layer, feature, "hfov_deg"),
        .vfov_deg = real(layer, feature, "vfov_deg"),
        .width_px = real(layer, feature, "width_px"),
        .height_px = real(layer, feature, "height_px"),
        .max_range_m = real(layer, feature, "max_range_m"),
        .sensors = (int)fmax(1.0, real(layer, feature, "sensors")),
        .sensor_step_deg = real(layer, feature, "sensor_step_deg"),
        .dark_range_m = real(layer, feature, "dark_range_m"),
        .thermal = real(layer, feature, "thermal") > 0.0,
        .blind = real(layer, feature, "blind") > 0.0,
        .consent = words(plan, layer, feature, "consent_needed"),
        .pole_new = real(layer, feature, "pole_new") > 0.0,
        .cost = real(layer, feature, "cost"),
    };
    shape_inner_point(geos, feature->shape, &camera.x, &camera.y);
    if (isnan(camera.max_range_m)) /* infinity has no text in a GeoPackage */
        camera.max_range_m = 1e9;
    return camera;
}

static Status read_layer(WrittenPlan *plan, Layer *layer, const char *name, const Crs *crs,
                         GEOSContextHandle_t geos, Diag *diag)
{
    char *path = text_path_join(plan->folder, "plan.gpkg");
    SourceRef ref = {.source = path, .written = path, .layer = name, .place = "plan.gpkg"};
    Status status = layer_read(layer, geos, plan->arena, &ref, name, crs, NULL, diag);

    free(path);
    return status;
}

static void take_findings(WrittenPlan *plan, const Layer *layer)
{
    plan->findings = arena_alloc(plan->arena, layer->count + 1, sizeof *plan->findings);
    plan->finding_count = layer->count;
    for (size_t i = 0; i < layer->count; i++)
        plan->findings[i] = (WrittenFinding){words(plan, layer, &layer->features[i], "clause"),
                                             words(plan, layer, &layer->features[i], "severity"),
                                             words(plan, layer, &layer->features[i], "subject"),
                                             words(plan, layer, &layer->features[i], "sentence")};
}

static void take_cameras(WrittenPlan *plan, const Layer *layer, GEOSContextHandle_t geos)
{
    for (size_t i = 0; i < layer->count; i++)
        plan->cameras[plan->camera_count++] = camera_of(plan, layer, &layer->features[i], geos);
}

/* A narrowed run keeps other offices' cameras in a layer of their own. */
Status written_plan_layers(WrittenPlan *plan, const Crs *crs, GEOSContextHandle_t geos, Diag *diag)
{
    bool narrowed = plan->only_department || plan->only_township || plan->only_clause;
    Layer cameras = {0}, others = {0}, zones = {0}, findings = {0};
    Status status = read_layer(plan, &cameras, "cameras", crs, geos, diag);

    if (status == OK && narrowed)
        status = read_layer(plan, &others, "fixed_cover", crs, geos, diag);
    if (status == OK)
        status = read_layer(plan, &zones, "zones", crs, geos, diag);
    if (status == OK)
        status = read_layer(plan, &findings, "findings", crs, geos, diag);
    if (status == OK)
        take_findings(plan, &findings);
    if (status == OK) {
        plan->cameras =
            arena_alloc(plan->arena, cameras.count + others.count + 1, sizeof *plan->cameras);
        take_cameras(plan, &cameras, geos);
        plan->listed_count = plan->camera_count;
        take_cameras(plan, &others, geos);
        plan->zones = arena_alloc(plan->arena, zones.count + 1, sizeof *plan->zones);
        plan->zone_count = zones.count;
        for (size_t i = 0; i < zones.count; i++)
            plan->zones[i] = (WrittenZone){words(plan, &zones, &zones.features[i], "zone_id"),
                                           real(&zones, &zones.features[i], "weight_m2"),
                                           real(&zones, &zones.features[i], "share"),
                                           words(plan, &zones, &zones.features[i], "result")};
    }
    layer_release(&cameras, geos);
    layer_release(&others, geos);
    layer_release(&zones, geos);
    layer_release(&findings, geos);
    return status;
}
