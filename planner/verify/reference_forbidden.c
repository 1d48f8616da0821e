#include "planner/verify/reference_forbidden.h"

#include <math.h>

#include "data/shape.h"

#define OUTSIDE_M 0.3
#define SPACING_M 2.0
#define STOREY_M 3.0
#define FURTHEST_M 5000.0 /* "at any density" is from one pixel a metre on, as far as this */
#define LEAST_PX_PER_M 1.0

typedef struct {
    const Scene *scene;
    const Surface *surface;
    GEOSContextHandle_t geos;
    const Forbidden *place;
    const GEOSPreparedGeometry *building;
    Box own_box;
    const WrittenCamera *camera;
    const CameraModel *model; /* of a PTZ; else NULL */
    double threshold;
    bool violated;
} Inspection;

/* Is a surface cell one of the place's own building? */
static bool own_cell(int column, int row, const void *context)
{
    const Inspection *look = context;

    double x = grid_x(&look->surface->grid, column), y = grid_y(&look->surface->grid, row);
    GEOSGeometry *point;
    bool own;

    if (!box_has(look->own_box, x, y))
        return false;
    point = shape_new_point(look->geos, x, y);
    own = GEOSPreparedIntersects_r(look->geos, look->building, point) == 1;
    GEOSGeom_destroy_r(look->geos, point);
    return own;
}

/* One point with the way its wall faces (0, 0: no wall). */
static void inspect_point(Inspection *look, double x, double y, double height_m,
                          const double facing[2])
{
    const WrittenCamera *camera = look->camera;
    ReferencePoint eye = camera->eye[camera->thermal ? USE_LONG_RANGE : USE_STREET];
    ReferenceRules rules = {
        .without_canopy = true, .own = own_cell, .context = look, .skip_target_cell = true};
    double ground = surface_ground_at(look->surface, x, y), px;
    double offset[3] = {x - eye.x, y - eye.y, ground + height_m - eye.z};
    double slant = sqrt(offset[0] * offset[0] + offset[1] * offset[1] + offset[2] * offset[2]);
    double limit = look->place->max_incidence_deg, threshold;

    if (look->violated || isnan(ground) || hypot(offset[0], offset[1]) > FURTHEST_M)
        return;
    if (facing[0] != 0.0 || facing[1] != 0.0) {
        double incidence =
            acos(fmax(-1.0, fmin(1.0, -(offset[0] * facing[0] + offset[1] * facing[1]) / slant))) *
            180.0 / 3.14159265358979323846;
        if (incidence > (limit > 0.0 && limit < 90.0 ? limit : 90.0) - 1e-3)
            return;
    }
    threshold = look->threshold * (1.0 + 1e-4);
    /* Only a new camera comes here: where its model turns and zooms, all that it reaches counts. */
    if ((look->model ? reference_in_reach(camera, look->model, offset, threshold)
                     : reference_in_view(camera, offset, threshold, &px)) != REFERENCE_YES)
        return;
    look->violated = reference_sight(look->surface, &rules, eye,
                                     (ReferencePoint){x, y, ground + height_m}) == REFERENCE_YES;
}

static double signed_area(const double *xy, size_t count)
{
    double twice = 0.0;

    for (size_t i = 0; i + 1 < count; i++)
        twice += (xy[2 * i] - xy[0]) * (xy[2 * i + 3] - xy[1]) -
                 (xy[2 * i + 2] - xy[0]) * (xy[2 * i + 1] - xy[1]);
    return twice;
}

/* The spot at a distance along a ring, pushed off the wall, with the way it faces. */
static void inspect_spot(Inspection *look, const double *a, const double *b, double at_m,
                         double outward)
{
    double length = hypot(b[0] - a[0], b[1] - a[1]);
    double facing[2] = {outward * (b[1] - a[1]) / length, -outward * (b[0] - a[0]) / length};
    double x = a[0] + (b[0] - a[0]) * at_m / length, y = a[1] + (b[1] - a[1]) * at_m / length;
    int storeys = look->place->storeys > 1.0 ? (int)ceil(look->place->storeys - 1e-9) : 1;

    if (look->place->outdoor) {
        inspect_point(look, x, y, STOREY_M / 2.0, (double[]){0.0, 0.0});
        return;
    }
    for (int storey = 0; storey < storeys; storey++)
        inspect_point(look, x + OUTSIDE_M * facing[0], y + OUTSIDE_M * facing[1],
                      STOREY_M * (storey + 0.5), facing);
}

