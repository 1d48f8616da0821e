#include "planner/report/run_record_rules.h"

#include <math.h>

#include "base/text.h"

static void record_pack(JsonWriter *json, const Outcome *outcome)
{
    const RulePack *pack = outcome->pack;
    const Parameter *parameters;
    size_t count = pack_parameters(pack, &parameters);
    char day[11];

    json_object(json, "pack");
    json_text(json, "id", pack_id(pack));
    json_text(json, "citation", pack_citation(pack));
    text_date_format(pack_valid_from(pack), day);
    json_text(json, "valid_from", day);
    if (pack_valid_to(pack)) {
        text_date_format(pack_valid_to(pack), day);
        json_text(json, "valid_to", day);
    }
    json_text(json, "warning", outcome->standing.warning.en);
    json_text(json, "warning_zh", outcome->standing.warning.zh);
    json_array(json, "planning_parameters");
    for (size_t i = 0; i < count; i++) {
        json_object(json, NULL);
        json_text(json, "name", parameters[i].name);
        json_number(json, "value", parameters[i].value);
        json_text(json, "unit", parameters[i].unit);
        json_text(json, "source", parameters[i].source);
        json_text(json, "from", parameters[i].from);
        if (parameters[i].overridden) {
            json_number(json, "pack_value", parameters[i].pack_value);
            json_text(json, "pack_source", parameters[i].pack_source);
        }
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

/* Where plan.quota stands, which holds for parts that have no quota of their own. */
static const char *quota_from(const Project *project)
{
    const ProjectSetting *settings;
    size_t count = project_settings(project, &settings);

    for (size_t i = 0; i < count; i++)
        if (text_equal(settings[i].key, "plan.quota"))
            return settings[i].from;
    return "default";
}

/* Why each figure of a part is what it is: the parameter that holds it, if one does. */
static void record_sources(JsonWriter *json, const Outcome *outcome, const Clause *clause,
                           const ClausePart *part)
{
    PartFigure figures[PART_FIGURES];

    pack_part_figures(outcome->pack, clause, part, figures);
    json_object(json, "sources");
    for (size_t i = 0; i < PART_FIGURES; i++) {
        json_object(json, figures[i].word);
        json_text(json, "parameter", figures[i].parameter);
        json_text(json, "source", figures[i].source);
        if (text_equal(figures[i].word, "quota") && isnan(figures[i].value))
            json_text(json, "from", quota_from(outcome->project));
        else
            json_text(json, "from", figures[i].from);
        if (figures[i].pack_source)
            json_text(json, "pack_source", figures[i].pack_source);
        json_end(json);
    }
    json_end(json);
}

/* The requirement of each part: figures that no law gives, so they are listed too. */
static void record_requirements(JsonWriter *json, const Outcome *outcome)
{
    const Clause *clauses;
    size_t count = pack_clauses(outcome->pack, &clauses);

    json_array(json, "requirements");
    for (size_t i = 0; i < count; i++) {
        for (size_t p = 0; p < clauses[i].part_count; p++) {
            const ClausePart *part = &clauses[i].parts[p];
            const Requirement *requirement = &part->requirement;
            json_object(json, NULL);
            json_text(json, "clause", clauses[i].id);
            json_text(json, "part", part->name);
            json_number(json, "size_m", part->size_m);
            json_text(json, "task", requirement->task);
            json_text(json, "ladder", requirement->ladder);
            json_number(json, "px_per_m", requirement->px_per_m);
            if (requirement->thermal_ok) {
                json_text(json, "thermal_task", johnson_task_names[requirement->thermal.task]);
                json_number(json, "thermal_px_on_target",
                            johnson_px_on_target(&requirement->thermal));
                json_number(json, "critical_dimension_m", requirement->thermal.critical_m);
                json_number(json, "thermal_px_per_m", requirement_px_per_m(requirement, true));
            }
            json_bool(json, "lit", requirement->lit);
            json_integer(json, "k", requirement->k);
            json_number(json, "target_height_m", requirement->target_height_m);
            json_number(json, "max_down_angle_deg", requirement->max_down_angle_deg);
            json_bool(json, "facing", requirement->facing);
            json_number(json, "cross_share", requirement->cross_share);
            json_number(json, "quota", requirement->quota);
            json_number(json, "weight", requirement->weight);
            record_sources(json, outcome, &clauses[i], part);
            json_end(json);
        }
    }
    json_end(json);
}

/* How many of its zones the run is about. */
static size_t zones_wanted(const Outcome *outcome, const Clause *clause)
{
    size_t wanted = 0;

    for (size_t z = 0; z < outcome->zones->zone_count; z++)
        wanted += outcome->zones->zones[z].clause == clause &&
                  zone_wanted(&outcome->zones->zones[z], outcome->project);
    return wanted;
}

static size_t lines_wanted(const Outcome *outcome, const Clause *clause)
{
    size_t wanted = 0;

    for (size_t i = 0; i < outcome->zones->line_count; i++)
        wanted += outcome->zones->lines[i].clause == clause &&
                  inventory_line_wanted(&outcome->zones->lines[i], outcome->project);
    return wanted;
}

/* What a view into its places counts by, and how many of prohibitions there are. */
static void record_view(JsonWriter *json, const Outcome *outcome, const Clause *clause)
{
    bool consent = clause->kind == CLAUSE_CONSENT;
    size_t places = 0;

    if (clause->kind != CLAUSE_PROHIBITION && !consent)
        return;
    json_number(json, "view_px_per_m", clause->view_px_per_m);
    json_number(json, "view_incidence_deg", clause->view_incidence_deg);
    if (consent)
        json_number(json, "buffer_m", clause->buffer_m);
    for (size_t i = 0; i < outcome->forbidden->count; i++)
        places += outcome->forbidden->places[i].clause == clause;
    if (!consent)
        json_integer(json, "forbidden_places", (long long)places);
}

/* Each clause of the pack: what was selected for it, and what became of that. */
static void record_clauses(JsonWriter *json, const Outcome *outcome)
{
    json_array(json, "clauses");
    for (size_t i = 0; i < outcome->zones->trace_count; i++) {
        const ClauseTrace *trace = &outcome->zones->traces[i];
        const Clause *clause = trace->clause;
        json_object(json, NULL);
        json_text(json, "clause", clause->id);
        json_text(json, "article", clause->article);
        json_text(json, "item", clause->item);
        json_text(json, "kind", clause_kind_words[clause->kind]);
        json_text(json, "status", clause_status_words[clause->status]);
        json_text(json, "source", clause->source);
        json_bool(json, "restricted", clause->restricted);
        record_view(json, outcome, clause);
        if (clause_has_places(clause)) {
            json_bool(json, "evaluated", trace->evaluated);
            json_text(json, "missing", trace->missing);
            json_integer(json, "features", (long long)trace->features);
            json_integer(json, "zones", (long long)zones_wanted(outcome, clause));
            json_integer(json, "lines", (long long)lines_wanted(outcome, clause));
        }
        json_end(json);
    }
    json_end(json);
}

void run_record_rules(JsonWriter *json, const Outcome *outcome)
{
    record_pack(json, outcome);
    record_requirements(json, outcome);
    record_clauses(json, outcome);
}
