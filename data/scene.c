#include "data/scene.h"

#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "base/text.h"
#include "data/scene_parts.h"
#include "data/shape.h"
#include "data/surface_build.h"

/* Carriageway of a bridge drawn as a line, when nothing says its width. */
static const double DECK_WIDTH_M = 10;

static Status step(Status status, Diag *diag)
{
    progress_step();
    return status == OK ? interrupt_check(diag) : status;
}

static Status need_fields(const Layer *layer, Diag *diag)
{
    const ProjectLayer *as = layer->as;
    const char *const fields[] = {as->code,  as->category_field, as->name,
                                  as->count, as->valid_from,     as->valid_to};
    Status status = OK;

    for (size_t i = 0; i < sizeof fields / sizeof *fields && status == OK; i++)
        if (fields[i])
            status = layer_need_field(layer, fields[i], diag);
    return status;
}

static bool has_long_range(const Project *project)
{
    for (size_t i = 0; i < project->surface_count; i++)
        if (project->surfaces[i].use == USE_LONG_RANGE)
            return true;
    return false;
}

static Box clip_box(const Scene *scene)
{
    return box_grow(scene->box, has_long_range(scene->project) ? LONG_RANGE_M : STREET_RANGE_M);
}

static Status read_layers(SceneOwner *owner, Diag *diag)
{
    Scene *scene = &owner->scene;
    const Project *project = scene->project;
    const Box clip = clip_box(scene);
    Status status = OK;

    scene->layers = arena_alloc(scene->arena, project->layer_count + 1, sizeof *scene->layers);
    for (size_t i = 0; i < project->layer_count && status == OK; i++) {
        const ProjectLayer *as = &project->layers[i];
        Layer *layer = &scene->layers[i];
        status =
            layer_read(layer, scene->geos, scene->arena, &as->ref,
                       arena_printf(scene->arena, "layer %s", as->id), scene->crs, &clip, diag);
        if (status != OK)
            return status;
        scene->layer_count++;
        layer->id = as->id;
        layer->as = as;
        scene_note_layer(owner, layer);
        status = need_fields(layer, diag);
        if (status == OK)
            status =
                scene_input(owner, &as->ref, arena_printf(scene->arena, "layer %s", as->id), diag);
        status = step(status, diag);
    }
    return status;
}

static Status hash_surface(SceneOwner *owner, const ProjectSurface *as, Diag *diag)
{
    Status status = OK;

    if (!as->flat)
        status = scene_input(owner, &as->terrain, "terrain", diag);
    if (status == OK)
        status = scene_input(owner, &as->surface, "surface", diag);
    if (status == OK)
        status = scene_input(owner, &as->canopy, "canopy", diag);
    if (status == OK)
        status = scene_input(owner, &as->buildings, "buildings", diag);
    return status;
}

static Status read_buildings(SceneOwner *owner, const ProjectSurface *as, Box box, Layer *out,
                             Diag *diag)
{
    Scene *scene = &owner->scene;
    Status status;

    if (!as->buildings.source)
        return OK;
    status = layer_read(out, scene->geos, scene->arena, &as->buildings, "buildings", scene->crs,
                        &box, diag);
    if (status != OK)
        return status;
    scene_note_layer(owner, out);
    if (as->height_field)
        status = layer_need_field(out, as->height_field, diag);
    if (as->levels_field && status == OK)
        status = layer_need_field(out, as->levels_field, diag);
    return status;
}

/* Sites and forbidden rooms ask for the buildings of the street surface or, where there is
 * none, of the only one. */
static bool gives_buildings(const Project *project, const ProjectSurface *as)
{
    return as->use == USE_STREET || project->surface_count == 1;
}

static Status read_surface(SceneOwner *owner, const ProjectSurface *as, Diag *diag)
{
    Scene *scene = &owner->scene;
    const Layer **roads = arena_alloc(scene->arena, scene->layer_count + 1, sizeof *roads);
    Layer own = {0};
    Layer *buildings = gives_buildings(scene->project, as) ? &scene->buildings : &own;
    SurfaceSources sources = {
        .as = as,
        .crs = scene->crs,
        .box = box_grow(scene->box, as->use == USE_STREET ? STREET_RANGE_M : LONG_RANGE_M),
        .area = scene->box,
        .buildings = buildings,
        .roads = roads,
        .deck_width_m = DECK_WIDTH_M};
    Status status = read_buildings(owner, as, sources.box, buildings, diag);

    for (size_t i = 0; i < scene->layer_count; i++)
        if (project_layer_has_tags(scene->layers[i].as) ||
            text_equal(scene->layers[i].id, scene->project->sites.along))
            roads[sources.road_layers++] = &scene->layers[i];
    if (status == OK)
        status = surface_build(&scene->surfaces[as->use], scene->geos, &sources, diag);
    layer_release(&own, scene->geos);
    if (status == OK) {
        scene->has_surface[as->use] = true;
        scene_note_surface(owner, &scene->surfaces[as->use]);
        status = hash_surface(owner, as, diag);
    }
    return step(status, diag);
}

