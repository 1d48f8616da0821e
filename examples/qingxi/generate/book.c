#include "examples/qingxi/generate/book.h"

#include <cpl_error.h>
#include <gdal.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "examples/qingxi/generate/drawn.h"
#include "examples/qingxi/generate/places.h"

_Noreturn void book_die(const char *what)
{
    fprintf(stderr, "qingxi_generate: %s: %s\n", what, CPLGetLastErrorMsg());
    exit(1);
}

OGRSpatialReferenceH book_crs(int epsg)
{
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);

    if (OSRImportFromEPSG(crs, epsg) != OGRERR_NONE)
        book_die("coordinate reference system");
    OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER);
    return crs;
}

GDALDatasetH book_create(const char *driver, const char *path)
{
    GDALDriverH handle = GDALGetDriverByName(driver);
    GDALDatasetH dataset;

    CPLPushErrorHandler(CPLQuietErrorHandler);
    GDALDeleteDataset(handle, path); /* of an earlier run; usually there is none */
    CPLPopErrorHandler();
    CPLErrorReset();
    dataset = GDALCreate(handle, path, 0, 0, 0, GDT_Unknown, NULL);
    if (!dataset)
        book_die(path);
    return dataset;
}

void book_close(GDALDatasetH dataset)
{
    GDALClose(dataset);
    if (CPLGetLastErrorType() >= CE_Failure)
        book_die("closing");
}

OGRLayerH book_layer(GDALDatasetH dataset, const char *name, OGRwkbGeometryType type,
                     const char *columns, OGRSpatialReferenceH crs, char **options)
{
    OGRLayerH layer = GDALDatasetCreateLayer(dataset, name, crs, type, options);
    char column[64];

    if (!layer)
        book_die(name);
    for (const char *at = columns; *at;) {
        size_t length = strcspn(at, " ");
        OGRFieldDefnH field;
        char kind = at[length - 1];

        snprintf(column, sizeof column, "%.*s", (int)length - 2, at);
        field = OGR_Fld_Create(column, kind == 'i'   ? OFTInteger
                                       : kind == 'r' ? OFTReal
                                                     : OFTString);
        if (kind == 's' && options) /* a shapefile wants widths */
            OGR_Fld_SetWidth(field, 60);
        if (OGR_L_CreateField(layer, field, 1) != OGRERR_NONE)
            book_die(column);
        OGR_Fld_Destroy(field);
        at += length + strspn(at + length, " ");
    }
    if (OGR_L_StartTransaction(layer) != OGRERR_NONE)
        book_die(name);
    return layer;
}

void book_commit(OGRLayerH layer)
{
    if (OGR_L_CommitTransaction(layer) != OGRERR_NONE)
        book_die(OGR_L_GetName(layer));
}

static double centimetres(double value)
{
    return round(value * 100) / 100;
}

static double east(Point p)
{
    return centimetres(p.x + ORIGIN_EAST_M);
}

static double north(Point p)
{
    return centimetres(p.y + ORIGIN_NORTH_M);
}

OGRGeometryH book_point(Point point)
{
    OGRGeometryH geometry = OGR_G_CreateGeometry(wkbPoint);

    OGR_G_SetPoint_2D(geometry, 0, east(point), north(point));
    return geometry;
}

OGRGeometryH book_line(const Line *line)
{
    OGRGeometryH geometry = OGR_G_CreateGeometry(wkbLineString);

    for (size_t i = 0; i < line->count; i++)
        OGR_G_AddPoint_2D(geometry, east(line->at[i]), north(line->at[i]));
    return geometry;
}

OGRGeometryH book_polygon(const Line *ring)
{
    OGRGeometryH polygon = OGR_G_CreateGeometry(wkbPolygon);
    OGRGeometryH outline = OGR_G_CreateGeometry(wkbLinearRing);

    for (size_t i = 0; i <= ring->count; i++)
        OGR_G_AddPoint_2D(outline, east(ring->at[i % ring->count]),
                          north(ring->at[i % ring->count]));
    OGR_G_AddGeometryDirectly(polygon, outline);
    return polygon;
}

OGRFeatureH book_feature(OGRLayerH layer, OGRGeometryH geometry)
{
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));

    OGR_F_SetGeometryDirectly(feature, geometry);
    return feature;
}

static int column_of(OGRFeatureH feature, const char *column)
{
    int index = OGR_F_GetFieldIndex(feature, column);

    if (index < 0)
        book_die(column);
    return index;
}

void book_text(OGRFeatureH feature, const char *column, const char *value)
{
    if (value && *value)
        OGR_F_SetFieldString(feature, column_of(feature, column), value);
}

void book_integer(OGRFeatureH feature, const char *column, int value)
{
    OGR_F_SetFieldInteger(feature, column_of(feature, column), value);
}

void book_real(OGRFeatureH feature, const char *column, double value)
{
    OGR_F_SetFieldDouble(feature, column_of(feature, column), value);
}

void book_add(OGRLayerH layer, OGRFeatureH feature)
{
    if (OGR_L_CreateFeature(layer, feature) != OGRERR_NONE)
        book_die(OGR_L_GetName(layer));
    OGR_F_Destroy(feature);
}

void book_tags(OGRFeatureH feature, const char *tags)
{
    char key[48], column[48], value[192];

    for (const char *at = tags; *at;) {
        size_t length = strcspn(at, ";"), name = strcspn(at, "=");

        snprintf(key, sizeof key, "%.*s", (int)name, at);
        tag_value(tags, key, value, sizeof value);
        snprintf(column, sizeof column, "%s", key);
        for (char *c = column; *c; c++) /* as GDAL's OSM driver writes keys */
            if (*c == ':')
                *c = '_';
        book_text(feature, column, value);
        at += length + (at[length] == ';');
    }
}
