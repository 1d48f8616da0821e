#include "data/source.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/gdal_quiet.h"
#include "data/source_options.h"

struct Source {
    const SourceRef *ref;
    GDALDatasetH dataset;
    OGRLayerH layer;
    char *name;
    const char **fields; /* NULL-terminated */
    size_t field_count;
    int x_field, y_field; /* -1: geometries are the source's own */
    bool is_csv, recode_all;
    bool begun; /* a feature has been read */
    bool clipped;
    Box clip; /* source CRS */
};

static Status list_layers(const Source *source, Diag *diag)
{
    Text list = {0};
    int count = GDALDatasetGetLayerCount(source->dataset);

    for (int i = 0; i < count; i++)
        text_printf(&list, "%s%s", i ? ", " : "",
                    OGR_L_GetName(GDALDatasetGetLayer(source->dataset, i)));
    if (source->ref->layer)
        diag_fail(diag, ERR_INPUT, "%s: %s: %s has no layer %s; it has: %.600s", source->ref->place,
                  source->name, source->ref->written, source->ref->layer,
                  count ? list.text : "none");
    else
        diag_fail(diag, ERR_INPUT, "%s: %s: say which layer of %s, with layer: one of %.600s",
                  source->ref->place, source->name, source->ref->written,
                  count ? list.text : "none");
    text_release(&list);
    return ERR_INPUT;
}

static Status pick_layer(Source *source, Diag *diag)
{
    const SourceRef *ref = source->ref;
    GDALDriverH driver = GDALGetDatasetDriver(source->dataset);
    const char *driver_name = GDALGetDriverShortName(driver);

    if (ref->layer)
        source->layer = GDALDatasetGetLayerByName(source->dataset, ref->layer);
    else if (GDALDatasetGetLayerCount(source->dataset) == 1)
        source->layer = GDALDatasetGetLayer(source->dataset, 0);
    if (!source->layer)
        return list_layers(source, diag);
    if (text_equal(driver_name, "OSM")) {
        /* Else the driver keeps the features of every layer in memory. */
        Text interest = {0};
        text_printf(&interest, "SET interest_layers = %s", OGR_L_GetName(source->layer));
        GDALDatasetReleaseResultSet(
            source->dataset, GDALDatasetExecuteSQL(source->dataset, interest.text, NULL, NULL));
        text_release(&interest);
    }
    source->is_csv = text_equal(driver_name, "CSV");
    /* A driver that does not know encodings hands on the file's bytes. */
    source->recode_all = ref->encoding && (source->is_csv || text_equal(driver_name, "GeoJSON") ||
                                           text_equal(driver_name, "MapInfo File"));
    return OK;
}

/* `text` as UTF-8; malloc'd by CPL. */
static char *to_utf8(const Source *source, const char *text)
{
    if (source->ref->encoding && (source->recode_all || !text_utf8_valid(text)))
        return CPLRecode(text, source->ref->encoding, CPL_ENC_UTF8);
    return CPLStrdup(text);
}

static Status find_coordinate(const Source *source, const char *key, const char *column, int *out,
                              Diag *diag)
{
    Text list = {0};

    for (size_t i = 0; i < source->field_count; i++)
        if (text_equal_nocase(source->fields[i], column)) {
            *out = (int)i;
            return OK;
        }
    text_list(&list, source->fields, 60);
    diag_fail(diag, ERR_INPUT, "%s: %s: %s: there is no column %s; there are: %.600s",
              source->ref->place, source->name, key, column, list.text ? list.text : "none");
    text_release(&list);
    return ERR_INPUT;
}

static Status read_fields(Source *source, Diag *diag)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(source->layer);
    Status status = OK;

    source->field_count = (size_t)OGR_FD_GetFieldCount(definition);
    source->fields = memory_new(source->field_count + 1, sizeof *source->fields);
    for (size_t i = 0; i < source->field_count; i++) {
        OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, (int)i);
        char *name = to_utf8(source, OGR_Fld_GetNameRef(field));
        source->fields[i] = memory_text(name);
        CPLFree(name);
        if (!text_utf8_valid(source->fields[i]))
            return diag_fail(diag, ERR_INPUT,
                             "%s: %s: the name of field %zu is not UTF-8: say how the file is "
                             "written, for example encoding: GBK",
                             source->ref->place, source->name, i + 1);
    }
    source->x_field = source->y_field = -1;
    if (source->ref->x)
        status = find_coordinate(source, "x", source->ref->x, &source->x_field, diag);
    if (source->ref->y && status == OK)
        status = find_coordinate(source, "y", source->ref->y, &source->y_field, diag);
    return status;
}

static Status refuse_filter(const Source *source, Diag *diag)
{
    Text list = {0};

    text_list(&list, source->fields, 40);
    diag_fail(diag, ERR_INPUT,
              "%s: %s: where: the filter %.200s is not understood: %.300s (fields: %.400s)",
              source->ref->place, source->name, source->ref->where, gdal_quiet_said(),
              list.text ? list.text : "none");
    text_release(&list);
    return ERR_INPUT;
}

