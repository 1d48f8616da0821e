/* camera_layers.c - the layers of plan.gpkg about cameras: cameras, footprints, sites. */
#include "planner/report/camera_layers.h"

#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "data/shape.h"
#include "planner/report/duty_fields.h"
#include "planner/report/figure_marks.h"
#include "planner/report/footprint_shape.h"

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
    vector_file_text(file, "clause", camera_row_clause(row));
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
    vector_file_integer(file, "sensors", optics->sensors > 1 ? optics->sensors : 1);
    vector_file_real(file, "sensor_step_deg", optics->sensors > 1 ? optics->sensor_step_deg : NAN);
    vector_file_real(file, "max_range_m", optics->max_range_m);
    vector_file_real(file, "dark_range_m", optics->dark ? optics->dark_range_m : NAN);
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
    vector_file_text(file, "consent_needed", row->consent);
    if (row->zone) {
        const Duty duty = camera_row_duty(row);
        duty_fields_write(file, &duty);
    } else {
        vector_file_text(file, "payer", row->move_payer.zh);
    }
    vector_file_integer(file, "restricted", camera_row_restricted(row));
    vector_file_text(file, "planning_parameters",
                     row->zone ? figure_marks_density(outcome->marks, row->zone) : NULL);
    vector_file_text(file, "rule_pack", outcome->standing.mark);
}

static const VectorField camera_columns[] = {{"camera_id", FIELD_TEXT},
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
                                             {"sensors", FIELD_INTEGER},
                                             {"sensor_step_deg", FIELD_REAL},
                                             {"max_range_m", FIELD_REAL},
                                             {"dark_range_m", FIELD_REAL},
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
                                             {"consent_needed", FIELD_TEXT},
                                             DUTY_FIELDS,
                                             {"restricted", FIELD_INTEGER},
                                             MARK_FIELDS,
                                             {0}};

static Status add_cameras(VectorFile *file, const Outcome *outcome, const CameraRow *rows,
                          size_t count, Diag *diag)
{
    GEOSContextHandle_t geos = outcome->scene->geos;
    Status status = OK;

    for (size_t i = 0; i < count && status == OK; i++) {
        GEOSGeometry *point = shape_new_point(geos, rows[i].x, rows[i].y);
        camera_fields(file, outcome, &rows[i]);
        status = vector_file_add(file, geos, point, diag);
        GEOSGeom_destroy_r(geos, point);
    }
    return status;
}

Status camera_layer_write(VectorFile *file, const Outcome *outcome, const CameraRow *rows,
                          size_t count, Diag *diag)
{
    static const LayerSymbol symbols[] = {
        {"new", "to build 新建", "#d55e00", 1.0, "#000000", 0.2, "triangle", 3.0},
        {"keep", "existing 保留", "#0072b2", 1.0, "#000000", 0.2, "circle", 2.4},
        {"move", "moved by works 迁移", "#e69f00", 1.0, "#3a2a00", 0.3, "square", 2.4},
        {"remove", "to remove 拆除", "#000000", 1.0, "#000000", 0.6, "cross_fill", 3.2}};
    static const StyledLayer styled = {
        {"cameras", "Cameras 摄像机", VECTOR_POINT, camera_columns, NULL, NULL},
        "status",
        symbols,
        4};
    Status status = styled_layer_begin(file, &styled, outcome_remark(outcome), diag);

    return status == OK ? add_cameras(file, outcome, rows, count, diag) : status;
}

Status fixed_cover_layer_write(VectorFile *file, const Outcome *outcome, Diag *diag)
{
    static const LayerSymbol symbols[] = {
        {NULL, "of other offices 其他单位", "#bbbbbb", 0.8, "#888888", 0.1, "circle", 1.4}};
    static const StyledLayer styled = {
        {"fixed_cover", "Fixed cover 其他单位摄像机", VECTOR_POINT, camera_columns, NULL, NULL},
        NULL,
        symbols,
        1};
    Arena *arena = arena_new();
    CameraRow *rows = NULL;
    size_t count = 0;
    Status status = camera_rows_of_others(&rows, &count, outcome, arena, diag);

    if (status == OK)
        status = styled_layer_begin(file, &styled, outcome_remark(outcome), diag);
    if (status == OK)
        status = add_cameras(file, outcome, rows, count, diag);
    free(rows);
    arena_free(arena);
    return status;
}

