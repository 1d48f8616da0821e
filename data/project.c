#include "data/project.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/project_parts.h"
#include "data/shipped.h"

struct ProjectMemory {
    Arena *arena;
    ProjectSetting *settings;
    size_t setting_count;
};

static const char *const file_keys[] = {
    "camplan",         "title",  "as_of",     "crs",          "rules",
    "accept_expired",  "area",   "townships", "surface",      "demand",
    "conditions",      "layers", "consent",   "road_width_m", "catalogue",
    "cameras",         "sites",  "costs",     "requirements", "plan",
    "acceptance_date", "filing", "maps",      "output",       NULL};

static void read_title(const Section *file, Project *project)
{
    static const char *const keys[] = {"en", "zh", NULL};
    YamlNode *node = section_node(file, "title");

    project->title_en = "Camera plan";
    project->title_zh = "视频监控点位规划";
    if (node && yaml_is_scalar(node)) {
        section_text(file, "title", &project->title_en);
        project->title_zh = project->title_en;
    } else {
        Section title = section_map(file, "title", keys);
        section_text(&title, "en", &project->title_en);
        section_text(&title, "zh", &project->title_zh);
    }
}

/* The id of a shipped pack as it is; else what lies beside the project file, be it written with
 * a `/` or not. What is neither stays as written. */
static const char *rules_resolved(Arena *arena, const char *folder, const char *rules)
{
    char *inside = text_path_join("rules/packs", rules), *shipped = shipped_path(inside);
    char *beside = text_path_join(folder, rules);
    bool is_path = strchr(rules, '/') || (access(shipped, F_OK) != 0 && access(beside, F_OK) == 0);
    const char *resolved = is_path ? arena_text(arena, beside) : rules;

    free(inside);
    free(shipped);
    free(beside);
    return resolved;
}

static void read_rules(const Section *file, Project *project)
{
    section_need(file, "rules", "name one rule pack, for example rules: tengchong-2017");
    project->rules_place = section_place(file, section_node(file, "rules"));
    section_text(file, "rules", &project->rules);
    project->rules_written = project->rules;
    if (project->rules)
        project->rules = rules_resolved(file->reader->arena, project->folder, project->rules);
    section_bool(file, "accept_expired", &project->accept_expired);
}

static void read_catalogue(const Section *file, Project *project)
{
    SourceRef ref = {0};
    char *shipped = shipped_path("data/catalogue.yaml");

    project->catalogue = arena_text(file->reader->arena, shipped);
    free(shipped);
    if (!section_has(file, "catalogue")) {
        section_record(file, "catalogue", NULL, "the one that comes with camplan");
        return;
    }
    section_source_key(file, "catalogue", NULL, &ref);
    if (ref.source)
        project->catalogue = ref.source;
}

static void read_whole(SectionReader *reader, Project *project)
{
    Section file = section_root(reader, file_keys);
    long version = 1;

    section_need(&file, "camplan", "begin with camplan: 1, the version of this format");
    section_integer(&file, "camplan", 0, 1000, &version);
    if (version != 1)
        section_fail(&file, "camplan",
                     "is %ld: this camplan reads version 1 of the format: write camplan: 1",
                     version);
    read_title(&file, project);
    section_need(&file, "as_of",
                 "the program reads no clock; say the day of the plan, for example "
                 "as_of: 2021-06-01");
    section_date(&file, "as_of", &project->as_of);
    section_need(&file, "crs", "say the projected CRS in metres, for example crs: EPSG:4542");
    project->crs_place = section_place(&file, section_node(&file, "crs"));
    section_text(&file, "crs", &project->crs);
    read_rules(&file, project);
    project_read_place(&file, project);
    project_read_layers(&file, project);
    project_read_consents(&file, project);
    read_catalogue(&file, project);
    project_read_cameras(&file, project);
    project_read_sites(&file, project);
    project_read_plan(&file, project);
    project_read_output(&file, project);
}

static Status apply_sets(YamlDoc *doc, const OptionList *sets, Diag *diag)
{
    Status status = OK;

    for (size_t i = 0; sets && i < sets->count && status == OK; i++) {
        const char *equals = strchr(sets->items[i], '=');
        char *path;
        if (!equals || equals == sets->items[i])
            return diag_fail(diag, ERR_USAGE,
                             "--set %s: write --set path=value, for example "
                             "--set plan.quota=0.9",
                             sets->items[i]);
        path = memory_text(sets->items[i]);
        path[equals - sets->items[i]] = '\0';
        status = yaml_set(doc, path, equals + 1, diag);
        free(path);
    }
    return status;
}

static void keep_sets(Project *project, const OptionList *sets, Arena *arena)
{
    const char **kept;

    if (!sets)
        return;
    kept = arena_alloc(arena, sets->count + 1, sizeof *kept);
    for (size_t i = 0; i < sets->count; i++)
        kept[i] = arena_text(arena, sets->items[i]);
    project->sets = kept;
    project->set_count = sets->count;
}

/* Absolute, so that the program's own working folder never matters afterwards. */
static const char *absolute_folder(Arena *arena, const char *path)
{
    char *folder = text_path_folder(path), *here = getcwd(NULL, 0);
    char *full = text_path_join(here ? here : "/", text_equal(folder, ".") ? "" : folder);
    const char *kept;
    size_t length = strlen(full);

    while (length > 1 && full[length - 1] == '/')
        full[--length] = '\0';
    kept = arena_text(arena, full);
    free(folder);
    free(here);
    free(full);
    return kept;
}

Status project_read(Project **out, const char *path, const OptionList *sets, Diag *diag)
{
    Project *project = memory_new(1, sizeof *project);
    YamlDoc *doc = NULL;
    SectionReader reader = {.diag = diag};
    const char *slash = strrchr(path, '/');
    Status status;

    project->memory = memory_new(1, sizeof *project->memory);
    reader.arena = project->memory->arena = arena_new();
    project->path = arena_text(reader.arena, path);
    project->folder = absolute_folder(reader.arena, path);
    reader.folder = project->folder;
    reader.file = arena_text(reader.arena, slash ? slash + 1 : path);
    keep_sets(project, sets, reader.arena);
    status = yaml_read(&doc, path, diag);
    if (status == OK)
        status = apply_sets(doc, sets, diag);
    if (status == OK) {
        reader.doc = doc;
        read_whole(&reader, project);
        status = reader.status;
    }
    yaml_free(doc);
    project->memory->settings = reader.settings;
    project->memory->setting_count = reader.setting_count;
    if (status != OK) {
        project_free(project);
        return status;
    }
    *out = project;
    return OK;
}

void project_free(Project *project)
{
    if (!project)
        return;
    arena_free(project->memory->arena);
    free(project->memory->settings);
    free(project->memory);
    free(project);
}

size_t project_settings(const Project *project, const ProjectSetting **out)
{
    *out = project->memory->settings;
    return project->memory->setting_count;
}
