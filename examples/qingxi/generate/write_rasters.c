/* Rasters: bare ground as floats in eighths of a metre, crowns as whole metres. */
#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal.h>
#include <stdio.h>

#include "examples/qingxi/generate/book.h"
#include "examples/qingxi/generate/drawn.h"
#include "examples/qingxi/generate/write.h"

static void write_raster(const char *path, const Terrain *terrain, GDALDataType type, void *cells,
                         const char *predictor)
{
    char **options = NULL;
    OGRSpatialReferenceH crs = book_crs(4542);
    char *wkt = NULL;
    double transform[6] = {ORIGIN_EAST_M + TERRAIN_WEST_M,
                           TERRAIN_CELL_M,
                           0,
                           ORIGIN_NORTH_M + TERRAIN_NORTH_M,
                           0,
                           -TERRAIN_CELL_M};

    options = CSLSetNameValue(options, "COMPRESS", "DEFLATE");
    options = CSLSetNameValue(options, "PREDICTOR", predictor);
    options = CSLSetNameValue(options, "ZLEVEL", "9");
    options = CSLSetNameValue(options, "TILED", "YES");
    GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), path, terrain->columns,
                                      terrain->rows, 1, type, options);

    if (!dataset)
        book_die(path);
    OSRExportToWkt(crs, &wkt);
    GDALSetProjection(dataset, wkt);
    GDALSetGeoTransform(dataset, transform);
    if (type == GDT_Float32)
        GDALSetRasterNoDataValue(GDALGetRasterBand(dataset, 1), -9999);
    if (GDALRasterIO(GDALGetRasterBand(dataset, 1), GF_Write, 0, 0, terrain->columns, terrain->rows,
                     cells, terrain->columns, terrain->rows, type, 0, 0) != CE_None)
        book_die(path);
    book_close(dataset);
    CPLFree(wkt);
    OSRRelease(crs);
    CSLDestroy(options);
}

void write_rasters(const Town *town, const char *folder)
{
    char path[512];

    snprintf(path, sizeof path, "%s/terrain.tif", folder);
    write_raster(path, &town->terrain, GDT_Float32, town->terrain.height_m, "3");
    snprintf(path, sizeof path, "%s/canopy.tif", folder);
    write_raster(path, &town->terrain, GDT_Byte, town->canopy_m, "2");
}
