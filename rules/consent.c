#include "rules/consent.h"

#include "base/text.h"
#include "data/shape.h"

/* A place is a building, not grounds with one on them, where most of it is that building. */
static const double BUILDING_SHARE = 0.5;

static bool is_building(Overlay *overlay, const Feature *building, const GEOSGeometry *shape)
{
    GEOSGeometry *both = overlay_both(overlay, building->shape, shape);
    double shared_m2 = shape_area_m2(overlay->geos, both);

    overlay_drop(overlay, both);
    return shared_m2 >= BUILDING_SHARE * shape_area_m2(overlay->geos, shape);
}

GEOSGeometry *consent_shape(Overlay *overlay, const Footprints *footprints, const Selected *of,
                            double disc_m, const Feature **building)
{
    const GEOSGeometry *shape = of->feature->shape;
    double x, y;

    *building = NULL;
    if (of->kind == SHAPE_AREA) {
        *building = footprints_under(footprints, shape);
        if (*building && !is_building(overlay, *building, shape))
            *building = NULL;
        return overlay_copy(overlay, shape);
    }
    if (of->kind == SHAPE_LINE)
        return overlay_buffer(overlay, shape, disc_m, false);
    shape_inner_point(overlay->geos, shape, &x, &y);
    *building = footprints_at(footprints, x, y);
    return *building ? overlay_copy(overlay, (*building)->shape)
                     : overlay_disc(overlay, x, y, disc_m);
}

/* The clauses that ask for consent, so that a slip can be mended. */
static Status no_such_clause(const ProjectConsent *consent, const RulePack *pack, Diag *diag)
{
    const Clause *clauses;
    size_t count = pack_clauses(pack, &clauses);
    Text known = {0};
    Status status;

    for (size_t i = 0; i < count; i++)
        if (clauses[i].kind == CLAUSE_CONSENT)
            text_printf(&known, "%s%s", known.length ? ", " : "", clauses[i].id);
    status = diag_fail(diag, ERR_INPUT,
                       "%s: consent: clause %s of rule pack %s asks for no consent; those that do: "
                       "%s",
                       consent->place, consent->clause, pack_id(pack),
                       known.length ? known.text : "none, so remove the list");
    text_release(&known);
    return status;
}

static Status consent_give(ForbiddenSet *set, const ProjectConsent *consent, const RulePack *pack,
                           Diag *diag)
{
    const Clause *clause = pack_clause(pack, consent->clause);
    bool given = false;

    if (!clause || clause->kind != CLAUSE_CONSENT)
        return no_such_clause(consent, pack, diag);
    for (size_t i = 0; i < set->count; i++) {
        Forbidden *place = &set->places[i];
        if (place->clause != clause || place->fid != consent->feature ||
            !text_equal(place->layer, consent->layer))
            continue;
        place->consent_doc = arena_text(set->arena, consent->doc);
        given = true;
    }
    if (given)
        return OK;
    return diag_fail(diag, ERR_INPUT,
                     "%s: consent: clause %s selects no feature %ld of layer %s in or near the "
                     "area; 'camplan rules show' with --in lists its places",
                     consent->place, consent->clause, consent->feature, consent->layer);
}

Status consents_give(ForbiddenSet *set, const Project *project, const RulePack *pack, Diag *diag)
{
    Status status = OK;

    for (size_t i = 0; i < project->consent_count && status == OK; i++)
        status = consent_give(set, &project->consents[i], pack, diag);
    return status;
}
