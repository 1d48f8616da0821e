/* The planning parameters of a pack: found, added, overridden, put into the parts. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "rules/pack.h"
#include "rules/pack_read.h"

/* The figures that a part has, by the word that overrides them and the key that states them. */
static const struct {
    const char *word, *key;
    size_t offset; /* in PartFigures */
    double min, max;
    const char *unit, *usual; /* why the figure is what it is where nothing says it */
} fields[] = {
    {"size_m", "size", offsetof(PartFigures, size), 0, 100000, "m", "the derivation's own size"},
    {"px_per_m", "px_per_m", offsetof(PartFigures, px), 0, 100000, "px/m", "none"},
    {"k", "k", offsetof(PartFigures, k), 1, 100, "cameras", "one camera sees each cell"},
    {"target_height_m", "target_height_m", offsetof(PartFigures, target_height), 0, 100, "m",
     "a person"},
    {"max_down_angle_deg", "max_down_angle_deg", offsetof(PartFigures, down_angle), 0, 90,
     "degrees", "any angle"},
    {"cross_share", "cross_share", offsetof(PartFigures, cross_share), 0, 1, "",
     "the whole cross-section"},
    {"quota", "quota", offsetof(PartFigures, quota), 0, 1, "", "the plan's: plan.quota"},
    {"weight", "weight", offsetof(PartFigures, weight), 0, 1e6, "",
     "each square metre counts as one"},
    {"critical_dimension_m", "critical_dimension_m", offsetof(PartFigures, critical), 0.01, 1000,
     "m", "a person"},
    {"lit", "lit", offsetof(PartFigures, lit), 0, 1, "", "taken as unlit at night"},
};

enum { FIELDS = sizeof fields / sizeof *fields };

_Static_assert((int)FIELDS == (int)PART_FIGURES, "pack.h says how many figures a part has");

const char *pack_figure_word(size_t i)
{
    return i < FIELDS ? fields[i].word : NULL;
}

static Figure *figure_at(PartFigures *figures, size_t field)
{
    return (Figure *)(void *)((char *)figures + fields[field].offset);
}

Parameter *pack_parameter_find(RulePack *pack, const char *name)
{
    return (Parameter *)(uintptr_t)pack_parameter_named(pack, name);
}

const Parameter *pack_parameter_named(const RulePack *pack, const char *name)
{
    for (size_t i = 0; name && i < pack->parameter_count; i++)
        if (text_equal(pack->parameters[i].name, name))
            return &pack->parameters[i];
    return NULL;
}

Parameter *pack_parameter_add(RulePack *pack, const Parameter *parameter)
{
    pack->parameters = memory_grow(pack->parameters, pack->parameter_count,
                                   &pack->parameter_capacity, sizeof *pack->parameters);
    pack->parameters[pack->parameter_count] = *parameter;
    return &pack->parameters[pack->parameter_count++];
}

size_t pack_parameters(const RulePack *pack, const Parameter **out)
{
    *out = pack->parameters;
    return pack->parameter_count;
}

double pack_parameter(const RulePack *pack, const char *name)
{
    const Parameter *parameter = pack_parameter_named(pack, name);

    return parameter ? parameter->value : NAN;
}

double pack_road_width(const RulePack *pack, const char *road_class)
{
    char name[80];

    snprintf(name, sizeof name, "road_width_%s", road_class ? road_class : "default");
    double width_m = pack_parameter(pack, name);
    return isnan(width_m) ? pack_parameter(pack, "road_width_default") : width_m;
}

void pack_read_figure(PackReader *reader, YamlNode *map, const char *key, Figure *out)
{
    YamlNode *node = yaml_get(map, key);
    const char *text;
    double value;

    if (!node || !pack_ok(reader, yaml_text(reader->doc, node, key, &text, &reader->diag)))
        return;
    if (text_number(text, &value))
        *out = (Figure){.value = value, .stated = true};
    else if (pack_parameter_find(reader->pack, text))
        *out = (Figure){.parameter = arena_text(reader->arena, text), .stated = true};
    else
        pack_mistake(reader, node, "%s: '%s' is neither a number nor a parameter of this pack", key,
                     text);
}

double pack_figure(const RulePack *pack, const Figure *figure)
{
    return figure->parameter ? pack_parameter(pack, figure->parameter) : figure->value;
}

