/* qingxi_generate FOLDER [SEED] - write the invented border town of Qingxi. */
#include <cpl_conv.h>
#include <gdal.h>
#include <stdio.h>
#include <stdlib.h>

#include "examples/qingxi/generate/write.h"

int main(int argc, char **argv)
{
    Town town;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 2021;

    if (argc < 2) {
        fprintf(stderr, "usage: qingxi_generate FOLDER [SEED]\n");
        return 2;
    }
    /* GeoPackage stamps the time: the same seed must give the same bytes. */
    CPLSetConfigOption("OGR_CURRENT_DATE", "2021-06-01T00:00:00.000Z");
    GDALAllRegister();
    bool all = town_lay_out(&town, seed);

    write_rasters(&town, argv[1]);
    write_town(&town, argv[1]);
    write_land_use(&town, argv[1]);
    write_cameras(&town, argv[1], seed);
    write_tables(&town, argv[1]);
    printf("%zu roads, %zu places, %zu buildings\n", town.roads.count, town.places.count,
           town.buildings.count);
    town_release(&town);
    return all ? 0 : 1;
}