static Status filter(const Source *source, Diag *diag)
{
    if (!source->ref->where ||
        OGR_L_SetAttributeFilter(source->layer, source->ref->where) == OGRERR_NONE)
        return OK;
    return refuse_filter(source, diag);
}

/* What GDAL said or, where it said nothing, what is likely: a name without a colon is a file. */
static const char *why_not_opened(const char *name)
{
    if (*gdal_quiet_said())
        return gdal_quiet_said();
    if (!strchr(name, ':') && strncmp(name, "/vsi", 4) != 0 && access(name, F_OK) != 0)
        return "there is no such file";
    return "no driver knows it";
}

Status source_open(Source **out, const SourceRef *ref, const char *id, Diag *diag)
{
    Source *source = memory_new(1, sizeof *source);
    Text name = {0};
    char **options = NULL;
    Status status;

    source->ref = ref;
    text_printf(&name, "%s (%s%s%s)", id, ref->written, ref->layer ? ", " : "",
                ref->layer ? ref->layer : "");
    source->name = name.text;
    gdal_quiet_begin();
    status = source_options(ref, source->name, &options, diag);
    if (status == OK) {
        source->dataset = GDALOpenEx(ref->source, GDAL_OF_VECTOR | GDAL_OF_READONLY, NULL,
                                     (const char *const *)options, NULL);
        if (!source->dataset)
            status = diag_fail(diag, ERR_INPUT, "%s: %s cannot be read as a vector dataset: %.400s",
                               ref->place, source->name, why_not_opened(ref->source));
    }
    CSLDestroy(options);
    if (status == OK)
        status = pick_layer(source, diag);
    if (status == OK)
        status = read_fields(source, diag);
    if (status == OK)
        status = filter(source, diag);
    gdal_quiet_end();
    if (status != OK) {
        source_close(source);
        return status;
    }
    *out = source;
    return OK;
}

void source_close(Source *source)
{
    if (!source)
        return;
    gdal_quiet_begin();
    if (source->dataset)
        GDALClose(source->dataset);
    gdal_quiet_end();
    for (size_t i = 0; source->fields && i < source->field_count; i++)
        free((char *)(uintptr_t)source->fields[i]);
    free(source->fields);
    free(source->name);
    free(source);
}

const char *source_name(const Source *source)
{
    return source->name;
}

const char *source_layer(const Source *source)
{
    return OGR_L_GetName(source->layer);
}

const char *const *source_fields(const Source *source, size_t *count)
{
    *count = source->field_count;
    return source->fields;
}

bool source_has_places(const Source *source)
{
    return source->x_field >= 0 || OGR_L_GetGeomType(source->layer) != wkbNone;
}

Status source_crs(const Source *source, Crs **out, Diag *diag)
{
    OGRSpatialReferenceH srs = source->x_field >= 0 ? NULL : OGR_L_GetSpatialRef(source->layer);
    char *wkt = NULL;
    Status status;

    if (source->ref->crs)
        return crs_open(out, source->ref->crs, source->ref->place, diag);
    if (!srs || OSRExportToWkt(srs, &wkt) != OGRERR_NONE || !wkt || !*wkt) {
        CPLFree(wkt);
        return diag_fail(diag, ERR_INPUT,
                         "%s: %s has no CRS: add the one its coordinates are in, for example "
                         "crs: EPSG:4490",
                         source->ref->place, source->name);
    }
    status = crs_open(out, wkt, source->name, diag);
    CPLFree(wkt);
    return status;
}

void source_clip(Source *source, Box box)
{
    source->clipped = true;
    source->clip = box;
}

bool source_clipped(const Source *source, Box *box)
{
    *box = source->clip;
    return source->clipped;
}

const char *source_feature(const Source *source, Arena *arena, int64_t fid)
{
    if (source->is_csv)
        return arena_printf(arena, "%s, line %lld", source->name, (long long)fid + 1);
    return arena_printf(arena, "%s, feature %lld", source->name, (long long)fid);
}

/* The text of a field that is set; malloc'd by CPL. */
static char *field_text(const Source *source, OGRFeatureH feature, int field)
{
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field));
    int year, month, day, hour, minute, second, zone;
    char date[48];

    if ((type == OFTDate || type == OFTDateTime) &&
        OGR_F_GetFieldAsDateTime(feature, field, &year, &month, &day, &hour, &minute, &second,
                                 &zone)) {
        snprintf(date, sizeof date, "%04d-%02d-%02d", year, month, day);
        return CPLStrdup(date);
    }
    return to_utf8(source, OGR_F_GetFieldAsString(feature, field));
}

static Status read_values(const Source *source, OGRFeatureH feature, Arena *arena,
                          SourceFeature *out, Diag *diag)
{
    const char **values = arena_alloc(arena, source->field_count + 1, sizeof *values);

    out->values = values;
    for (size_t i = 0; i < source->field_count; i++) {
        char *text;
        bool valid;
        if (!OGR_F_IsFieldSetAndNotNull(feature, (int)i))
            continue;
        text = field_text(source, feature, (int)i);
        valid = text_utf8_valid(text);
        if (valid && *text)
            values[i] = arena_text(arena, text);
        CPLFree(text);
        if (!valid)
            return diag_fail(diag, ERR_INPUT,
                             "%s: %s: field %s is not UTF-8: say how the file is written, for "
                             "example encoding: GBK",
                             source->ref->place, source_feature(source, arena, out->fid),
                             source->fields[i]);
    }
    return OK;
}

