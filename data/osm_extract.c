#include "data/osm_extract.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/text.h"
#include "data/osm_tags.h"
#include "data/shape.h"
#include "data/source.h"

#define LEVELS 12 /* OSM's admin_level runs from 2 to 11 */

typedef struct {
    OsmExtract *extract;
    Arena *arena;
    size_t units[LEVELS];
    Box boxes[LEVELS];
    const char *const *fields;
    size_t field_count;
} Scan;

typedef void (*Look)(Scan *scan, GEOSContextHandle_t geos, const SourceFeature *feature);

static const char *tag(const Scan *scan, const SourceFeature *feature, const char *key)
{
    for (size_t i = 0; i < scan->field_count; i++)
        if (text_equal(scan->fields[i], key))
            return feature->values[i];
    return NULL;
}

static const Box nowhere = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static void stretch(Box *box, Box by)
{
    box->min_x = fmin(box->min_x, by.min_x);
    box->min_y = fmin(box->min_y, by.min_y);
    box->max_x = fmax(box->max_x, by.max_x);
    box->max_y = fmax(box->max_y, by.max_y);
}

static void look_at_point(Scan *scan, GEOSContextHandle_t geos, const SourceFeature *feature)
{
    const char *tags = osm_tags_unpack(scan->arena, tag(scan, feature, "other_tags"));

    (void)geos;
    if (!text_equal(tag(scan, feature, "man_made"), "surveillance"))
        return;
    scan->extract->cameras++;
    scan->extract->cameras_aimed +=
        tags && (osm_tags_find(tags, "camera:direction") || osm_tags_find(tags, "direction"));
}

static void look_at_line(Scan *scan, GEOSContextHandle_t geos, const SourceFeature *feature)
{
    (void)geos;
    scan->extract->roads += tag(scan, feature, "highway") != NULL;
    scan->extract->border_lines += text_equal(tag(scan, feature, "boundary"), "administrative") &&
                                   text_equal(tag(scan, feature, "admin_level"), "2");
}

static void look_at_area(Scan *scan, GEOSContextHandle_t geos, const SourceFeature *feature)
{
    const char *level = tag(scan, feature, "admin_level");
    long number;
    Box box;

    if (!feature->shape)
        return;
    box = shape_box(geos, feature->shape);
    scan->extract->buildings += tag(scan, feature, "building") != NULL;
    if (!tag(scan, feature, "boundary")) {
        stretch(&scan->extract->areas, box);
        return;
    }
    if (!text_equal(tag(scan, feature, "boundary"), "administrative") ||
        !text_integer(level, &number) || number < 2 || number >= LEVELS)
        return;
    scan->extract->country_areas += number == 2;
    scan->units[number]++;
    stretch(&scan->boxes[number], box);
}

static Status scan_layer(Scan *scan, const char *path, const char *layer, Look look, Diag *diag)
{
    SourceRef ref = {.source = path, .written = path, .layer = layer, .place = "--osm"};
    GEOSContextHandle_t geos = shape_context();
    Arena *arena = arena_new();
    Source *source = NULL;
    SourceFeature feature;
    bool more = true;
    Status status = source_open(&source, &ref, layer, diag);

    scan->arena = arena;
    if (status == OK)
        scan->fields = source_fields(source, &scan->field_count);
    while (status == OK && more) {
        feature = (SourceFeature){0};
        status = source_next(source, geos, arena, &feature, &more, diag);
        if (status == OK && more)
            look(scan, geos, &feature);
        if (feature.shape)
            GEOSGeom_destroy_r(geos, feature.shape);
    }
    source_close(source);
    arena_free(arena);
    GEOS_finish_r(geos);
    return status;
}

/* The coarsest level below the country of which at least two whole units are there. */
static void choose_units(Scan *scan)
{
    for (int level = 3; level < LEVELS; level++) {
        if (scan->units[level] < 2)
            continue;
        snprintf(scan->extract->unit_level, sizeof scan->extract->unit_level, "%d", level);
        scan->extract->units = scan->units[level];
        scan->extract->units_box = scan->boxes[level];
        return;
    }
}

Status osm_extract_scan(OsmExtract *out, const char *path, Diag *diag)
{
    Scan scan = {.extract = out};
    Status status;

    *out = (OsmExtract){.areas = nowhere, .units_box = nowhere};
    for (int i = 0; i < LEVELS; i++)
        scan.boxes[i] = nowhere;
    status = scan_layer(&scan, path, "points", look_at_point, diag);
    if (status == OK)
        status = scan_layer(&scan, path, "lines", look_at_line, diag);
    if (status == OK)
        status = scan_layer(&scan, path, "multipolygons", look_at_area, diag);
    if (status == OK)
        choose_units(&scan);
    if (status == OK && !out->units && out->areas.max_x < out->areas.min_x)
        status = diag_fail(diag, ERR_INPUT,
                           "%s: holds no mapped areas; camplan init needs an extract with "
                           "buildings or land use",
                           path);
    return status;
}
