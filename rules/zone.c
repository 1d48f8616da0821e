#include "rules/zone.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/acceptance.h"
#include "rules/derivation.h"
#include "rules/duty_of_place.h"
#include "rules/inventory.h"
#include "rules/overlap.h"

typedef void (*Deriver)(Derivation *derivation, const PartJob *job);

static const Deriver derivers[] = {
    [DERIVE_AREA] = derive_area,           [DERIVE_ALONG] = derive_along,
    [DERIVE_JUNCTIONS] = derive_junctions, [DERIVE_GATES] = derive_gates,
    [DERIVE_PERIMETER] = derive_perimeter, [DERIVE_POINT] = derive_point,
    [DERIVE_APRON] = derive_gates, /* an area that is no building has gates, not a door */
    [DERIVE_ENDS] = derive_ends,           [DERIVE_CROSSINGS] = derive_crossings,
    [DERIVE_BAND] = derive_band,           [DERIVE_SURROUNDINGS] = derive_surroundings,
    [DERIVE_ENTRANCES] = derive_entrances, [DERIVE_INTERIOR] = derive_interior,
    [DERIVE_TUNNEL] = derive_tunnel,       [DERIVE_FRINGE] = derive_fringe,
    [DERIVE_STOPS] = derive_stops,
};

static bool makes_zones(const Clause *clause)
{
    return clause_mandates(clause) && clause->kind != CLAUSE_MOBILE;
}

/* Does the part speak of a feature with that role and shape? */
static bool part_takes(const ClausePart *part, const Selected *of)
{
    if (part->shapes != 0 && !(part->shapes >> of->kind & 1))
        return false;
    for (size_t i = 0; i < part->from_count; i++)
        if (text_equal(part->from[i], of->as))
            return true;
    return part->from_count == 0;
}

/* A supplied feature goes to the parts that say so (`from: [.., supplied]`) or, where no part
 * of the clause does, to all that fit its shape. */
static bool clause_takes_supplied(const Clause *clause, const Selected *of)
{
    for (size_t p = 0; p < clause->part_count; p++)
        if (clause->parts[p].from_count > 0 && part_takes(&clause->parts[p], of))
            return true;
    return false;
}

static bool job_takes(const Clause *clause, const ClausePart *part, const Selected *of)
{
    if (part_takes(part, of))
        return true;
    return text_equal(of->as, "supplied") && !clause_takes_supplied(clause, of) &&
           (part->shapes == 0 || (part->shapes >> of->kind & 1));
}

/* The clause's features that may make zones, in the order of the selection. */
static size_t clause_items(const Derivation *derivation, size_t clause, const Selected **items)
{
    const Selection *selection = derivation->selection;
    const Clause *of = &derivation->clauses[clause];
    int as_of = derivation->scene->project->as_of;
    size_t count = 0;

    for (size_t i = selection->first[clause]; i < selection->first[clause + 1]; i++) {
        const Selected *one = &selection->items[i];
        bool placed = !overlay_empty(derivation->overlay, one->feature->shape);
        if ((placed || of->kind == CLAUSE_MOBILE) &&
            selected_accepted(one, as_of, derivation->findings))
            items[count++] = one;
    }
    return count;
}

static void derive_clause(Derivation *derivation, size_t c)
{
    const Clause *clause = &derivation->clauses[c];

    if (!clause_in_force(clause, derivation->scene->project->as_of))
        return;
    size_t most = derivation->selection->first[c + 1] - derivation->selection->first[c];
    const Selected **items = memory_new(2 * most + 1, sizeof *items), **taken = items + most;
    size_t count = clause_items(derivation, c, items);

    derivation->part = NULL;
    if (clause->kind == CLAUSE_MOBILE)
        inventory_mobile(derivation, clause, items, count);
    for (size_t p = 0; makes_zones(clause) && p < clause->part_count; p++) {
        PartJob job = {.clause = clause, .part = &clause->parts[p], .items = taken};
        derivation->part = job.part;
        for (size_t i = 0; i < count; i++)
            if (job_takes(clause, job.part, items[i]))
                taken[job.count++] = items[i];
        if (job.count > 0)
            derivers[job.part->derive](derivation, &job);
    }
    free(items);
}