static Status read_cameras(SceneOwner *owner, Diag *diag)
{
    Scene *scene = &owner->scene;
    const Project *project = scene->project;
    const Box clip = clip_box(scene);
    Status status = catalogue_read(&scene->catalogue, project->catalogue, diag);

    if (status == OK)
        status = scene_input_file(owner, project->catalogue, "catalogue", NULL, diag);
    for (size_t i = 0; i < project->sites.model_count && status == OK; i++)
        if (!catalogue_find(scene->catalogue, project->sites.models[i]))
            status = diag_fail(diag, ERR_INPUT,
                               "%s: sites.models names %s, which is not in the catalogue %s",
                               project->path, project->sites.models[i], project->catalogue);
    if (status == OK && project->cameras.ref.source) {
        status = camera_inventory_read(&scene->cameras, scene->arena, &project->cameras,
                                       scene->catalogue, scene->crs, &clip, diag);
        if (status == OK)
            status = scene_input(owner, &project->cameras.ref, "cameras", diag);
        if (status == OK)
            scene_note_cameras(owner);
    }
    return step(status, diag);
}

static Status read_all(SceneOwner *owner, Diag *diag)
{
    Scene *scene = &owner->scene;
    const Project *project = scene->project;
    Status status = crs_open_project(&scene->crs, project->crs, project->crs_place, diag);

    if (status == OK)
        status = scene_input_file(owner, project->path, "project", NULL, diag);
    if (status == OK)
        status = step(scene_read_area(owner, diag), diag);
    if (status == OK && project->townships.source)
        status = step(scene_read_townships(owner, diag), diag);
    if (status == OK)
        status = read_layers(owner, diag);
    if (status == OK)
        scene_note_border(owner);
    for (size_t i = 0; i < project->surface_count && status == OK; i++)
        status = read_surface(owner, &project->surfaces[i], diag);
    if (status == OK)
        status = read_cameras(owner, diag);
    scene_inputs_sort(owner);
    return status;
}

Status scene_read(Scene **out, const Project *project, Diag *diag)
{
    SceneOwner *owner = memory_new(1, sizeof *owner);
    Scene *scene = &owner->scene;
    Status status;

    scene->project = project;
    scene->arena = arena_new();
    scene->geos = shape_context();
    progress_begin("reading", 2 + project->layer_count + project->surface_count +
                                  (project->townships.source ? 1 : 0));
    status = read_all(owner, diag);
    progress_end();
    if (status != OK) {
        scene_free(scene);
        return status;
    }
    *out = scene;
    return OK;
}

void scene_free(Scene *scene)
{
    SceneOwner *owner = (SceneOwner *)(void *)scene;

    if (!scene)
        return;
    for (size_t i = 0; owner->prepared && i < scene->township_count; i++)
        GEOSPreparedGeom_destroy_r(scene->geos, owner->prepared[i]);
    free(owner->prepared);
    for (size_t i = 0; i < scene->layer_count; i++)
        layer_release(&scene->layers[i], scene->geos);
    layer_release(&owner->area_layer, scene->geos);
    layer_release(&owner->township_layer, scene->geos);
    layer_release(&scene->buildings, scene->geos);
    for (size_t i = 0; i < 2; i++)
        if (scene->has_surface[i])
            surface_release(&scene->surfaces[i]);
    GEOSGeom_destroy_r(scene->geos, scene->area);
    catalogue_free(scene->catalogue);
    crs_close(scene->crs);
    GEOS_finish_r(scene->geos);
    arena_free(scene->arena);
    free(scene->notes);
    free(scene->inputs);
    free(owner);
}

const Surface *scene_surface(const Scene *scene, SurfaceUse use)
{
    return &scene->surfaces[scene->has_surface[use] ? use : 1 - use];
}

const Layer *scene_layer(const Scene *scene, const char *id)
{
    for (size_t i = 0; i < scene->layer_count; i++)
        if (text_equal(scene->layers[i].id, id))
            return &scene->layers[i];
    return NULL;
}

const Township *scene_township(const Scene *scene, double x, double y)
{
    const SceneOwner *owner = (const SceneOwner *)(const void *)scene;
    GEOSGeometry *point = shape_new_point(scene->geos, x, y);
    const Township *found = NULL;

    for (size_t i = 0; i < scene->township_count && !found; i++)
        if (GEOSPreparedIntersects_r(scene->geos, owner->prepared[i], point) == 1)
            found = &scene->townships[i];
    GEOSGeom_destroy_r(scene->geos, point);
    return found;
}
