/* write.h - the town into files, in the formats that offices really send. */
#ifndef EXAMPLES_QINGXI_GENERATE_WRITE_H
#define EXAMPLES_QINGXI_GENERATE_WRITE_H

#include "examples/qingxi/generate/town.h"

/* Each writes into `folder` and ends the program when it cannot. */
void write_rasters(const Town *town, const char *folder);  /* terrain.tif, canopy.tif */
void write_town(const Town *town, const char *folder);     /* town.gpkg */
void write_land_use(const Town *town, const char *folder); /* landuse.shp, GBK without a .cpg */
void write_cameras(const Town *town, const char *folder, uint64_t seed); /* cameras.csv */
void write_tables(const Town *town, const char *folder); /* fleet.csv, key_units.csv */

#endif
