#include "planner/audit/reserved.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"

/* From good to bad. */
typedef enum { STANDING_FINE, STANDING_UNSURE, STANDING_WRONG } Standing;

/* Why a camera may not stand, or nobody can tell. */
typedef enum {
    REASON_NONE,
    REASON_NECESSITY, /* no statement why it is necessary */
    REASON_STRANGER,  /* its builder is nobody whom the pack or the place knows */
    REASON_UNKNOWN,   /* its builder is not known */
    REASON_BUILDER,   /* its builder is somebody else */
} Reason;

typedef struct {
    const Reserved *place;
    Standing standing;
    Reason reason;
    bool near_edge; /* its position does not tell whether it stands there */
} Judged;

/* Cameras whose builder nobody states, in places of one clause. An inventory without builders would
 * say the same of each camera: it is said once. */
typedef struct {
    Judged first;
    const Camera *camera; /* of `first` */
    size_t count, doubtful;
    Text ids;
} Unknown;

typedef struct {
    const ReservedSet *set;
    const Scene *scene;
    const RulePack *pack;
    int as_of;
    Box *boxes; /* of the places */
    const Camera *camera;
    const char *builder;   /* NULL: not known */
    const Clause **broken; /* of the camera */
    GEOSGeometry *point;
    Unknown *unknown; /* one a clause */
    size_t unknown_count, unknown_capacity;
} Court;

/* --- who it was ------------------------------------------------------------------------- */

static bool within_each_other(const char *a, const char *b)
{
    return a && *a && b && *b && (strcasestr(a, b) || strcasestr(b, a));
}

/* Whether the clause lets any of its bodies be whoever runs the place. */
static bool lets_own(const Court *court, const Clause *clause)
{
    for (size_t i = 0; i < clause->allowed_count; i++) {
        const Body *body = pack_body(court->pack, clause->allowed[i], court->as_of);
        if (body && body->own)
            return true;
    }
    return false;
}

static bool is_allowed(const Court *court, const Reserved *place)
{
    const Clause *clause = place->clause;

    for (size_t i = 0; i < clause->allowed_count; i++) {
        const Body *body = pack_body(court->pack, clause->allowed[i], court->as_of);
        if (body && body_is_called(body, court->builder))
            return true;
    }
    return lets_own(court, clause) && (within_each_other(court->builder, place->owner) ||
                                       within_each_other(court->builder, place->name));
}

/* Some other body that the pack names, for any clause. */
static bool is_other_body(const Court *court)
{
    const Clause *clauses;
    size_t count = pack_clauses(court->pack, &clauses);

    for (size_t c = 0; c < count; c++) {
        const Bearers *all[] = {&clauses[c].duties.builder, &clauses[c].duties.payer,
                                &clauses[c].duties.supervisor};
        for (size_t k = 0; k < sizeof all / sizeof *all; k++)
            for (size_t i = 0; i < all[k]->count; i++) {
                const Body *body = pack_body(court->pack, all[k]->rows[i].body, court->as_of);
                if (body && body_is_called(body, court->builder))
                    return true;
            }
    }
    return false;
}

static Reason builder_reason(const Court *court, const Reserved *place)
{
    if (!court->builder)
        return REASON_UNKNOWN;
    if (is_allowed(court, place))
        return REASON_NONE;
    return is_other_body(court) || place->owner ? REASON_BUILDER : REASON_STRANGER;
}

/* --- where it stands -------------------------------------------------------------------- */

typedef enum { OUTSIDE, AT_EDGE, INSIDE } Where;

static Where where(const Court *court, size_t p)
{
    GEOSContextHandle_t geos = court->set->geos;
    const GEOSGeometry *shape = court->set->places[p].shape;
    double accuracy_m = fmax(0, court->camera->position_accuracy_m), edge_m;
    GEOSGeometry *edge;
    bool inside;

    if (!box_has(box_grow(court->boxes[p], accuracy_m), court->camera->x, court->camera->y))
        return OUTSIDE;
    inside = GEOSIntersects_r(geos, shape, court->point) == 1;
    if (!(accuracy_m > 0))
        return inside ? INSIDE : OUTSIDE;
    edge = GEOSBoundary_r(geos, shape);
    if (!edge || GEOSDistance_r(geos, edge, court->point, &edge_m) != 1)
        edge_m = INFINITY;
    if (edge)
        GEOSGeom_destroy_r(geos, edge);
    return edge_m < accuracy_m ? AT_EDGE : inside ? INSIDE : OUTSIDE;
}

