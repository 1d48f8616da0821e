#include "render/boundary.h"

#include <stdlib.h>

#include "base/memory.h"
#include "data/shape.h"
#include "render/style.h"

static const double near_mm = 0.4;

/* The edges of a layer's shapes as one geometry; NULL when GEOS fails. */
static GEOSGeometry *layer_edges(GEOSContextHandle_t geos, const MapLayer *layer)
{
    GEOSGeometry **edges = memory_new(layer->count + 1, sizeof *edges);
    unsigned count = 0;

    for (size_t i = 0; i < layer->count; i++) {
        const GEOSGeometry *shape = layer->shapes[i].shape;
        if (!shape)
            continue;
        GEOSGeometry *edge = shape_kind(geos, shape) == SHAPE_AREA ? GEOSBoundary_r(geos, shape)
                                                                   : GEOSGeom_clone_r(geos, shape);
        if (edge)
            edges[count++] = edge;
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, edges, count);
    GEOSGeometry *merged = all ? GEOSUnaryUnion_r(geos, all) : NULL;
    GEOSGeom_destroy_r(geos, all);
    free(edges);
    return merged;
}

/* Replace `*lines` by what of it does not run along `higher`. */
static void leave_to_higher(GEOSContextHandle_t geos, GEOSGeometry **lines,
                            const GEOSGeometry *higher, double near_m)
{
    GEOSGeometry *thin = GEOSSimplify_r(geos, higher, near_m / 4);
    GEOSGeometry *strip = thin ? GEOSBuffer_r(geos, thin, near_m, 4) : NULL;
    GEOSGeometry *rest = strip ? GEOSDifference_r(geos, *lines, strip) : NULL;

    if (rest) {
        GEOSGeom_destroy_r(geos, *lines);
        *lines = rest;
    }
    GEOSGeom_destroy_r(geos, strip);
    GEOSGeom_destroy_r(geos, thin);
}

static void join_lines(GEOSContextHandle_t geos, GEOSGeometry **lines)
{
    GEOSGeometry *joined = GEOSLineMerge_r(geos, *lines);

    if (joined) {
        GEOSGeom_destroy_r(geos, *lines);
        *lines = joined;
    }
}

void boundary_layers(BoundaryLayers *out, const MapContent *content, const MapView *view)
{
    GEOSContextHandle_t geos = content->geos;
    size_t count = content->layer_count;
    GEOSGeometry **edges = memory_new(count + 1, sizeof *edges);

    *out = (BoundaryLayers){.layers = memory_new(count + 1, sizeof *out->layers),
                            .lines = memory_new(count + 1, sizeof *out->lines),
                            .count = count};
    for (size_t i = 0; i < count; i++) {
        out->layers[i] = content->layers[i];
        if (style_find(content->layers[i].style)->rank == RANK_BOUNDARY)
            edges[i] = layer_edges(geos, &content->layers[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (!edges[i])
            continue;
        int level = style_find(content->layers[i].style)->step;
        GEOSGeometry *lines = GEOSGeom_clone_r(geos, edges[i]);
        for (size_t k = 0; k < count && lines; k++)
            if (edges[k] && style_find(content->layers[k].style)->step > level)
                leave_to_higher(geos, &lines, edges[k], near_mm / view->mm_per_m);
        if (!lines)
            continue;
        join_lines(geos, &lines);
        out->lines[i] = (MapShape){.shape = lines};
        out->layers[i].shapes = &out->lines[i];
        out->layers[i].count = 1;
    }
    for (size_t i = 0; i < count; i++)
        GEOSGeom_destroy_r(geos, edges[i]);
    free(edges);
}

void boundary_release(BoundaryLayers *layers, GEOSContextHandle_t geos)
{
    for (size_t i = 0; layers->lines && i < layers->count; i++)
        GEOSGeom_destroy_r(geos, (GEOSGeometry *)layers->lines[i].shape);
    free(layers->layers);
    free(layers->lines);
    *layers = (BoundaryLayers){0};
}
