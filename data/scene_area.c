/* scene_area.c - the area that a project plans, and its townships. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/scene_parts.h"
#include "data/shape.h"

/* Of the area's features, in a sentence. */
enum { MOST_NAMES = 12 };

/* What was taken, for the record: extracts lack units, filters let others through. */
static void note_area(SceneOwner *owner)
{
    const Scene *scene = &owner->scene;
    const Layer *layer = &owner->area_layer;
    double area_km2 = shape_area_m2(scene->geos, scene->area) / 1e6;
    Text names = {0};
    size_t named = 0, polygons = 0;

    if (scene->project->has_area_box) {
        scene_note(owner, "note", "area", "the area is a box of %.2f km2 (%.2f x %.2f km)",
                   area_km2, (scene->box.max_x - scene->box.min_x) / 1e3,
                   (scene->box.max_y - scene->box.min_y) / 1e3);
        return;
    }
    for (size_t i = 0; i < layer->count; i++) {
        const char *name = layer_feature_name(layer, &layer->features[i]);
        if (shape_kind(scene->geos, layer->features[i].shape) != SHAPE_AREA)
            continue;
        polygons++;
        if (name[0] && named < MOST_NAMES)
            text_printf(&names, "%s%s", named++ ? ", " : ": ", name);
    }
    scene_note(owner, "note", "area", "the area is %.2f km2, of %zu polygon%s of %s%.500s%s",
               area_km2, polygons, polygons == 1 ? "" : "s", layer->source, named ? names.text : "",
               named == MOST_NAMES && polygons > named ? ", ..." : "");
    if (polygons < layer->count)
        scene_note(owner, "warning", "area",
                   "%s: %zu of %zu features are no polygons and add nothing to the area",
                   layer->source, layer->count - polygons, layer->count);
    text_release(&names);
}

static Status area_from_layer(SceneOwner *owner, Diag *diag)
{
    Scene *scene = &owner->scene;
    const SourceRef *ref = &scene->project->area;
    Layer *layer = &owner->area_layer;
    GEOSGeometry **parts, *all;
    unsigned count = 0;
    Status status =
        layer_read(layer, scene->geos, scene->arena, ref, "area", scene->crs, NULL, diag);

    if (status != OK)
        return status;
    if (layer->count == 0)
        return diag_fail(diag, ERR_INPUT,
                         "%s: the area is empty: %s has no feature with a geometry%s", ref->place,
                         layer->source, ref->where ? " that the where filter lets through" : "");
    parts = memory_new(layer->count, sizeof *parts);
    for (size_t i = 0; i < layer->count; i++)
        if (layer->features[i].shape &&
            shape_kind(scene->geos, layer->features[i].shape) == SHAPE_AREA)
            parts[count++] = GEOSGeom_clone_r(scene->geos, layer->features[i].shape);
    all = GEOSGeom_createCollection_r(scene->geos, GEOS_GEOMETRYCOLLECTION, parts, count);
    free(parts);
    scene->area = all && count ? GEOSUnaryUnion_r(scene->geos, all) : NULL;
    GEOSGeom_destroy_r(scene->geos, all);
    if (!scene->area || !(shape_area_m2(scene->geos, scene->area) > 0))
        return diag_fail(diag, ERR_INPUT,
                         "%s: the area has no polygon: %s holds only points or lines; name a "
                         "polygon layer or say area: {box: [...]}",
                         ref->place, layer->source);
    scene_note_layer(owner, layer);
    return scene_input(owner, ref, "area", diag);
}

Status scene_read_area(SceneOwner *owner, Diag *diag)
{
    Scene *scene = &owner->scene;
    const double *box = scene->project->area_box;
    Status status = OK;

    if (scene->project->has_area_box)
        scene->area = shape_new_box(scene->geos, (Box){box[0], box[1], box[2], box[3]});
    else
        status = area_from_layer(owner, diag);
    if (status == OK) {
        scene->box = shape_box(scene->geos, scene->area);
        note_area(owner);
    }
    return status;
}

