#include "planner/verify/reference_cost.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"

#define ON_POLE_M 0.01    /* sites are written to the millimetre */
#define ON_BUILDING_M 1.0 /* an arm at a building's corner */

/* Distance to the nearest given pole; INFINITY when there is none. */
static double pole_distance(const Scene *scene, double x, double y)
{
    const ProjectSites *sites = &scene->project->sites;
    double least = INFINITY;

    for (size_t i = 0; i < sites->on_count; i++) {
        const Layer *poles = scene_layer(scene, sites->on[i]);
        for (size_t k = 0; poles && k < poles->count; k++) {
            double px = NAN, py = NAN;
            shape_inner_point(scene->geos, poles->features[k].shape, &px, &py);
            least = fmin(least, hypot(px - x, py - y));
        }
    }
    return least;
}

static double network_distance(const Scene *scene, double x, double y)
{
    double least = pole_distance(scene, x, y);

    for (size_t i = 0; i < scene->cameras.count; i++)
        least =
            fmin(least, hypot(scene->cameras.cameras[i].x - x, scene->cameras.cameras[i].y - y));
    return isinf(least) ? 0.0 : least;
}

static bool stands_there(const Scene *scene, double x, double y)
{
    GEOSGeometry *point;
    bool near = pole_distance(scene, x, y) <= ON_POLE_M;

    if (near || !scene->project->sites.on_buildings)
        return near;
    point = shape_new_point(scene->geos, x, y);
    for (size_t i = 0; i < scene->buildings.count && !near; i++)
        near = GEOSDistanceWithin_r(scene->geos, scene->buildings.features[i].shape, point,
                                    ON_BUILDING_M) == 1;
    GEOSGeom_destroy_r(scene->geos, point);
    return near;
}

double reference_site_cost(const Scene *scene, const WrittenPlan *plan, size_t first,
                           double *written, const WrittenCamera **odd)
{
    const ProjectCosts *costs = &scene->project->costs;
    const WrittenCamera *at = &plan->cameras[first];
    double cost = costs->civil + costs->network_per_m * network_distance(scene, at->x, at->y);
    bool pole_new = false;

    *written = 0.0;
    *odd = NULL;
    for (size_t i = first; i < plan->camera_count; i++) {
        const WrittenCamera *camera = &plan->cameras[i];
        const CameraModel *model;
        if (!text_equal(camera->status, "new") || !text_equal(camera->site, at->site))
            continue;
        model = camera->model ? catalogue_find(scene->catalogue, camera->model) : NULL;
        if (!model)
            *odd = camera;
        cost += model ? model->cost : (double)NAN;
        cost += i == first ? 0.0 : costs->second_camera_on_pole * costs->civil;
        *written += camera->cost;
        pole_new = pole_new || camera->pole_new;
    }
    if (!pole_new && !stands_there(scene, at->x, at->y)) {
        *odd = at;
        return NAN;
    }
    return cost + (pole_new ? costs->pole : 0.0);
}

static void add_connection(double **out, size_t *count, size_t *capacity, double x, double y)
{
    *out = memory_grow(*out, *count, capacity, 2 * sizeof **out);
    (*out)[2 * *count] = x;
    (*out)[2 * (*count)++ + 1] = y;
}

double *reference_connections(const Scene *scene, size_t *count, size_t *poles)
{
    const ProjectSites *sites = &scene->project->sites;
    size_t capacity = 0;
    double *out = NULL;

    *count = 0;
    for (size_t i = 0; i < sites->on_count; i++) {
        const Layer *layer = scene_layer(scene, sites->on[i]);
        for (size_t k = 0; layer && k < layer->count; k++) {
            double x = NAN, y = NAN;
            shape_inner_point(scene->geos, layer->features[k].shape, &x, &y);
            add_connection(&out, count, &capacity, x, y);
        }
    }
    *poles = *count;
    for (size_t i = 0; i < scene->cameras.count; i++)
        add_connection(&out, count, &capacity, scene->cameras.cameras[i].x,
                       scene->cameras.cameras[i].y);
    return out;
}

double reference_pole_cost(const Scene *scene, double away_m, bool pole_new)
{
    const ProjectCosts *costs = &scene->project->costs;

    return costs->civil + (isinf(away_m) ? 0.0 : costs->network_per_m * away_m) +
           (pole_new ? costs->pole : 0.0);
}
