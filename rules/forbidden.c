#include "rules/forbidden.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/length.h"
#include "data/shape.h"
#include "rules/acceptance.h"
#include "rules/consent.h"
#include "rules/footprints.h"
#include "rules/selection.h"

/* Of the highest houses; more in an attribute is a slip of the pen. */
enum { MOST_STOREYS = 300 };

/* How the prohibition holds for a place: by its clause, and by the alternative that found it. */
static Forbidding holding(const Selected *of)
{
    static const Forbidding none;
    const Forbidding *clause = &of->clause->forbidding;
    const Forbidding *select = of->select ? &of->select->forbidding : &none;

    return (Forbidding){.measured = clause->measured || select->measured,
                        .building = clause->building || select->building,
                        .open_air = clause->open_air || select->open_air ||
                                    (of->layer->as && of->layer->as->open_air),
                        .temporary = clause->temporary || select->temporary,
                        .dated = clause->dated || select->dated,
                        .any_density = clause->any_density || select->any_density};
}

/* What deriving needs all the time. */
typedef struct {
    const Scene *scene;
    const RulePack *pack;
    Overlay overlay;
    Arena *arena;
    FindingList *findings;
    const Footprints *footprints;
    ForbiddenSet *set;
    size_t capacity;
} Work;

static double parameter_or(const Work *work, const char *name, double otherwise)
{
    double value = pack_parameter(work->pack, name);

    return isnan(value) ? otherwise : value;
}

/* The surface whose buildings the scene keeps; NULL: none. */
static const ProjectSurface *street_surface(const Project *project)
{
    for (size_t i = 0; i < project->surface_count; i++)
        if (project->surfaces[i].use == USE_STREET)
            return &project->surfaces[i];
    return project->surface_count ? project->surfaces : NULL;
}

/* The first of the fields that holds a number of 1 to `most`; 0: none does. NULL fields count
 * as absent. */
static double first_number(const Layer *layer, const Feature *feature, const char *const *fields,
                           size_t count, double most)
{
    double value;

    for (size_t i = 0; i < count; i++)
        if (fields[i] && length_parse(layer_value(layer, feature, fields[i]), &value) &&
            value >= 1 && value <= most)
            return value;
    return 0;
}

/* Storeys of a building: its levels, else its height, else the project's default. Buildings of
 * the street surface have them where the project says. */
static double storeys_of(const Work *work, const Layer *layer, const Feature *feature)
{
    const ProjectSurface *street = street_surface(work->scene->project);
    bool own = street && layer == &work->scene->buildings;
    const char *const levels[] = {own ? street->levels_field : NULL, "building:levels", "levels",
                                  "floors"};
    const char *const heights[] = {own ? street->height_field : NULL, "height", "height_m"};
    double storey_m = parameter_or(work, "storey_m", 3), value;

    value = first_number(layer, feature, levels, sizeof levels / sizeof *levels, MOST_STOREYS);
    if (value > 0)
        return value;
    value = first_number(layer, feature, heights, sizeof heights / sizeof *heights,
                         MOST_STOREYS * storey_m);
    if (!(value > 0))
        value = street && street->default_height_m > 0 ? street->default_height_m : 9;
    return fmin(MOST_STOREYS, fmax(1, floor(value / storey_m)));
}

