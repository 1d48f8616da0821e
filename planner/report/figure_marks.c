#include "planner/report/figure_marks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "rules/selector.h"

/* What the rows of one clause part say. */
typedef struct {
    const char *zone, *density, *asked;
} PartMarks;

struct FigureMarks {
    const Outcome *outcome;
    Arena *arena;
    const Clause *clauses; /* of the pack */
    PartMarks **parts;     /* by clause, by part */
    const char **judged;   /* by clause */
    const char **counted;  /* by clause: of what is no place on the ground */
    const char *quota;     /* of the plan */
};

/* Sources begin with what the column already says. */
static const char *why(const char *source)
{
    static const char *const said[] = {"planning choice: ", "planning choice, ", "planning choice ",
                                       "planning choice"};

    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (text_begins(source, said[i]))
            return source + strlen(said[i]);
    return source;
}

/* "WORD VALUE (NAME: SOURCE)", or where the project overrides it. Words have their units. */
static void add(Text *out, const char *word, const PartFigure *figure)
{
    const char *name =
        figure->parameter && !strchr(figure->parameter, '.') ? figure->parameter : "";
    bool shipped = text_equal(figure->from, "pack") || text_equal(figure->from, "default") ||
                   text_begins(figure->from, "rules/");
    const char *reason = shipped ? why(figure->source) : figure->from;

    text_printf(out, "%s%s %g (%s%s%s)", out->length ? "; " : "", word, figure->value, name,
                *name && *reason ? ": " : "", reason);
}

static void add_parameter(Text *out, const RulePack *pack, const char *name)
{
    const Parameter *parameter = pack_parameter_named(pack, name);

    if (parameter)
        add(out, name,
            &(PartFigure){
                .value = parameter->value, .source = parameter->source, .from = parameter->from});
}

static const char *take(Arena *arena, Text *text)
{
    const char *kept = arena_text(arena, text->text ? text->text : "");

    text_release(text);
    return kept;
}

/* --- how a place is derived and selected ------------------------------------------------- */

/* Parameters that shape the places of a derivation, beside the part's own size. */
static const char *const *shaped_by(Derive derive)
{
    static const char *const none[] = {NULL};
    static const char *const of[][6] = {
        [DERIVE_ALONG] = {"section_max_m", "section_stub_m", "dual_carriageway_m"},
        [DERIVE_JUNCTIONS] = {"junction_merge_m"},
        [DERIVE_GATES] = {"gate_snap_m", "gate_merge_m"},
        [DERIVE_STOPS] = {"stop_merge_m"},
        [DERIVE_CROSSINGS] = {"crossing_tolerance_m", "crossing_merge_m", "crossing_spacing_m",
                              "border_near_m", "fork_max_m"},
        [DERIVE_BAND] = {"border_section_m", "border_tolerance_m"},
        [DERIVE_ENTRANCES] = {"entrance_spacing_m", "entrance_merge_m", "crossing_tolerance_m"},
        [DERIVE_FRINGE] = {"fringe_in_m", "built_up_gap_m", "built_up_least_m2"}};

    return (size_t)derive < sizeof of / sizeof *of ? of[derive] : none;
}

static void add_once(Text *out, const RulePack *pack, const char *name)
{
    if (name && !(out->text && strstr(out->text, name)))
        add_parameter(out, pack, name);
}

static void add_near(Text *out, const RulePack *pack, const NearTest *test)
{
    if (test->count)
        add_once(out, pack, test->within);
}

/* Which parameters decide what the clause selects. */
static void add_selection(Text *out, const RulePack *pack, const Clause *clause)
{
    for (size_t i = 0; clause->select && i < clause->select->count; i++) {
        const Select *select = &clause->select->items[i];
        add_once(out, pack, select->min_area);
        add_once(out, pack, select->min_length);
        add_once(out, pack, select->only_if);
        add_near(out, pack, &select->near);
        add_near(out, pack, &select->apart);
    }
}

/* The feature that the zone is made of; NULL: none of a layer. */
static const Feature *feature_of(const Layer *layer, const Zone *zone)
{
    for (size_t i = 0; layer && i < layer->count; i++)
        if (layer->features[i].fid == zone->fid)
            return &layer->features[i];
    return NULL;
}

/* The width that a road has for want of its polygon. */
static void add_road_width(Text *out, const Outcome *outcome, const Zone *zone)
{
    const Layer *layer = scene_layer(outcome->scene, zone->layer);
    const Feature *feature = feature_of(layer, zone);
    const char *class = feature ? layer_value(layer, feature, "highway") : NULL;
    char name[64];

    snprintf(name, sizeof name, "road_width_%s", class ? class : "default");
    if (!pack_parameter_named(outcome->pack, name))
        snprintf(name, sizeof name, "road_width_default");
    add_parameter(out, outcome->pack, name);
}

