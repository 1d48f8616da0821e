#include "data/raster_source.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <stdio.h>

#include "data/gdal_quiet.h"

enum { EDGE_STEPS = 32 }; /* positions on an edge of the extent */

const char *raster_source_reason(void)
{
    const char *reason = gdal_quiet_said();

    return reason && *reason ? reason : "GDAL gives no reason";
}

void raster_source_close(RasterSource *source)
{
    crs_transform_close(source->into);
    crs_transform_close(source->out_of);
    crs_close(source->crs);
    if (source->dataset)
        GDALClose(source->dataset);
    gdal_quiet_end();
}

/* The CRS that the project or the file says. */
static Status raster_source_crs(RasterSource *source, const SourceRef *ref, Diag *diag)
{
    OGRSpatialReferenceH declared = GDALGetSpatialRef(source->dataset);
    static const char *const wkt2[] = {"FORMAT=WKT2_2019", NULL};
    char *wkt = NULL;
    Status status;

    if (ref->crs)
        return crs_open(&source->crs, ref->crs, source->name, diag);
    if (!declared || OSRExportToWktEx(declared, &wkt, wkt2) != OGRERR_NONE) {
        CPLFree(wkt);
        return diag_fail(
            diag, ERR_INPUT,
            "%s: the raster has no coordinate reference system; say it with crs:", source->name);
    }
    status = crs_open(&source->crs, wkt, source->name, diag);
    CPLFree(wkt);
    return status;
}

/* Open the transforms, unless the source's CRS is the project's. */
static Status raster_source_place(RasterSource *source, const Crs *crs, Diag *diag)
{
    Status status;

    if (crs_same(source->crs, crs))
        return OK;
    status = crs_transform_open(&source->into, crs, source->crs, source->name, diag);
    if (status == OK)
        status = crs_transform_open(&source->out_of, source->crs, crs, source->name, diag);
    return status;
}

Status raster_source_open(RasterSource *source, const SourceRef *ref, const Crs *crs,
                          const char *what, Diag *diag)
{
    int has = 0;
    Status status;

    *source = (RasterSource){.scale = 1};
    snprintf(source->name, sizeof source->name, "%s%s%s %s", ref->place ? ref->place : "",
             ref->place ? ": " : "", what, ref->written ? ref->written : ref->source);
    gdal_quiet_begin();
    source->dataset =
        GDALOpenEx(ref->source, GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR, NULL, NULL, NULL);
    if (!source->dataset)
        return diag_fail(diag, ERR_INPUT, "%s: cannot be opened as a raster: %s", source->name,
                         raster_source_reason());
    if (GDALGetRasterCount(source->dataset) < 1)
        return diag_fail(diag, ERR_INPUT, "%s: has no bands; name one of its subdatasets",
                         source->name);
    source->band = GDALGetRasterBand(source->dataset, 1);
    source->width = GDALGetRasterXSize(source->dataset);
    source->height = GDALGetRasterYSize(source->dataset);
    if (GDALGetGeoTransform(source->dataset, source->geo) != CE_None ||
        !GDALInvGeoTransform(source->geo, source->inverse))
        return diag_fail(diag, ERR_INPUT,
                         "%s: the raster is not georeferenced (no geotransform): give it one with "
                         "gdal_translate -a_ullr",
                         source->name);
    if (!(GDALGetMaskFlags(source->band) & GMF_ALL_VALID))
        source->mask = GDALGetMaskBand(source->band);
    source->scale = GDALGetRasterScale(source->band, &has);
    source->offset = GDALGetRasterOffset(source->band, &has);
    status = raster_source_crs(source, ref, diag);
    return status == OK ? raster_source_place(source, crs, diag) : status;
}

