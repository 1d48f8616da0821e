#include "data/vector_file.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/file_write.h"
#include "data/gdal_quiet.h"
#include "data/vector_style.h"

/* What GeoPackage would take from the clock. */
static const char FIXED_DATE[] = "2000-01-01T00:00:00.000Z";

struct VectorFile {
    char *path, *name; /* the file, and its name in memory */
    GDALDatasetH dataset;
    OGRSpatialReferenceH srs;
    OGRLayerH layer; /* the one begun last, and its feature at hand */
    OGRFeatureH feature;
    VectorShape shape;
    char *layer_name;
    const char *unknown_field; /* asked for, but not in the layer */
    VectorStyles styles;
    char *date_before; /* of the thread's options */
};

static Status vector_file_fail(const VectorFile *file, Diag *diag)
{
    const char *reason = gdal_quiet_said();

    return diag_fail(diag, ERR_OUTPUT, "%s, layer %s: cannot be written: %s", file->path,
                     file->layer_name ? file->layer_name : "(none)",
                     reason && *reason ? reason : "GDAL gives no reason");
}

/* Until vector_file_free() this thread's GDAL is quiet and has no clock. */
static void vector_file_enter(VectorFile *file)
{
    file->date_before = memory_text(CPLGetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL));
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", FIXED_DATE);
}

static void vector_file_free(VectorFile *file)
{
    if (file->feature)
        OGR_F_Destroy(file->feature);
    if (file->dataset)
        GDALClose(file->dataset);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", file->date_before);
    OSRDestroySpatialReference(file->srs);
    VSIUnlink(file->name);
    vector_styles_release(&file->styles);
    free(file->date_before);
    free(file->layer_name);
    free(file->name);
    free(file->path);
    free(file);
}

Status vector_file_create(VectorFile **out, const char *path, const Crs *crs, Diag *diag)
{
    VectorFile *file = memory_new(1, sizeof *file);
    char name[64];
    Status status = OK;

    *out = NULL;
    /* Unique in the process; the name stays out of the file. */
    snprintf(name, sizeof name, "/vsimem/camplan-%p.gpkg", (const void *)file);
    file->path = memory_text(path);
    file->name = memory_text(name);
    vector_file_enter(file);
    gdal_quiet_begin();
    file->srs = OSRNewSpatialReference(crs_wkt(crs));
    if (file->srs)
        OSRSetAxisMappingStrategy(file->srs, OAMS_TRADITIONAL_GIS_ORDER);
    file->dataset = GDALCreate(GDALGetDriverByName("GPKG"), file->name, 0, 0, 0, GDT_Unknown, NULL);
    if (!file->dataset || !file->srs)
        status = vector_file_fail(file, diag);
    gdal_quiet_end();
    if (status == OK)
        *out = file;
    else
        vector_file_free(file);
    return status;
}

static OGRwkbGeometryType vector_shape_type(VectorShape shape)
{
    switch (shape) {
    case VECTOR_POINT:
        return wkbPoint;
    case VECTOR_LINE:
        return wkbMultiLineString;
    case VECTOR_AREA:
        return wkbMultiPolygon;
    case VECTOR_ANY:
        return wkbUnknown;
    }
    return wkbUnknown;
}

static Status vector_file_end_layer(VectorFile *file, Diag *diag)
{
    if (file->feature)
        OGR_F_Destroy(file->feature);
    file->feature = NULL;
    if (file->layer && GDALDatasetCommitTransaction(file->dataset) != OGRERR_NONE)
        return vector_file_fail(file, diag);
    file->layer = NULL;
    return OK;
}

static Status vector_file_make_layer(VectorFile *file, const VectorLayer *layer, Diag *diag)
{
    static const OGRFieldType types[] = {
        [FIELD_TEXT] = OFTString, [FIELD_REAL] = OFTReal, [FIELD_INTEGER] = OFTInteger64};
    char **options = NULL;
    Status status = OK;

    options = CSLSetNameValue(options, "GEOMETRY_NAME", "geom");
    options = CSLSetNameValue(options, "FID", "fid");
    options = CSLSetNameValue(options, "IDENTIFIER", layer->title ? layer->title : layer->name);
    options = CSLSetNameValue(options, "SPATIAL_INDEX", "YES");
    file->layer = GDALDatasetCreateLayer(file->dataset, layer->name, file->srs,
                                         vector_shape_type(layer->shape), options);
    CSLDestroy(options);
    if (!file->layer)
        return vector_file_fail(file, diag);
    for (const VectorField *field = layer->fields; status == OK && field->name; field++) {
        OGRFieldDefnH definition = OGR_Fld_Create(field->name, types[field->kind]);
        if (OGR_L_CreateField(file->layer, definition, FALSE) != OGRERR_NONE)
            status = vector_file_fail(file, diag);
        OGR_Fld_Destroy(definition);
    }
    return status;
}

Status vector_file_layer(VectorFile *file, const VectorLayer *layer, Diag *diag)
{
    Status status;

    gdal_quiet_begin();
    status = vector_file_end_layer(file, diag);
    free(file->layer_name);
    file->layer_name = memory_text(layer->name);
    file->shape = layer->shape;
    if (status == OK)
        status = vector_file_make_layer(file, layer, diag);
    if (status == OK && GDALDatasetStartTransaction(file->dataset, FALSE) != OGRERR_NONE)
        status = vector_file_fail(file, diag);
    if (status == OK) {
        file->feature = OGR_F_Create(OGR_L_GetLayerDefn(file->layer));
        vector_styles_add(&file->styles, layer);
    }
    gdal_quiet_end();
    return status;
}