static int compare_positions(double a, double b)
{
    return (a > b) - (a < b);
}

static int compare_drafts(const void *left, const void *right, void *context)
{
    const ZoneDraft *a = left, *b = right;
    int order;

    if (a->clause != b->clause)
        return a->clause < b->clause ? -1 : 1; /* one array, in the order of the pack */
    if (a->part != b->part)
        return a->part < b->part ? -1 : 1;
    if (a->of->layer_index != b->of->layer_index)
        return a->of->layer_index < b->of->layer_index ? -1 : 1;
    if (a->of->feature->fid != b->of->feature->fid)
        return a->of->feature->fid < b->of->feature->fid ? -1 : 1;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    order = compare_positions(a->x, b->x);
    if (order == 0)
        order = compare_positions(a->y, b->y);
    return order ? order : shape_compare(context, a->shape, b->shape);
}

/* The part's requirement on a surface that the scene has. */
static Requirement requirement_of(const Derivation *derivation, const ClausePart *part)
{
    Requirement requirement = part->requirement;
    SurfaceUse other = requirement.use == USE_STREET ? USE_LONG_RANGE : USE_STREET;

    if (!derivation->scene->has_surface[requirement.use] && derivation->scene->has_surface[other])
        requirement.use = other;
    return requirement;
}

/* Where the place comes from, and the register's row that names it. */
static const char *how_of(const Derivation *derivation, const ZoneDraft *draft)
{
    const Selected *of = draft->of;

    if (!of->listed)
        return draft->how;
    return arena_printf(derivation->arena, "%s%slisted as %s %lld, a point in %s %lld", draft->how,
                        *draft->how ? "; " : "", of->listed_layer->id, (long long)of->listed->fid,
                        of->layer->id, (long long)of->feature->fid);
}

static Zone zone_of(const Derivation *derivation, const ZoneDraft *draft, size_t number)
{
    Zone zone = {.clause = draft->clause,
                 .part = draft->part,
                 .name = draft->name,
                 .layer = draft->of->layer->id,
                 .fid = draft->of->feature->fid,
                 .township = draft->township,
                 .shape = draft->shape,
                 .line = draft->line,
                 .x = draft->x,
                 .y = draft->y,
                 .facing_deg = draft->part->requirement.facing ? draft->facing_deg : NAN,
                 .derived = draft->derived,
                 .how = how_of(derivation, draft),
                 .papers = selected_papers(draft->of, derivation->arena),
                 .requirement = requirement_of(derivation, draft->part)};

    zone.id = arena_printf(derivation->arena, "%s-%03zu", draft->clause->id, number);
    zone.duty = duty_of_place(derivation, draft->duty_of ? draft->duty_of : draft->of, draft->part,
                              draft->township);
    return zone;
}

static void set_take_zones(ZoneSet *set, Derivation *derivation)
{
    size_t number = 0;

    if (derivation->draft_count > 1)
        qsort_r(derivation->drafts, derivation->draft_count, sizeof *derivation->drafts,
                compare_drafts, derivation->overlay->geos);
    set->zones = memory_new(derivation->draft_count + 1, sizeof *set->zones);
    for (size_t i = 0; i < derivation->draft_count; i++) {
        const ZoneDraft *draft = &derivation->drafts[i];
        number = i > 0 && draft[-1].clause == draft->clause ? number + 1 : 1;
        set->zones[set->zone_count++] = zone_of(derivation, draft, number);
        set->traces[draft->clause - derivation->clauses].zones++;
    }
}