static Status shape_of_columns(const Source *source, GEOSContextHandle_t geos, Arena *arena,
                               SourceFeature *out, Diag *diag)
{
    const int columns[] = {source->x_field, source->y_field};
    double at[2];

    for (int i = 0; i < 2; i++) {
        const char *text = out->values[columns[i]];
        if (!text)
            return OK;
        if (!text_number(text, &at[i]))
            return diag_fail(diag, ERR_INPUT, "%s: %s: %s is \"%.60s\", which is no number",
                             source->ref->place, source_feature(source, arena, out->fid),
                             source->fields[columns[i]], text);
    }
    out->box = (Box){at[0], at[1], at[0], at[1]};
    out->outside = source->clipped && !box_has(source->clip, at[0], at[1]);
    if (!out->outside)
        out->shape = GEOSGeom_createPointFromXY_r(geos, at[0], at[1]);
    return OK;
}

static GEOSGeometry *to_geos(GEOSContextHandle_t geos, OGRGeometryH geometry)
{
    int size = OGR_G_WkbSize(geometry);
    unsigned char *wkb = size > 0 ? memory_new((size_t)size, 1) : NULL;
    GEOSWKBReader *reader = GEOSWKBReader_create_r(geos);
    GEOSGeometry *shape = NULL;

    if (wkb && OGR_G_ExportToWkb(geometry, wkbNDR, wkb) == OGRERR_NONE)
        shape = GEOSWKBReader_read_r(geos, reader, wkb, (size_t)size);
    GEOSWKBReader_destroy_r(geos, reader);
    free(wkb);
    return shape;
}

/* Takes the geometry over. */
static void shape_of_geometry(const Source *source, GEOSContextHandle_t geos, OGRGeometryH geometry,
                              SourceFeature *out)
{
    OGREnvelope box;

    if (!geometry || OGR_G_IsEmpty(geometry)) {
        OGR_G_DestroyGeometry(geometry);
        return;
    }
    OGR_G_GetEnvelope(geometry, &box);
    out->box = (Box){box.MinX, box.MinY, box.MaxX, box.MaxY};
    out->outside =
        source->clipped && (box.MinX > source->clip.max_x || box.MaxX < source->clip.min_x ||
                            box.MinY > source->clip.max_y || box.MaxY < source->clip.min_y);
    if (!out->outside && isfinite(box.MinX) && isfinite(box.MaxX) && isfinite(box.MinY) &&
        isfinite(box.MaxY)) {
        OGRwkbGeometryType type = OGR_GT_Flatten(OGR_G_GetGeometryType(geometry));
        if (OGR_G_HasCurveGeometry(geometry, TRUE)) {
            OGRGeometryH linear = OGR_G_GetLinearGeometry(geometry, 0, NULL);
            OGR_G_DestroyGeometry(geometry);
            geometry = linear;
        } else if (type == wkbTIN || type == wkbPolyhedralSurface || type == wkbTriangle) {
            geometry = OGR_G_ForceToMultiPolygon(geometry);
        }
        OGR_G_FlattenTo2D(geometry);
        out->shape = to_geos(geos, geometry);
        if (!out->shape) {
            /* An area cut by an extract's edge: its ring was left open there. */
            OGR_G_CloseRings(geometry);
            out->shape = to_geos(geos, geometry);
            out->closed = out->shape != NULL;
        }
    }
    OGR_G_DestroyGeometry(geometry);
}

Status source_next(Source *source, GEOSContextHandle_t geos, Arena *arena, SourceFeature *out,
                   bool *more, Diag *diag)
{
    OGRFeatureH feature;
    Status status = OK;

    memset(out, 0, sizeof *out);
    out->box = (Box){INFINITY, INFINITY, -INFINITY, -INFINITY};
    gdal_quiet_begin();
    feature = OGR_L_GetNextFeature(source->layer);
    *more = feature != NULL;
    if (feature) {
        source->begun = true;
        out->fid = OGR_F_GetFID(feature);
        status = read_values(source, feature, arena, out, diag);
        if (status == OK && source->x_field >= 0)
            status = shape_of_columns(source, geos, arena, out, diag);
        else if (status == OK)
            shape_of_geometry(source, geos, OGR_F_StealGeometry(feature), out);
        OGR_F_Destroy(feature);
    } else if (CPLGetLastErrorType() == CE_Failure && source->ref->where && !source->begun) {
        /* Databases look at a filter only now. */
        status = refuse_filter(source, diag);
    } else if (CPLGetLastErrorType() == CE_Failure) {
        status = diag_fail(diag, ERR_INPUT, "%s: %s cannot be read to its end: %.400s",
                           source->ref->place, source->name, gdal_quiet_said());
    }
    gdal_quiet_end();
    return status;
}
