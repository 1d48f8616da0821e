#include "rules/reserved.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/consent.h"
#include "rules/duty.h"
#include "rules/footprints.h"
#include "rules/selection.h"

typedef struct {
    const Scene *scene;
    const RulePack *pack;
    const ZoneSet *zones;
    const Selection *selection;
    const Footprints *footprints;
    Overlay overlay;
    ReservedSet *set;
    size_t capacity;
    double disc_m;
} Work;

bool clause_reserves(const Clause *clause)
{
    return clause->kind == CLAUSE_EXCLUSIVE || clause->kind == CLAUSE_CONDITIONAL;
}

/* Who runs the place: its owner, else who is tagged to operate it. */
static const char *owner_of(const Selected *of)
{
    const char *owner = selected_owner(of);
    const char *operates = owner ? owner : layer_value(of->layer, of->feature, "operator");

    return operates && *operates ? operates : NULL;
}

static void place_add(Work *work, const Reserved *place)
{
    ReservedSet *set = work->set;

    set->places = memory_grow(set->places, set->count, &work->capacity, sizeof *place);
    set->places[set->count++] = *place;
}

/* Of what another clause selects, lines and points in the open are no places: only their zones. */
static void add_selected(Work *work, const Selected *of)
{
    const Feature *building;
    GEOSGeometry *shape;

    if (overlay_empty(&work->overlay, of->feature->shape))
        return;
    shape = consent_shape(&work->overlay, work->footprints, of, work->disc_m, &building);
    if (of->kind != SHAPE_AREA && !building && of->select && of->select->clause_count) {
        overlay_drop(&work->overlay, shape);
        return;
    }
    place_add(work, &(Reserved){.clause = of->clause,
                                .name = of->name,
                                .layer = of->layer->id,
                                .fid = of->feature->fid,
                                .shape = shape,
                                .owner = owner_of(of),
                                .doubt = of->select ? of->select->doubt : NULL});
}

/* Is it by one of the clauses that the clause names, rather than by its own selectors? */
static bool names(const Clause *clause, const Clause *other)
{
    for (size_t s = 0; s < clause->select->count; s++)
        for (size_t k = 0; k < clause->select->items[s].clause_count; k++)
            if (text_equal(clause->select->items[s].clauses[k], other->id))
                return true;
    return false;
}

static const Selected *selected_for(const Work *work, const Zone *zone)
{
    const Selection *selection = work->selection;
    const Clause *clauses;
    size_t c;

    pack_clauses(work->pack, &clauses);
    c = (size_t)(zone->clause - clauses);
    for (size_t i = selection->first[c]; i < selection->first[c + 1]; i++) {
        const Selected *one = &selection->items[i];
        if (one->feature->fid == zone->fid && text_equal(one->layer->id, zone->layer))
            return one;
    }
    return NULL;
}

static void add_zone(Work *work, const Clause *clause, const Zone *zone)
{
    const Selected *of = selected_for(work, zone);

    place_add(work, &(Reserved){.clause = clause,
                                .name = zone->name,
                                .layer = zone->layer,
                                .fid = zone->fid,
                                .shape = overlay_copy(&work->overlay, zone->shape),
                                .owner = of ? owner_of(of) : NULL,
                                .doubt = of && of->select ? of->select->doubt : NULL});
}

static void add_clause(Work *work, size_t c, const Clause *clause)
{
    const Selection *selection = work->selection;

    for (size_t i = selection->first[c]; i < selection->first[c + 1]; i++)
        add_selected(work, &selection->items[i]);
    for (size_t z = 0; z < work->zones->zone_count; z++)
        if (names(clause, work->zones->zones[z].clause))
            add_zone(work, clause, &work->zones->zones[z]);
}

static void places_number(ReservedSet *set)
{
    size_t number = 0;

    for (size_t i = 0; i < set->count; i++) {
        Reserved *place = &set->places[i];
        number = i > 0 && place[-1].clause == place->clause ? number + 1 : 1;
        place->id = arena_printf(set->arena, "%s-%03zu", place->clause->id, number);
    }
}

Status reserved_derive(ReservedSet **out, const Scene *scene, const RulePack *pack,
                       const ZoneSet *zones, Diag *diag)
{
    ReservedSet *set = memory_new(1, sizeof *set);
    Work work = {.scene = scene, .pack = pack, .zones = zones, .set = set};
    FindingList told_already; /* the zones' selection says the same */
    const Clause *clauses;
    size_t count = pack_clauses(pack, &clauses);

    (void)diag;
    set->geos = work.overlay.geos = shape_context();
    set->arena = arena_new();
    finding_list_init(&told_already);
    Selection *selection = selection_new(scene, pack, &work.overlay, set->arena, &told_already);
    Footprints *footprints = footprints_new(&work.overlay, &scene->buildings);
    work.selection = selection;
    work.footprints = footprints;
    work.disc_m = pack_parameter(pack, "forbidden_disc_m");
    work.disc_m = isnan(work.disc_m) ? 3 : work.disc_m;
    for (size_t c = 0; c < count; c++)
        if (clause_reserves(&clauses[c]))
            add_clause(&work, c, &clauses[c]);
    places_number(set);
    footprints_free(footprints);
    selection_free(selection);
    finding_list_release(&told_already);
    *out = set;
    return OK;
}

void reserved_free(ReservedSet *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++)
        GEOSGeom_destroy_r(set->geos, set->places[i].shape);
    free(set->places);
    arena_free(set->arena);
    GEOS_finish_r(set->geos);
    free(set);
}
