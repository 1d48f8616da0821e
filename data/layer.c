#include "data/layer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/misplaced.h"
#include "data/osm_tags.h"
#include "data/shape.h"
#include "data/source.h"

static const Box nowhere = {INFINITY, INFINITY, -INFINITY, -INFINITY};

/* What one reading of a layer needs all the time. */
typedef struct {
    Layer *layer;
    GEOSContextHandle_t geos;
    Arena *arena;
    Source *source;
    CrsTransform *transform; /* NULL: a table without places */
    const Box *clip;         /* or NULL */
    GEOSGeometry *clip_shape;
    int tags_field;
    size_t capacity;
    Feature *kept;
    Box found;     /* of all features, source CRS */
    double *x, *y; /* one feature's coordinates */
    size_t at, points, point_capacity;
} Reading;

/* NOLINTNEXTLINE(readability-non-const-parameter): the type is GEOS's */
static int take_point(double *x, double *y, void *context)
{
    Reading *reading = context;

    if (reading->points == reading->point_capacity) {
        reading->point_capacity = 2 * reading->point_capacity + 256;
        reading->x = memory_resize(reading->x, reading->point_capacity, sizeof *reading->x);
        reading->y = memory_resize(reading->y, reading->point_capacity, sizeof *reading->y);
    }
    reading->x[reading->points] = *x;
    reading->y[reading->points++] = *y;
    return 1;
}

static int put_point(double *x, double *y, void *context)
{
    Reading *reading = context;

    *x = reading->x[reading->at];
    *y = reading->y[reading->at++];
    return 1;
}

/* `*shape` in the project's CRS. All of its points in one call: a call a point is slow. */
static Status project_shape(Reading *reading, int64_t fid, GEOSGeometry **shape, Diag *diag)
{
    GEOSGeometry *copy;
    Diag inner = {0};

    reading->points = reading->at = 0;
    copy = GEOSGeom_transformXY_r(reading->geos, *shape, take_point, reading);
    GEOSGeom_destroy_r(reading->geos, copy);
    if (crs_transform(reading->transform, reading->x, reading->y, reading->points, &inner) != OK)
        return diag_fail(diag, ERR_INPUT,
                         "%s: its place cannot be brought into the project's CRS: "
                         "does the source's CRS fit its coordinates?",
                         source_feature(reading->source, reading->arena, fid));
    copy = GEOSGeom_transformXY_r(reading->geos, *shape, put_point, reading);
    GEOSGeom_destroy_r(reading->geos, *shape);
    *shape = copy;
    return copy ? OK
                : diag_fail(diag, ERR_INPUT, "%s: its geometry cannot be read",
                            source_feature(reading->source, reading->arena, fid));
}

/* Only the parts of the dimension that the broken shape had; NULL when none is left. */
static GEOSGeometry *same_dimension(GEOSContextHandle_t geos, GEOSGeometry *made, int dimension)
{
    int count = GEOSGetNumGeometries_r(geos, made);
    GEOSGeometry **parts;
    unsigned kept = 0;
    GEOSGeometry *all, *merged;

    if (GEOSisEmpty_r(geos, made)) {
        GEOSGeom_destroy_r(geos, made);
        return NULL;
    }
    if (GEOSGeomTypeId_r(geos, made) != GEOS_GEOMETRYCOLLECTION) {
        if (GEOSGeom_getDimensions_r(geos, made) == dimension)
            return made;
        GEOSGeom_destroy_r(geos, made);
        return NULL;
    }
    parts = memory_new((size_t)count, sizeof *parts);
    for (int i = 0; i < count; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, made, i);
        if (GEOSGeom_getDimensions_r(geos, part) == dimension)
            parts[kept++] = GEOSGeom_clone_r(geos, part);
    }
    GEOSGeom_destroy_r(geos, made);
    all = GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, parts, kept);
    free(parts);
    merged = kept && all ? GEOSUnaryUnion_r(geos, all) : NULL;
    GEOSGeom_destroy_r(geos, all);
    return merged;
}

/* A valid shape, or NULL for one with nothing in it. Takes `shape` over. */
static GEOSGeometry *repair(Reading *reading, GEOSGeometry *shape, bool closed)
{
    GEOSGeometry *made;
    int dimension;

    if (GEOSisValid_r(reading->geos, shape) == 1) {
        reading->layer->repaired += closed;
        return shape;
    }
    dimension = GEOSGeom_getDimensions_r(reading->geos, shape);
    made = GEOSMakeValid_r(reading->geos, shape);
    GEOSGeom_destroy_r(reading->geos, shape);
    if (made)
        made = same_dimension(reading->geos, made, dimension);
    if (made)
        reading->layer->repaired++;
    return made;
}

