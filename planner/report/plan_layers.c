#include "planner/report/plan_layers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "data/vector_file.h"
#include "planner/report/layer_style.h"

/* A layer, how it is drawn, and what it is drawn by. */
typedef struct {
    VectorLayer layer;
    const char *attribute;
    const LayerSymbol *symbols;
    size_t symbol_count;
} StyledLayer;

static Status begin_layer(VectorFile *file, const StyledLayer *styled, Diag *diag)
{
    VectorLayer layer = styled->layer;
    char *qml =
        layer_style_qml(layer.shape, styled->attribute, styled->symbols, styled->symbol_count);
    char *sld = layer_style_sld(layer.name, layer.shape, styled->attribute, styled->symbols,
                                styled->symbol_count);
    layer.style_qml = qml;
    layer.style_sld = sld;
    Status status = vector_file_layer(file, &layer, diag);

    free(qml);
    free(sld);
    return status;
}

static void duty_fields(VectorFile *file, const Duty *duty)
{
    vector_file_text(file, "builder", duty->builder.zh);
    vector_file_text(file, "builder_en", duty->builder.en);
    vector_file_text(file, "payer", duty->payer.zh);
    vector_file_text(file, "supervisor", duty->supervisor.zh);
    vector_file_text(file, "supervisor_en", duty->supervisor.en);
    vector_file_text(file, "supervisor_basis", duty->supervisor_basis);
}

static Status write_zones(VectorFile *file, const Outcome *outcome, Diag *diag)
{
    static const VectorField fields[] = {{"zone_id", FIELD_TEXT},
                                         {"clause", FIELD_TEXT},
                                         {"category", FIELD_TEXT},
                                         {"category_en", FIELD_TEXT},
                                         {"name", FIELD_TEXT},
                                         {"key_part", FIELD_TEXT},
                                         {"township", FIELD_TEXT},
                                         {"derived", FIELD_INTEGER},
                                         {"how", FIELD_TEXT},
                                         {"px_per_m", FIELD_REAL},
                                         {"k", FIELD_INTEGER},
                                         {"quota", FIELD_REAL},
                                         {"weight_m2", FIELD_REAL},
                                         {"share_before", FIELD_REAL},
                                         {"share", FIELD_REAL},
                                         {"coverable", FIELD_REAL},
                                         {"result", FIELD_TEXT},
                                         {"builder", FIELD_TEXT},
                                         {"builder_en", FIELD_TEXT},
                                         {"payer", FIELD_TEXT},
                                         {"supervisor", FIELD_TEXT},
                                         {"supervisor_en", FIELD_TEXT},
                                         {"supervisor_basis", FIELD_TEXT},
                                         {0}};
    static const LayerSymbol symbols[] = {
        {"pass", "covered 已覆盖", "#0072b2", 0.25, "#0072b2", 0.3, NULL, 0},
        {"fail", "not covered 未达标", "#e69f00", 0.3, "#d55e00", 0.3, NULL, 0}};
    static const StyledLayer styled = {
        {"zones", "Mandated zones 应建区域", VECTOR_AREA, fields, NULL, NULL},
        "result",
        symbols,
        2};
    Status status = begin_layer(file, &styled, diag);

    for (size_t z = 0; z < outcome->zones->zone_count && status == OK; z++) {
        const Zone *zone = &outcome->zones->zones[z];
        const ZoneCompliance *judged = &outcome->compliance->zones[z];
        if (!(judged->mandated > 0.0))
            continue;
        bool pass = outcome->after ? judged->pass_after : judged->pass_before;
        vector_file_text(file, "zone_id", zone->id);
        vector_file_text(file, "clause", zone->clause->id);
        vector_file_text(file, "category", zone->clause->title.zh);
        vector_file_text(file, "category_en", zone->clause->title.en);
        vector_file_text(file, "name", zone->name);
        vector_file_text(file, "key_part", zone->part->name);
        vector_file_text(file, "township", zone->township ? zone->township->name : NULL);
        vector_file_integer(file, "derived", zone->derived);
        vector_file_text(file, "how", zone->how);
        vector_file_real(file, "px_per_m", zone->requirement.px_per_m);
        vector_file_integer(file, "k", zone->requirement.k);
        vector_file_real(file, "quota", judged->quota);
        vector_file_real(file, "weight_m2", judged->mandated);
        vector_file_real(file, "share_before", judged->before / judged->mandated);
        vector_file_real(file, "share",
                         (outcome->after ? judged->after : judged->before) / judged->mandated);
        vector_file_real(file, "coverable",
                         outcome->candidates ? judged->coverable / judged->mandated : NAN);
        vector_file_text(file, "result", pass ? "pass" : "fail");
        duty_fields(file, &zone->duty);
        status = vector_file_add(file, outcome->zones->geos, zone->shape, diag);
    }
    return status;
}

