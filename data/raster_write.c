#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/file_write.h"
#include "data/gdal_quiet.h"
#include "data/raster.h"

/* What is to be written. */
typedef struct {
    const char *path;
    const Grid *grid;
    const Crs *crs;
    const void *cells;
    GDALDataType type;
    double nodata;
    const char *overviews, *description;
} Picture;

/* The cells as a GDAL dataset, without a copy; NULL on failure. */
static GDALDatasetH picture_wrap(const Picture *picture)
{
    const Grid *grid = picture->grid;
    double geo[6] = {grid->x0, grid->dx_m, 0, grid->y0, 0, -grid->dy_m};
    GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("MEM"), "", grid->width, grid->height, 0,
                                      picture->type, NULL);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(crs_wkt(picture->crs));
    GDALRasterBandH band = NULL;
    char pointer[64] = "", option[96];

    if (dataset && srs) {
        OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
        /* The driver wants an address in text; it only reads there. */
        CPLPrintPointer(pointer, (void *)(uintptr_t)picture->cells, sizeof pointer);
        snprintf(option, sizeof option, "DATAPOINTER=%s", pointer);
        char *options[] = {option, NULL};
        if (GDALAddBand(dataset, picture->type, options) == CE_None)
            band = GDALGetRasterBand(dataset, 1);
    }
    if (band) {
        GDALSetGeoTransform(dataset, geo);
        GDALSetSpatialRef(dataset, srs);
        GDALSetRasterNoDataValue(band, picture->nodata);
        GDALSetDescription(band, picture->description);
    } else if (dataset) {
        GDALClose(dataset);
        dataset = NULL;
    }
    OSRDestroySpatialReference(srs);
    return dataset;
}

/* One thread, no statistics, nothing of the host: equal cells give equal bytes. */
static GDALDatasetH picture_copy(const Picture *picture, GDALDatasetH from, const char *name)
{
    GDALDriverH driver = GDALGetDriverByName("COG");
    char **options = NULL;
    GDALDatasetH copy = NULL;

    options = CSLSetNameValue(options, "COMPRESS", "DEFLATE");
    options = CSLSetNameValue(options, "PREDICTOR", "YES");
    options = CSLSetNameValue(options, "BLOCKSIZE", "256");
    options = CSLSetNameValue(options, "BIGTIFF", "IF_SAFER");
    options = CSLSetNameValue(options, "NUM_THREADS", "1");
    options = CSLSetNameValue(options, "OVERVIEW_RESAMPLING", picture->overviews);
    if (driver)
        copy = GDALCreateCopy(driver, name, from, FALSE, options, NULL, NULL);
    CSLDestroy(options);
    return copy;
}

static Status picture_write(const Picture *picture, Diag *diag)
{
    GDALDatasetH cells, copy = NULL;
    char name[64];
    vsi_l_offset size = 0;
    const GByte *bytes = NULL;
    Status status;

    gdal_quiet_begin();
    /* Unique among threads; the name stays out of the file. */
    snprintf(name, sizeof name, "/vsimem/camplan-%p.tif", (const void *)picture);
    cells = picture_wrap(picture);
    if (cells)
        copy = picture_copy(picture, cells, name);
    if (copy)
        GDALClose(copy);
    if (copy && CPLGetLastErrorType() < CE_Failure)
        bytes = VSIGetMemFileBuffer(name, &size, FALSE);
    if (bytes)
        status = file_write(picture->path, bytes, (size_t)size, diag);
    else
        status = diag_fail(diag, ERR_OUTPUT, "%s: the raster cannot be made: %s", picture->path,
                           gdal_quiet_said());
    if (cells)
        GDALClose(cells);
    VSIUnlink(name);
    gdal_quiet_end();
    return status;
}

Status raster_write_float(const char *path, const Grid *grid, const Crs *crs, const float *cells,
                          const char *description, Diag *diag)
{
    Picture picture = {.path = path,
                       .grid = grid,
                       .crs = crs,
                       .cells = cells,
                       .type = GDT_Float32,
                       .nodata = (double)NAN,
                       .overviews = "AVERAGE",
                       .description = description};

    return picture_write(&picture, diag);
}

Status raster_write_count(const char *path, const Grid *grid, const Crs *crs, const uint16_t *cells,
                          uint16_t nodata, const char *description, Diag *diag)
{
    Picture picture = {.path = path,
                       .grid = grid,
                       .crs = crs,
                       .cells = cells,
                       .type = GDT_UInt16,
                       .nodata = nodata,
                       .overviews = "NEAREST",
                       .description = description};

    return picture_write(&picture, diag);
}
