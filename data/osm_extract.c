#include "data/osm_extract.h"

#include <errno.h>
#include <gdal.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/gdal_quiet.h"
#include "data/osm_tags.h"
#include "data/shape.h"
#include "data/source.h"

#define LEVELS 12 /* OSM's admin_level runs from 2 to 11 */

/* An administrative unit that is whole. */
typedef struct {
    OsmUnit unit;
    long level;
    GEOSGeometry *shape;
} Admin;

typedef struct {
    const char *name;
    int rank; /* 0: city or town */
    double x, y;
} Place;

typedef struct {
    OsmExtract *extract;
    GEOSContextHandle_t geos;
    Arena *arena; /* of the features of one layer */
    Admin *admins;
    size_t admin_count, admin_capacity;
    Place *places;
    size_t place_count, place_capacity;
    const char *const *fields;
    size_t field_count;
} Scan;

typedef void (*Look)(Scan *scan, SourceFeature *feature);

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

static void take_place(Scan *scan, const SourceFeature *feature, const char *kind)
{
    bool town = text_equal(kind, "city") || text_equal(kind, "town");
    const char *name = tag(scan, feature, "name");

    if (!name || !feature->shape || (!town && !text_equal(kind, "village")))
        return;
    scan->places =
        memory_grow(scan->places, scan->place_count, &scan->place_capacity, sizeof *scan->places);
    scan->places[scan->place_count++] = (Place){.name = arena_text(scan->extract->arena, name),
                                                .rank = town ? 0 : 1,
                                                .x = feature->box.min_x,
                                                .y = feature->box.min_y};
}

static void look_at_point(Scan *scan, SourceFeature *feature)
{
    const char *tags = osm_tags_unpack(scan->arena, tag(scan, feature, "other_tags"));

    take_place(scan, feature, tag(scan, feature, "place"));
    if (!text_equal(tag(scan, feature, "man_made"), "surveillance"))
        return;
    scan->extract->cameras++;
    scan->extract->cameras_aimed +=
        tags && (osm_tags_find(tags, "camera:direction") || osm_tags_find(tags, "direction"));
}

static void look_at_line(Scan *scan, SourceFeature *feature)
{
    scan->extract->roads += tag(scan, feature, "highway") != NULL;
    scan->extract->border_lines += text_equal(tag(scan, feature, "boundary"), "administrative") &&
                                   text_equal(tag(scan, feature, "admin_level"), "2");
}

static void take_admin(Scan *scan, SourceFeature *feature, long level)
{
    Arena *arena = scan->extract->arena;
    const char *id = tag(scan, feature, "osm_id"), *name = tag(scan, feature, "name");

    scan->admins =
        memory_grow(scan->admins, scan->admin_count, &scan->admin_capacity, sizeof *scan->admins);
    scan->admins[scan->admin_count++] =
        (Admin){{.id = arena_text(arena, id ? id : tag(scan, feature, "osm_way_id")),
                 .is_way = !id,
                 .name = name ? arena_text(arena, name) : "",
                 .box = shape_box(scan->geos, feature->shape)},
                level,
                feature->shape};
    feature->shape = NULL;
}

static void look_at_area(Scan *scan, SourceFeature *feature)
{
    OsmExtract *extract = scan->extract;
    long level;
    Box box;

    if (!feature->shape)
        return;
    box = shape_box(scan->geos, feature->shape);
    if (tag(scan, feature, "building")) {
        extract->building_count++;
        stretch(&extract->buildings, box);
    }
    if (!tag(scan, feature, "boundary")) {
        stretch(&extract->areas, box);
        return;
    }
    if (!text_equal(tag(scan, feature, "boundary"), "administrative") ||
        !text_integer(tag(scan, feature, "admin_level"), &level) || level < 2 || level >= LEVELS)
        return;
    extract->country_areas += level == 2;
    take_admin(scan, feature, level);
}

static Status scan_layer(Scan *scan, const char *path, const char *layer, Look look, Diag *diag)
{
    SourceRef ref = {.source = path, .written = path, .layer = layer, .place = "--osm"};
    Source *source = NULL;
    SourceFeature feature;
    bool more = true;
    Status status = source_open(&source, &ref, layer, diag);

    scan->arena = arena_new();
    if (status == OK)
        scan->fields = source_fields(source, &scan->field_count);
    while (status == OK && more) {
        feature = (SourceFeature){0};
        status = source_next(source, scan->geos, scan->arena, &feature, &more, diag);
        if (status == OK && more)
            look(scan, &feature);
        if (feature.shape)
            GEOSGeom_destroy_r(scan->geos, feature.shape);
    }
    source_close(source);
    arena_free(scan->arena);
    return status;
}