static Status write_gap_set(VectorFile *file, const Outcome *outcome, const GapSet *set,
                            const char *stage, Diag *diag)
{
    Status status = OK;

    for (size_t i = 0; i < set->count && status == OK; i++) {
        const Gap *gap = &set->gaps[i];
        const Zone *zone = &outcome->zones->zones[gap->zone];
        vector_file_text(file, "stage", stage);
        vector_file_text(file, "gap_id", gap->id);
        vector_file_text(file, "zone_id", zone->id);
        vector_file_text(file, "clause", zone->clause->id);
        vector_file_text(file, "name", zone->name);
        vector_file_text(file, "cause", cause_name(gap->cause));
        vector_file_text(file, "cause_zh", cause_name_zh(gap->cause));
        vector_file_real(file, "area_m2", gap->area_m2);
        vector_file_real(file, "from_m", gap->from_m);
        vector_file_real(file, "to_m", gap->to_m);
        vector_file_real(file, "longest_run_m", gap->longest_run_m);
        vector_file_real(file, "px_per_m", gap->achieved_px_per_m);
        vector_file_text(file, "builder", zone->duty.builder.zh);
        vector_file_text(file, "supervisor", zone->duty.supervisor.zh);
        status = vector_file_add(file, set->geos, gap->shape, diag);
    }
    return status;
}

static Status write_gaps(VectorFile *file, const Outcome *outcome, Diag *diag)
{
    static const VectorField fields[] = {
        {"stage", FIELD_TEXT},    {"gap_id", FIELD_TEXT},        {"zone_id", FIELD_TEXT},
        {"clause", FIELD_TEXT},   {"name", FIELD_TEXT},          {"cause", FIELD_TEXT},
        {"cause_zh", FIELD_TEXT}, {"area_m2", FIELD_REAL},       {"from_m", FIELD_REAL},
        {"to_m", FIELD_REAL},     {"longest_run_m", FIELD_REAL}, {"px_per_m", FIELD_REAL},
        {"builder", FIELD_TEXT},  {"supervisor", FIELD_TEXT},    {0}};
    static const LayerSymbol symbols[] = {
        {"before", "gap before the plan 规划前缺口", "#cc79a7", 0.15, "#cc79a7", 0.1, NULL, 0},
        {"after", "gap that remains 剩余缺口", "#d55e00", 0.7, "#882200", 0.2, NULL, 0}};
    static const StyledLayer styled = {
        {"gaps", "Gaps 缺口", VECTOR_AREA, fields, NULL, NULL}, "stage", symbols, 2};
    Status status = begin_layer(file, &styled, diag);

    if (status == OK)
        status = write_gap_set(file, outcome, outcome->gaps_before, "before", diag);
    if (status == OK && outcome->gaps_after)
        status = write_gap_set(file, outcome, outcome->gaps_after, "after", diag);
    return status;
}

/* No eye on a surface on which it stands inside a wall or in a hole: it sees nothing there. */
static void add_eye(VectorFile *file, const Eye *eye, const char *x, const char *y, const char *z)
{
    if (eye->stuck || eye->nodata)
        return;
    vector_file_real(file, x, eye->at.x);
    vector_file_real(file, y, eye->at.y);
    vector_file_real(file, z, eye->at.z);
}