/* The part's own size, where it states one. */
static void add_size(Text *out, const FigureMarks *marks, const Clause *clause,
                     const ClausePart *part)
{
    PartFigure figures[PART_FIGURES];

    pack_part_figures(marks->outcome->pack, clause, part, figures);
    for (size_t i = 0; i < PART_FIGURES; i++)
        if (text_equal(figures[i].word, "size_m") && !figures[i].usual)
            add(out, figures[i].word, &figures[i]);
}

/* --- a part ----------------------------------------------------------------------------- */

/* What counts without a word of the pack shapes no row, except what the rows show. */
static bool is_shown(const PartFigure *figure, const ClausePart *part)
{
    if (text_equal(figure->word, "px_per_m") || text_equal(figure->word, "k") ||
        text_equal(figure->word, "target_height_m"))
        return true;
    if (text_equal(figure->word, "quota"))
        return !isnan(figure->value);
    if (text_equal(figure->word, "critical_dimension_m"))
        return part->requirement.thermal_ok;
    return !figure->usual;
}

static PartMarks part_marks(const FigureMarks *marks, const Clause *clause, const ClausePart *part)
{
    PartFigure figures[PART_FIGURES];
    Text zone = {0}, density = {0}, asked = {0};
    bool quota = false;

    pack_part_figures(marks->outcome->pack, clause, part, figures);
    for (size_t i = 0; i < PART_FIGURES; i++) {
        if (text_equal(figures[i].word, "px_per_m"))
            add(&density, figures[i].word, &figures[i]);
        if (text_equal(figures[i].word, "px_per_m") ||
            (text_equal(figures[i].word, "quota") && is_shown(&figures[i], part)))
            add(&asked, figures[i].word, &figures[i]);
        if (is_shown(&figures[i], part))
            add(&zone, figures[i].word, &figures[i]);
        quota = quota || (text_equal(figures[i].word, "quota") && is_shown(&figures[i], part));
    }
    if (part->requirement.thermal_ok && part->requirement.thermal.task != JOHNSON_NONE)
        text_printf(&zone, "; thermal: %s by Johnson's criteria",
                    johnson_task_names[part->requirement.thermal.task]);
    if (!quota)
        text_printf(&zone, "; %s", marks->quota);
    if (!quota)
        text_printf(&asked, "%s%s", asked.length ? "; " : "", marks->quota);
    for (const char *const *name = shaped_by(part->derive); *name; name++)
        add_once(&zone, marks->outcome->pack, *name);
    return (PartMarks){take(marks->arena, &zone), take(marks->arena, &density),
                       take(marks->arena, &asked)};
}

/* --- a clause --------------------------------------------------------------------------- */

static const char *view_marks(const FigureMarks *marks, const Clause *clause)
{
    const RulePack *pack = marks->outcome->pack;
    Text out = {0};

    if (clause->forbidding.any_density)
        return "";
    if (pack_parameter(pack, "view_px_per_m") == clause->view_px_per_m)
        add_parameter(&out, pack, "view_px_per_m");
    else
        text_printf(&out, "view_px_per_m %g (stated by the clause)", clause->view_px_per_m);
    if (pack_parameter(pack, "view_incidence_deg") == clause->view_incidence_deg)
        add_parameter(&out, pack, "view_incidence_deg");
    else
        text_printf(&out, "; view_incidence_deg %g (stated by the clause)",
                    clause->view_incidence_deg);
    if (clause->kind != CLAUSE_CONSENT)
        return take(marks->arena, &out);
    if (pack_parameter(pack, "consent_buffer_m") == clause->buffer_m)
        add_parameter(&out, pack, "consent_buffer_m");
    else
        text_printf(&out, "; buffer_m %g (stated by the clause)", clause->buffer_m);
    return take(marks->arena, &out);
}

/* Densities by part, and the share asked of each. */
static const char *share_marks(const FigureMarks *marks, const Clause *clause)
{
    Text out = {0};
    const char *ladder = NULL;

    for (size_t p = 0; p < clause->part_count; p++) {
        const ClausePart *part = &clause->parts[p];
        if (part_is_inventory(part))
            continue;
        text_printf(&out, "%s%s %g px/m", out.length ? ", " : "", part->name,
                    part->requirement.px_per_m);
        if (!isnan(part->requirement.quota))
            text_printf(&out, " for a share of %g", part->requirement.quota);
        ladder = part->requirement.ladder;
    }
    if (out.length) {
        text_printf(&out, "%s%s%s; %s", ladder ? " (" : "", ladder ? ladder : "", ladder ? ")" : "",
                    marks->quota);
        add_selection(&out, marks->outcome->pack, clause);
    }
    return take(marks->arena, &out);
}