/* Lines were made in the order of clause, part and feature. */
static void set_take_lines(ZoneSet *set, Derivation *derivation)
{
    size_t number = 0;

    set->lines = memory_new(derivation->line_count + 1, sizeof *set->lines);
    for (size_t i = 0; i < derivation->line_count; i++) {
        InventoryLine *line = &set->lines[set->line_count++];
        *line = derivation->lines[i];
        number = i > 0 && line[-1].clause == line->clause ? number + 1 : 1;
        line->id = arena_printf(derivation->arena, "%s-i%03zu", line->clause->id, number);
        line->duty = duty_of_place(derivation, derivation->line_of[i], line->part, line->township);
        set->traces[line->clause - derivation->clauses].lines++;
    }
}

/* What the last resort builds, once it is known whose duty holds where clauses overlap. */
static void set_tell_inherited(const ZoneSet *set, const Derivation *derivation)
{
    for (size_t i = 0; i < set->zone_count; i++) {
        const Zone *zone = &set->zones[i];
        duty_tell_inherited(derivation, derivation->drafts[i].of,
                            &(DutyPlace){zone->id, &zone->duty, zone->x, zone->y});
    }
    for (size_t i = 0; i < set->line_count; i++) {
        const InventoryLine *line = &set->lines[i];
        if (!line->same)
            duty_tell_inherited(derivation, derivation->line_of[i],
                                &(DutyPlace){line->id, &line->duty, line->x, line->y});
    }
}

static void set_take_traces(ZoneSet *set, const Derivation *derivation)
{
    const Selection *selection = derivation->selection;

    set->trace_count = derivation->clause_count;
    set->traces = memory_new(set->trace_count + 1, sizeof *set->traces);
    for (size_t c = 0; c < set->trace_count; c++) {
        const Clause *clause = &derivation->clauses[c];
        const char *missing = clause_in_force(clause, derivation->scene->project->as_of)
                                  ? selection->missing[c]
                                  : "the clause is not in force on the project's as_of date";
        set->traces[c] = (ClauseTrace){.clause = clause,
                                       .features = selection->first[c + 1] - selection->first[c],
                                       .evaluated = missing == NULL,
                                       .missing = missing};
    }
}

static void report_tally(const Tally *tally, FindingList *findings, const char *code,
                         const char *one, const char *many)
{
    for (size_t i = 0; i < tally->count; i++) {
        const TallyRow *row = &tally->rows[i];
        const Finding head = {SEVERITY_NOTE, code, row->group, "zones", NAN, NAN, NULL, NULL};
        finding_add(findings, &head, "%zu %s of %s (%s) %s", row->count,
                    text_by_number(row->count, "place", "places"), row->group, row->word,
                    row->count == 1 ? one : many);
    }
}

static void derivation_report(const Derivation *derivation)
{
    FindingList *findings = derivation->findings;
    const Finding head = {
        SEVERITY_WARNING, "shapes-not-computed", "", "zones", NAN, NAN, NULL, NULL};

    report_tally(&derivation->outside_townships, findings, "outside-townships",
                 "lies in no township, so no township government is named for it",
                 "lie in no township, so no township government is named for them");
    report_tally(&derivation->built_over, findings, "part-not-derived",
                 "has no ground outside buildings or no road near, so it makes no zone; supply "
                 "the part as a layer with the clause as its category",
                 "have no ground outside buildings or no road near, so they make no zone; supply "
                 "the part as a layer with the clause as its category");
    if (derivation->overlay->failures > 0)
        finding_add(findings, &head,
                    "%zu shapes could not be computed and are left out; repair the layers' "
                    "geometry",
                    derivation->overlay->failures);
}

static GEOSGeometry *townships_union(const Derivation *derivation)
{
    const Scene *scene = derivation->scene;
    GEOSGeometry **shapes = memory_new(scene->township_count + 1, sizeof(GEOSGeometry *));

    for (size_t i = 0; i < scene->township_count; i++)
        shapes[i] = overlay_copy(derivation->overlay, scene->townships[i].shape);
    GEOSGeometry *all = overlay_union(derivation->overlay, shapes, scene->township_count);
    free(shapes);
    return all;
}

