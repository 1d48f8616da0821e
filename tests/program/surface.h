/* surface.h - small rasters for the program to read, drawn as text, and its results as text.
 *
 * A character a cell, a string a row: digits are heights in metres, letters from A on 10, 11 and
 * so on, '-' no data. Read back: '1' and '0' as they are, '.' for 255.
 */
#ifndef TESTS_PROGRAM_SURFACE_H
#define TESTS_PROGRAM_SURFACE_H

#include <cpl_error.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include "tests/program/program.h"

#define SURFACE_X0 500000.0
#define SURFACE_Y0 4000000.0 /* of the northern edge */

typedef struct {
    const char *crs; /* NULL: none */
    double geo[6];
    int width, height;
    GDALDataType type;
    double scale, offset; /* 0, 0: none */
    const char *unit;     /* of the heights, or NULL */
} SurfaceMade;

static inline SurfaceMade surface_metres(int width, int height)
{
    return (SurfaceMade){
        "EPSG:32647", {SURFACE_X0, 1, 0, SURFACE_Y0, 0, -1}, width, height, GDT_Float32, 0, 0,
        NULL};
}

/* Write `cells`, in which -9999 is no data, to NAME in the scratch folder. */
static inline void surface_write(const char *name, const SurfaceMade *made, const float *cells)
{
    GDALDatasetH file;
    GDALRasterBandH band;

    GDALAllRegister();
    file = GDALCreate(GDALGetDriverByName("GTiff"), scratch_path(name), made->width, made->height,
                      1, made->type, NULL);
    assert_non_null(file);
    band = GDALGetRasterBand(file, 1);
    GDALSetGeoTransform(file, (double *)(uintptr_t)made->geo);
    if (made->crs) {
        OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
        OSRSetFromUserInput(srs, made->crs);
        GDALSetSpatialRef(file, srs);
        OSRDestroySpatialReference(srs);
    }
    GDALSetRasterNoDataValue(band, -9999);
    if (made->unit)
        GDALSetRasterUnitType(band, made->unit);
    if (made->scale != 0) {
        GDALSetRasterScale(band, made->scale);
        GDALSetRasterOffset(band, made->offset);
    }
    assert_int_equal(GDALRasterIO(band, GF_Write, 0, 0, made->width, made->height,
                                  (void *)(uintptr_t)cells, made->width, made->height, GDT_Float32,
                                  0, 0),
                     CE_None);
    GDALClose(file);
}

/* The same from rows of text, NULL-terminated. */
static inline void surface_draw(const char *name, const char *const *rows)
{
    int width = (int)strlen(rows[0]), height = 0;
    SurfaceMade made;
    float *cells;

    while (rows[height])
        height++;
    made = surface_metres(width, height);
    cells = malloc(sizeof *cells * (size_t)(width * height));
    for (int i = 0; i < width * height; i++) {
        char c = rows[i / width][i % width];
        cells[i] = c == '-' ? -9999.0f : (float)(c >= 'A' ? c - 'A' + 10 : c - '0');
    }
    surface_write(name, &made, cells);
    free(cells);
}

/* A result as it is read back. */
typedef struct {
    double geo[6], nodata;
    int width, height;
    GDALDataType type;
    uint32_t *cells; /* to free */
} SurfaceRead;

static inline SurfaceRead surface_read(const char *name)
{
    SurfaceRead read = {0};
    GDALDatasetH file;
    GDALRasterBandH band;

    GDALAllRegister();
    file = GDALOpen(scratch_path(name), GA_ReadOnly);
    assert_non_null(file);
    band = GDALGetRasterBand(file, 1);
    GDALGetGeoTransform(file, read.geo);
    read.width = GDALGetRasterXSize(file);
    read.height = GDALGetRasterYSize(file);
    read.type = GDALGetRasterDataType(band);
    read.nodata = GDALGetRasterNoDataValue(band, NULL);
    read.cells = malloc(sizeof *read.cells * (size_t)(read.width * read.height));
    assert_int_equal(GDALRasterIO(band, GF_Read, 0, 0, read.width, read.height, read.cells,
                                  read.width, read.height, GDT_UInt32, 0, 0),
                     CE_None);
    GDALClose(file);
    return read;
}

/* Rows of text, each with a line end. */
static inline void surface_text(const SurfaceRead *read, char *out, size_t size)
{
    size_t at = 0;

    for (int i = 0; i < read->width * read->height && at + 3 < size; i++) {
        uint32_t cell = read->cells[i];
        out[at++] = cell == 255 ? '.' : cell < 10 ? (char)('0' + cell) : '?';
        if ((i + 1) % read->width == 0)
            out[at++] = '\n';
    }
    out[at] = '\0';
}

/* Hills with walls on them, and a hole where `holes`: the same numbers each time. */
static inline void surface_rough(const char *name, int width, int height, bool holes)
{
    SurfaceMade made = surface_metres(width, height);
    float *cells = malloc(sizeof *cells * (size_t)(width * height));
    uint32_t noise = 7;

    for (int i = 0; i < width * height; i++) {
        int column = i % width, row = i / width;
        noise = noise * 1664525u + 1013904223u;
        cells[i] =
            0.05f * (float)column + 0.02f * (float)((row * 7) % 31) + (float)(noise >> 8) / 3e7f;
        if (column / 5 % 4 == 1 && row / 6 % 3 == 1)
            cells[i] += 9;
        if (holes && column > width / 2 && column < width / 2 + 5 && row % 40 < 9)
            cells[i] = -9999;
    }
    surface_write(name, &made, cells);
    free(cells);
}

#endif