/* Everything that `camplan verify` needs to look through the camera again. */
static void camera_fields(VectorFile *file, const Outcome *outcome, const CameraRow *row)
{
    static const char *const projections[] = {"rectilinear", "panoramic", "fisheye"};
    const Optics *optics = &row->lookout->optics;
    const CameraModel *model = row->candidate ? row->candidate->model : row->camera->model;
    double cells = row->footprint ? (double)row->footprint->count : NAN;

    vector_file_text(file, "camera_id", row->id);
    vector_file_text(file, "status", camera_row_status(row));
    vector_file_text(file, "name", row->name);
    vector_file_text(file, "clause", row->zone ? row->zone->clause->id : NULL);
    vector_file_text(file, "zone_id", row->zone ? row->zone->id : NULL);
    vector_file_text(file, "township", row->township ? row->township->name : NULL);
    vector_file_text(file, "site_id", row->site ? row->site->id : NULL);
    vector_file_text(file, "model", model ? model->id : NULL);
    vector_file_real(file, "mount_height_m", row->mount_height_m);
    vector_file_real(file, "azimuth_true_deg", row->azimuth_true_deg);
    vector_file_real(file, "azimuth_grid_deg", optics->azimuth_deg);
    vector_file_real(file, "tilt_deg", optics->tilt_deg);
    vector_file_real(file, "hfov_deg", optics->hfov_deg);
    vector_file_real(file, "vfov_deg", optics->vfov_deg);
    vector_file_real(file, "width_px", optics->width_px);
    vector_file_real(file, "height_px", optics->height_px);
    vector_file_real(file, "max_range_m", optics->max_range_m);
    add_eye(file, &row->lookout->eye, "eye_x", "eye_y", "eye_z");
    add_eye(file, &row->lookout->long_eye, "long_eye_x", "long_eye_y", "long_eye_z");
    vector_file_text(file, "projection", projections[optics->projection]);
    vector_file_integer(file, "thermal", optics->thermal);
    vector_file_integer(file, "blind", row->lookout->blind);
    vector_file_real(file, "demand_cells", cells);
    vector_file_real(file, "covered_m2", row->covered_m2);
    vector_file_real(file, "cost", row->planned ? row->planned->cost : NAN);
    vector_file_integer(file, "pole_new", row->planned ? row->planned->pole_new : 0);
    vector_file_integer(file, "phase", row->planned ? row->planned->phase : 0);
    if (row->zone)
        duty_fields(file, &row->zone->duty);
    (void)outcome;
}

static Status write_cameras(VectorFile *file, const Outcome *outcome, const CameraRow *rows,
                            size_t count, Diag *diag)
{
    static const VectorField fields[] = {{"camera_id", FIELD_TEXT},
                                         {"status", FIELD_TEXT},
                                         {"name", FIELD_TEXT},
                                         {"clause", FIELD_TEXT},
                                         {"zone_id", FIELD_TEXT},
                                         {"township", FIELD_TEXT},
                                         {"site_id", FIELD_TEXT},
                                         {"model", FIELD_TEXT},
                                         {"mount_height_m", FIELD_REAL},
                                         {"azimuth_true_deg", FIELD_REAL},
                                         {"azimuth_grid_deg", FIELD_REAL},
                                         {"tilt_deg", FIELD_REAL},
                                         {"hfov_deg", FIELD_REAL},
                                         {"vfov_deg", FIELD_REAL},
                                         {"width_px", FIELD_REAL},
                                         {"height_px", FIELD_REAL},
                                         {"max_range_m", FIELD_REAL},
                                         {"eye_x", FIELD_REAL},
                                         {"eye_y", FIELD_REAL},
                                         {"eye_z", FIELD_REAL},
                                         {"long_eye_x", FIELD_REAL},
                                         {"long_eye_y", FIELD_REAL},
                                         {"long_eye_z", FIELD_REAL},
                                         {"projection", FIELD_TEXT},
                                         {"thermal", FIELD_INTEGER},
                                         {"blind", FIELD_INTEGER},
                                         {"demand_cells", FIELD_REAL},
                                         {"covered_m2", FIELD_REAL},
                                         {"cost", FIELD_REAL},
                                         {"pole_new", FIELD_INTEGER},
                                         {"phase", FIELD_INTEGER},
                                         {"builder", FIELD_TEXT},
                                         {"builder_en", FIELD_TEXT},
                                         {"payer", FIELD_TEXT},
                                         {"supervisor", FIELD_TEXT},
                                         {"supervisor_en", FIELD_TEXT},
                                         {"supervisor_basis", FIELD_TEXT},
                                         {0}};
    static const LayerSymbol symbols[] = {
        {"new", "to build 新建", "#d55e00", 1.0, "#000000", 0.2, "triangle", 3.0},
        {"keep", "existing 保留", "#0072b2", 1.0, "#000000", 0.2, "circle", 2.4},
        {"remove", "to remove 拆除", "#000000", 1.0, "#000000", 0.6, "cross_fill", 3.2}};
    static const StyledLayer styled = {
        {"cameras", "Cameras 摄像机", VECTOR_POINT, fields, NULL, NULL}, "status", symbols, 3};
    Status status = begin_layer(file, &styled, diag);

    for (size_t i = 0; i < count && status == OK; i++) {
        GEOSGeometry *point = shape_new_point(outcome->scene->geos, rows[i].x, rows[i].y);
        camera_fields(file, outcome, &rows[i]);
        status = vector_file_add(file, outcome->scene->geos, point, diag);
        GEOSGeom_destroy_r(outcome->scene->geos, point);
    }
    return status;
}