/* The field's position; -1, and remembered, when the layer has none. */
static int vector_file_field(VectorFile *file, const char *field)
{
    int at = file->feature ? OGR_F_GetFieldIndex(file->feature, field) : -1;

    if (at < 0)
        file->unknown_field = field;
    return at;
}

void vector_file_text(VectorFile *file, const char *field, const char *value)
{
    int at = vector_file_field(file, field);

    if (at >= 0 && value)
        OGR_F_SetFieldString(file->feature, at, value);
}

void vector_file_real(VectorFile *file, const char *field, double value)
{
    int at = vector_file_field(file, field);

    if (at >= 0 && !isnan(value))
        OGR_F_SetFieldDouble(file->feature, at, value);
}

void vector_file_integer(VectorFile *file, const char *field, long long value)
{
    int at = vector_file_field(file, field);

    if (at >= 0)
        OGR_F_SetFieldInteger64(file->feature, at, value);
}

static OGRGeometryH vector_copy(GEOSContextHandle_t geos, const GEOSGeometry *shape)
{
    GEOSWKBWriter *writer = GEOSWKBWriter_create_r(geos);
    OGRGeometryH geometry = NULL;
    unsigned char *wkb;
    size_t size = 0;

    GEOSWKBWriter_setOutputDimension_r(geos, writer, 2);
    GEOSWKBWriter_setByteOrder_r(geos, writer, GEOS_WKB_NDR);
    wkb = GEOSWKBWriter_write_r(geos, writer, shape, &size);
    if (wkb && OGR_G_CreateFromWkb(wkb, NULL, &geometry, (int)size) != OGRERR_NONE)
        geometry = NULL;
    GEOSFree_r(geos, wkb);
    GEOSWKBWriter_destroy_r(geos, writer);
    return geometry;
}

/* Add to `into` the parts of `from` (a collection or not) that are of type `part`. */
static void vector_gather(OGRGeometryH into, OGRGeometryH from, OGRwkbGeometryType part)
{
    if (OGR_G_GetGeometryType(from) == part) {
        OGR_G_AddGeometry(into, from);
        return;
    }
    if (OGR_GT_IsSubClassOf(OGR_G_GetGeometryType(from), wkbGeometryCollection))
        for (int i = 0; i < OGR_G_GetGeometryCount(from); i++)
            vector_gather(into, OGR_G_GetGeometryRef(from, i), part);
}

/* `geometry` as the layer wants it; takes it over. NULL when nothing of it fits. */
static OGRGeometryH vector_fit(OGRGeometryH geometry, VectorShape shape)
{
    static const OGRwkbGeometryType parts[] = {[VECTOR_POINT] = wkbPoint,
                                               [VECTOR_LINE] = wkbLineString,
                                               [VECTOR_AREA] = wkbPolygon,
                                               [VECTOR_ANY] = wkbUnknown};
    OGRGeometryH fit;

    if (shape == VECTOR_ANY)
        return geometry;
    fit = OGR_G_CreateGeometry(shape == VECTOR_POINT ? wkbMultiPoint : vector_shape_type(shape));
    vector_gather(fit, geometry, parts[shape]);
    OGR_G_DestroyGeometry(geometry);
    geometry = fit;
    if (OGR_G_GetGeometryCount(fit) == 0)
        geometry = NULL;
    else if (shape == VECTOR_POINT)
        geometry = OGR_G_Clone(OGR_G_GetGeometryRef(fit, 0));
    if (geometry != fit)
        OGR_G_DestroyGeometry(fit);
    return geometry;
}

Status vector_file_add(VectorFile *file, GEOSContextHandle_t geos, const GEOSGeometry *shape,
                       Diag *diag)
{
    OGRGeometryH geometry = NULL;
    Status status = OK;

    if (file->unknown_field || !file->feature)
        return diag_fail(diag, ERR_OUTPUT, "%s, layer %s: has no field %s", file->path,
                         file->layer_name ? file->layer_name : "(none)",
                         file->unknown_field ? file->unknown_field : "(no layer begun)");
    gdal_quiet_begin();
    if (shape && !GEOSisEmpty_r(geos, shape)) {
        geometry = vector_copy(geos, shape);
        geometry = geometry ? vector_fit(geometry, file->shape) : NULL;
    }
    OGR_F_SetGeometryDirectly(file->feature, geometry);
    if (OGR_L_CreateFeature(file->layer, file->feature) != OGRERR_NONE)
        status = vector_file_fail(file, diag);
    OGR_F_Destroy(file->feature);
    file->feature = OGR_F_Create(OGR_L_GetLayerDefn(file->layer));
    gdal_quiet_end();
    return status;
}

Status vector_file_close(VectorFile *file, Diag *diag)
{
    Status status;
    vsi_l_offset size = 0;
    const GByte *bytes = NULL;

    gdal_quiet_begin();
    status = vector_file_end_layer(file, diag);
    if (status == OK && !vector_styles_write(&file->styles, file->dataset))
        status = vector_file_fail(file, diag);
    CPLErrorReset();
    GDALClose(file->dataset);
    file->dataset = NULL;
    if (status == OK && CPLGetLastErrorType() < CE_Failure)
        bytes = VSIGetMemFileBuffer(file->name, &size, FALSE);
    if (status == OK && bytes)
        status = file_write(file->path, bytes, (size_t)size, diag);
    else if (status == OK)
        status = vector_file_fail(file, diag);
    gdal_quiet_end();
    vector_file_free(file);
    return status;
}

void vector_file_abandon(VectorFile *file)
{
    if (!file)
        return;
    gdal_quiet_begin();
    if (file->layer)
        GDALDatasetRollbackTransaction(file->dataset);
    vector_file_free(file);
    gdal_quiet_end();
}
