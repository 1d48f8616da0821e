#include "data/heights.h"

#include <gdal.h>
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "data/gdal_quiet.h"
#include "data/heights_check.h"

enum { STRIP_CELLS = 1 << 20 };

/* Two grids lie on each other when no corner is further off than this, in cells. */
static const double ALIGNED_CELLS = 0.01;
static const double HIGHEST_M = 12000;

struct Heights {
    GDALDatasetH dataset;
    GDALRasterBandH band, mask; /* mask NULL: all valid */
    char *path;
    Grid grid;
    Crs *crs;                     /* NULL: none */
    long first_column, first_row; /* where the raster begins, in the cells it is counted in */
    int block_rows;
    double scale, offset;
    bool compares; /* what equals `nodata` is none; there is no other mask */
    float nodata;
};

static const char *reason(void)
{
    return *gdal_quiet_said() ? gdal_quiet_said() : "GDAL gives no reason";
}

/* A nodata value that a float holds is compared here: the mask band would read all blocks again. */
static void find_mask(Heights *heights)
{
    const GDALDataType type = GDALGetRasterDataType(heights->band);
    const int flags = GDALGetMaskFlags(heights->band);
    int has = 0;

    if (flags & GMF_ALL_VALID)
        return;
    if (flags == GMF_NODATA &&
        (type == GDT_Byte || type == GDT_UInt16 || type == GDT_Int16 || type == GDT_Float32)) {
        heights->nodata = (float)GDALGetRasterNoDataValue(heights->band, &has);
        heights->compares = has;
    }
    if (!heights->compares)
        heights->mask = GDALGetMaskBand(heights->band);
}

static Status open_band(Heights *heights, Diag *diag)
{
    int has = 0, block_columns = 0;

    heights->dataset =
        GDALOpenEx(heights->path, GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR, NULL, NULL, NULL);
    if (!heights->dataset)
        return diag_fail(diag, ERR_INPUT, "%s: cannot be opened as a raster: %s", heights->path,
                         reason());
    if (GDALGetRasterCount(heights->dataset) < 1)
        return diag_fail(diag, ERR_INPUT, "%s: has no bands; name one of its subdatasets",
                         heights->path);
    heights->band = GDALGetRasterBand(heights->dataset, 1);
    find_mask(heights);
    heights->scale = GDALGetRasterScale(heights->band, &has);
    heights->offset = GDALGetRasterOffset(heights->band, &has);
    GDALGetBlockSize(heights->band, &block_columns, &heights->block_rows);
    return OK;
}

Status heights_open(Heights **out, const char *path, Diag *diag)
{
    Heights *heights = memory_new(1, sizeof *heights);
    Status status;

    heights->path = memory_text(path);
    gdal_quiet_begin();
    status = open_band(heights, diag);
    if (status == OK)
        status = heights_check(heights->dataset, path, &heights->grid, &heights->crs, diag);
    gdal_quiet_end();
    if (status == OK)
        *out = heights;
    else
        heights_close(heights);
    return status;
}

void heights_close(Heights *heights)
{
    if (!heights)
        return;
    if (heights->dataset)
        GDALClose(heights->dataset);
    crs_close(heights->crs);
    free(heights->path);
    free(heights);
}

const char *heights_path(const Heights *heights)
{
    return heights->path;
}

const Grid *heights_grid(const Heights *heights)
{
    return &heights->grid;
}

const Crs *heights_crs(const Heights *heights)
{
    return heights->crs;
}

static Status not_aligned(const Heights *heights, const Heights *other, const char *what,
                          Diag *diag)
{
    const Box box = grid_box(&other->grid);
    const char *code = other->crs ? crs_code(other->crs) : "";

    return diag_fail(diag, ERR_INPUT,
                     "%s: %s %s: gdalwarp %s%s%s-te %.12g %.12g %.12g %.12g -tr %.12g %.12g -r "
                     "bilinear %s ground.tif makes one that fits",
                     heights->path, what, other->path, *code ? "-t_srs " : "", code,
                     *code ? " " : "", box.min_x, box.min_y, box.max_x, box.max_y, other->grid.dx_m,
                     other->grid.dy_m, heights->path);
}