static bool misses_clip(const Reading *reading, const GEOSGeometry *shape)
{
    Box box;

    if (!reading->clip)
        return false;
    box = shape_box(reading->geos, shape);
    if (box.min_x > reading->clip->max_x || box.max_x < reading->clip->min_x ||
        box.min_y > reading->clip->max_y || box.max_y < reading->clip->min_y)
        return true;
    return GEOSIntersects_r(reading->geos, shape, reading->clip_shape) != 1;
}

static void keep(Reading *reading, const SourceFeature *found, GEOSGeometry *shape)
{
    Feature *feature;

    reading->kept = memory_grow(reading->kept, reading->layer->count, &reading->capacity,
                                sizeof *reading->kept);
    feature = &reading->kept[reading->layer->count++];
    *feature = (Feature){.shape = shape, .fid = found->fid, .values = found->values};
    if (reading->tags_field >= 0)
        feature->tags = osm_tags_unpack(reading->arena, found->values[reading->tags_field]);
}

static void stretch(Box *box, Box by)
{
    box->min_x = fmin(box->min_x, by.min_x);
    box->min_y = fmin(box->min_y, by.min_y);
    box->max_x = fmax(box->max_x, by.max_x);
    box->max_y = fmax(box->max_y, by.max_y);
}

static Status take_feature(Reading *reading, SourceFeature *found, Diag *diag)
{
    Layer *layer = reading->layer;
    Status status;

    layer->read++;
    stretch(&reading->found, found->box);
    if (!reading->transform) {
        GEOSGeom_destroy_r(reading->geos, found->shape);
        keep(reading, found, NULL);
        return OK;
    }
    if (found->outside) {
        layer->outside++;
        return OK;
    }
    if (!found->shape) {
        layer->empty++;
        return OK;
    }
    status = project_shape(reading, found->fid, &found->shape, diag);
    if (status != OK) {
        GEOSGeom_destroy_r(reading->geos, found->shape);
        return status;
    }
    found->shape = repair(reading, found->shape, found->closed);
    if (!found->shape) {
        layer->empty++;
    } else if (misses_clip(reading, found->shape)) {
        GEOSGeom_destroy_r(reading->geos, found->shape);
        layer->outside++;
    } else {
        keep(reading, found, found->shape);
    }
    return OK;
}

/* Spare the features far away their transform: the clip box as the source sees it. */
static void clip_source(Reading *reading, const Crs *from, const Crs *to)
{
    enum { STEPS = 20, POINTS = 4 * STEPS };
    double x[POINTS], y[POINTS];
    const Box clip = *reading->clip;
    Box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    CrsTransform *back = NULL;
    Diag unused = {0};

    for (int i = 0; i < STEPS; i++) {
        double t = (double)i / STEPS;
        double across = clip.min_x + t * (clip.max_x - clip.min_x);
        double up = clip.min_y + t * (clip.max_y - clip.min_y);
        x[i] = across, y[i] = clip.min_y;
        x[STEPS + i] = clip.max_x, y[STEPS + i] = up;
        x[2 * STEPS + i] = clip.min_x + clip.max_x - across, y[2 * STEPS + i] = clip.max_y;
        x[3 * STEPS + i] = clip.min_x, y[3 * STEPS + i] = clip.min_y + clip.max_y - up;
    }
    if (crs_transform_open(&back, to, from, "", &unused) != OK)
        return;
    if (crs_transform(back, x, y, POINTS, &unused) == OK) {
        for (int i = 0; i < POINTS; i++) {
            box.min_x = fmin(box.min_x, x[i]);
            box.max_x = fmax(box.max_x, x[i]);
            box.min_y = fmin(box.min_y, y[i]);
            box.max_y = fmax(box.max_y, y[i]);
        }
        /* Edges bow between the points tried. */
        source_clip(reading->source,
                    box_grow(box, 0.05 * fmax(box.max_x - box.min_x, box.max_y - box.min_y)));
    }
    crs_transform_close(back);
}

static Status begin(Reading *reading, const char *id, const Crs *crs, Diag *diag)
{
    Layer *layer = reading->layer;
    const char *const *fields = source_fields(reading->source, &layer->field_count);
    const char **names = arena_alloc(reading->arena, layer->field_count + 1, sizeof *names);
    Crs *from = NULL;
    Status status;

    layer->id = arena_text(reading->arena, id);
    layer->source = arena_text(reading->arena, source_name(reading->source));
    layer->crs = "";
    reading->tags_field = -1;
    for (size_t i = 0; i < layer->field_count; i++) {
        names[i] = arena_text(reading->arena, fields[i]);
        if (text_equal(names[i], "other_tags") || text_equal(names[i], "all_tags"))
            reading->tags_field = (int)i;
    }
    layer->fields = names;
    if (!source_has_places(reading->source))
        return OK;
    status = source_crs(reading->source, &from, diag);
    if (status == OK) {
        layer->crs = arena_text(reading->arena, crs_name(from));
        status = crs_transform_open(&reading->transform, from, crs, layer->source, diag);
    }
    if (status == OK && reading->clip) {
        reading->clip_shape = shape_new_box(reading->geos, *reading->clip);
        clip_source(reading, from, crs);
    }
    crs_close(from);
    return status;
}