static void clause_resolve(const RulePack *pack, Clause *clause, const ClauseFigures *from)
{
    bool any = clause->forbidding.any_density;

    clause->view_px_per_m = any ? 0 : pack_figure(pack, &from->view_px);
    clause->view_incidence_deg = any ? 90 : pack_figure(pack, &from->view_incidence);
    clause->buffer_m = pack_figure(pack, &from->buffer);
}

/* The project's figure, beside which the pack's own is kept. */
static void parameter_take(RulePack *pack, Parameter *parameter, double value, const char *from)
{
    if (!parameter->overridden) {
        parameter->pack_value = parameter->value;
        parameter->pack_source = parameter->source;
        parameter->overridden = true;
    }
    parameter->value = value;
    parameter->source = text_begins(from, "--set") ? "--set" : "project file";
    parameter->from = arena_text(pack->arena, from);
}

/* What a part asks by the name of a parameter is listed as that parameter says. */
static void px_relist(RulePack *pack, const char *clause, const char *part, const Figure *px)
{
    const Parameter *named = px->parameter ? pack_parameter_find(pack, px->parameter) : NULL;
    char name[160];

    snprintf(name, sizeof name, "%s.%s.px_per_m", clause, part ? part : "");
    Parameter *listed = named ? pack_parameter_find(pack, name) : NULL;
    if (!listed)
        return;
    if (named->overridden)
        parameter_take(pack, listed, named->value, named->from);
}

void pack_check_figures(PackReader *reader, YamlNode *map, const PartFigures *figures)
{
    for (size_t i = 0; i < FIELDS; i++) {
        const Figure *figure =
            (const Figure *)(const void *)((const char *)figures + fields[i].offset);
        YamlNode *node = yaml_get(map, fields[i].key);
        double value = pack_figure(reader->pack, figure);
        if (node && !(value >= fields[i].min && value <= fields[i].max))
            pack_mistake(reader, node, "%s: is %g; it must be from %g to %g", fields[i].key, value,
                         fields[i].min, fields[i].max);
    }
}

/* A figure that an override or a task lists is listed under its own name; another by the
 * parameter that it is taken from. */
static PartFigure part_figure(const RulePack *pack, const char *listed, size_t field,
                              const Figure *figure)
{
    const Parameter *parameter = pack_parameter_named(pack, listed);
    PartFigure out = {.word = fields[field].word,
                      .unit = fields[field].unit,
                      .value = pack_figure(pack, figure),
                      .source = "planning choice: stated in the part",
                      .from = "pack"};

    if (!parameter)
        parameter = pack_parameter_named(pack, figure->parameter);
    if (parameter) {
        out.parameter = parameter->name;
        out.source = parameter->source;
        out.pack_source = parameter->pack_source;
        out.from = parameter->from;
    }
    out.usual = !figure->stated;
    if (out.usual && !parameter) {
        out.source = fields[field].usual;
        out.from = "default";
    }
    return out;
}

void pack_part_figures(const RulePack *pack, const Clause *clause, const ClausePart *part,
                       PartFigure out[PART_FIGURES])
{
    const PartFigures *figures = &pack->figures[clause - pack->clauses][part - clause->parts];
    char listed[200];

    for (size_t i = 0; i < FIELDS; i++) {
        snprintf(listed, sizeof listed, "%s.%s.%s", clause->id, part->name, fields[i].word);
        out[i] =
            part_figure(pack, listed, i,
                        (const Figure *)(const void *)((const char *)figures + fields[i].offset));
    }
}

void pack_resolve(RulePack *pack)
{
    for (size_t c = 0; c < pack->clause_count; c++) {
        clause_resolve(pack, &pack->clauses[c], &pack->clause_figures[c]);
        for (size_t p = 0; p < pack->clauses[c].part_count; p++) {
            const PartFigures *from = &pack->figures[c][p];
            ClausePart *part = &pack->clauses[c].parts[p];
            Requirement *requirement = &part->requirement;
            part->size_m = pack_figure(pack, &from->size);
            requirement->px_per_m = pack_figure(pack, &from->px);
            requirement->k = (int)pack_figure(pack, &from->k);
            requirement->target_height_m = pack_figure(pack, &from->target_height);
            requirement->max_down_angle_deg = pack_figure(pack, &from->down_angle);
            requirement->cross_share = pack_figure(pack, &from->cross_share);
            requirement->quota = pack_figure(pack, &from->quota);
            requirement->weight = pack_figure(pack, &from->weight);
            requirement->lit = pack_figure(pack, &from->lit) > 0;
            pack_resolve_ladder(pack, from, pack_figure(pack, &from->critical), requirement);
            px_relist(pack, pack->clauses[c].id, part->name, &from->px);
        }
    }
}