static void date_check(const Work *work, const Selected *of, Forbidden *place)
{
    const ProjectLayer *as = of->layer->as;
    int as_of = work->scene->project->as_of;
    Forbidding how = holding(of);

    place->valid_from = selected_date(of, as ? as->valid_from : NULL, "valid_from");
    place->valid_to = selected_date(of, as ? as->valid_to : NULL, "valid_to");
    selected_date_wrong(of, as ? as->valid_from : NULL, "valid_from", "so it counts as not filled",
                        work->findings);
    selected_date_wrong(of, as ? as->valid_to : NULL, "valid_to", "so it counts as not filled",
                        work->findings);
    place->in_force = (place->valid_from == 0 || as_of >= place->valid_from) &&
                      (place->valid_to == 0 || as_of <= place->valid_to);
    if (!how.temporary || place->valid_from || place->valid_to)
        return;
    if (how.dated)
        place->in_force = false;
    const char *subject = arena_printf(work->findings->arena, "layer %s, feature %lld",
                                       of->layer->id, (long long)of->feature->fid);
    const Finding head = {
        SEVERITY_WARNING, "forbidden-without-dates", of->clause->id, subject, NAN, NAN, NULL, NULL};
    finding_add(work->findings, &head,
                how.dated ? "%s%sthe polling place has no dates that can be read, so it is not "
                            "in force in this run; "
                            "give valid_from and valid_to"
                          : "%s%sthe place has no dates that can be read, so it is in force "
                            "always; give valid_from and "
                            "valid_to if it is not",
                of->name, *of->name ? ": " : "");
}

/* Shape and building of a place that is known as a point. */
static void place_from_point(const Work *work, const Selected *of, Forbidden *place,
                             const Feature **building)
{
    GEOSContextHandle_t geos = work->overlay.geos;
    Overlay overlay = work->overlay;
    double x, y;

    shape_inner_point(geos, of->feature->shape, &x, &y);
    *building = footprints_at(work->footprints, x, y);
    place->room_known = false;
    if (*building && holding(of).building)
        place->shape = overlay_copy(&overlay, (*building)->shape);
    else
        place->shape = overlay_disc(&overlay, x, y, parameter_or(work, "forbidden_disc_m", 3));
    place->point = !*building || !holding(of).building;
}

static bool is_room(const Selected *of)
{
    const char *room = layer_value(of->layer, of->feature, "room");
    const char *indoor = layer_value(of->layer, of->feature, "indoor");

    return (room && *room) || (indoor && *indoor && !text_equal(indoor, "no"));
}

static void place_from_area(const Work *work, const Selected *of, Forbidden *place,
                            const Feature **building)
{
    Overlay overlay = work->overlay;
    GEOSGeometry *within;

    *building = footprints_under(work->footprints, of->feature->shape);
    place->room_known = !holding(of).building;
    place->shape = overlay_copy(&overlay, of->feature->shape);
    if (!*building || is_room(of) || holding(of).open_air)
        return;
    /* Of a parcel only its buildings hold rooms. */
    within = footprints_within(work->footprints, of->feature->shape);
    if (shape_area_m2(overlay.geos, within) < 1) {
        overlay_drop(&overlay, within);
        return;
    }
    overlay_drop(&overlay, place->shape);
    place->shape = within;
}

static void report_room_outside(const Work *work, const Selected *of)
{
    const char *subject = arena_printf(work->findings->arena, "layer %s, feature %lld",
                                       of->layer->id, (long long)of->feature->fid);
    const Finding head = {
        SEVERITY_NOTE, "room-without-building", of->clause->id, subject, NAN, NAN, NULL, NULL};

    finding_add(work->findings, &head,
                "%s%sthe room lies in no building of the street surface; its own walls are taken",
                of->name, *of->name ? ": " : "");
}

/* A building of the surface that another layer has given as the same place already. */
static bool is_known_already(const Work *work, const Selected *of)
{
    GEOSContextHandle_t geos = work->overlay.geos;
    GEOSGeometry *point;
    bool known = false;
    double x, y;

    if (of->layer_index < work->scene->layer_count)
        return false;
    shape_inner_point(geos, of->feature->shape, &x, &y);
    point = shape_new_point(geos, x, y);
    for (size_t i = 0; i < work->set->count && !known; i++) {
        const Forbidden *place = &work->set->places[i];
        known = place->clause == of->clause && !text_equal(place->layer, of->layer->id) &&
                GEOSIntersects_r(geos, place->shape, point) == 1;
    }
    GEOSGeom_destroy_r(geos, point);
    return known;
}