static Judged judge_place(const Court *court, const Reserved *place, Where at)
{
    Judged judged = {
        .place = place, .reason = builder_reason(court, place), .near_edge = at == AT_EDGE};
    bool sure = at == INSIDE && !place->doubt;

    if (judged.reason == REASON_NONE && place->clause->needs_necessity &&
        !court->camera->necessity_doc)
        judged.reason = REASON_NECESSITY;
    if (judged.reason == REASON_BUILDER && sure)
        judged.standing = STANDING_WRONG;
    else if (judged.reason != REASON_NONE)
        judged.standing = STANDING_UNSURE;
    return judged;
}

/* --- what is said of it ----------------------------------------------------------------- */

static const char *place_words(const Reserved *place, Arena *arena)
{
    bool named = *place->name;

    return arena_printf(arena, "%s%s%s; layer %s, feature %lld%s", named ? place->name : "",
                        named ? " (" : "", place->id, place->layer, place->fid, named ? ")" : "");
}

static const char *allowed_words(const Court *court, const Clause *clause, Arena *arena)
{
    Text words = {0};
    const char *kept;

    for (size_t i = 0; i < clause->allowed_count; i++) {
        const Body *body = pack_body(court->pack, clause->allowed[i], court->as_of);
        text_printf(&words, "%s%s", i ? ", " : "", body ? body->name.en : clause->allowed[i]);
    }
    kept = arena_text(arena, words.text ? words.text : "nobody");
    text_release(&words);
    return kept;
}

static const char *reason_words(const Court *court, const Judged *judged, Arena *arena)
{
    const Reserved *place = judged->place;
    const char *builder = court->builder ? court->builder : "";

    switch (judged->reason) {
    case REASON_UNKNOWN:
        return "its builder is not known; add it to the inventory";
    case REASON_STRANGER:
        return arena_printf(
            arena,
            "whether its builder %s is one of them is not known; state the owner of "
            "the place in layer %s, or the name among the body's others in the pack",
            builder, place->layer);
    case REASON_NECESSITY:
        return "no reason for it is on record; add necessity_doc to the inventory, the document "
               "that says why it is necessary";
    default:
        return arena_printf(arena, "its builder is %s; let one of them take it over, or remove it",
                            builder);
    }
}

static void tell(const Court *court, const Judged *judged, FindingList *findings)
{
    const Reserved *place = judged->place;
    bool wrong = judged->standing == STANDING_WRONG;
    Arena *arena = findings->arena;
    const Finding head = {.severity = wrong ? SEVERITY_VIOLATION : SEVERITY_WARNING,
                          .code = wrong ? "reserved-builder" : "reserved-undecided",
                          .clause = place->clause->id,
                          .subject = arena_printf(arena, "camera %s", court->camera->id),
                          .x = court->camera->x,
                          .y = court->camera->y,
                          .penalty = wrong ? place->clause->penalty : NULL};
    const char *edge =
        judged->near_edge
            ? arena_printf(arena, " (its position is only known to %.1f m; measure it)",
                           court->camera->position_accuracy_m)
            : "";
    const char *doubt = place->doubt ? arena_printf(arena, " (%s)", place->doubt) : "";

    finding_add(findings, &head, "%s%s %s%s%s, where clause %s lets only these install%s: %s; %s",
                wrong ? "" : "cannot decide whether it may stay: it ",
                judged->near_edge ? "perhaps stands in" : "stands in", place_words(place, arena),
                edge, doubt, place->clause->id,
                place->clause->needs_necessity ? ", and only where necessary" : "",
                allowed_words(court, place->clause, arena), reason_words(court, judged, arena));
}

/* --- builders that nobody states -------------------------------------------------------- */

enum { UNKNOWN_NAMED = 5 }; /* cameras */

static Unknown *unknown_of(Court *court, const Clause *clause)
{
    for (size_t i = 0; i < court->unknown_count; i++)
        if (court->unknown[i].first.place->clause == clause)
            return &court->unknown[i];
    court->unknown = memory_grow(court->unknown, court->unknown_count, &court->unknown_capacity,
                                 sizeof *court->unknown);
    court->unknown[court->unknown_count] = (Unknown){.count = 0};
    return &court->unknown[court->unknown_count++];
}

static void unknown_note(Court *court, const Judged *judged)
{
    Unknown *unknown;

    if (!township_wanted(court->scene, court->camera->x, court->camera->y))
        return;
    unknown = unknown_of(court, judged->place->clause);
    if (unknown->count++ == 0) {
        unknown->first = *judged;
        unknown->camera = court->camera;
    }
    unknown->doubtful += judged->near_edge || judged->place->doubt;
    if (unknown->count <= UNKNOWN_NAMED)
        text_printf(&unknown->ids, "%s%s", unknown->count > 1 ? ", " : "", court->camera->id);
}

