#include "planner/report/run_record.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/json.h"
#include "base/progress.h"
#include "base/sha256.h"
#include "base/text.h"
#include "data/file_write.h"
#include "data/shipped.h"
#include "planner/report/certificate.h"
#include "planner/report/run_record_rules.h"

static void record_input(JsonWriter *json, const char *path, const char *sha256, const char *role,
                         const char *license)
{
    json_object(json, NULL);
    json_text(json, "path", path);
    json_text(json, "sha256", sha256);
    json_text(json, "role", role);
    if (license)
        json_text(json, "license", license);
    json_end(json);
}

static Status record_rules(JsonWriter *json, const Outcome *outcome, const char *path,
                           const char *role, Diag *diag)
{
    char hash[65], *name = shipped_record(path, outcome->project->folder);
    Status status = sha256_file(path, hash, diag);

    if (status == OK)
        record_input(json, name, hash, role, NULL);
    free(name);
    return status;
}

/* The law is an input too, and the figures that it is read by. */
static Status record_inputs(JsonWriter *json, const Outcome *outcome, Diag *diag)
{
    const RulePack *pack = outcome->pack;
    Status status;

    json_array(json, "inputs");
    for (size_t i = 0; i < outcome->scene->input_count; i++) {
        const InputFile *input = &outcome->scene->inputs[i];
        record_input(json, input->path, input->sha256, input->role, input->license);
    }
    status = record_rules(json, outcome, pack_path(pack), "rule pack", diag);
    if (status == OK)
        status = record_rules(json, outcome, pack_ladders_path(pack), "ladders", diag);
    if (status == OK)
        status = record_rules(json, outcome, pack_johnson_path(pack), "johnson criteria", diag);
    json_end(json);
    return status;
}

static void record_settings(JsonWriter *json, const Project *project)
{
    const ProjectSetting *settings;
    size_t count = project_settings(project, &settings);

    json_array(json, "settings");
    for (size_t i = 0; i < count; i++) {
        json_object(json, NULL);
        json_text(json, "key", settings[i].key);
        json_text(json, "value", settings[i].value);
        json_text(json, "from", settings[i].from);
        json_end(json);
    }
    json_end(json);
    json_array(json, "set");
    for (size_t i = 0; i < project->set_count; i++)
        json_text(json, NULL, project->sets[i]);
    json_end(json);
    json_object(json, "narrowed_to");
    json_text(json, "department", project->only_department);
    json_text(json, "township", project->only_township);
    json_text(json, "clause", project->only_clause);
    json_end(json);
}

/* Of zones, lines and cameras those that the tables list. */
static void record_listed(JsonWriter *json, const Outcome *outcome)
{
    const ZoneSet *set = outcome->zones;
    size_t zones = 0, lines = 0, cameras = 0;

    for (size_t z = 0; z < set->zone_count; z++)
        zones += zone_wanted(&set->zones[z], outcome->project);
    for (size_t i = 0; i < set->line_count; i++)
        lines += inventory_line_listed(&set->lines[i], outcome->project);
    for (size_t i = 0; i < outcome->scene->cameras.count; i++)
        cameras += !outcome->listed || outcome->listed[i];
    json_integer(json, "zones", (long long)zones);
    json_integer(json, "inventory_lines", (long long)lines);
    json_integer(json, "listed_cameras", (long long)cameras);
}

static void record_counts(JsonWriter *json, const Outcome *outcome)
{
    record_listed(json, outcome);
    json_integer(json, "forbidden_places", (long long)outcome->forbidden->count);
    json_integer(json, "demand_cells", (long long)outcome->demand->cell_count);
    json_integer(json, "existing_cameras", (long long)outcome->scene->cameras.count);
    json_integer(json, "violations",
                 (long long)finding_count(outcome->findings, SEVERITY_VIOLATION));
    json_integer(json, "warnings", (long long)finding_count(outcome->findings, SEVERITY_WARNING));
    if (!outcome->candidates)
        return;
    json_integer(json, "sites", (long long)outcome->sites->count);
    json_integer(json, "sites_in_building", (long long)outcome->sites->in_building);
    json_integer(json, "sites_on_carriageway", (long long)outcome->sites->on_carriageway);
    json_integer(json, "sites_prohibited", (long long)outcome->sites->prohibited);
    json_integer(json, "sites_without_consent", (long long)outcome->sites->without_consent);
    json_integer(json, "candidates", (long long)outcome->candidates->count);
    json_integer(json, "candidates_forbidden", (long long)outcome->candidates->forbidden);
    json_integer(json, "candidates_without_consent",
                 (long long)outcome->candidates->without_consent);
    json_integer(json, "candidates_undecided", (long long)outcome->candidates->undecided);
}

static void record_totals(JsonWriter *json, const Outcome *outcome)
{
    const Compliance *judged = outcome->compliance;

    json_object(json, "totals");
    record_counts(json, outcome);
    json_number(json, "mandated_weight_m2", judged->mandated);
    json_number(json, "covered_weight_before_m2", judged->before);
    json_number(json, "covered_weight_m2", outcome->after ? judged->after : judged->before);
    if (outcome->candidates)
        json_number(json, "coverable_weight_m2", judged->coverable);
    if (outcome->plan) {
        json_integer(json, "planned_cameras", (long long)outcome->plan->count);
        json_number(json, "cost", outcome->plan->cost);
        json_text(json, "currency", outcome->project->costs.currency);
    }
    json_end(json);
}

