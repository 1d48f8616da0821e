/* project_plan.c - what is wanted, what it costs, and how it is shown. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/project_parts.h"

typedef struct {
    ProjectOverride *items;
    size_t count, capacity;
} Overrides;

/* Numbers under nested maps become dotted keys: `8.1b: {px_per_m: 125}` is
 * `8.1b.px_per_m: 125`. */
static void read_overrides(const Section *map, const char *prefix, Overrides *into)
{
    SectionReader *reader = map->reader;
    size_t count = map->map ? yaml_count(map->map) : 0;

    for (size_t i = 0; i < count && reader->status == OK; i++) {
        const char *key = NULL, *full;
        YamlNode *node = yaml_pair(reader->doc, map->map, i, &key);
        full = *prefix ? arena_printf(reader->arena, "%s.%s", prefix, key)
                       : arena_text(reader->arena, key);
        if (yaml_is_map(node)) {
            Section inner = section_open_map(map, key);
            read_overrides(&inner, full, into);
            continue;
        }
        if (into->count == into->capacity) {
            size_t capacity = 2 * into->capacity + 8;
            ProjectOverride *more = arena_alloc(reader->arena, capacity, sizeof *more);
            if (into->count)
                memcpy(more, into->items, into->count * sizeof *more);
            into->items = more;
            into->capacity = capacity;
        }
        into->items[into->count] = (ProjectOverride){
            full, NAN, section_spot(map, yaml_key(map->map, i)), section_origin(map, node)};
        section_number(map, key, -INFINITY, INFINITY, &into->items[into->count].value);
        into->count++;
    }
}

static void read_costs(const Section *file, ProjectCosts *costs)
{
    static const char *const keys[] = {
        "pole",     "civil", "network_per_m", "second_camera_on_pole", "opex_share_year",
        "currency", NULL};
    Section section = section_map(file, "costs", keys);

    *costs = (ProjectCosts){4000, 3000, 20, 0.4, 0.1, "CNY"};
    section_number(&section, "pole", 0, INFINITY, &costs->pole);
    section_number(&section, "civil", 0, INFINITY, &costs->civil);
    section_number(&section, "network_per_m", 0, INFINITY, &costs->network_per_m);
    section_number(&section, "second_camera_on_pole", 0, 1, &costs->second_camera_on_pole);
    section_number(&section, "opex_share_year", 0, 1, &costs->opex_share_year);
    section_text(&section, "currency", &costs->currency);
}

void project_read_plan(const Section *file, Project *project)
{
    static const char *const keys[] = {"objective", "quota",      "budget",       "max_per_pole",
                                       "phases",    "work_limit", "time_limit_s", "seed",
                                       "questions", NULL};
    static const char *const objectives[] = {"cover", "budget", NULL};
    Section requirements = section_open_map(file, "requirements");
    Overrides overrides = {0};
    Section section;
    ProjectPlan *plan = &project->plan;
    int objective = OBJECTIVE_COVER;
    long max_per_pole = 4;

    read_overrides(&requirements, "", &overrides);
    project->requirements = overrides.items;
    project->requirement_count = overrides.count;
    read_costs(file, &project->costs);
    section = section_map(file, "plan", keys);
    *plan = (ProjectPlan){
        .quota = 0.95, .budget = NAN, .time_limit_s = 120, .seed = 1, .questions = true};
    section_choice(&section, "objective", objectives, &objective);
    plan->objective = (PlanObjective)objective;
    section_number(&section, "quota", 0, 1, &plan->quota);
    section_number(&section, "budget", 0, INFINITY, &plan->budget);
    if (plan->objective == OBJECTIVE_BUDGET && isnan(plan->budget))
        section_fail(&section, "budget", "is missing: objective: budget needs an amount");
    section_integer(&section, "max_per_pole", 1, 16, &max_per_pole);
    plan->max_per_pole = (int)max_per_pole;
    section_numbers(&section, "phases", 0, &plan->phases, &plan->phase_count);
    section_integer(&section, "work_limit", 0, LONG_MAX, &plan->work_limit);
    section_number(&section, "time_limit_s", 0, INFINITY, &plan->time_limit_s);
    section_integer(&section, "seed", 0, LONG_MAX, &plan->seed);
    section_bool(&section, "questions", &plan->questions);
}

static void read_maps(const Section *file, ProjectMaps *maps)
{
    static const char *const keys[] = {"sheets",   "language",    "paper",        "scale", "dpi",
                                       "compiler", "plan_number", "height_datum", "mark",  NULL};
    static const char *const sheets[] = {"overview", "townships", "departments",
                                         "gaps",     "border",    NULL};
    static const char *const languages[] = {"zh", "en", NULL};
    static const char *const papers[] = {"A4", "A3", "A2", "A1", "A0", NULL};
    static const char *default_sheets[] = {"overview"}, *default_languages[] = {"zh", "en"};
    Section section = section_map(file, "maps", keys);
    YamlNode *scale = section_node(&section, "scale");
    const char *word = NULL;
    int paper = 1;

    *maps = (ProjectMaps){.sheets = default_sheets,
                          .sheet_count = 1,
                          .languages = default_languages,
                          .language_count = 2,
                          .dpi = 200,
                          .mark = "内部资料"};
    section_texts(&section, "sheets", sheets, &maps->sheets, &maps->sheet_count);
    section_texts(&section, "language", languages, &maps->languages, &maps->language_count);
    section_choice(&section, "paper", papers, &paper);
    maps->paper = papers[paper];
    if (scale && yaml_is_scalar(scale) &&
        yaml_text(section.reader->doc, scale, "maps.scale", &word, section.reader->diag) != OK)
        section.reader->status = ERR_INPUT;
    if (!scale || text_equal(word, "auto"))
        section_record(&section, "scale", scale, "auto");
    else
        section_number(&section, "scale", 100, 1e8, &maps->scale);
    section_number(&section, "dpi", 30, 1200, &maps->dpi);
    section_text(&section, "compiler", &maps->compiler);
    section_text(&section, "plan_number", &maps->plan_number);
    section_text(&section, "height_datum", &maps->height_datum);
    section_text(&section, "mark", &maps->mark);
}

void project_read_output(const Section *file, Project *project)
{
    static const char *const filing_keys[] = {"last", NULL};
    static const char *const output_keys[] = {"profile", "recipient", "department", NULL};
    static const char *const profiles[] = {"full", "department", "public", NULL};
    Section section;
    int profile = 0;

    section_date(file, "acceptance_date", &project->acceptance_date);
    section = section_map(file, "filing", filing_keys);
    section_text(&section, "last", &project->filing_last);
    if (project->filing_last) {
        char *path = text_path_join(project->folder, project->filing_last);
        project->filing_last = arena_text(file->reader->arena, path);
        free(path);
    }
    read_maps(file, &project->maps);
    section = section_map(file, "output", output_keys);
    section_choice(&section, "profile", profiles, &profile);
    project->profile = profiles[profile];
    section_text(&section, "recipient", &project->recipient);
    section_text(&section, "department", &project->department);
    if (text_equal(project->profile, "department") && !project->department)
        section_fail(&section, "department", "is missing: profile: department needs its name");
}