/* The area, its own side of a border, and what of it no township covers. */
static void derivation_lay_out(Derivation *derivation)
{
    const Scene *scene = derivation->scene;
    Overlay *overlay = derivation->overlay;
    GEOSGeometry *townships = townships_union(derivation);
    bool box = scene->project->has_area_box && scene->township_count > 0;

    derivation->area = GEOSPrepare_r(overlay->geos, scene->area);
    derivation->own_side =
        box ? overlay_keep(overlay, overlay_both(overlay, scene->area, townships), 2)
            : overlay_copy(overlay, scene->area);
    derivation->no_township =
        overlay_keep(overlay,
                     scene->township_count > 0 ? overlay_minus(overlay, scene->area, townships)
                                               : overlay_copy(overlay, scene->area),
                     2);
    overlay_drop(overlay, townships);
}

static void derivation_release(Derivation *derivation)
{
    GEOSPreparedGeom_destroy_r(derivation->overlay->geos, derivation->area);
    overlay_drop(derivation->overlay, derivation->own_side);
    overlay_drop(derivation->overlay, derivation->no_township);
    road_network_free((RoadNetwork *)derivation->roads);
    footprints_free((Footprints *)derivation->footprints);
    gate_set_free((GateSet *)derivation->gates);
    selection_free((Selection *)derivation->selection);
    tally_release(&derivation->outside_townships);
    tally_release(&derivation->built_over);
    free(derivation->drafts);
    free(derivation->lines);
    free(derivation->line_of);
}

Status zones_derive(ZoneSet **out, const Scene *scene, const RulePack *pack, FindingList *findings,
                    Diag *diag)
{
    ZoneSet *set = memory_new(1, sizeof *set);
    Overlay overlay = {.geos = shape_context()};
    Derivation derivation = {
        .scene = scene, .pack = pack, .overlay = &overlay, .findings = findings};
    Status status = OK;

    *out = NULL;
    set->geos = overlay.geos;
    set->arena = derivation.arena = arena_new();
    derivation.clause_count = pack_clauses(pack, &derivation.clauses);
    derivation.selection = selection_new(scene, pack, &overlay, set->arena, findings);
    derivation.roads = road_network_new(scene, pack, &overlay);
    derivation.footprints = footprints_new(&overlay, &scene->buildings);
    derivation.gates = gate_set_new(scene, derivation.selection, derivation.footprints, &overlay);
    derivation_lay_out(&derivation);
    progress_begin("zones", derivation.clause_count);
    for (size_t c = 0; c < derivation.clause_count && status == OK; c++) {
        status = interrupt_check(diag);
        if (status == OK)
            derive_clause(&derivation, c);
        progress_step();
    }
    progress_end();
    set_take_traces(set, &derivation);
    set_take_zones(set, &derivation);
    set_take_lines(set, &derivation);
    overlaps_resolve(set, &derivation);
    set_tell_inherited(set, &derivation);
    set->carriageways = road_network_carriageways(derivation.roads, pack);
    derivation_report(&derivation);
    derivation_release(&derivation);
    if (status == OK)
        *out = set;
    else
        zones_free(set);
    return status;
}

static bool any_restricted(const Clause *clause, const Clause *const *also, size_t count)
{
    bool restricted = clause->restricted;

    for (size_t i = 0; i < count; i++)
        restricted = restricted || also[i]->restricted;
    return restricted;
}

bool zone_restricted(const Zone *zone)
{
    return any_restricted(zone->clause, zone->also, zone->also_count);
}

bool inventory_line_restricted(const InventoryLine *line)
{
    return any_restricted(line->clause, line->also, line->also_count);
}

void zones_free(ZoneSet *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->zone_count; i++) {
        GEOSGeom_destroy_r(set->geos, set->zones[i].shape);
        if (set->zones[i].line)
            GEOSGeom_destroy_r(set->geos, set->zones[i].line);
    }
    if (set->carriageways)
        GEOSGeom_destroy_r(set->geos, set->carriageways);
    free(set->zones);
    free(set->lines);
    free(set->traces);
    arena_free(set->arena);
    GEOS_finish_r(set->geos);
    free(set);
}