/* How its places are selected, and how far apart its cameras are. */
static const char *count_marks(const FigureMarks *marks, const Clause *clause)
{
    Text out = {0};

    if (clause_mandates(clause))
        add_selection(&out, marks->outcome->pack, clause);
    for (size_t p = 0; p < clause->part_count; p++)
        if (part_is_inventory(&clause->parts[p]))
            add_size(&out, marks, clause, &clause->parts[p]);
    return take(marks->arena, &out);
}

FigureMarks *figure_marks_new(const Outcome *outcome)
{
    FigureMarks *marks = memory_new(1, sizeof *marks);
    size_t count = pack_clauses(outcome->pack, &marks->clauses);

    marks->outcome = outcome;
    marks->arena = arena_new();
    marks->quota = arena_printf(marks->arena, "quota %g (plan.quota of the project)",
                                outcome->project->plan.quota);
    marks->parts = arena_alloc(marks->arena, count + 1, sizeof *marks->parts);
    marks->judged = arena_alloc(marks->arena, count + 1, sizeof *marks->judged);
    marks->counted = arena_alloc(marks->arena, count + 1, sizeof *marks->counted);
    for (size_t c = 0; c < count; c++) {
        const Clause *clause = &marks->clauses[c];
        marks->judged[c] = clause_mandates(clause) ? share_marks(marks, clause) : "";
        marks->counted[c] = count_marks(marks, clause);
        if (clause->kind == CLAUSE_PROHIBITION || clause->kind == CLAUSE_CONSENT)
            marks->judged[c] = view_marks(marks, clause);
        marks->parts[c] =
            arena_alloc(marks->arena, clause->part_count + 1, sizeof *marks->parts[c]);
        for (size_t p = 0; p < clause->part_count; p++)
            marks->parts[c][p] = part_marks(marks, clause, &clause->parts[p]);
    }
    return marks;
}

void figure_marks_free(FigureMarks *marks)
{
    if (!marks)
        return;
    arena_free(marks->arena);
    free(marks);
}

static const PartMarks *marks_of(const FigureMarks *marks, const Clause *clause,
                                 const ClausePart *part)
{
    return &marks->parts[clause - marks->clauses][part - clause->parts];
}

/* Whether it is as wide as its road: carriageway and footways. */
static bool takes_road_width(const ClausePart *part)
{
    return part->derive == DERIVE_JUNCTIONS || (part->derive == DERIVE_ALONG && !part->size_m);
}

const char *figure_marks_zone(const FigureMarks *marks, const Zone *zone)
{
    const char *part = marks_of(marks, zone->clause, zone->part)->zone;
    Text out = {0};

    if (!takes_road_width(zone->part))
        return part;
    text_add(&out, part);
    add_road_width(&out, marks->outcome, zone);
    add_parameter(&out, marks->outcome->pack, "footway_width_m");
    return take(marks->arena, &out);
}

const char *figure_marks_asked(const FigureMarks *marks, const Zone *zone)
{
    return marks_of(marks, zone->clause, zone->part)->asked;
}

const char *figure_marks_quota(const FigureMarks *marks)
{
    return marks->quota;
}

const char *figure_marks_density(const FigureMarks *marks, const Zone *zone)
{
    return marks_of(marks, zone->clause, zone->part)->density;
}

const char *figure_marks_judged(const FigureMarks *marks, const ClauseCompliance *row)
{
    size_t clause = (size_t)(row->clause - marks->clauses);

    return row->measure == MEASURE_COUNT ? marks->counted[clause] : marks->judged[clause];
}

const char *figure_marks_line(const FigureMarks *marks, const InventoryLine *line)
{
    Text out = {0};

    if (line->part)
        add_size(&out, marks, line->clause, line->part);
    if (line->usual_cameras)
        add_parameter(&out, marks->outcome->pack, "cameras_per_vehicle");
    if (line->usual_cost)
        add_parameter(&out, marks->outcome->pack, "mobile_camera_cost");
    return take(marks->arena, &out);
}

const char *figure_marks_finding(const FigureMarks *marks, const Finding *finding)
{
    static const char *const views[] = {"forbidden-view", "forbidden-undecided",
                                        "cannot-decide",  "consent-place",
                                        "consent-view",   "consent-undecided"};
    const ZoneSet *zones = marks->outcome->zones;
    const Clause *clause = pack_clause(marks->outcome->pack, finding->clause);

    for (size_t i = 0; clause && i < sizeof views / sizeof *views; i++)
        if (text_equal(finding->code, views[i]))
            return marks->judged[clause - marks->clauses];
    if (!text_equal(finding->code, "quota-missed") || !text_begins(finding->subject, "zone "))
        return "";
    for (size_t z = 0; z < zones->zone_count; z++)
        if (text_equal(zones->zones[z].id, finding->subject + strlen("zone ")))
            return figure_marks_zone(marks, &zones->zones[z]);
    return "";
}
