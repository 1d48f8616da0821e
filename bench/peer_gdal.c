#include "bench/peer_gdal.h"

#include <gdal_alg.h>

GDALDatasetH peer_gdal_view(const Place *place, const ViewshedEye *eye, bool flat)
{
    GDALRasterBandH band = GDALGetRasterBand(place->dataset, 1);
    double curvature = flat ? 0.0 : 1.0 - VIEWSHED_REFRACTION;
    double x = PLACE_WEST_M + (eye->column + 0.5) * place->terrain.cell_width_m;
    double y = PLACE_NORTH_M - (eye->row + 0.5) * place->terrain.cell_height_m;

    return GDALViewshedGenerate(band, "MEM", "", NULL, x, y, PLACE_MOUNT_M, eye->target_height_m,
                                255.0, 0.0, 0.0, -1.0, curvature, GVM_Edge, eye->range_m, NULL,
                                NULL, GVOT_NORMAL, NULL);
}