static int feature_order(const void *left, const void *right, void *context)
{
    const Feature *a = left, *b = right;

    if (a->fid != b->fid)
        return a->fid < b->fid ? -1 : 1;
    return a->shape && b->shape ? shape_compare(context, a->shape, b->shape) : 0;
}

static void finish(Reading *reading)
{
    Layer *layer = reading->layer;
    Box wanted;

    layer->features = reading->kept;
    layer->box = nowhere;
    if (layer->count)
        qsort_r(layer->features, layer->count, sizeof *layer->features, feature_order,
                reading->geos);
    for (size_t i = 0; i < layer->count; i++) {
        if (layer->features[i].shape)
            stretch(&layer->box, shape_box(reading->geos, layer->features[i].shape));
    }
    if (!layer->count && layer->outside && source_clipped(reading->source, &wanted))
        layer->misplaced = misplaced_reason(reading->found, wanted);
}

Status layer_read(Layer *out, GEOSContextHandle_t geos, Arena *arena, const SourceRef *ref,
                  const char *id, const Crs *crs, const Box *clip, Diag *diag)
{
    Reading reading = {.layer = out, .geos = geos, .arena = arena, .clip = clip, .found = nowhere};
    Status status;
    bool more = true;

    memset(out, 0, sizeof *out);
    out->place = ref->place;
    status = source_open(&reading.source, ref, id, diag);
    if (status == OK)
        status = begin(&reading, id, crs, diag);
    while (status == OK && more) {
        SourceFeature found;
        status = source_next(reading.source, geos, arena, &found, &more, diag);
        if (status == OK && more)
            status = take_feature(&reading, &found, diag);
        if (status == OK)
            status = interrupt_check(diag);
    }
    finish(&reading);
    GEOSGeom_destroy_r(geos, reading.clip_shape);
    crs_transform_close(reading.transform);
    source_close(reading.source);
    free(reading.x);
    free(reading.y);
    if (status != OK)
        layer_release(out, geos);
    return status;
}

void layer_release(Layer *layer, GEOSContextHandle_t geos)
{
    for (size_t i = 0; i < layer->count; i++)
        GEOSGeom_destroy_r(geos, layer->features[i].shape);
    free(layer->features);
    layer->features = NULL;
    layer->count = 0;
}

int layer_field(const Layer *layer, const char *field)
{
    for (size_t i = 0; i < layer->field_count; i++)
        if (text_equal(layer->fields[i], field))
            return (int)i;
    return -1;
}

/* GDAL writes the tag camera:direction as the field camera_direction. */
static int laundered_field(const Layer *layer, const char *field)
{
    for (size_t i = 0; i < layer->field_count; i++) {
        const char *a = layer->fields[i], *b = field;
        while (*a && *b && (*a == *b || (*a == '_' && *b == ':')))
            a++, b++;
        if (!*a && !*b)
            return (int)i;
    }
    return -1;
}

const char *layer_value(const Layer *layer, const Feature *feature, const char *field)
{
    int at = layer_field(layer, field);

    if (at < 0)
        at = laundered_field(layer, field);
    if (at >= 0)
        return feature->values[at];
    return osm_tags_find(feature->tags, field);
}

Status layer_need_field(const Layer *layer, const char *field, Diag *diag)
{
    Text list = {0};

    if (laundered_field(layer, field) >= 0 || layer_field(layer, "other_tags") >= 0 ||
        layer_field(layer, "all_tags") >= 0)
        return OK;
    text_list(&list, layer->fields, 60);
    diag_fail(diag, ERR_INPUT, "%s%s%s has no field %s; it has: %.800s",
              layer->place ? layer->place : "", layer->place ? ": " : "", layer->source, field,
              list.text ? list.text : "none");
    text_release(&list);
    return ERR_INPUT;
}

const char *layer_feature_name(const Layer *layer, const Feature *feature)
{
    static const char *const usual[] = {"name", "NAME", "Name", "名称", "name:zh", NULL};
    const char *name = NULL;

    if (layer->as && layer->as->name)
        name = layer_value(layer, feature, layer->as->name);
    for (size_t i = 0; !name && usual[i]; i++)
        name = layer_value(layer, feature, usual[i]);
    return name ? name : "";
}