static Status write_footprints(VectorFile *file, const Outcome *outcome, const CameraRow *rows,
                               size_t count, Diag *diag)
{
    static const VectorField fields[] = {{"camera_id", FIELD_TEXT},
                                         {"status", FIELD_TEXT},
                                         {"clause", FIELD_TEXT},
                                         {"covered_m2", FIELD_REAL},
                                         {0}};
    static const LayerSymbol symbols[] = {
        {"new", "covered by the plan 规划覆盖", "#56b4e9", 0.3, "#56b4e9", 0.1, NULL, 0},
        {"keep", "covered before 现状覆盖", "#009e73", 0.3, "#009e73", 0.1, NULL, 0}};
    static const StyledLayer styled = {
        {"footprints", "Footprints 覆盖范围", VECTOR_AREA, fields, NULL, NULL},
        "status",
        symbols,
        2};
    GEOSContextHandle_t geos = outcome->scene->geos;
    Status status = begin_layer(file, &styled, diag);

    for (size_t i = 0; i < count && status == OK; i++) {
        GEOSGeometry *shape =
            rows[i].footprint ? footprint_shape(geos, outcome->demand, rows[i].footprint) : NULL;
        if (!shape)
            continue;
        vector_file_text(file, "camera_id", rows[i].id);
        vector_file_text(file, "status", camera_row_status(&rows[i]));
        vector_file_text(file, "clause", rows[i].zone ? rows[i].zone->clause->id : NULL);
        vector_file_real(file, "covered_m2", rows[i].covered_m2);
        status = vector_file_add(file, geos, shape, diag);
        GEOSGeom_destroy_r(geos, shape);
    }
    return status;
}

static Status write_sites(VectorFile *file, const Outcome *outcome, Diag *diag)
{
    static const VectorField fields[] = {{"site_id", FIELD_TEXT},
                                         {"kind", FIELD_TEXT},
                                         {"on", FIELD_TEXT},
                                         {"mount_height_m", FIELD_REAL},
                                         {"pole_new", FIELD_INTEGER},
                                         {"township", FIELD_TEXT},
                                         {0}};
    static const LayerSymbol symbols[] = {
        {NULL, "possible site 备选点位", "#999999", 0.6, "#666666", 0.1, "circle", 0.8}};
    static const StyledLayer styled = {
        {"sites", "Sites 备选点位", VECTOR_POINT, fields, NULL, NULL}, NULL, symbols, 1};
    GEOSContextHandle_t geos = outcome->scene->geos;
    Status status = begin_layer(file, &styled, diag);

    for (size_t i = 0; outcome->sites && i < outcome->sites->count && status == OK; i++) {
        const Site *site = &outcome->sites->sites[i];
        GEOSGeometry *point = shape_new_point(geos, site->x, site->y);
        vector_file_text(file, "site_id", site->id);
        vector_file_text(file, "kind", site_kind_name(site->kind));
        vector_file_text(file, "on", site->on);
        vector_file_real(file, "mount_height_m", site->mount_height_m);
        vector_file_integer(file, "pole_new", site->pole_new);
        vector_file_text(file, "township", site->township ? site->township->name : NULL);
        status = vector_file_add(file, geos, point, diag);
        GEOSGeom_destroy_r(geos, point);
    }
    return status;
}

