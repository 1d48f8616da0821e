/* city.c - a city to plan, made by chance: `city DIR [--size METRES] [--seed N]`.
 *
 * Streets in a grid, every one a main road; in each block buildings of 6 to 40 m, courtyards and
 * trees, on ground that slopes and rolls. Writes DIR/city.gpkg (streets, buildings, boundary),
 * DIR/ground.tif and DIR/surface.tif at 1 m, and DIR/project.yaml. The same bytes of data for a
 * seed. At the default of 5000 m: 25 km2, some 2 million demand cells of 2 m.
 */
#include <cpl_conv.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/random.h"

enum { WEST = 500000, SOUTH = 2800000, EPSG = 4542, BLOCK_M = 160, STREET_M = 18, HOUSES_MOST = 9 };

typedef struct {
    const char *folder;
    int size;
    Random random;
    float *ground, *surface;
    GDALDatasetH book;
    OGRLayerH streets, houses, boundary;
} City;

static void die(const char *what, const char *of)
{
    fprintf(stderr, "city: %s %s\n", what, of);
    exit(5);
}

static double ground_at(double x, double y)
{
    return 1600 + 0.01 * x + 0.006 * y + 8 * sin(x / 700) * cos(y / 900);
}

/* Raise the surface over a box of local metres. */
static void raise_box(City *city, const int box[4], double height_m)
{
    for (int row = city->size - box[3]; row < city->size - box[1]; row++)
        for (int column = box[0]; column < box[2]; column++) {
            size_t at = (size_t)row * (size_t)city->size + (size_t)column;
            float top = city->ground[at] + (float)height_m;
            if (top > city->surface[at])
                city->surface[at] = top;
        }
}

static OGRLayerH layer_new(City *city, const char *name, OGRwkbGeometryType type,
                           OGRSpatialReferenceH crs, const char *column, OGRFieldType kind)
{
    OGRLayerH layer = GDALDatasetCreateLayer(city->book, name, crs, type, NULL);
    OGRFieldDefnH field = OGR_Fld_Create(column, kind);

    if (!layer || OGR_L_CreateField(layer, field, 1) != OGRERR_NONE)
        die("cannot make layer", name);
    OGR_Fld_Destroy(field);
    return layer;
}

static void add(OGRLayerH layer, OGRGeometryH geometry, const char *text, double number)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));

    OGR_F_SetGeometryDirectly(feature, geometry);
    if (text)
        OGR_F_SetFieldString(feature, 0, text);
    else
        OGR_F_SetFieldDouble(feature, 0, number);
    if (OGR_L_CreateFeature(layer, feature) != OGRERR_NONE)
        die("cannot write to", OGR_L_GetName(layer));
    OGR_F_Destroy(feature);
}

static OGRGeometryH box_polygon(const int box[4])
{
    OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
    OGRGeometryH ring = OGR_G_CreateGeometry(wkbLinearRing);
    static const int corners[5][2] = {{0, 1}, {2, 1}, {2, 3}, {0, 3}, {0, 1}};

    for (int i = 0; i < 5; i++)
        OGR_G_AddPoint_2D(ring, WEST + box[corners[i][0]], SOUTH + box[corners[i][1]]);
    OGR_G_AddGeometryDirectly(polygon, ring);
    return polygon;
}

/* A street from end to end, through every crossing. */
static void add_street(City *city, int at, bool east)
{
    OGRGeometryH line = OGR_G_CreateGeometry(wkbLineString);

    OGR_G_AddPoint_2D(line, WEST + (east ? 0 : at), SOUTH + (east ? at : 0));
    for (int along = BLOCK_M / 2; along < city->size; along += BLOCK_M)
        OGR_G_AddPoint_2D(line, WEST + (east ? along : at), SOUTH + (east ? at : along));
    OGR_G_AddPoint_2D(line, WEST + (east ? city->size : at), SOUTH + (east ? at : city->size));
    add(city->streets, line, "secondary", 0);
}

static void add_house(City *city, const int box[4])
{
    double height_m = 6 + (double)random_below(&city->random, 35);

    raise_box(city, box, height_m);
    add(city->houses, box_polygon(box), NULL, height_m);
}

/* Houses in three by three parts of a block, one part in six a garden with trees. */
static void fill_block(City *city, int west, int south)
{
    int side = (BLOCK_M - STREET_M - 8) / 3;

    for (int part = 0; part < HOUSES_MOST; part++) {
        int x = west + 4 + part % 3 * side, y = south + 4 + part / 3 * side;
        int inset = 2 + (int)random_below(&city->random, 4);
        int box[4] = {x + inset, y + inset, x + side - inset, y + side - inset};
        if (random_below(&city->random, 6)) {
            add_house(city, box);
            continue;
        }
        for (int tree = 0; tree < 5; tree++) {
            int tx = x + (int)random_below(&city->random, (uint32_t)(side - 4));
            int ty = y + (int)random_below(&city->random, (uint32_t)(side - 4));
            raise_box(city, (int[4]){tx, ty, tx + 4, ty + 4}, 5 + random_below(&city->random, 8));
        }
    }
}