/* The coarsest level below the country of which at least two whole units are there; 0: none. */
static long choose_level(const Scan *scan)
{
    size_t count[LEVELS] = {0};

    for (size_t i = 0; i < scan->admin_count; i++)
        count[scan->admins[i].level]++;
    for (long level = 3; level < LEVELS; level++)
        if (count[level] >= 2)
            return level;
    return 0;
}

static int unit_order(const void *left, const void *right)
{
    const OsmUnit *a = left, *b = right;
    int order = strcmp(a->name, b->name);

    return order ? order : text_order(a->id, b->id);
}

static int place_order(const void *left, const void *right)
{
    const Place *a = left, *b = right;
    int order = a->rank != b->rank ? a->rank - b->rank : strcmp(a->name, b->name);

    if (!order)
        order = (a->x > b->x) - (a->x < b->x);
    return order ? order : (a->y > b->y) - (a->y < b->y);
}

static bool in_a_unit(const Scan *scan, long level, const Place *place)
{
    GEOSGeometry *point = shape_new_point(scan->geos, place->x, place->y);
    bool found = false;

    for (size_t i = 0; i < scan->admin_count && !found; i++)
        found = scan->admins[i].level == level &&
                box_has(scan->admins[i].unit.box, place->x, place->y) &&
                GEOSIntersects_r(scan->geos, scan->admins[i].shape, point) == 1;
    GEOSGeom_destroy_r(scan->geos, point);
    return found;
}

static void choose_units(Scan *scan)
{
    OsmExtract *extract = scan->extract;
    long level = choose_level(scan);

    if (!level)
        return;
    snprintf(extract->unit_level, sizeof extract->unit_level, "%ld", level);
    extract->units = arena_alloc(extract->arena, scan->admin_count, sizeof *extract->units);
    for (size_t i = 0; i < scan->admin_count; i++)
        if (scan->admins[i].level == level)
            extract->units[extract->unit_count++] = scan->admins[i].unit;
    qsort(extract->units, extract->unit_count, sizeof *extract->units, unit_order);
    if (scan->place_count)
        qsort(scan->places, scan->place_count, sizeof *scan->places, place_order);
    extract->strays = arena_alloc(extract->arena, scan->place_count + 1, sizeof *extract->strays);
    for (size_t i = 0; i < scan->place_count; i++)
        if (!in_a_unit(scan, level, &scan->places[i]))
            extract->strays[extract->stray_count++] = scan->places[i].name;
}

/* The file is there and GDAL's OpenStreetMap driver knows it. */
static Status identify(const char *path, Diag *diag)
{
    struct stat info;
    GDALDriverH driver;
    const char *name;

    if (!text_begins(path, "/vsi") && stat(path, &info) != 0)
        return diag_fail(diag, ERR_INPUT, "--osm %s: cannot be read: %s", path, strerror(errno));
    gdal_quiet_begin();
    driver = GDALIdentifyDriver(path, NULL);
    gdal_quiet_end();
    name = driver ? GDALGetDriverShortName(driver) : NULL;
    if (text_equal(name, "OSM"))
        return OK;
    return diag_fail(diag, ERR_INPUT,
                     "--osm %s: is no OpenStreetMap extract%s%s; give an .osm or .osm.pbf file "
                     "(other data is named in a project file: see docs/project-file.md)",
                     path, name ? " but " : "", name ? name : "");
}

static Status scan_all(Scan *scan, const char *path, Diag *diag)
{
    const OsmExtract *extract = scan->extract;
    Status status = identify(path, diag);

    if (status == OK)
        status = scan_layer(scan, path, "points", look_at_point, diag);
    if (status == OK)
        status = scan_layer(scan, path, "lines", look_at_line, diag);
    if (status == OK)
        status = scan_layer(scan, path, "multipolygons", look_at_area, diag);
    if (status == OK)
        choose_units(scan);
    if (status == OK && !extract->unit_count && extract->areas.max_x < extract->areas.min_x)
        status = diag_fail(diag, ERR_INPUT,
                           "--osm %s: holds no mapped areas; camplan init needs an extract with "
                           "buildings or land use",
                           path);
    return status;
}

Status osm_extract_scan(OsmExtract *out, const char *path, Diag *diag)
{
    Scan scan = {.extract = out, .geos = shape_context()};
    Status status;

    *out = (OsmExtract){.arena = arena_new(), .areas = nowhere, .buildings = nowhere};
    status = scan_all(&scan, path, diag);
    for (size_t i = 0; i < scan.admin_count; i++)
        GEOSGeom_destroy_r(scan.geos, scan.admins[i].shape);
    free(scan.admins);
    free(scan.places);
    GEOS_finish_r(scan.geos);
    return status;
}

void osm_extract_release(OsmExtract *extract)
{
    arena_free(extract->arena);
    *extract = (OsmExtract){0};
}