static Status write_findings(VectorFile *file, const Outcome *outcome, Diag *diag)
{
    static const VectorField fields[] = {{"severity", FIELD_TEXT},
                                         {"clause", FIELD_TEXT},
                                         {"code", FIELD_TEXT},
                                         {"subject", FIELD_TEXT},
                                         {"sentence", FIELD_TEXT},
                                         {"penalty", FIELD_TEXT},
                                         {0}};
    static const LayerSymbol symbols[] = {
        {"violation", "violation 违规", "#d55e00", 1.0, "#000000", 0.4, "square", 3.0},
        {"warning", "warning 警告", "#f0e442", 1.0, "#000000", 0.2, "square", 2.2},
        {"note", "note 说明", "#cccccc", 0.8, "#666666", 0.1, "square", 1.4}};
    static const StyledLayer styled = {
        {"findings", "Findings 检查结果", VECTOR_POINT, fields, NULL, NULL},
        "severity",
        symbols,
        3};
    GEOSContextHandle_t geos = outcome->scene->geos;
    Status status = begin_layer(file, &styled, diag);

    for (size_t i = 0; i < outcome->findings->count && status == OK; i++) {
        const Finding *finding = &outcome->findings->items[i];
        GEOSGeometry *point =
            isnan(finding->x) ? NULL : shape_new_point(geos, finding->x, finding->y);
        vector_file_text(file, "severity", severity_name(finding->severity));
        vector_file_text(file, "clause", finding->clause);
        vector_file_text(file, "code", finding->code);
        vector_file_text(file, "subject", finding->subject);
        vector_file_text(file, "sentence", finding->sentence);
        vector_file_text(file, "penalty", finding->penalty);
        status = vector_file_add(file, geos, point, diag);
        if (point)
            GEOSGeom_destroy_r(geos, point);
    }
    return status;
}

static Status write_townships(VectorFile *file, const Outcome *outcome, Diag *diag)
{
    static const VectorField fields[] = {{"name", FIELD_TEXT}, {"code", FIELD_TEXT}, {0}};
    static const LayerSymbol symbols[] = {
        {NULL, "township 乡镇", "#ffffff", 0.0, "#555555", 0.5, NULL, 0}};
    static const StyledLayer styled = {
        {"townships", "Townships 乡镇", VECTOR_AREA, fields, NULL, NULL}, NULL, symbols, 1};
    const Scene *scene = outcome->scene;
    Status status = begin_layer(file, &styled, diag);

    for (size_t i = 0; i < scene->township_count && status == OK; i++) {
        vector_file_text(file, "name", scene->townships[i].name);
        vector_file_text(file, "code", scene->townships[i].code);
        status = vector_file_add(file, scene->geos, scene->townships[i].shape, diag);
    }
    return status;
}

Status plan_layers_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                         const char *path, Diag *diag)
{
    VectorFile *file = NULL;
    Status status = vector_file_create(&file, path, outcome->scene->crs, diag);

    if (status == OK)
        status = write_townships(file, outcome, diag);
    if (status == OK)
        status = write_zones(file, outcome, diag);
    if (status == OK)
        status = write_gaps(file, outcome, diag);
    if (status == OK)
        status = write_footprints(file, outcome, rows, count, diag);
    if (status == OK)
        status = write_sites(file, outcome, diag);
    if (status == OK)
        status = write_cameras(file, outcome, rows, count, diag);
    if (status == OK)
        status = write_findings(file, outcome, diag);
    if (status != OK) {
        vector_file_abandon(file);
        return status;
    }
    return vector_file_close(file, diag);
}