static const char *written_path(const WrittenFile *files, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (text_equal(files[i].name, name))
            return files[i].path;
    return NULL;
}

/* What came after the choice of which the bound speaks. */
static void record_polish(JsonWriter *json, const PlanPolish *polish)
{
    json_object(json, "polish");
    json_integer(json, "polished", (long long)polish->polished);
    json_integer(json, "dropped", (long long)polish->dropped);
    json_number(json, "cost_before", polish->cost_before);
    json_number(json, "covered_weight_before_m2", polish->weight_before);
    json_number(json, "lack_before_m2", polish->lack_before);
    json_number(json, "lack_after_m2", polish->lack_after);
    json_number(json, "outside_before_m2", polish->outside_before_m2);
    json_number(json, "outside_after_m2", polish->outside_after_m2);
    json_number(json, "dwelling_before_m2", polish->dwelling_before_m2);
    json_number(json, "dwelling_after_m2", polish->dwelling_after_m2);
    json_end(json);
}

static Status record_plan(JsonWriter *json, const Outcome *outcome, const char *certificate,
                          Diag *diag)
{
    const Plan *plan = outcome->plan;
    Status status;

    if (!plan)
        return OK;
    json_object(json, "plan");
    json_text(json, "method",
              "lazy greedy, then ruin and recreate in windows, over site x azimuth x tilt x model; "
              "then each camera polished");
    json_integer(json, "seed", outcome->project->plan.seed);
    json_bool(json, "quotas_met", plan->quotas_met);
    json_bool(json, "stopped_by_budget", plan->budget_bound);
    json_bool(json, "stopped_by_limit", plan->limited);
    json_text(json, "cut_by", outcome_cut_by(outcome));
    json_bool(json, "interrupted", plan->interrupted);
    json_number(json, "lower_bound", plan->lower_bound);
    json_text(json, "bound_method", plan->bound_method);
    json_text(json, "bound_of", "the candidates, before any camera is polished");
    json_number(json, "gap",
                plan->cost > 0.0 ? (plan->cost - plan->lower_bound) / plan->cost : NAN);
    json_number(json, "weight_bound_m2", plan->weight_bound);
    json_number(json, "weight_gap",
                plan->weight_bound > 0 && outcome->compliance
                    ? (plan->weight_bound - outcome->compliance->after) / plan->weight_bound
                    : NAN);
    status = certificate_record(json, outcome, certificate, diag);
    if (plan->polish.done)
        record_polish(json, &plan->polish);
    json_end(json);
    return status;
}

static Status record_outputs(JsonWriter *json, const WrittenFile *files, size_t count, Diag *diag)
{
    Status status = OK;

    json_array(json, "outputs");
    for (size_t i = 0; i < count && status == OK; i++) {
        char hash[65];
        status = sha256_file(files[i].path, hash, diag);
        json_object(json, NULL);
        json_text(json, "file", files[i].name);
        json_text(json, "sha256", status == OK ? hash : NULL);
        json_end(json);
    }
    json_end(json);
    return status;
}

Status run_record_write(const Outcome *outcome, const WrittenFile *files, size_t count,
                        const char *path, Diag *diag)
{
    JsonWriter json = {0};
    char day[11];
    Status status;

    text_date_format(outcome->project->as_of, day);
    json_object(&json, NULL);
    json_text(&json, "program", "camplan");
    json_text(&json, "version", CAMPLAN_VERSION);
    json_text(&json, "command", outcome->command);
    json_text(&json, "as_of", day);
    json_text(&json, "crs", crs_code(outcome->scene->crs));
    json_text(&json, "crs_name", crs_name(outcome->scene->crs));
    run_record_rules(&json, outcome);
    status = record_inputs(&json, outcome, diag);
    record_settings(&json, outcome->project);
    if (outcome->compliance)
        record_totals(&json, outcome);
    if (status == OK)
        status = record_plan(&json, outcome, written_path(files, count, CERTIFICATE_NAME), diag);
    if (status == OK)
        status = record_outputs(&json, files, count, diag);
    json_end(&json);
    text_add(&json.out, "\n");
    if (status == OK)
        status = file_write(path, json.out.text, json.out.length, diag);
    text_release(&json.out);
    return status;
}

Status timings_write(const char *project_folder, const char *path, Diag *diag)
{
    char *folder = text_path_folder(path), *inputs = text_path_relative(project_folder, folder);
    JsonWriter json = {0};
    const char *const *phases;
    const double *seconds;
    size_t count = progress_timings(&phases, &seconds);
    struct rusage usage = {0};
    Status status;

    getrusage(RUSAGE_SELF, &usage);
    json_object(&json, NULL);
    json_object(&json, "seconds");
    for (size_t i = 0; i < count; i++)
        json_number(&json, phases[i], seconds[i]);
    json_end(&json);
    json_text(&json, "inputs_folder", inputs);
    json_number(&json, "peak_memory_mb", (double)usage.ru_maxrss / 1024.0);
    json_end(&json);
    text_add(&json.out, "\n");
    status = file_write(path, json.out.text, json.out.length, diag);
    text_release(&json.out);
    free(inputs);
    free(folder);
    return status;
}
