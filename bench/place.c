#include "bench/place.h"

#include <math.h>
#include <ogr_srs_api.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "bench/measure.h"

static Status build_relief(Place *place, bool apart, Relief **relief, Diag *diag)
{
    const Terrain *terrain = &place->terrain;
    ReliefShape shape = {.columns = terrain->columns,
                         .rows = terrain->rows,
                         .cell_width_m = terrain->cell_width_m,
                         .cell_height_m = terrain->cell_height_m,
                         .ground_apart = apart};
    double resident = measure_resident_bytes(), start = measure_wall_s();
    Status status = relief_new(relief, &shape, diag);

    if (status != OK)
        return status;
    relief_lay(*relief, 0, terrain->rows, terrain->surface, apart ? terrain->ground : NULL);
    relief_finish(*relief);
    if (!apart) {
        place->build_s = measure_wall_s() - start;
        place->build_bytes = measure_resident_bytes() - resident;
    }
    return OK;
}

static void set_frame(GDALDatasetH dataset, const Terrain *terrain)
{
    double transform[6] = {PLACE_WEST_M, terrain->cell_width_m,  0.0, PLACE_NORTH_M,
                           0.0,          -terrain->cell_height_m};
    OGRSpatialReferenceH crs = OSRNewSpatialReference(NULL);

    GDALSetGeoTransform(dataset, transform);
    if (OSRImportFromEPSG(crs, 32632) == OGRERR_NONE)
        GDALSetSpatialRef(dataset, crs);
    OSRDestroySpatialReference(crs);
}

/* A dataset over memory that is there already. */
static GDALDatasetH dataset_over(const Terrain *terrain)
{
    char name[200];
    GDALDatasetH dataset;

    snprintf(name, sizeof name, "MEM:::DATAPOINTER=%p,PIXELS=%ld,LINES=%ld,DATATYPE=Float32",
             (void *)terrain->surface, terrain->columns, terrain->rows);
    dataset = GDALOpen(name, GA_Update);
    if (dataset)
        set_frame(dataset, terrain);
    return dataset;
}

Status place_open(Place *place, TerrainKind kind, long size, uint64_t seed, Diag *diag)
{
    Status status;

    *place = (Place){.terrain = terrain_of(kind, size, size, seed)};
    status = build_relief(place, false, &place->relief, diag);
    if (status == OK)
        status = build_relief(place, true, &place->relief_apart, diag);
    if (status != OK)
        return status;
    place->dataset = dataset_over(&place->terrain);
    return place->dataset ? OK : diag_fail(diag, ERR_COMPUTE, "GDAL: %s", CPLGetLastErrorMsg());
}

void place_close(Place *place)
{
    if (place->dataset)
        GDALClose(place->dataset);
    relief_free(place->relief);
    relief_free(place->relief_apart);
    terrain_release(&place->terrain);
    *place = (Place){0};
}

Status place_write(const Place *place, const char *path, Diag *diag)
{
    GDALDriverH driver = GDALGetDriverByName("GTiff");
    GDALDatasetH file = GDALCreateCopy(driver, path, place->dataset, FALSE, NULL, NULL, NULL);

    if (!file)
        return diag_fail(diag, ERR_OUTPUT, "%s: %s", path, CPLGetLastErrorMsg());
    GDALClose(file);
    return OK;
}

/* Strips of 64 rows, to and fro. */
static int in_order(const void *a, const void *b)
{
    const ViewshedEye *p = a, *q = b;
    long strip = (long)p->row / 64, other = (long)q->row / 64;
    double east = p->column - q->column;

    if (strip != other)
        return strip < other ? -1 : 1;
    if (strip % 2)
        east = -east;
    return (east > 0.0) - (east < 0.0);
}

ViewshedEye *place_observers(const Place *place, const PlaceObservers *wanted, uint64_t seed)
{
    const Relief *relief = wanted->ground_apart ? place->relief_apart : place->relief;
    ViewshedEye *eyes = memory_new(wanted->count, sizeof *eyes);
    double margin = (double)wanted->range_cells + 1.0;
    double last_column = (double)place->terrain.columns - 1.0 - margin;
    double last_row = (double)place->terrain.rows - 1.0 - margin;
    Dice dice = dice_new(seed);

    for (size_t i = 0; i < wanted->count; i++) {
        ViewshedEye *eye = &eyes[i];
        *eye = (ViewshedEye){.column = dice_between(&dice, margin, last_column),
                             .row = dice_between(&dice, margin, last_row),
                             .range_m = (double)wanted->range_cells * place->terrain.cell_width_m,
                             .target_height_m = VIEWSHED_TARGET_HEIGHT_M,
                             .azimuth_deg = dice_between(&dice, 0.0, 360.0),
                             .hfov_deg = wanted->hfov_deg};
        if (wanted->whole) {
            eye->column = floor(eye->column + 0.5);
            eye->row = floor(eye->row + 0.5);
        }
        eye->elevation_m = relief_ground_at(relief, eye->column, eye->row) + PLACE_MOUNT_M;
    }
    qsort(eyes, wanted->count, sizeof *eyes, in_order);
    return eyes;
}
