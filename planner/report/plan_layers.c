#include "planner/report/plan_layers.h"

#include <math.h>

#include "base/text.h"
#include "data/shape.h"
#include "data/vector_file.h"
#include "planner/report/camera_layers.h"
#include "planner/report/duty_fields.h"
#include "planner/report/figure_marks.h"
#include "planner/report/layer_style.h"

static void zone_fields(VectorFile *file, const Outcome *outcome, const Zone *zone,
                        const ZoneCompliance *judged)
{
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
    vector_file_text(file, "ladder", zone->requirement.ladder);
    vector_file_real(file, "thermal_px_per_m",
                     zone->requirement.thermal_ok ? requirement_px_per_m(&zone->requirement, true)
                                                  : NAN);
    vector_file_integer(file, "k", zone->requirement.k);
    vector_file_real(file, "quota", judged->quota);
    vector_file_real(file, "weight_m2", judged->mandated);
    vector_file_real(file, "share_before", judged->before / judged->mandated);
    vector_file_real(file, "share",
                     (outcome->after ? judged->after : judged->before) / judged->mandated);
    vector_file_real(file, "coverable",
                     outcome->candidates ? judged->coverable / judged->mandated : NAN);
    vector_file_text(file, "result", pass ? "pass" : "fail");
    duty_fields_write(file, &zone->duty);
    vector_file_integer(file, "restricted", zone_restricted(zone));
    vector_file_text(file, "planning_parameters", figure_marks_zone(outcome->marks, zone));
    vector_file_text(file, "rule_pack", outcome->standing.mark);
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
                                         {"ladder", FIELD_TEXT},
                                         {"thermal_px_per_m", FIELD_REAL},
                                         {"k", FIELD_INTEGER},
                                         {"quota", FIELD_REAL},
                                         {"weight_m2", FIELD_REAL},
                                         {"share_before", FIELD_REAL},
                                         {"share", FIELD_REAL},
                                         {"coverable", FIELD_REAL},
                                         {"result", FIELD_TEXT},
                                         DUTY_FIELDS,
                                         {"restricted", FIELD_INTEGER},
                                         MARK_FIELDS,
                                         {0}};
    static const LayerSymbol symbols[] = {
        {"pass", "covered 已覆盖", "#0072b2", 0.25, "#0072b2", 0.3, NULL, 0},
        {"fail", "not covered 未达标", "#e69f00", 0.3, "#d55e00", 0.3, NULL, 0}};
    static const StyledLayer styled = {
        {"zones", "Mandated zones 应建区域", VECTOR_AREA, fields, NULL, NULL},
        "result",
        symbols,
        2};
    Status status = styled_layer_begin(file, &styled, outcome_remark(outcome), diag);

    for (size_t z = 0; z < outcome->zones->zone_count && status == OK; z++) {
        const Zone *zone = &outcome->zones->zones[z];
        const ZoneCompliance *judged = &outcome->compliance->zones[z];
        if (!(judged->mandated > 0.0))
            continue;
        zone_fields(file, outcome, zone, judged);
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
        vector_file_integer(file, "restricted", zone_restricted(zone));
        vector_file_text(file, "planning_parameters", figure_marks_density(outcome->marks, zone));
        vector_file_text(file, "rule_pack", outcome->standing.mark);
        status = vector_file_add(file, set->geos, gap->shape, diag);
    }
    return status;
}

static Status write_gaps(VectorFile *file, const Outcome *outcome, Diag *diag)
{
    static const VectorField fields[] = {{"stage", FIELD_TEXT},
                                         {"gap_id", FIELD_TEXT},
                                         {"zone_id", FIELD_TEXT},
                                         {"clause", FIELD_TEXT},
                                         {"name", FIELD_TEXT},
                                         {"cause", FIELD_TEXT},
                                         {"cause_zh", FIELD_TEXT},
                                         {"area_m2", FIELD_REAL},
                                         {"from_m", FIELD_REAL},
                                         {"to_m", FIELD_REAL},
                                         {"longest_run_m", FIELD_REAL},
                                         {"px_per_m", FIELD_REAL},
                                         {"builder", FIELD_TEXT},
                                         {"supervisor", FIELD_TEXT},
                                         {"restricted", FIELD_INTEGER},
                                         MARK_FIELDS,
                                         {0}};
    static const LayerSymbol symbols[] = {
        {"before", "gap before the plan 规划前缺口", "#cc79a7", 0.15, "#cc79a7", 0.1, NULL, 0},
        {"after", "gap that remains 剩余缺口", "#d55e00", 0.7, "#882200", 0.2, NULL, 0}};
    static const StyledLayer styled = {
        {"gaps", "Gaps 缺口", VECTOR_AREA, fields, NULL, NULL}, "stage", symbols, 2};
    Status status = styled_layer_begin(file, &styled, outcome_remark(outcome), diag);

    if (status == OK)
        status = write_gap_set(file, outcome, outcome->gaps_before, "before", diag);
    if (status == OK && outcome->gaps_after)
        status = write_gap_set(file, outcome, outcome->gaps_after, "after", diag);
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
                                         MARK_FIELDS,
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
    Status status = styled_layer_begin(file, &styled, outcome_remark(outcome), diag);

    for (size_t i = 0; i < outcome->findings->count && status == OK; i++) {
        const Finding *finding = &outcome->findings->items[i];
        GEOSGeometry *point =
            isnan(finding->x) ? NULL : shape_new_point(geos, finding->x, finding->y);
        vector_file_text(file, "severity", severity_name(finding->severity));
        vector_file_text(file, "clause", finding_cites(finding));
        vector_file_text(file, "code", finding->code);
        vector_file_text(file, "subject", finding->subject);
        vector_file_text(file, "sentence", finding->sentence);
        vector_file_text(file, "penalty", finding->penalty);
        vector_file_text(file, "planning_parameters",
                         figure_marks_finding(outcome->marks, finding));
        vector_file_text(file, "rule_pack", outcome->standing.mark);
        status = vector_file_add(file, geos, point, diag);
        if (point)
            GEOSGeom_destroy_r(geos, point);
    }
    return status;
}

static Status write_townships(VectorFile *file, const Outcome *outcome, Diag *diag)
{
    static const VectorField fields[] = {
        {"name", FIELD_TEXT}, {"code", FIELD_TEXT}, {"rule_pack", FIELD_TEXT}, {0}};
    static const LayerSymbol symbols[] = {
        {NULL, "township 乡镇", "#ffffff", 0.0, "#555555", 0.5, NULL, 0}};
    static const StyledLayer styled = {
        {"townships", "Townships 乡镇", VECTOR_AREA, fields, NULL, NULL}, NULL, symbols, 1};
    const Scene *scene = outcome->scene;
    Status status = styled_layer_begin(file, &styled, outcome_remark(outcome), diag);

    for (size_t i = 0; i < scene->township_count && status == OK; i++) {
        vector_file_text(file, "name", scene->townships[i].name);
        vector_file_text(file, "code", scene->townships[i].code);
        vector_file_text(file, "rule_pack", outcome->standing.mark);
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
        status = footprint_layer_write(file, outcome, rows, count, diag);
    if (status == OK)
        status = site_layer_write(file, outcome, diag);
    if (status == OK)
        status = camera_layer_write(file, outcome, rows, count, diag);
    if (status == OK && outcome->listed)
        status = fixed_cover_layer_write(file, outcome, diag);
    if (status == OK)
        status = write_findings(file, outcome, diag);
    if (status != OK) {
        vector_file_abandon(file);
        return status;
    }
    return vector_file_close(file, diag);
}