static void place_from_consent(Work *work, const Selected *of, Forbidden *place,
                               const Feature **building)
{
    place->shape = consent_shape(&work->overlay, work->footprints, of,
                                 parameter_or(work, "forbidden_disc_m", 3), building);
    place->room_known = true;
    place->outdoor = !*building;
    place->buffer_m = of->clause->buffer_m;
    place->doubt = of->select ? of->select->doubt : NULL;
}

static void place_from_prohibition(Work *work, const Selected *of, Forbidden *place,
                                   const Feature **building)
{
    const ProjectLayer *as = of->layer->as;

    if (of->kind == SHAPE_AREA)
        place_from_area(work, of, place, building);
    else
        place_from_point(work, of, place, building);
    if (as && as->open_air)
        *building = NULL; /* beside a yard, however roughly it is drawn */
    if (!*building && is_room(of) && !holding(of).open_air)
        report_room_outside(work, of);
    place->outdoor = !*building && holding(of).open_air;
}

static void place_add(Work *work, const Selected *of)
{
    ForbiddenSet *set = work->set;
    const Clause *clause = of->clause;
    const Feature *building = NULL;
    Forbidding how = holding(of);
    Forbidden place = {.clause = clause,
                       .name = of->name,
                       .layer = of->layer->id,
                       .fid = of->feature->fid,
                       .supplied = !how.measured,
                       .view_px_per_m = how.any_density ? 0 : clause->view_px_per_m,
                       .max_incidence_deg = how.any_density ? 90 : clause->view_incidence_deg,
                       .penalty = clause->penalty};

    if (is_known_already(work, of))
        return;
    if (clause->kind == CLAUSE_CONSENT)
        place_from_consent(work, of, &place, &building);
    else
        place_from_prohibition(work, of, &place, &building);
    if (building)
        place.building = overlay_copy(&work->overlay, building->shape);
    place.storeys = building ? storeys_of(work, &work->scene->buildings, building)
                             : storeys_of(work, of->layer, of->feature);
    if (place.outdoor || (is_room(of) && of->kind == SHAPE_AREA))
        place.storeys = place.outdoor ? 1 : place.storeys;
    date_check(work, of, &place);
    set->places = memory_grow(set->places, set->count, &work->capacity, sizeof place);
    set->places[set->count++] = place;
}

/* When it holds, as sentences say it after its id. */
static const char *window_of(const Forbidden *place, Arena *arena)
{
    char from[11], to[11];

    if (!place->valid_from && !place->valid_to)
        return "";
    text_date_format(place->valid_from, from);
    text_date_format(place->valid_to, to);
    if (!place->valid_from)
        return arena_printf(arena, ", in force until %s", to);
    if (!place->valid_to)
        return arena_printf(arena, ", in force from %s", from);
    return arena_printf(arena, ", in force %s to %s", from, to);
}

/* Numbered per clause, in the order of layers and features. */
static void places_number(Work *work)
{
    size_t number = 0;

    for (size_t i = 0; i < work->set->count; i++) {
        Forbidden *place = &work->set->places[i];
        number = i > 0 && place[-1].clause == place->clause ? number + 1 : 1;
        place->id = arena_printf(work->arena, "%s-%03zu", place->clause->id, number);
        place->window = window_of(place, work->arena);
    }
}

/* Of a building with drawn rooms nothing else stands for them by place. */
static void mark_drawn_rooms(const ForbiddenSet *set)
{
    for (size_t b = 0; b < set->count; b++) {
        Forbidden *whole = &set->places[b];
        Box box = shape_box(set->geos, whole->shape);
        for (size_t i = 0; !whole->room_known && !whole->point && i < set->count; i++) {
            const Forbidden *room = &set->places[i];
            double x, y;
            if (whole->rooms_drawn || room->clause != whole->clause || !room->room_known)
                continue;
            shape_inner_point(set->geos, room->shape, &x, &y);
            if (!box_has(box, x, y))
                continue;
            GEOSGeometry *point = shape_new_point(set->geos, x, y);
            whole->rooms_drawn = GEOSIntersects_r(set->geos, whole->shape, point) == 1;
            GEOSGeom_destroy_r(set->geos, point);
        }
    }
}