Status raster_source_locate(const RasterSource *source, double *x, double *y, size_t count,
                            Diag *diag)
{
    const double *to = source->inverse;

    if (source->into) {
        Status status = crs_transform(source->into, x, y, count, diag);
        if (status != OK)
            return status;
    }
    for (size_t i = 0; i < count; i++) {
        double column = to[0] + x[i] * to[1] + y[i] * to[2] - 0.5;
        double row = to[3] + x[i] * to[4] + y[i] * to[5] - 0.5;
        x[i] = column;
        y[i] = row;
    }
    return OK;
}

/* Pixel-edge positions to project coordinates; false where they have none. */
static bool raster_source_project(const RasterSource *source, double *x, double *y, size_t count)
{
    const double *to = source->geo;
    Diag ignored = {0};

    for (size_t i = 0; i < count; i++) {
        double east = to[0] + x[i] * to[1] + y[i] * to[2];
        double north = to[3] + x[i] * to[4] + y[i] * to[5];
        x[i] = east;
        y[i] = north;
    }
    if (source->out_of && crs_transform(source->out_of, x, y, count, &ignored) != OK)
        return false;
    for (size_t i = 0; i < count; i++)
        if (!isfinite(x[i]) || !isfinite(y[i]))
            return false;
    return true;
}

/* Does the way to the project CRS and back end where it began? Far from a projection's
 * middle it often does not, though each step gives numbers. */
static bool raster_source_has_image(const RasterSource *source, const double *x, const double *y,
                                    size_t count)
{
    Diag ignored = {0};

    for (size_t i = 0; source->out_of && i < count; i++) {
        double to_x = x[i], to_y = y[i];
        if (!raster_source_project(source, &to_x, &to_y, 1) ||
            raster_source_locate(source, &to_x, &to_y, 1, &ignored) != OK ||
            !(hypot(to_x + 0.5 - x[i], to_y + 0.5 - y[i]) < 0.5))
            return false;
    }
    return true;
}

Box raster_source_covers(const RasterSource *source)
{
    Box box = {HUGE_VAL, HUGE_VAL, -HUGE_VAL, -HUGE_VAL};
    double x[4 * EDGE_STEPS], y[4 * EDGE_STEPS];

    for (size_t i = 0; i < EDGE_STEPS; i++) {
        double along = (double)i / EDGE_STEPS;
        double corner[4][2] = {{along, 0}, {1, along}, {1 - along, 1}, {0, 1 - along}};
        for (size_t side = 0; side < 4; side++) {
            x[side * EDGE_STEPS + i] = corner[side][0] * source->width;
            y[side * EDGE_STEPS + i] = corner[side][1] * source->height;
        }
    }
    if (!raster_source_has_image(source, x, y, sizeof x / sizeof *x) ||
        !raster_source_project(source, x, y, sizeof x / sizeof *x))
        return (Box){-HUGE_VAL, -HUGE_VAL, HUGE_VAL, HUGE_VAL};
    for (size_t i = 0; i < sizeof x / sizeof *x; i++) {
        box.min_x = fmin(box.min_x, x[i]);
        box.max_x = fmax(box.max_x, x[i]);
        box.min_y = fmin(box.min_y, y[i]);
        box.max_y = fmax(box.max_y, y[i]);
    }
    return box;
}

double raster_source_cell_m(const RasterSource *source, double x, double y)
{
    Diag ignored = {0};
    double east[3] = {x, 0, 0}, north[3] = {y, 0, 0};

    if (!source->into)
        return fmax(hypot(source->geo[1], source->geo[4]), hypot(source->geo[2], source->geo[5]));
    if (raster_source_locate(source, east, north, 1, &ignored) != OK) {
        east[0] = source->width / 2.0;
        north[0] = source->height / 2.0;
    }
    east[1] = east[0] + 1;
    north[1] = north[0];
    east[2] = east[0];
    north[2] = north[0] + 1;
    if (!raster_source_project(source, east, north, 3))
        return NAN;
    return fmax(hypot(east[1] - east[0], north[1] - north[0]),
                hypot(east[2] - east[0], north[2] - north[0]));
}