static int by_code(const void *left, const void *right, void *geos)
{
    const Township *a = left, *b = right;
    int order = text_order(a->code, b->code);

    if (!order)
        order = text_order(a->name, b->name);
    return order ? order : shape_compare(geos, a->shape, b->shape);
}

/* A neighbour that only touches the area is none of its townships. */
static bool overlaps(const Scene *scene, const GEOSGeometry *shape)
{
    GEOSGeometry *common;
    double area_m2;

    if (!shape || shape_kind(scene->geos, shape) != SHAPE_AREA)
        return false;
    common = GEOSIntersection_r(scene->geos, shape, scene->area);
    area_m2 = common ? shape_area_m2(scene->geos, common) : 0;
    GEOSGeom_destroy_r(scene->geos, common);
    return area_m2 > 1;
}

static Status take_townships(SceneOwner *owner, Diag *diag)
{
    Scene *scene = &owner->scene;
    const Layer *layer = &owner->township_layer;
    const char *code = scene->project->township_code, *name = scene->project->township_name;
    Status status = layer_need_field(layer, name, diag);

    if (status == OK && code)
        status = layer_need_field(layer, code, diag);
    if (status != OK)
        return status;
    scene->townships = arena_alloc(scene->arena, layer->count + 1, sizeof *scene->townships);
    for (size_t i = 0; i < layer->count; i++) {
        const Feature *feature = &layer->features[i];
        const char *its_name = layer_value(layer, feature, name);
        const char *its_code = code ? layer_value(layer, feature, code) : NULL;
        if (!overlaps(scene, feature->shape))
            continue;
        scene->townships[scene->township_count++] =
            (Township){its_name ? its_name : "", its_code ? its_code : "", feature->shape};
    }
    if (!scene->township_count)
        scene_note(owner, "warning", "townships", "%s: no township polygon lies in the area",
                   layer->source);
    else
        qsort_r(scene->townships, scene->township_count, sizeof *scene->townships, by_code,
                scene->geos);
    return OK;
}

/* Extracts lack townships, lists lack new ones: say how much of the area has none. */
static void note_uncovered(SceneOwner *owner)
{
    Scene *scene = &owner->scene;
    GEOSGeometry **parts = memory_new(scene->township_count + 1, sizeof *parts);
    GEOSGeometry *all, *merged, *rest;
    double share = 0;

    for (size_t i = 0; i < scene->township_count; i++)
        parts[i] = GEOSGeom_clone_r(scene->geos, scene->townships[i].shape);
    all = GEOSGeom_createCollection_r(scene->geos, GEOS_GEOMETRYCOLLECTION, parts,
                                      (unsigned)scene->township_count);
    free(parts);
    merged = all ? GEOSUnaryUnion_r(scene->geos, all) : NULL;
    rest = merged ? GEOSDifference_r(scene->geos, scene->area, merged) : NULL;
    if (rest)
        share = shape_area_m2(scene->geos, rest) / shape_area_m2(scene->geos, scene->area);
    if (share > 0.0005)
        scene_note(owner, "note", "townships", "%.1f %% of the area lies in no township",
                   100 * share);
    GEOSGeom_destroy_r(scene->geos, rest);
    GEOSGeom_destroy_r(scene->geos, merged);
    GEOSGeom_destroy_r(scene->geos, all);
}

Status scene_read_townships(SceneOwner *owner, Diag *diag)
{
    Scene *scene = &owner->scene;
    Status status;

    status = layer_read(&owner->township_layer, scene->geos, scene->arena,
                        &scene->project->townships, "townships", scene->crs, &scene->box, diag);
    if (status == OK)
        status = take_townships(owner, diag);
    if (status == OK) {
        scene_note_layer(owner, &owner->township_layer);
        note_uncovered(owner);
        status = scene_input(owner, &scene->project->townships, "townships", diag);
    }
    owner->prepared = memory_new(scene->township_count + 1, sizeof *owner->prepared);
    for (size_t i = 0; i < scene->township_count; i++)
        owner->prepared[i] = GEOSPrepare_r(scene->geos, scene->townships[i].shape);
    return status;
}
