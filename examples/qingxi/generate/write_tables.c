/* Tables that arrive as CSV: the vehicle fleets and the supplied list of key units. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "examples/qingxi/generate/book.h"
#include "examples/qingxi/generate/drawn.h"
#include "examples/qingxi/generate/write.h"

static FILE *open_table(const char *folder, const char *name)
{
    char path[512];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    if (!file)
        book_die(path);
    return file;
}

static void write_fleet(const char *folder)
{
    FILE *file = open_table(folder, "fleet.csv");

    /* What one camera costs in a vehicle, installed: a planning figure of this example, invented as
     * the fleets are. A van's takes a recorder that is sealed.
     * Spreadsheets in Chinese offices write a byte order mark and CRLF. */
    fputs("\xEF\xBB\xBF"
          "category,kind,kind_en,operator,vehicles,cameras_per_vehicle,unit_cost\r\n"
          "8.9,城市公交车,city bus,青溪公交公司,42,4,1800\r\n"
          "8.9,农村客运班车,rural coach,青溪客运公司,28,3,1800\r\n"
          "8.9,跨境旅游客车,cross-border tourist coach,边贸旅游客运公司,9,4,1800\r\n"
          "8.6b,押运车,cash-in-transit van,青溪押运护卫中心,6,5,2600\r\n",
          file);
    fclose(file);
}

/* Key units name what the police listed: any parcel may be one. Coordinates in CGCS2000. */
static void write_key_units(const Town *town, const char *folder)
{
    static const char *const units[][3] = {
        {"coach", "8.13a", "反恐怖防范重点目标（虚构）"},
        {"hall", "8.13b", "治安保卫重点单位（虚构）"},
        {"hospital", "8.13b", "治安保卫重点单位（虚构）"},
        {"vault", "8.13b", "治安保卫重点单位（虚构）"},
    };
    FILE *file = open_table(folder, "key_units.csv");
    OGRSpatialReferenceH from = book_crs(4542), to = book_crs(4490);
    OGRCoordinateTransformationH change = OCTNewCoordinateTransformation(from, to);

    fputs("\xEF\xBB\xBF"
          "name,name_en,category,list,lon,lat\r\n",
          file);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const Place *place = places_find(&town->places, units[i][0]);
        Point p = point_move(place->front, place->heading, place->wish->depth_m / 2, 0);
        double x = p.x + ORIGIN_EAST_M, y = p.y + ORIGIN_NORTH_M;

        if (!OCTTransform(change, 1, &x, &y, NULL))
            book_die("key units");
        fprintf(file, "%s,%s,%s,%s,%.7f,%.7f\r\n", place->wish->name, place->wish->name_en,
                units[i][1], units[i][2], x, y);
    }
    fclose(file);
    OCTDestroyCoordinateTransformation(change);
    OSRRelease(from);
    OSRRelease(to);
}

void write_tables(const Town *town, const char *folder)
{
    write_fleet(folder);
    write_key_units(town, folder);
}
