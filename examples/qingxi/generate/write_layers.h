/* write_layers.h - the layers of town.gpkg that have a file of their own. */
#ifndef EXAMPLES_QINGXI_GENERATE_WRITE_LAYERS_H
#define EXAMPLES_QINGXI_GENERATE_WRITE_LAYERS_H

#include "examples/qingxi/generate/book.h"
#include "examples/qingxi/generate/town.h"

void write_rooms(GDALDatasetH dataset, OGRSpatialReferenceH crs, const Town *town);
void write_poles(GDALDatasetH dataset, OGRSpatialReferenceH crs, const Town *town);

#endif
