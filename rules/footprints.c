#include "rules/footprints.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"

struct Footprints {
    Overlay *overlay;
    const Layer *layer;
    GEOSSTRtree *tree;
    size_t count;
};

/* Features that a tree query meets, in the order of the layer. */
typedef struct {
    const Feature **items;
    size_t count, capacity;
} Found;

static bool stands_on_ground(const Layer *layer, const Feature *feature)
{
    static const char *const open[] = {"roof", "carport", "canopy", "bridge"};
    const char *use = layer_value(layer, feature, "building");
    const char *level = layer_value(layer, feature, "layer");
    const char *location = layer_value(layer, feature, "location");
    double min_height_m = 0, at_level = 0;

    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (text_equal(use, open[i]))
            return false;
    if (text_number(layer_value(layer, feature, "min_height"), &min_height_m) && min_height_m > 0)
        return false;
    if (text_number(level, &at_level) && at_level < 0)
        return false;
    return !text_equal(location, "underground");
}

Footprints *footprints_new(Overlay *overlay, const Layer *layer)
{
    Footprints *footprints = memory_new(1, sizeof *footprints);

    *footprints = (Footprints){
        .overlay = overlay, .layer = layer, .tree = GEOSSTRtree_create_r(overlay->geos, 10)};
    for (size_t i = 0; layer && i < layer->count; i++) {
        Feature *feature = &layer->features[i];
        if (!feature->shape || shape_kind(overlay->geos, feature->shape) != SHAPE_AREA ||
            !stands_on_ground(layer, feature))
            continue;
        GEOSSTRtree_insert_r(overlay->geos, footprints->tree, feature->shape, feature);
        footprints->count++;
    }
    return footprints;
}

void footprints_free(Footprints *footprints)
{
    if (!footprints)
        return;
    GEOSSTRtree_destroy_r(footprints->overlay->geos, footprints->tree);
    free(footprints);
}

static void found_add(void *item, void *context)
{
    Found *found = context;

    found->items = memory_grow(found->items, found->count, &found->capacity, sizeof *found->items);
    found->items[found->count++] = item;
}

/* Features lie in one array, so their addresses are their order. */
static int compare_features(const void *left, const void *right)
{
    const Feature *a = *(const Feature *const *)left, *b = *(const Feature *const *)right;

    return (a > b) - (a < b);
}

static Found buildings_near(const Footprints *footprints, const GEOSGeometry *shape)
{
    Found found = {0};

    if (footprints->count > 0)
        GEOSSTRtree_query_r(footprints->overlay->geos, footprints->tree, shape, found_add, &found);
    if (found.count > 1)
        qsort(found.items, found.count, sizeof *found.items, compare_features);
    return found;
}

/* The union of the buildings that meet `shape`, or NULL when none does. */
static GEOSGeometry *buildings_meeting(const Footprints *footprints, const GEOSGeometry *shape)
{
    Overlay *overlay = footprints->overlay;
    Found found = buildings_near(footprints, shape);
    GEOSGeometry **shapes = memory_new(found.count + 1, sizeof(GEOSGeometry *));
    size_t count = 0;

    for (size_t i = 0; i < found.count; i++)
        if (GEOSIntersects_r(overlay->geos, found.items[i]->shape, shape) == 1)
            shapes[count++] = overlay_copy(overlay, found.items[i]->shape);
    GEOSGeometry *all = count > 0 ? overlay_union(overlay, shapes, count) : NULL;
    free(shapes);
    free(found.items);
    return all;
}

GEOSGeometry *footprints_cut(const Footprints *footprints, GEOSGeometry *shape)
{
    Overlay *overlay = footprints->overlay;
    GEOSGeometry *buildings = buildings_meeting(footprints, shape), *rest;

    if (!buildings)
        return shape;
    rest = overlay_keep(overlay, overlay_minus(overlay, shape, buildings), 2);
    overlay_drop(overlay, buildings);
    overlay_drop(overlay, shape);
    return rest;
}

double footprints_share(const Footprints *footprints, const GEOSGeometry *shape)
{
    Overlay *overlay = footprints->overlay;
    double area_m2 = shape_area_m2(overlay->geos, shape);
    GEOSGeometry *buildings = buildings_meeting(footprints, shape), *both;
    double share = 0;

    if (!buildings)
        return 0;
    both = overlay_both(overlay, shape, buildings);
    if (area_m2 > 0)
        share = shape_area_m2(overlay->geos, both) / area_m2;
    overlay_drop(overlay, both);
    overlay_drop(overlay, buildings);
    return share;
}

const Feature *footprints_at(const Footprints *footprints, double x, double y)
{
    GEOSContextHandle_t geos = footprints->overlay->geos;
    GEOSGeometry *point = shape_new_point(geos, x, y);
    Found found = buildings_near(footprints, point);
    const Feature *holder = NULL;

    for (size_t i = 0; i < found.count && !holder; i++)
        if (GEOSIntersects_r(geos, found.items[i]->shape, point) == 1)
            holder = found.items[i];
    free(found.items);
    GEOSGeom_destroy_r(geos, point);
    return holder;
}

const Feature *footprints_under(const Footprints *footprints, const GEOSGeometry *shape)
{
    Overlay *overlay = footprints->overlay;
    Found found = buildings_near(footprints, shape);
    const Feature *best = NULL;
    double best_m2 = 0;

    for (size_t i = 0; i < found.count; i++) {
        GEOSGeometry *both = overlay_both(overlay, found.items[i]->shape, shape);
        double area_m2 = shape_area_m2(overlay->geos, both);
        if (area_m2 > best_m2) {
            best_m2 = area_m2;
            best = found.items[i];
        }
        overlay_drop(overlay, both);
    }
    free(found.items);
    return best;
}

GEOSGeometry *footprints_within(const Footprints *footprints, const GEOSGeometry *shape)
{
    Overlay *overlay = footprints->overlay;
    GEOSGeometry *buildings = buildings_meeting(footprints, shape), *within;

    if (!buildings)
        return overlay_union(overlay, NULL, 0);
    within = overlay_keep(overlay, overlay_both(overlay, shape, buildings), 2);
    overlay_drop(overlay, buildings);
    return within;
}