static void inspect_ring(const double *xy, size_t count, bool closed, bool hole, void *context)
{
    Inspection *look = context;
    double around = 0.0, spacing, passed = 0.0, outward;
    size_t spots, edge = 0;

    if (!closed || count < 4)
        return;
    for (size_t i = 0; i + 1 < count; i++)
        around += hypot(xy[2 * i + 2] - xy[2 * i], xy[2 * i + 3] - xy[2 * i + 1]);
    if (!(around > 0.0))
        return;
    outward = (signed_area(xy, count) > 0.0) == !hole ? 1.0 : -1.0;
    spots = (size_t)ceil(around / SPACING_M);
    spacing = around / (double)spots;
    for (size_t s = 0; s < spots; s++) {
        double at = ((double)s + 0.5) * spacing;
        double length = hypot(xy[2 * edge + 2] - xy[2 * edge], xy[2 * edge + 3] - xy[2 * edge + 1]);
        while (edge + 2 < count && at - passed > length) {
            passed += length;
            edge++;
            length = hypot(xy[2 * edge + 2] - xy[2 * edge], xy[2 * edge + 3] - xy[2 * edge + 1]);
        }
        if (length > 0.0)
            inspect_spot(look, xy + 2 * edge, xy + 2 * edge + 2, at - passed, outward);
    }
}

double reference_distance_m(const Forbidden *place, double x, double y)
{
    GEOSContextHandle_t geos = shape_context();
    GEOSGeometry *point = shape_new_point(geos, x, y);
    double distance_m;

    if (GEOSDistance_r(geos, place->shape, point, &distance_m) != 1)
        distance_m = INFINITY;
    GEOSGeom_destroy_r(geos, point);
    GEOS_finish_r(geos);
    return distance_m;
}

static bool stands_inside(GEOSContextHandle_t geos, const Forbidden *place, double x, double y)
{
    GEOSGeometry *point = shape_new_point(geos, x, y);
    bool inside = GEOSContains_r(geos, place->shape, point) == 1;

    GEOSGeom_destroy_r(geos, point);
    return inside ||
           (place->buffer_m > 0.0 && reference_distance_m(place, x, y) < place->buffer_m - 1e-6);
}

static bool looks_into(Inspection *look)
{
    const GEOSGeometry *own = look->place->building ? look->place->building : look->place->shape;
    const GEOSGeometry *shape = look->place->shape;
    Box near = box_grow(shape_box(look->geos, shape), FURTHEST_M);

    if (!box_has(near, look->camera->x, look->camera->y))
        return false;
    look->building = GEOSPrepare_r(look->geos, own);
    look->own_box = shape_box(look->geos, own);
    shape_each_ring(look->geos, shape, inspect_ring, look);
    GEOSPreparedGeom_destroy_r(look->geos, look->building);
    return look->violated;
}

bool reference_looks_into(const Scene *scene, const Forbidden *place, const WrittenCamera *camera,
                          const CameraModel *model)
{
    WrittenCamera clear = *camera;
    Inspection look = {.scene = scene,
                       .surface = scene_surface(scene, USE_STREET),
                       .geos = shape_context(),
                       .place = place,
                       .camera = &clear,
                       .model = model && model->class == MODEL_PTZ ? model : NULL,
                       .threshold = fmax(place->view_px_per_m, LEAST_PX_PER_M)};
    bool looks;

    clear.max_range_m = FURTHEST_M * 2.0; /* night and fog protect nobody */
    looks = looks_into(&look);
    GEOS_finish_r(look.geos);
    return looks;
}

/* Has what is planned the consent that the place needs, or may it need none? */
static bool is_settled(const Forbidden *place)
{
    return place->clause->kind == CLAUSE_CONSENT && (place->consent_doc || place->doubt);
}

const Forbidden *reference_forbidden(const Scene *scene, const ForbiddenSet *places,
                                     const WrittenCamera *camera, bool *inside)
{
    GEOSContextHandle_t geos = shape_context();
    const CameraModel *model =
        camera->model && scene->catalogue ? catalogue_find(scene->catalogue, camera->model) : NULL;
    const Forbidden *found = NULL;

    for (size_t i = 0; i < places->count && !found; i++) {
        const Forbidden *place = &places->places[i];
        if (!place->in_force || !place->supplied || !place->shape || is_settled(place))
            continue;
        *inside = !place->rooms_drawn && stands_inside(geos, place, camera->x, camera->y);
        if (*inside || (place->room_known && reference_looks_into(scene, place, camera, model)))
            found = place;
    }
    GEOS_finish_r(geos);
    return found;
}
