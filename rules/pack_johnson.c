/* Johnson's criteria among the planning parameters of a pack, and what parts ask by them. */
#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "data/shipped.h"
#include "rules/pack_read.h"

/* By JohnsonTask; the first has none. */
static const char *const cycle_names[] = {
    NULL, "johnson_detection_cycles", "johnson_orientation_cycles", "johnson_recognition_cycles",
    "johnson_identification_cycles"};

void pack_read_parameter(PackReader *reader, YamlNode *map, const char *from, bool known_may_stand)
{
    static const char *const known[] = {"name", "value", "unit", "source", NULL};
    Parameter parameter = {.unit = "", .from = from, .value = NAN};
    const PackTextKey keys[] = {
        {"name", &parameter.name}, {"unit", &parameter.unit}, {"source", &parameter.source}};
    bool stands;

    if (!pack_is_map(reader, map, "parameters", known))
        return;
    pack_read_text_keys(reader, map, keys, 3);
    pack_ok(reader, yaml_number(reader->doc, yaml_get(map, "value"), "value", &parameter.value,
                                &reader->diag));
    if (parameter.value < 0 || parameter.value > 1e9)
        pack_mistake(reader, yaml_get(map, "value"), "value: is %g; it must be from 0 to 1e9",
                     parameter.value);
    if (parameter.name && !pack_is_word(parameter.name))
        pack_mistake(reader, yaml_get(map, "name"),
                     "parameters: the name '%s' has other signs than letters, digits and _",
                     parameter.name);
    if (!parameter.name || !parameter.source || !*parameter.source)
        pack_mistake(reader, map,
                     "parameters: each needs name, value and source (why this figure)");
    if (!parameter.name)
        return;
    stands = pack_parameter_find(reader->pack, parameter.name);
    if (stands && !known_may_stand)
        pack_mistake(reader, map, "parameters: '%s' stands twice", parameter.name);
    if (!stands)
        pack_parameter_add(reader->pack, &parameter);
}

static void need_criteria(PackReader *reader)
{
    static const char *const others[] = {"johnson_px_per_cycle", "critical_person_m", NULL};
    const char *missing = NULL;

    for (int task = JOHNSON_DETECTION; task <= JOHNSON_IDENTIFICATION; task++)
        if (!pack_parameter_find(reader->pack, cycle_names[task]))
            missing = cycle_names[task];
    for (size_t i = 0; others[i]; i++)
        if (!pack_parameter_find(reader->pack, others[i]))
            missing = others[i];
    if (missing)
        pack_mistake(reader, NULL, "parameters: '%s' is missing", missing);
}

void pack_read_johnson(PackReader *of)
{
    static const char *const known[] = {"camplan_johnson", "parameters", NULL};
    RulePack *pack = of->pack;
    PackReader reader = {.arena = pack->arena, .pack = pack, .mistakes = of->mistakes};
    char *path = shipped_path("rules/johnson.yaml");

    pack->johnson_path = arena_text(pack->arena, path);
    free(path);
    if (!pack_ok(of, yaml_read(&reader.doc, pack->johnson_path, &of->diag)))
        return;
    if (pack_is_map(&reader, yaml_root(reader.doc), "the criteria", known)) {
        YamlNode *list = yaml_get(yaml_root(reader.doc), "parameters");
        size_t count = pack_list(&reader, list, "parameters", true);
        for (size_t i = 0; i < count; i++)
            pack_read_parameter(&reader, yaml_item(list, i), "rules/johnson.yaml", true);
        need_criteria(&reader);
    }
    yaml_free(reader.doc);
}

/* What a density asks of a thermal camera: the task of the first rung that is as sharp. */
static JohnsonTask task_of(const PartFigures *figures, double px_per_m)
{
    const Rung *rung;

    if (figures->thermal != JOHNSON_NONE)
        return figures->thermal;
    rung = figures->ladder ? ladder_rung(figures->ladder, px_per_m) : NULL;
    return rung ? rung->thermal : JOHNSON_NONE;
}

void pack_resolve_ladder(const RulePack *pack, const PartFigures *figures, double critical_m,
                         Requirement *out)
{
    const Rung *rung = figures->ladder ? ladder_rung(figures->ladder, out->px_per_m) : NULL;
    bool exact = rung && fabs(rung->px_per_m - out->px_per_m) <= 1e-9 * rung->px_per_m;

    if (!figures->ladder)
        return;
    /* A number that an override moved off the rung has lost its word. */
    out->ladder = figures->ladder->edition;
    out->task = exact ? rung->word : "";
    out->thermal = (Johnson){.task = task_of(figures, out->px_per_m),
                             .px_per_cycle = pack_parameter(pack, "johnson_px_per_cycle"),
                             .critical_m = critical_m};
    if (out->thermal.task != JOHNSON_NONE)
        out->thermal.cycles = pack_parameter(pack, cycle_names[out->thermal.task]);
}