/* Does `key` name this part's field: CLAUSE.FIELD (all parts) or CLAUSE.PART.FIELD? */
static bool key_names(const char *key, const Clause *clause, const ClausePart *part,
                      const char *field)
{
    size_t id = strlen(clause->id);

    if (strncmp(key, clause->id, id) != 0 || key[id] != '.')
        return false;
    key += id + 1;
    if (strcmp(key, field) == 0)
        return true;
    size_t name = strlen(part->name);
    return strncmp(key, part->name, name) == 0 && key[name] == '.' &&
           strcmp(key + name + 1, field) == 0;
}

static Status value_check(const ProjectOverride *override, double min, double max, Diag *diag)
{
    if (override->value >= min && override->value <= max)
        return OK;
    return diag_fail(diag, ERR_INPUT, "%s: requirements: %s is %g; it must be from %g to %g",
                     override->place, override->key, override->value, min, max);
}

/* Set one figure and list it among the parameters, with where it came from. */
static void figure_set(RulePack *pack, size_t clause, size_t part, size_t field,
                       const ProjectOverride *override)
{
    const char *name = arena_printf(pack->arena, "%s.%s.%s", pack->clauses[clause].id,
                                    pack->clauses[clause].parts[part].name, fields[field].word);
    Parameter *known = pack_parameter_find(pack, name);
    Figure *figure = figure_at(&pack->figures[clause][part], field);
    const PartFigure was = part_figure(pack, name, field, figure);
    const Parameter fresh = {.name = name,
                             .unit = fields[field].unit,
                             .value = was.value,
                             .source = was.pack_source ? was.pack_source : was.source};

    *figure = (Figure){.value = override->value, .stated = true};
    if (!known)
        known = pack_parameter_add(pack, &fresh);
    parameter_take(pack, known, override->value, override->from);
}

static Status part_override(RulePack *pack, const ProjectOverride *override, bool *known,
                            Diag *diag)
{
    for (size_t c = 0; c < pack->clause_count; c++)
        for (size_t p = 0; p < pack->clauses[c].part_count; p++)
            for (size_t f = 0; f < FIELDS; f++) {
                const Clause *clause = &pack->clauses[c];
                if (!key_names(override->key, clause, &clause->parts[p], fields[f].word))
                    continue;
                *known = true;
                Status status = value_check(override, fields[f].min, fields[f].max, diag);
                if (status != OK)
                    return status;
                figure_set(pack, c, p, f, override);
            }
    return OK;
}

static Status one_override(RulePack *pack, const ProjectOverride *override, Diag *diag)
{
    Parameter *parameter = pack_parameter_find(pack, override->key);
    bool known = false;

    if (!isfinite(override->value))
        return diag_fail(diag, ERR_INPUT, "%s: requirements: %s needs a number", override->place,
                         override->key);
    Status status = part_override(pack, override, &known, diag);
    if (status != OK || known)
        return status;
    if (!parameter)
        return pack_key_unknown(pack, override, diag);
    status = value_check(override, 0, 1e9, diag);
    if (status == OK)
        status = pack_check_stricter(pack, parameter, override, diag);
    parameter_take(pack, parameter, override->value, override->from);
    return status;
}

static Status one_width(RulePack *pack, const ProjectWidth *width, Diag *diag)
{
    const char *name = arena_printf(pack->arena, "road_width_%s", width->road_class);
    Parameter *parameter = pack_parameter_find(pack, name);
    const Parameter fresh = {.name = name, .unit = "m", .value = NAN};
    Status status = pack_expect_class(pack, width, diag);

    if (status != OK)
        return status;
    if (!parameter)
        parameter = pack_parameter_add(pack, &fresh);
    parameter_take(pack, parameter, width->width_m, width->from);
    return OK;
}

Status pack_override(RulePack *pack, const Project *project, Diag *diag)
{
    Status status = OK;

    for (size_t i = 0; i < project->road_width_count && status == OK; i++)
        status = one_width(pack, &project->road_widths[i], diag);
    for (size_t i = 0; i < project->requirement_count && status == OK; i++)
        status = one_override(pack, &project->requirements[i], diag);
    pack_resolve(pack);
    return status;
}