/* Dwellings of the building layer that no other layer holds as well. */
static bool in_some_layer(const Scene *scene)
{
    for (size_t i = 0; i < scene->layer_count; i++)
        if (text_equal(scene->layers[i].source, scene->buildings.source))
            return true;
    return false;
}

/* The layers of the scene and, as one more, the buildings of its street surface. */
static Scene scene_with_buildings(const Scene *scene, Layer *layers, ProjectLayer *as)
{
    Scene more = *scene;

    memcpy(layers, scene->layers, scene->layer_count * sizeof *layers);
    more.layers = layers;
    if (scene->buildings.count == 0 || in_some_layer(scene))
        return more;
    *as = (ProjectLayer){.id = "buildings", .codeset = CODESET_OSM};
    layers[more.layer_count] = scene->buildings;
    layers[more.layer_count].as = as;
    layers[more.layer_count].id = "buildings";
    more.layer_count++;
    return more;
}

static bool forbids(const Clause *clause)
{
    return clause->kind == CLAUSE_PROHIBITION || clause->kind == CLAUSE_CONSENT;
}

static bool touches_area(const Work *work, const GEOSPreparedGeometry *area, const Selected *of)
{
    const GEOSGeometry *shape = of->feature->shape;

    return !overlay_empty(&work->overlay, shape) &&
           (GEOSPreparedIntersects_r(work->overlay.geos, area, shape) == 1 ||
            (of->clause->buffer_m > 0 &&
             GEOSPreparedDistanceWithin_r(work->overlay.geos, area, shape, of->clause->buffer_m) ==
                 1));
}

Status forbidden_derive(ForbiddenSet **out, const Scene *scene, const RulePack *pack,
                        FindingList *findings, Diag *diag)
{
    ForbiddenSet *set = memory_new(1, sizeof *set);
    Work work = {.scene = scene, .pack = pack, .findings = findings, .set = set};
    Layer *layers = memory_new(scene->layer_count + 1, sizeof *layers);
    ProjectLayer as;
    Scene more = scene_with_buildings(scene, layers, &as);
    FindingList told_already; /* the zones' selection says the same */
    Status status;

    set->geos = work.overlay.geos = shape_context();
    set->arena = work.arena = arena_new();
    finding_list_init(&told_already);
    Selection *selection = selection_new(&more, pack, &work.overlay, set->arena, &told_already);
    Footprints *footprints = footprints_new(&work.overlay, &scene->buildings);
    const GEOSPreparedGeometry *area = GEOSPrepare_r(set->geos, scene->area);
    work.footprints = footprints;
    for (size_t i = 0; i < selection->count; i++)
        if (forbids(selection->items[i].clause) && touches_area(&work, area, &selection->items[i]))
            place_add(&work, &selection->items[i]);
    places_number(&work);
    mark_drawn_rooms(set);
    GEOSPreparedGeom_destroy_r(set->geos, area);
    footprints_free(footprints);
    selection_free(selection);
    finding_list_release(&told_already);
    free(layers);
    status = consents_give(set, scene->project, pack, diag);
    if (status == OK)
        *out = set;
    else
        forbidden_free(set);
    return status;
}

bool forbidden_needs_consent(const Forbidden *place)
{
    return place->clause->kind == CLAUSE_CONSENT;
}

bool forbidden_certain(const Forbidden *place)
{
    return place->room_known && !place->doubt;
}

const char *forbidden_unknown(const Forbidden *place)
{
    if (place->point)
        return "its position is only a point; supply its polygon or its accuracy";
    if (place->rooms_drawn)
        return "its drawn rooms may not be all; draw the rest, or check on site";
    return "its rooms are not drawn; supply their polygons";
}

void forbidden_free(ForbiddenSet *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->count; i++) {
        GEOSGeom_destroy_r(set->geos, set->places[i].shape);
        if (set->places[i].building)
            GEOSGeom_destroy_r(set->geos, set->places[i].building);
    }
    free(set->places);
    arena_free(set->arena);
    GEOS_finish_r(set->geos);
    free(set);
}
