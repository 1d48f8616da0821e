#include "planner/verify/reference_restraint.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/shape.h"
#include "planner/verify/reference_forbidden.h"

#define ROUNDING_M 1e-6
#define FURTHEST_M 5000.0

/* --- consent ------------------------------------------------------------------------------ */

typedef enum { SAYS_NO, SAYS_YES, SAYS_UNSURE, SAYS_NOTHING } Says;

/* "yes: N10 letter 12" in its parts; `*doc` NULL: missing. */
static Says read_words(const char *words, const Clause *clause, const char **doc)
{
    static const char *const heads[] = {[SAYS_YES] = "yes: ", [SAYS_UNSURE] = "to check: "};

    *doc = NULL;
    if (text_equal(words, "no"))
        return SAYS_NO;
    for (int says = SAYS_YES; words && says <= SAYS_UNSURE; says++) {
        const char *rest = words + strlen(heads[says]);
        size_t id = strlen(clause->id);
        if (!text_begins(words, heads[says]) || !text_begins(rest, clause->id) || rest[id] != ' ')
            continue;
        if (!text_equal(rest + id + 1, "missing"))
            *doc = rest + id + 1;
        return (Says)says;
    }
    return SAYS_NOTHING;
}

static double accuracy_of(const Camera *known)
{
    return known && known->position_accuracy_m > 0.0 ? known->position_accuracy_m : 0.0;
}

/* Is it beyond doubt that the camera stands or looks where consent is needed? */
static bool surely_needs(const Scene *scene, const Forbidden *place, const WrittenCamera *camera,
                         const Camera *known)
{
    double distance_m = reference_distance_m(place, camera->x, camera->y);
    bool aimed =
        !known ||
        (!(known->unknown & (UNKNOWN_AZIMUTH | UNKNOWN_LENS | UNKNOWN_PIXELS | UNKNOWN_HEIGHT)) &&
         !known->indoor && accuracy_of(known) == 0.0);

    if (place->doubt)
        return false;
    /* Within the place itself its own edge is nearer, but that lies further in than the buffer's.
     */
    if (distance_m < place->buffer_m - accuracy_of(known) - ROUNDING_M)
        return true;
    return aimed && !isnan(camera->eye[USE_STREET].x) &&
           reference_looks_into(scene, place, camera, NULL);
}

/* Could it be so at all? */
static bool may_need(const Forbidden *place, const WrittenCamera *camera, const Camera *known)
{
    double distance_m = reference_distance_m(place, camera->x, camera->y);
    double reach_m = fmax(place->buffer_m, FURTHEST_M);

    return distance_m <= reach_m + accuracy_of(known) + ROUNDING_M;
}

static bool is_restraining(const Forbidden *place)
{
    return place->clause->kind == CLAUSE_CONSENT && place->in_force && place->shape;
}

/* Do the written words name a place that is there, with the document that is there? */
static bool is_backed(const ForbiddenSet *places, const WrittenCamera *camera, const Camera *known)
{
    for (size_t i = 0; i < places->count; i++) {
        const Forbidden *place = &places->places[i];
        const char *doc, *is;
        Says says;
        if (!is_restraining(place))
            continue;
        says = read_words(camera->consent, place->clause, &doc);
        is = known ? known->consent_doc : place->consent_doc;
        if ((says == SAYS_YES || says == SAYS_UNSURE) && text_equal(doc, is) &&
            !(says == SAYS_YES && place->doubt && !doc) && may_need(place, camera, known))
            return true;
    }
    return false;
}

const char *reference_consent_wrong(const Scene *scene, const ForbiddenSet *places,
                                    const WrittenCamera *camera, const Camera *known, Arena *arena)
{
    const char *written = camera->consent ? camera->consent : "";

    if (!text_equal(written, "no") && !is_backed(places, camera, known))
        return arena_printf(arena,
                            "consent_needed says '%s', but no place near it asks for that consent, "
                            "or its document is another",
                            written);
    for (size_t i = 0; i < places->count; i++) {
        const Forbidden *place = &places->places[i];
        if (!is_restraining(place) || text_begins(written, "yes: "))
            continue;
        if (surely_needs(scene, place, camera, known))
            return arena_printf(arena,
                                "consent_needed says '%s', but clause %s asks for consent at %s",
                                written, place->clause->id, place->id);
    }
    return NULL;
}

/* --- the builder -------------------------------------------------------------------------- */

/* Small letters, so that a name can be looked for in another. */
static void lower(const char *text, Text *out)
{
    for (; text && *text; text++)
        text_printf(out, "%c", (unsigned char)*text < 128 ? tolower((unsigned char)*text) : *text);
}

typedef enum { MATCH_END, MATCH_WITHIN } Match;

static bool matches(const char *whole, const char *piece, Match how)
{
    Text a = {0}, b = {0};
    bool is_it = false;

    lower(whole, &a);
    lower(piece, &b);
    if (a.length && b.length && a.length >= b.length)
        is_it = how == MATCH_WITHIN ? strstr(a.text, b.text) != NULL
                                    : strcmp(a.text + a.length - b.length, b.text) == 0;
    text_release(&a);
    text_release(&b);
    return is_it;
}

