#include "data/heights_check.h"

#include <cpl_conv.h>
#include <gdal.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <stdio.h>

#include "base/text.h"

enum { LONGEST_SIDE = 1 << 20 };

static Status check_grid(GDALDatasetH dataset, const char *path, Grid *grid, Diag *diag)
{
    double geo[6];

    if (GDALGetGeoTransform(dataset, geo) != CE_None)
        return diag_fail(diag, ERR_INPUT,
                         "%s: the raster is not georeferenced (no geotransform): give it one with "
                         "gdal_translate -a_ullr",
                         path);
    if (geo[2] != 0.0 || geo[4] != 0.0)
        return diag_fail(diag, ERR_INPUT,
                         "%s: the raster is rotated or sheared: gdalwarp -r bilinear %s turned.tif "
                         "makes one whose rows run east",
                         path, path);
    if (!(geo[1] > 0.0) || !(geo[5] < 0.0) || !isfinite(geo[0]) || !isfinite(geo[3]) ||
        !isfinite(geo[1]) || !isfinite(geo[5]))
        return diag_fail(diag, ERR_INPUT,
                         "%s: the first row is not the northernmost (cells of %g x %g): gdalwarp "
                         "%s turned.tif makes one whose is",
                         path, geo[1], geo[5], path);
    *grid = (Grid){
        geo[0], geo[3], geo[1], -geo[5], GDALGetRasterXSize(dataset), GDALGetRasterYSize(dataset)};
    if (grid->width > LONGEST_SIDE || grid->height > LONGEST_SIDE)
        return diag_fail(diag, ERR_INPUT,
                         "%s: %d x %d cells; a side may have %d: cut it with gdal_translate "
                         "-srcwin",
                         path, grid->width, grid->height, LONGEST_SIDE);
    return OK;
}

static Status read_crs(GDALDatasetH dataset, const char *path, Crs **crs, Diag *diag)
{
    static const char *const wkt2[] = {"FORMAT=WKT2_2019", NULL};
    OGRSpatialReferenceH declared = GDALGetSpatialRef(dataset);
    char *wkt = NULL;
    Status status = OK;

    *crs = NULL;
    if (declared && OSRExportToWktEx(declared, &wkt, wkt2) == OGRERR_NONE && wkt && *wkt)
        status = crs_open(crs, wkt, path, diag);
    CPLFree(wkt);
    return status;
}

/* The EPSG code of the UTM zone that holds the raster's middle; a word where that is unknown. */
static void utm_code(const Grid *grid, const Crs *crs, char out[32])
{
    double x = grid->x0 + grid->width * grid->dx_m / 2,
           y = grid->y0 - grid->height * grid->dy_m / 2;
    double lon = 0.0, lat = 0.0, turn;
    Diag unused = {0};
    int zone;

    if (crs_geographic(crs, x, y, &lon, &lat, &turn, &unused) != OK || !(fabs(lat) < 84.0) ||
        !(fabs(lon) <= 360.0)) {
        snprintf(out, 32, "EPSG:CODE");
        return;
    }
    zone = (int)floor(fmod(lon + 540.0, 360.0) / 6.0) + 1;
    snprintf(out, 32, "EPSG:%d", (lat < 0.0 ? 32700 : 32600) + zone);
}

static Status check_units(const Grid *grid, const Crs *crs, const char *path, Diag *diag)
{
    double unit_m = crs_unit_m(crs);
    char utm[32];

    if (fabs(unit_m - 1.0) <= 1e-9)
        return OK;
    utm_code(grid, crs, utm);
    return diag_fail(diag, ERR_INPUT,
                     "%s: its CRS %s (%s) counts in %s, and ranges and heights are in metres: "
                     "gdalwarp -t_srs %s -r bilinear %s metres.tif makes a raster in metres%s",
                     path, *crs_code(crs) ? crs_code(crs) : "without a code", crs_name(crs),
                     isnan(unit_m) ? "degrees" : crs_unit(crs), utm, path,
                     isnan(unit_m) ? "" : " (see that its heights are, too)");
}

static Status check_height_unit(GDALDatasetH dataset, const char *path, Diag *diag)
{
    static const char *const metres[] = {"", "m", "metre", "meter", "metres", "meters", NULL};
    const char *unit = GDALGetRasterUnitType(GDALGetRasterBand(dataset, 1));

    for (size_t i = 0; metres[i]; i++)
        if (text_equal_nocase(unit ? unit : "", metres[i]))
            return OK;
    return diag_fail(diag, ERR_INPUT,
                     "%s: its heights are in %s, not in metres: convert them, e.g. from feet with "
                     "gdal_calc.py -A %s --calc=A*0.3048 --outfile=metres.tif, or correct the "
                     "band's unit",
                     path, unit, path);
}

Status heights_check(void *dataset, const char *path, Grid *grid, Crs **crs, Diag *diag)
{
    Status status = check_grid(dataset, path, grid, diag);

    if (status == OK)
        status = read_crs(dataset, path, crs, diag);
    if (status == OK && *crs)
        status = check_units(grid, *crs, path, diag);
    if (status == OK)
        status = check_height_unit(dataset, path, diag);
    return status;
}
