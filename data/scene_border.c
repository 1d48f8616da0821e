/* scene_border.c - what the layers know of the national boundary, for the findings.
 *
 * OpenStreetMap draws it as ways; an extract holds them as open lines, and often without
 * the polygon of the country. Which side is the own one is then told by the area alone. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/scene_parts.h"
#include "data/shape.h"

/* A boundary this near runs along the area: the two may come from different maps. */
static const double ALONG_M = 50;

typedef struct {
    GEOSGeometry **lines;
    size_t count, capacity, areas;
    const char *layer; /* the first that has one */
} Border;

static void find_border(Border *border, const Scene *scene)
{
    for (size_t i = 0; i < scene->layer_count; i++) {
        const Layer *layer = &scene->layers[i];
        if (!project_layer_has_tags(layer->as))
            continue;
        for (size_t f = 0; f < layer->count; f++) {
            const Feature *feature = &layer->features[f];
            ShapeKind kind;
            if (!feature->shape || !text_equal(layer_value(layer, feature, "admin_level"), "2") ||
                !text_equal(layer_value(layer, feature, "boundary"), "administrative"))
                continue;
            kind = shape_kind(scene->geos, feature->shape);
            border->areas += kind == SHAPE_AREA;
            if (kind != SHAPE_LINE)
                continue;
            border->lines = memory_grow(border->lines, border->count, &border->capacity,
                                        sizeof(GEOSGeometry *));
            border->lines[border->count++] = GEOSGeom_clone_r(scene->geos, feature->shape);
            border->layer = border->layer ? border->layer : layer->id;
        }
    }
}

void scene_note_border(SceneOwner *owner)
{
    Scene *scene = &owner->scene;
    Border border = {0};
    GEOSGeometry *all, *near, *along;
    double whole_m, along_m;

    find_border(&border, scene);
    if (border.count) {
        all = GEOSGeom_createCollection_r(scene->geos, GEOS_MULTILINESTRING, border.lines,
                                          (unsigned)border.count);
        near = shape_buffer(scene->geos, scene->area, ALONG_M, false);
        along = all && near ? GEOSIntersection_r(scene->geos, all, near) : NULL;
        whole_m = all ? shape_length_m(scene->geos, all) : 0;
        along_m = along ? shape_length_m(scene->geos, along) : 0;
        scene_note(owner, "note", border.layer,
                   "the national boundary is %zu open %s of %.1f km%s; %.1f km of them run along "
                   "or in the area and are planned for, on the area's side",
                   border.count, text_by_number(border.count, "line", "lines"), whole_m / 1e3,
                   border.areas ? "" : ", without a polygon of the country", along_m / 1e3);
        GEOSGeom_destroy_r(scene->geos, along);
        GEOSGeom_destroy_r(scene->geos, near);
        GEOSGeom_destroy_r(scene->geos, all);
    }
    free(border.lines);
}
