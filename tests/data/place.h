/* place.h - a small place for tests of surfaces: 60 x 40 m at 1 m in EPSG:32631, from (0, 0).
 *
 * Terrain and other rasters are functions of x and y; features are WKT and tags
 * ("building=yes|height=12 m").
 */
#ifndef TESTS_DATA_PLACE_H
#define TESTS_DATA_PLACE_H

#include <math.h>

#include "base/arena.h"
#include "data/raster.h"
#include "data/shape.h"
#include "data/surface_build.h"
#include "tests/check.h"
#include "tests/data/scratch.h"

enum { PLACE_WIDTH = 60, PLACE_HEIGHT = 40, PLACE_FEATURES = 8 };

typedef double (*PlaceHeight)(double x, double y);

static Crs *place_crs;
static GEOSContextHandle_t place_geos;
static Arena *place_arena;

static inline void place_begin(void)
{
    Diag diag = {0};

    scratch_begin();
    place_geos = shape_context();
    place_arena = arena_new();
    if (crs_open(&place_crs, "EPSG:32631", "test", &diag) != OK)
        exit(1);
}

static inline void place_end(void)
{
    crs_close(place_crs);
    arena_free(place_arena);
    GEOS_finish_r(place_geos);
    scratch_end();
}

/* Write a raster of `cell` metres over the place. */
static inline SourceRef place_raster(const char *name, PlaceHeight height, double cell)
{
    Grid grid = {
        0, PLACE_HEIGHT, cell, cell, (int)(PLACE_WIDTH / cell), (int)(PLACE_HEIGHT / cell)};
    float *cells = calloc(grid_cells(&grid), sizeof *cells);
    const char *path = arena_text(place_arena, scratch_path(name));
    Diag diag = {0};

    for (int i = 0; i < (int)grid_cells(&grid); i++)
        cells[i] = (float)height(grid_x(&grid, i % grid.width), grid_y(&grid, i / grid.width));
    assert_int_equal(raster_write_float(path, &grid, place_crs, cells, name, &diag), OK);
    free(cells);
    return (SourceRef){.source = path, .written = name, .place = "p.yaml:7"};
}

/* A feature from WKT and tags "key=value|key=value". */
static inline Feature place_feature(const char *wkt, const char *tags, const char *const *fields,
                                    size_t field_count)
{
    GEOSWKTReader *reader = GEOSWKTReader_create_r(place_geos);
    Feature feature = {.shape = GEOSWKTReader_read_r(place_geos, reader, wkt)};
    const char **values = arena_alloc(place_arena, field_count, sizeof *values);

    GEOSWKTReader_destroy_r(place_geos, reader);
    while (*tags) {
        size_t key = strcspn(tags, "="), value = strcspn(tags + key + 1, "|");
        bool known = false;
        for (size_t i = 0; i < field_count; i++)
            if (strlen(fields[i]) == key && strncmp(fields[i], tags, key) == 0) {
                values[i] = arena_printf(place_arena, "%.*s", (int)value, tags + key + 1);
                known = true;
            }
        assert_true(known);
        tags += key + 1 + value;
        tags += *tags == '|';
    }
    feature.values = values;
    return feature;
}

/* A layer of up to PLACE_FEATURES features; ends with the first NULL shape. */
static inline Layer place_layer(const char *const *wkt, const char *const *tags)
{
    static const char *const fields[] = {
        "building", "height",  "building:levels", "min_height", "layer", "location",
        "wall",     "highway", "bridge",          "tunnel",     "width", "lanes"};
    const size_t count = sizeof fields / sizeof *fields;
    Layer layer = {.id = "things", .source = "things.gpkg", .fields = fields, .field_count = count};

    layer.features = arena_alloc(place_arena, PLACE_FEATURES, sizeof *layer.features);
    while (layer.count < PLACE_FEATURES && wkt[layer.count]) {
        layer.features[layer.count] =
            place_feature(wkt[layer.count], tags[layer.count], fields, count);
        layer.features[layer.count].fid = (int64_t)layer.count;
        layer.count++;
    }
    return layer;
}

static inline void place_layer_release(Layer *layer)
{
    for (size_t i = 0; i < layer->count; i++)
        GEOSGeom_destroy_r(place_geos, layer->features[i].shape);
    layer->count = 0;
}

/* The street surface of the place, but for what the caller changes. */
static inline ProjectSurface place_project(void)
{
    return (ProjectSurface){.use = USE_STREET,
                            .cell_m = 1,
                            .level_height_m = 3,
                            .default_height_m = 9,
                            .height_field = "height",
                            .levels_field = "building:levels"};
}

static inline SurfaceSources place_sources(const ProjectSurface *as)
{
    Box all = {0, 0, PLACE_WIDTH, PLACE_HEIGHT};

    return (SurfaceSources){.as = as, .crs = place_crs, .box = all, .area = all, .deck_width_m = 6};
}

#endif