Status heights_align(Heights *heights, const Heights *other, Diag *diag)
{
    const Grid *own = &heights->grid, *grid = &other->grid;
    double column = (own->x0 - grid->x0) / grid->dx_m, row = (grid->y0 - own->y0) / grid->dy_m;
    double stretch_x = fabs(own->dx_m / grid->dx_m - 1.0) * own->width;
    double stretch_y = fabs(own->dy_m / grid->dy_m - 1.0) * own->height;
    CellBox covers = {0};

    if (heights->crs && other->crs && !crs_same(heights->crs, other->crs))
        return not_aligned(heights, other, "has not the CRS of", diag);
    if (!(stretch_x <= ALIGNED_CELLS && stretch_y <= ALIGNED_CELLS))
        return not_aligned(heights, other, "has not the cells of", diag);
    if (!(fabs(column - round(column)) <= ALIGNED_CELLS && fabs(row - round(row)) <= ALIGNED_CELLS))
        return not_aligned(heights, other, "its cells do not lie on those of", diag);
    if (fabs(column) < 1e9 && fabs(row) < 1e9) /* else too far for whole numbers */
        covers = (CellBox){lround(column), lround(row), own->width, own->height};
    covers = cell_box_meet(covers, grid_cell_box(grid));
    if (!cell_box_cells(&covers))
        return not_aligned(heights, other, "has no cell in common with", diag);
    heights->first_column = lround(column);
    heights->first_row = lround(row);
    return OK;
}

long heights_strip_rows(const Heights *heights, long columns)
{
    long block = heights->block_rows < 1024 ? heights->block_rows : 64;
    long blocks = STRIP_CELLS / (columns * block);

    return block * (blocks > 1 ? blocks : 1);
}

/* Turn what is no height into NaN; apply scale and offset. `mask` NULL: all valid. */
static void clean_row(const Heights *heights, float *row, const unsigned char *mask, long columns)
{
    const bool scaled = heights->scale != 1.0 || heights->offset != 0.0;

    for (long i = 0; i < columns; i++) {
        double height = (double)row[i];
        if (scaled)
            height = height * heights->scale + heights->offset;
        if ((mask && !mask[i]) || (heights->compares && row[i] == heights->nodata) ||
            !(fabs(height) <= HIGHEST_M))
            row[i] = NAN;
        else if (scaled)
            row[i] = (float)height;
    }
}

/* Read `part`, in cells of the file, to `out`, whose rows are `stride` cells apart. */
static Status read_part(const Heights *heights, const CellBox *part, float *out, long stride,
                        Diag *diag)
{
    const int column = (int)part->column, row = (int)part->row;
    const int columns = (int)part->columns, rows = (int)part->rows;
    unsigned char *mask = heights->mask ? memory_new(cell_box_cells(part), 1) : NULL;
    Status status = OK;

    gdal_quiet_begin();
    if (GDALRasterIO(heights->band, GF_Read, column, row, columns, rows, out, columns, rows,
                     GDT_Float32, 0, (int)(stride * (long)sizeof *out)) != CE_None ||
        (mask && GDALRasterIO(heights->mask, GF_Read, column, row, columns, rows, mask, columns,
                              rows, GDT_Byte, 0, 0) != CE_None))
        status = diag_fail(diag, ERR_INPUT,
                           "%s: a block in rows %d to %d cannot be read, the file is damaged or "
                           "cut short: %s",
                           heights->path, row, row + rows - 1, reason());
    gdal_quiet_end();
    for (long i = 0; status == OK && i < rows; i++)
        clean_row(heights, out + i * stride, mask ? mask + i * columns : NULL, columns);
    free(mask);
    return status;
}

Status heights_read(Heights *heights, const CellBox *box, float *out, Diag *diag)
{
    CellBox all = {heights->first_column, heights->first_row, heights->grid.width,
                   heights->grid.height};
    CellBox part = cell_box_meet(*box, all);
    float *begin;

    if (cell_box_cells(&part) < cell_box_cells(box))
        for (size_t i = 0; i < cell_box_cells(box); i++)
            out[i] = NAN;
    if (!cell_box_cells(&part))
        return OK;
    begin = out + (part.row - box->row) * box->columns + (part.column - box->column);
    part.column -= all.column;
    part.row -= all.row;
    return read_part(heights, &part, begin, box->columns, diag);
}
