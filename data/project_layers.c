/* project_layers.c - the project's layers of mandated places, consents to some, road widths. */
#include <ctype.h>
#include <limits.h>
#include <math.h>

#include "base/text.h"
#include "data/project_parts.h"

static const char *const works_names[] = {"existing", "new", "rebuild", NULL};

static void check_id(const Section *entry, const Project *project, const char *id)
{
    if (!id)
        return;
    for (const char *c = id; *c; c++)
        if (!isalnum((unsigned char)*c) && *c != '_' && *c != '-') {
            section_fail(entry, "id", "is \"%s\": use a to z, A to Z, digits, _ and -", id);
            return;
        }
    for (size_t i = 0; i < project->layer_count; i++)
        if (text_equal(project->layers[i].id, id)) {
            section_fail(entry, "id", "is \"%s\", as an earlier layer's: ids must differ", id);
            return;
        }
}

bool project_layer_has_tags(const ProjectLayer *layer)
{
    return text_equal(layer->codeset, CODESET_OSM);
}

static void check_codes(const Section *entry, const ProjectLayer *layer)
{
    if (layer->category && layer->category_field)
        section_fail(entry, "category_field", "and category exclude each other: keep one");
    if (layer->codeset && !project_layer_has_tags(layer) && !layer->code)
        section_fail(entry, "code", "is missing: name the field that holds the %s code",
                     layer->codeset);
    if (layer->code && !layer->codeset)
        section_fail(entry, "codeset",
                     "is missing: say beside code which code set of the rule pack, such as "
                     "gbt21010");
}

static void read_layer(const Section *entry, const Project *project, ProjectLayer *layer)
{
    int works = WORKS_EXISTING;

    section_need(entry, "id", "give the layer a short name of its own");
    section_text(entry, "id", &layer->id);
    check_id(entry, project, layer->id);
    section_source(entry, &layer->ref);
    section_optional(entry, "codeset", &layer->codeset);
    if (text_equal(layer->codeset, "none"))
        layer->codeset = NULL;
    section_optional(entry, "code", &layer->code);
    section_optional(entry, "category", &layer->category);
    section_optional(entry, "category_field", &layer->category_field);
    section_optional(entry, "name", &layer->name);
    section_optional(entry, "count", &layer->count);
    section_choice(entry, "works_status", works_names, &works);
    section_optional(entry, "valid_from", &layer->valid_from);
    section_optional(entry, "valid_to", &layer->valid_to);
    section_bool(entry, "map_only", &layer->map_only);
    section_bool(entry, "open_air", &layer->open_air);
    layer->works_status = (WorksStatus)works;
    check_codes(entry, layer);
}

static bool is_layer(const Project *project, const char *id)
{
    for (size_t i = 0; i < project->layer_count; i++)
        if (text_equal(project->layers[i].id, id))
            return true;
    return text_equal(id, "buildings");
}

static bool given_already(const Project *project, const ProjectConsent *consent)
{
    for (size_t i = 0; i < project->consent_count; i++) {
        const ProjectConsent *other = &project->consents[i];
        if (text_equal(other->clause, consent->clause) &&
            text_equal(other->layer, consent->layer) && other->feature == consent->feature)
            return true;
    }
    return false;
}

static void read_consent(const Section *entry, const Project *project, ProjectConsent *consent)
{
    *consent = (ProjectConsent){.feature = -1, .place = section_place(entry, entry->map)};
    section_need(entry, "clause", "name the clause that asks for consent, such as N10");
    section_text(entry, "clause", &consent->clause);
    section_need(entry, "layer", "name the layer that holds the place");
    section_text(entry, "layer", &consent->layer);
    section_need(entry, "feature",
                 "give the number of the place in its layer; findings.csv has it");
    section_integer(entry, "feature", 0, LONG_MAX, &consent->feature);
    section_need(entry, "doc", "say which document gives the consent, with its number and date");
    section_text(entry, "doc", &consent->doc);
    if (entry->reader->status != OK)
        return;
    if (!is_layer(project, consent->layer))
        section_fail(entry, "layer", "is \"%s\": no layer has this id", consent->layer);
    else if (!*consent->doc)
        section_fail(entry, "doc", "is empty: say which document gives the consent");
    else if (given_already(project, consent))
        section_fail(entry, "feature", "%ld of layer %s has its consent already: keep one entry",
                     consent->feature, consent->layer);
}

void project_read_consents(const Section *file, Project *project)
{
    static const char *const keys[] = {"clause", "layer", "feature", "doc", NULL};
    size_t count = section_list(file, "consent");

    project->consents = arena_alloc(file->reader->arena, count + 1, sizeof *project->consents);
    for (size_t i = 0; i < count && file->reader->status == OK; i++) {
        Section entry = section_item(file, "consent", i, keys);
        if (entry.map)
            read_consent(&entry, project, &project->consents[project->consent_count]);
        project->consent_count++;
    }
}

static void read_road_widths(const Section *file, Project *project)
{
    Section widths = section_open_map(file, "road_width_m");
    size_t count = widths.map ? yaml_count(widths.map) : 0;

    project->road_widths =
        arena_alloc(file->reader->arena, count + 1, sizeof *project->road_widths);
    for (size_t i = 0; i < count; i++) {
        const char *key = NULL;
        YamlNode *node = yaml_pair(file->reader->doc, widths.map, i, &key);
        project->road_widths[i] = (ProjectWidth){arena_text(file->reader->arena, key), NAN,
                                                 section_spot(&widths, yaml_key(widths.map, i)),
                                                 section_origin(&widths, node)};
        section_need(&widths, key, "give the width in metres");
        section_number(&widths, key, 0.5, 200, &project->road_widths[i].width_m);
        project->road_width_count++;
    }
}

void project_read_layers(const Section *file, Project *project)
{
    static const char *const keys[] = {"id",           SECTION_SOURCE_KEYS,
                                       "codeset",      "code",
                                       "category",     "category_field",
                                       "name",         "count",
                                       "works_status", "valid_from",
                                       "valid_to",     "map_only",
                                       "open_air",     NULL};
    size_t count = section_list(file, "layers");

    project->layers = arena_alloc(file->reader->arena, count + 1, sizeof *project->layers);
    for (size_t i = 0; i < count && file->reader->status == OK; i++) {
        Section entry = section_item(file, "layers", i, keys);
        if (entry.map)
            read_layer(&entry, project, &project->layers[i]);
        project->layer_count++;
    }
    read_road_widths(file, project);
}