static bool is_called(const char *builder, const Body *body)
{
    if (matches(builder, body->name.zh, MATCH_END) || matches(builder, body->name.en, MATCH_END))
        return true;
    for (size_t i = 0; i < body->also_count; i++)
        if (matches(builder, body->also[i], MATCH_END))
            return true;
    return false;
}

static bool runs_it(const char *builder, const Reserved *place)
{
    const char *const names[] = {place->owner, place->name};

    for (size_t i = 0; i < 2; i++)
        if (matches(builder, names[i], MATCH_WITHIN) || matches(names[i], builder, MATCH_WITHIN))
            return true;
    return false;
}

static bool may_install(const char *builder, const Reserved *place, const RulePack *pack, int as_of)
{
    for (size_t i = 0; i < place->clause->allowed_count; i++) {
        const Body *body = pack_body(pack, place->clause->allowed[i], as_of);
        if (body && (is_called(builder, body) || (body->own && runs_it(builder, place))))
            return true;
    }
    return false;
}

/* Is he some body that a clause of the pack names to build, pay or supervise? */
static bool is_known_body(const char *builder, const RulePack *pack, int as_of)
{
    const Clause *clauses;
    size_t count = pack_clauses(pack, &clauses);

    for (size_t c = 0; c < count; c++) {
        const ClauseDuties *duties = &clauses[c].duties;
        const Bearers *roles[] = {&duties->supervisor, &duties->payer, &duties->builder};
        for (size_t r = 0; r < 3; r++)
            for (size_t i = 0; i < roles[r]->count; i++) {
                const Body *body = pack_body(pack, roles[r]->rows[i].body, as_of);
                if (body && is_called(builder, body))
                    return true;
            }
    }
    return false;
}

/* Of one place in which it stands. */
static Restraint by_right(const Reserved *place, const RulePack *pack, int as_of,
                          const Camera *camera)
{
    const char *builder = camera->builder ? camera->builder : camera->operator_name;

    if (!builder)
        return RESTRAINT_UNDECIDED;
    if (may_install(builder, place, pack, as_of))
        return place->clause->needs_necessity && !camera->necessity_doc ? RESTRAINT_UNDECIDED
                                                                        : RESTRAINT_FINE;
    if (place->doubt || (!place->owner && !is_known_body(builder, pack, as_of)))
        return RESTRAINT_UNDECIDED;
    return RESTRAINT_BROKEN;
}

typedef enum { STANDS_OUTSIDE, STANDS_INSIDE, STANDS_AT_EDGE, STANDS_TIED } Stands;

static Stands stands(GEOSContextHandle_t geos, const Reserved *place, const Camera *camera)
{
    GEOSGeometry *point = shape_new_point(geos, camera->x, camera->y);
    GEOSGeometry *edge = GEOSBoundary_r(geos, place->shape);
    double away_m = INFINITY, edge_m = INFINITY, accuracy_m = accuracy_of(camera);

    if (GEOSDistance_r(geos, place->shape, point, &away_m) != 1)
        away_m = INFINITY;
    if (edge && GEOSDistance_r(geos, edge, point, &edge_m) != 1)
        edge_m = INFINITY;
    GEOSGeom_destroy_r(geos, point);
    if (edge)
        GEOSGeom_destroy_r(geos, edge);
    if (fabs(edge_m - accuracy_m) < ROUNDING_M)
        return STANDS_TIED;
    return edge_m < accuracy_m ? STANDS_AT_EDGE : away_m > 0.0 ? STANDS_OUTSIDE : STANDS_INSIDE;
}

Restraint reference_restraint(const ReservedSet *places, const RulePack *pack, int as_of,
                              const Camera *camera, const Clause *clause)
{
    Restraint worst = RESTRAINT_FINE;
    bool tied = false, fine = false, elsewhere = false;

    for (size_t i = 0; i < places->count; i++) {
        const Reserved *place = &places->places[i];
        bool asked = place->clause == clause;
        Restraint now;
        Stands at;
        if (!asked &&
            !(clause->kind == CLAUSE_CONDITIONAL && place->clause->kind == CLAUSE_EXCLUSIVE))
            continue;
        at = stands(places->geos, place, camera);
        tied |= at == STANDS_TIED;
        if (at == STANDS_OUTSIDE || at == STANDS_TIED)
            continue;
        if (!asked) {
            elsewhere = true; /* what an exclusive clause names is no other place */
            continue;
        }
        now = by_right(place, pack, as_of, camera);
        if (now == RESTRAINT_BROKEN && at == STANDS_AT_EDGE)
            now = RESTRAINT_UNDECIDED;
        fine |= now == RESTRAINT_FINE;
        worst = now > worst ? now : worst;
    }
    if (tied)
        return RESTRAINT_TIE;
    return fine || elsewhere ? RESTRAINT_FINE : worst;
}
