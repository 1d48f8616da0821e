/* The parts of a clause: their derivation, figures and task. */
#include <math.h>

#include "base/text.h"
#include "rules/pack_read.h"

static const char *const derive_words[] = {
    "area",   "along",     "junctions", "gates",        "perimeter", "point",    "apron",
    "ends",   "crossings", "band",      "surroundings", "entrances", "interior", "tunnel",
    "fringe", "stops",     NULL};
static const char *const use_words[] = {"street", "long_range", NULL};

static void figures_read(PackReader *reader, YamlNode *map, PartFigures *figures)
{
    const struct {
        const char *key;
        Figure *out;
    } keys[] = {
        {"size", &figures->size},
        {"px_per_m", &figures->px},
        {"k", &figures->k},
        {"target_height_m", &figures->target_height},
        {"max_down_angle_deg", &figures->down_angle},
        {"cross_share", &figures->cross_share},
        {"quota", &figures->quota},
        {"weight", &figures->weight},
        {"critical_dimension_m", &figures->critical},
        {"lit", &figures->lit},
    };

    *figures = (PartFigures){.k = {.value = 1},
                             .target_height = {.value = 1.7},
                             .down_angle = {.value = 90},
                             .cross_share = {.value = 1},
                             .quota = {.value = NAN},
                             .weight = {.value = 1},
                             .critical = {.parameter = "critical_person_m"}};
    if (pack_parameter_find(reader->pack, "target_height_m"))
        figures->target_height.parameter = "target_height_m";
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        pack_read_figure(reader, map, keys[i].key, keys[i].out);
    pack_check_figures(reader, map, figures);
}

/* The task's px/m on the part's ladder. */
static void task_of_ladder(PackReader *reader, YamlNode *node, PartFigures *figures)
{
    const Ladder *ladder = figures->ladder;
    const char **words = arena_alloc(reader->arena, ladder->count + 1, sizeof *words), *task;
    int at = -1;

    for (size_t i = 0; i < ladder->count; i++)
        words[i] = ladder->rungs[i].word;
    if (pack_ok(reader, yaml_text(reader->doc, node, "task", &task, &reader->diag)))
        at = pack_word_index(reader, node, "task", task, words);
    if (at >= 0)
        figures->px = (Figure){.value = ladder->rungs[at].px_per_m, .stated = true};
}

/* The ladder that a part reads its task by, and the task's px/m on it. */
static void task_read(PackReader *reader, YamlNode *map, const ClausePart *part,
                      PartFigures *figures)
{
    RulePack *pack = reader->pack;
    YamlNode *node = yaml_get(map, "task"), *ladder = yaml_get(map, "ladder");

    if (part_is_inventory(part))
        return; /* inventory lines ask no density */
    figures->ladder = pack->ladder;
    if (ladder && !pack_ok(reader, ladder_state(&figures->ladder, &pack->ladders, reader->arena,
                                                reader->doc, ladder, &reader->diag)))
        figures->ladder = NULL;
    if (!node && !yaml_get(map, "px_per_m"))
        pack_mistake(reader, map, "parts: '%s' needs a task (or px_per_m)",
                     part->name ? part->name : "?");
    if (node && yaml_get(map, "px_per_m"))
        pack_mistake(reader, node, "parts: '%s' says task and px_per_m; keep one of the two",
                     part->name ? part->name : "?");
    if (node && figures->ladder)
        task_of_ladder(reader, node, figures);
}

/* A part that thermal cameras may meet must say what they are to show. */
static void thermal_check(PackReader *reader, YamlNode *map, const ClausePart *part,
                          const PartFigures *figures)
{
    double px = pack_figure(reader->pack, &figures->px);
    const Rung *rung = figures->ladder ? ladder_rung(figures->ladder, px) : NULL;

    if (!part->requirement.thermal_ok || !figures->ladder || figures->thermal != JOHNSON_NONE ||
        (rung && rung->thermal != JOHNSON_NONE))
        return;
    pack_mistake(reader, yaml_get(map, "thermal_ok"),
                 "thermal_ok: %s does not say what a thermal camera must show at %g px/m; add "
                 "thermal_task: detection, recognition or identification",
                 figures->ladder->edition, px);
}