static void unknown_tell(Court *court, const Unknown *unknown, FindingList *findings)
{
    const Clause *clause = unknown->first.place->clause;
    Arena *arena = findings->arena;
    const Finding head = {.severity = SEVERITY_WARNING,
                          .code = "reserved-undecided",
                          .clause = clause->id,
                          .subject = "cameras",
                          .x = unknown->camera->x, /* of the first */
                          .y = unknown->camera->y};
    const char *doubt =
        unknown->doubtful
            ? arena_printf(arena, " (of %zu of them the place or the position is in doubt too)",
                           unknown->doubtful)
            : "";

    court->camera = unknown->camera;
    if (unknown->count == 1) {
        tell(court, &unknown->first, findings);
        return;
    }
    finding_add(findings, &head,
                "cannot decide whether %zu cameras may stay%s: they stand in places where clause "
                "%s lets only these install%s: %s; their builders are not known; add them to the "
                "inventory: %s%s",
                unknown->count, doubt, clause->id,
                clause->needs_necessity ? ", and only where necessary" : "",
                allowed_words(court, clause, arena), unknown->ids.text,
                unknown->count > UNKNOWN_NAMED ? ", ..." : "");
}

static void unknown_tell_all(Court *court, FindingList *findings)
{
    for (size_t i = 0; i < court->unknown_count; i++) {
        unknown_tell(court, &court->unknown[i], findings);
        text_release(&court->unknown[i].ids);
    }
    free(court->unknown);
}

/* --- the cameras ------------------------------------------------------------------------ */

static bool is_worse(const Judged *a, const Judged *b)
{
    return a->standing != b->standing ? a->standing > b->standing : a->reason > b->reason;
}

/* The places of one clause: [from, to). Whether the camera stands in any, and what is worst; who
 * may stand in one of them stands there by right, whatever else lies there. */
static Where judge_clause(const Court *court, size_t from, size_t to, Judged *worst)
{
    Where most = OUTSIDE;
    bool fine = false;

    *worst = (Judged){0};
    for (size_t p = from; p < to; p++) {
        Where at = where(court, p);
        Judged judged;
        if (at == OUTSIDE)
            continue;
        most = at > most ? at : most;
        judged = judge_place(court, &court->set->places[p], at);
        fine |= judged.standing == STANDING_FINE;
        if (!worst->place || is_worse(&judged, worst))
            *worst = judged;
    }
    if (fine)
        worst->standing = STANDING_FINE;
    return most;
}

static void judge_kind(Court *court, ClauseKind kind, Where *found, FindingList *findings)
{
    const ReservedSet *set = court->set;

    for (size_t from = 0, to; from < set->count; from = to) {
        const Clause *clause = set->places[from].clause;
        Judged worst;
        Where at;
        for (to = from + 1; to < set->count && set->places[to].clause == clause; to++)
            ;
        if (clause->kind != kind)
            continue;
        at = judge_clause(court, from, to, &worst);
        *found = at > *found ? at : *found;
        if (at == OUTSIDE || worst.standing == STANDING_FINE)
            continue;
        if (worst.reason == REASON_UNKNOWN)
            unknown_note(court, &worst);
        else
            tell(court, &worst, findings);
        if (worst.standing == STANDING_WRONG)
            *court->broken = clause;
    }
}

void reserved_existing(const ReservedSet *set, const Scene *scene, const RulePack *pack,
                       const Clause **broken, FindingList *findings)
{
    Court court = {.set = set, .pack = pack, .scene = scene, .as_of = scene->project->as_of};

    court.boxes = memory_new(set->count + 1, sizeof *court.boxes);
    for (size_t p = 0; p < set->count; p++)
        court.boxes[p] = shape_box(set->geos, set->places[p].shape);
    for (size_t i = 0; i < scene->cameras.count; i++) {
        const Camera *camera = &scene->cameras.cameras[i];
        Where exclusive = OUTSIDE, other = OUTSIDE;
        court.camera = camera;
        court.broken = &broken[i];
        court.builder = camera->builder ? camera->builder : camera->operator_name;
        court.point = shape_new_point(set->geos, camera->x, camera->y);
        judge_kind(&court, CLAUSE_EXCLUSIVE, &exclusive, findings);
        if (exclusive == OUTSIDE)
            judge_kind(&court, CLAUSE_CONDITIONAL, &other, findings);
        GEOSGeom_destroy_r(set->geos, court.point);
    }
    unknown_tell_all(&court, findings);
    free(court.boxes);
}