Status footprint_layer_write(VectorFile *file, const Outcome *outcome, const CameraRow *rows,
                             size_t count, Diag *diag)
{
    static const VectorField fields[] = {{"camera_id", FIELD_TEXT}, {"status", FIELD_TEXT},
                                         {"clause", FIELD_TEXT},    {"covered_m2", FIELD_REAL},
                                         {"rule_pack", FIELD_TEXT}, {0}};
    static const LayerSymbol symbols[] = {
        {"new", "covered by the plan 规划覆盖", "#56b4e9", 0.3, "#56b4e9", 0.1, NULL, 0},
        {"keep", "covered before 现状覆盖", "#009e73", 0.3, "#009e73", 0.1, NULL, 0}};
    static const StyledLayer styled = {
        {"footprints", "Footprints 覆盖范围", VECTOR_AREA, fields, NULL, NULL},
        "status",
        symbols,
        2};
    GEOSContextHandle_t geos = outcome->scene->geos;
    Status status = styled_layer_begin(file, &styled, outcome_remark(outcome), diag);

    for (size_t i = 0; i < count && status == OK; i++) {
        GEOSGeometry *shape =
            rows[i].footprint ? footprint_shape(geos, outcome->demand, rows[i].footprint) : NULL;
        if (!shape)
            continue;
        vector_file_text(file, "camera_id", rows[i].id);
        vector_file_text(file, "status", camera_row_status(&rows[i]));
        vector_file_text(file, "clause", camera_row_clause(&rows[i]));
        vector_file_real(file, "covered_m2", rows[i].covered_m2);
        vector_file_text(file, "rule_pack", outcome->standing.mark);
        status = vector_file_add(file, geos, shape, diag);
        GEOSGeom_destroy_r(geos, shape);
    }
    return status;
}

Status site_layer_write(VectorFile *file, const Outcome *outcome, Diag *diag)
{
    static const VectorField fields[] = {
        {"site_id", FIELD_TEXT},     {"kind", FIELD_TEXT},
        {"on", FIELD_TEXT},          {"mount_height_m", FIELD_REAL},
        {"pole_new", FIELD_INTEGER}, {"township", FIELD_TEXT},
        {"rule_pack", FIELD_TEXT},   {0}};
    static const LayerSymbol symbols[] = {
        {NULL, "possible site 备选点位", "#999999", 0.6, "#666666", 0.1, "circle", 0.8}};
    static const StyledLayer styled = {
        {"sites", "Sites 备选点位", VECTOR_POINT, fields, NULL, NULL}, NULL, symbols, 1};
    GEOSContextHandle_t geos = outcome->scene->geos;
    Status status = styled_layer_begin(file, &styled, outcome_remark(outcome), diag);

    for (size_t i = 0; outcome->sites && i < outcome->sites->count && status == OK; i++) {
        const Site *site = &outcome->sites->sites[i];
        GEOSGeometry *point = shape_new_point(geos, site->x, site->y);
        vector_file_text(file, "site_id", site->id);
        vector_file_text(file, "kind", site_kind_name(site->kind));
        vector_file_text(file, "on", site->on);
        vector_file_real(file, "mount_height_m", site->mount_height_m);
        vector_file_integer(file, "pole_new", site->pole_new);
        vector_file_text(file, "township", site->township ? site->township->name : NULL);
        vector_file_text(file, "rule_pack", outcome->standing.mark);
        status = vector_file_add(file, geos, point, diag);
        GEOSGeom_destroy_r(geos, point);
    }
    return status;
}