/* The words of a part that are no figures. */
static void part_words_read(PackReader *reader, YamlNode *map, ClausePart *part)
{
    const PackTextKey texts[] = {{"name", &part->name},   {"zh", &part->title.zh},
                                 {"en", &part->title.en}, {"against", &part->against},
                                 {"at", &part->at},       {"note", &part->note}};
    const PackFlagKey flags[] = {{"facing", &part->requirement.facing},
                                 {"thermal_ok", &part->requirement.thermal_ok}};
    const char **roles, **over;

    pack_read_text_keys(reader, map, texts, sizeof texts / sizeof *texts);
    pack_read_flag_keys(reader, map, flags, 2);
    pack_read_texts(reader, yaml_get(map, "from"), "from", &roles, &part->from_count);
    part->from = (const char *const *)roles;
    pack_read_texts(reader, yaml_get(map, "over"), "over", &over, &part->over_count);
    part->over = over;
    part->shapes = pack_read_bits(reader, map, "shape", shape_words);
    part->derive = (Derive)pack_read_word(reader, map, "derive", derive_words, DERIVE_AREA);
    part->requirement.use = (SurfaceUse)pack_read_word(reader, map, "use", use_words, USE_STREET);
    if (!part->name || !part->title.zh || !part->title.en || !yaml_get(map, "derive"))
        pack_mistake(reader, map, "parts: each needs name, zh, en and derive");
    if (part->name && !pack_is_word(part->name))
        pack_mistake(reader, yaml_get(map, "name"),
                     "parts: the name '%s' has other signs than letters, digits and _", part->name);
}

/* Why this figure: the task and its edition, and how well the edition is known. */
static const char *px_source(const RulePack *pack, YamlNode *map, const PartFigures *figures)
{
    const Ladder *ladder = figures->ladder;
    const char *word = yaml_raw(yaml_get(map, "task"));
    const Rung *rung = word ? ladder_word(ladder, word) : NULL;

    if (figures->px.parameter)
        return arena_printf(pack->arena, "planning choice: parameter %s, on %s",
                            figures->px.parameter, ladder->edition);
    return arena_printf(pack->arena, "planning choice%s%s of %s%s", rung ? ": task " : ", ",
                        rung ? rung->word : "", ladder->edition,
                        rung && !rung->checked ? " (figure from secondary sources)" : "");
}

static void px_add(PackReader *reader, YamlNode *map, const ClausePart *part,
                   const PartFigures *figures)
{
    RulePack *pack = reader->pack;

    if (part_is_inventory(part) || !figures->ladder || !part->name)
        return;
    const Parameter px = {
        .name = arena_printf(pack->arena, "%s.%s.px_per_m", reader->clause, part->name),
        .value = pack_figure(pack, &figures->px),
        .unit = "px/m",
        .source = px_source(pack, map, figures),
        .from = "pack"};
    pack_parameter_add(pack, &px);
}

static void part_read(PackReader *reader, YamlNode *map, ClausePart *part, PartFigures *figures)
{
    static const char *const known[] = {"name",
                                        "zh",
                                        "en",
                                        "derive",
                                        "from",
                                        "shape",
                                        "against",
                                        "at",
                                        "size",
                                        "task",
                                        "px_per_m",
                                        "k",
                                        "target_height_m",
                                        "facing",
                                        "use",
                                        "max_down_angle_deg",
                                        "cross_share",
                                        "quota",
                                        "weight",
                                        "thermal_ok",
                                        "thermal_task",
                                        "critical_dimension_m",
                                        "lit",
                                        "ladder",
                                        "note",
                                        "over",
                                        PACK_DUTY_KEYS,
                                        NULL};

    if (!pack_is_map(reader, map, "parts", known))
        return;
    part_words_read(reader, map, part);
    figures_read(reader, map, figures);
    task_read(reader, map, part, figures);
    figures->thermal =
        (JohnsonTask)pack_read_word(reader, map, "thermal_task", johnson_task_names, JOHNSON_NONE);
    thermal_check(reader, map, part, figures);
    px_add(reader, map, part, figures);
    pack_read_duties(reader, map, &part->duties);
}

void pack_read_parts(PackReader *reader, YamlNode *map, Clause *clause, PartFigures **figures)
{
    YamlNode *list = yaml_get(map, "parts");

    clause->part_count = pack_list(reader, list, "parts", false);
    clause->parts = arena_alloc(reader->arena, clause->part_count + 1, sizeof *clause->parts);
    *figures = arena_alloc(reader->arena, clause->part_count + 1, sizeof **figures);
    for (size_t i = 0; i < clause->part_count; i++)
        part_read(reader, yaml_item(list, i), &clause->parts[i], &(*figures)[i]);
}
