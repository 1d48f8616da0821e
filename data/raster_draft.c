#include "data/raster_draft.h"

#include <cpl_error.h>
#include <cpl_string.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "data/gdal_quiet.h"

enum { STEPS = 100 };

struct RasterDraft {
    GDALDatasetH dataset;
    const char *named;
    DraftShape shape;
};

static GDALDataType cell_type(const RasterDraft *draft)
{
    return draft->shape.cell == DRAFT_BYTE ? GDT_Byte : GDT_UInt32;
}

static Status fail(const RasterDraft *draft, Diag *diag)
{
    return diag_fail(diag, ERR_OUTPUT, "%s: the raster cannot be made; is its disk full? %s",
                     draft->named, gdal_quiet_said());
}

static void describe(const RasterDraft *draft)
{
    const Grid *grid = &draft->shape.grid;
    GDALRasterBandH band = GDALGetRasterBand(draft->dataset, 1);
    double geo[6] = {grid->x0, grid->dx_m, 0, grid->y0, 0, -grid->dy_m};

    GDALSetGeoTransform(draft->dataset, geo);
    if (draft->shape.crs) {
        OGRSpatialReferenceH srs = OSRNewSpatialReference(crs_wkt(draft->shape.crs));
        OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
        GDALSetSpatialRef(draft->dataset, srs);
        OSRDestroySpatialReference(srs);
    }
    GDALSetDescription(band, draft->shape.description);
}

Status raster_draft_new(RasterDraft **out, const char *path, const char *named,
                        const DraftShape *shape, Diag *diag)
{
    static const char *const options[] = {"TILED=YES",     "BLOCKXSIZE=256", "BLOCKYSIZE=256",
                                          "SPARSE_OK=YES", "BIGTIFF=YES",    NULL};
    RasterDraft *draft = memory_new(1, sizeof *draft);
    Status status = OK;

    draft->named = named;
    draft->shape = *shape;
    gdal_quiet_begin();
    draft->dataset =
        GDALCreate(GDALGetDriverByName("GTiff"), path, shape->grid.width, shape->grid.height, 1,
                   cell_type(draft), (char **)(uintptr_t)options);
    if (draft->dataset)
        describe(draft);
    else
        status = fail(draft, diag);
    gdal_quiet_end();
    if (status == OK)
        *out = draft;
    else
        raster_draft_free(draft);
    return status;
}

void raster_draft_free(RasterDraft *draft)
{
    if (!draft)
        return;
    gdal_quiet_begin();
    if (draft->dataset)
        GDALClose(draft->dataset);
    gdal_quiet_end();
    free(draft);
}

const DraftShape *raster_draft_shape(const RasterDraft *draft)
{
    return &draft->shape;
}

static Status draft_io(RasterDraft *draft, GDALRWFlag way, const CellBox *box, void *cells,
                       Diag *diag)
{
    const int columns = (int)box->columns, rows = (int)box->rows;
    Status status = OK;

    gdal_quiet_begin();
    if (GDALRasterIO(GDALGetRasterBand(draft->dataset, 1), way, (int)box->column, (int)box->row,
                     columns, rows, cells, columns, rows, cell_type(draft), 0, 0) != CE_None)
        status = fail(draft, diag);
    gdal_quiet_end();
    return status;
}

Status raster_draft_read(RasterDraft *draft, const CellBox *box, void *cells, Diag *diag)
{
    return draft_io(draft, GF_Read, box, cells, diag);
}

Status raster_draft_write(RasterDraft *draft, const CellBox *box, const void *cells, Diag *diag)
{
    return draft_io(draft, GF_Write, box, (void *)(uintptr_t)cells, diag);
}

/* GDAL asks while it copies: shall it go on? */
static int copy_goes_on(double share, const char *unused, void *context)
{
    int *steps = context;

    (void)unused;
    for (; *steps < (int)(share * STEPS); ++*steps)
        progress_step();
    return !interrupt_requested();
}

/* Read every cell of what was written: a disk that filled up shows here at the latest. */
static Status check_arrived(const RasterDraft *draft, const char *path, Diag *diag)
{
    GDALDatasetH file = GDALOpen(path, GA_ReadOnly);
    const int width = draft->shape.grid.width, height = draft->shape.grid.height;
    enum { ROWS = 256 };
    void *cells = memory_new((size_t)width * ROWS, draft->shape.cell == DRAFT_BYTE ? 1 : 4);
    Status status = file ? OK : fail(draft, diag);

    for (int row = 0; row < height && status == OK; row += ROWS) {
        int rows = height - row < ROWS ? height - row : ROWS;
        status = interrupt_check(diag);
        if (status == OK && GDALRasterIO(GDALGetRasterBand(file, 1), GF_Read, 0, row, width, rows,
                                         cells, width, rows, cell_type(draft), 0, 0) != CE_None)
            status = fail(draft, diag);
    }
    free(cells);
    if (file)
        GDALClose(file);
    return status;
}

/* The draft with its nodata value, which it does not have itself: holes would then read as that. */
static GDALDatasetH with_nodata(const RasterDraft *draft)
{
    GDALDatasetH view =
        GDALCreateCopy(GDALGetDriverByName("VRT"), "", draft->dataset, FALSE, NULL, NULL, NULL);

    if (view)
        GDALSetRasterNoDataValue(GDALGetRasterBand(view, 1), draft->shape.nodata);
    return view;
}

static GDALDatasetH copy_to_cog(const RasterDraft *draft, const char *path, int threads)
{
    /* No statistics, nothing of the host, blocks in their order whatever the threads: equal cells
     * give equal bytes. Level 3 takes a third of the time of the usual 6. */
    char number[32];
    const char *const options[] = {"COMPRESS=DEFLATE",
                                   "LEVEL=3",
                                   "BLOCKSIZE=256",
                                   "BIGTIFF=IF_SAFER",
                                   number,
                                   "OVERVIEW_RESAMPLING=NEAREST",
                                   NULL};
    int steps = 0;
    GDALDatasetH view = with_nodata(draft), copy = NULL;

    snprintf(number, sizeof number, "NUM_THREADS=%d", threads);
    if (view)
        copy = GDALCreateCopy(GDALGetDriverByName("COG"), path, view, FALSE,
                              (char **)(uintptr_t)options, copy_goes_on, &steps);
    if (view)
        GDALClose(view);
    return copy;
}

Status raster_draft_publish(RasterDraft *draft, const char *path, int threads, Diag *diag)
{
    GDALDatasetH copy;
    Status status;

    progress_begin("writing", STEPS);
    gdal_quiet_begin();
    GDALFlushCache(draft->dataset);
    copy = CPLGetLastErrorType() >= CE_Failure ? NULL : copy_to_cog(draft, path, threads);
    if (copy)
        GDALClose(copy);
    status = interrupt_check(diag);
    if (status == OK && (!copy || CPLGetLastErrorType() >= CE_Failure))
        status = fail(draft, diag);
    if (status == OK)
        status = check_arrived(draft, path, diag);
    gdal_quiet_end();
    progress_end();
    return status;
}