static void lay_ground(City *city)
{
    size_t cells = (size_t)city->size * (size_t)city->size;

    city->ground = memory_new(cells, sizeof *city->ground);
    city->surface = memory_new(cells, sizeof *city->surface);
    for (int row = 0; row < city->size; row++)
        for (int column = 0; column < city->size; column++) {
            size_t at = (size_t)row * (size_t)city->size + (size_t)column;
            city->ground[at] = (float)ground_at(column + 0.5, city->size - row - 0.5);
            city->surface[at] = city->ground[at];
        }
}

static void open_book(City *city, OGRSpatialReferenceH crs)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/city.gpkg", city->folder);
    city->book = GDALCreate(GDALGetDriverByName("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
    if (!city->book)
        die("cannot write", path);
    city->streets = layer_new(city, "streets", wkbLineString, crs, "highway", OFTString);
    city->houses = layer_new(city, "buildings", wkbPolygon, crs, "height_m", OFTReal);
    city->boundary = layer_new(city, "boundary", wkbPolygon, crs, "name", OFTString);
    GDALDatasetStartTransaction(city->book, 0);
}

static void build(City *city)
{
    const int all[4] = {0, 0, city->size, city->size};

    add(city->boundary, box_polygon(all), "city", 0);
    for (int at = BLOCK_M / 2; at < city->size; at += BLOCK_M) {
        add_street(city, at, true);
        add_street(city, at, false);
    }
    for (int south = BLOCK_M / 2 + STREET_M / 2; south + BLOCK_M < city->size; south += BLOCK_M)
        for (int west = BLOCK_M / 2 + STREET_M / 2; west + BLOCK_M < city->size; west += BLOCK_M)
            fill_block(city, west, south);
    GDALDatasetCommitTransaction(city->book);
    GDALClose(city->book);
}

static void write_raster(const City *city, const char *name, float *heights, const char *wkt)
{
    char path[4096];
    char *options[] = {"COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES", NULL};
    double frame[6] = {WEST, 1, 0, SOUTH + city->size, 0, -1};
    GDALDatasetH raster;

    snprintf(path, sizeof path, "%s/%s", city->folder, name);
    raster = GDALCreate(GDALGetDriverByName("GTiff"), path, city->size, city->size, 1, GDT_Float32,
                        options);
    if (!raster)
        die("cannot write", path);
    GDALSetGeoTransform(raster, frame);
    GDALSetProjection(raster, wkt);
    if (GDALRasterIO(GDALGetRasterBand(raster, 1), GF_Write, 0, 0, city->size, city->size, heights,
                     city->size, city->size, GDT_Float32, 0, 0) != CE_None)
        die("cannot write", path);
    GDALClose(raster);
}

static void write_project(const City *city)
{
    char path[4096];
    FILE *file;

    snprintf(path, sizeof path, "%s/project.yaml", city->folder);
    file = fopen(path, "w");
    if (!file)
        die("cannot write", path);
    fprintf(file,
            "# A city made by chance, to measure: bench/README.md\n"
            "camplan: 1\ntitle: {en: City, zh: 城市}\nas_of: 2021-06-01\ncrs: EPSG:%d\n"
            "rules: tengchong-2017\narea: {source: city.gpkg, layer: boundary}\n"
            "surface:\n  - {for: street, terrain: ground.tif, surface: surface.tif, cell_m: 1}\n"
            "demand: {cell_m: 2}\n"
            "layers:\n  - {id: roads, source: city.gpkg, layer: streets, codeset: osm}\n"
            "road_width_m: {secondary: %d}\n"
            "sites: {along: roads, spacing_m: 25, setback_m: 1.5, at_junctions: true, "
            "mount_height_m: 6}\n"
            "costs: {pole: 4000, civil: 3000, network_per_m: 20, second_camera_on_pole: 0.4}\n"
            "plan: {objective: cover, quota: 0.95, max_per_pole: 4, time_limit_s: 0}\n",
            (int)EPSG, (int)STREET_M);
    if (fclose(file))
        die("cannot write", path);
}

int main(int argc, char **argv)
{
    City city = {.size = 5000, .random = random_seeded(1)};
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);
    char *wkt = NULL;

    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "--size") && i + 1 < argc)
            city.size = atoi(argv[++i]);
        else if (!strcmp(argv[i], "--seed") && i + 1 < argc)
            city.random = random_seeded(strtoull(argv[++i], NULL, 10));
        else
            city.folder = argv[i];
    if (!city.folder || city.size < 500) {
        fputs("usage: city DIR [--size METRES, at least 500] [--seed N]\n", stderr);
        return 2;
    }
    GDALAllRegister();
    if (OSRImportFromEPSG(crs, EPSG) != OGRERR_NONE)
        die("PROJ does not know", "EPSG:4542");
    OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
    OSRExportToWkt(crs, &wkt);
    lay_ground(&city);
    open_book(&city, crs);
    build(&city);
    write_raster(&city, "ground.tif", city.ground, wkt);
    write_raster(&city, "surface.tif", city.surface, wkt);
    write_project(&city);
    CPLFree(wkt);
    OSRDestroySpatialReference(crs);
    free(city.ground);
    free(city.surface);
    return 0;
}
