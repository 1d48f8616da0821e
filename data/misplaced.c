#include "data/misplaced.h"

#include <math.h>
#include <stddef.h>

static bool meet(Box a, Box b)
{
    return a.min_x <= b.max_x && a.max_x >= b.min_x && a.min_y <= b.max_y && a.max_y >= b.min_y;
}

static Box swapped(Box box)
{
    return (Box){box.min_y, box.min_x, box.max_y, box.max_x};
}

/* Without the zone's number, which stands in the millions. */
static Box without_zone(Box box)
{
    double zone = floor(box.min_x / 1e6) * 1e6;

    return (Box){box.min_x - zone, box.min_y, box.max_x - zone, box.max_y};
}

const char *misplaced_reason(Box found, Box wanted)
{
    if (meet(swapped(found), wanted))
        return "its x and y look swapped (in Chinese tables X is north): change them over";
    if (found.min_x >= 1e6 && meet(without_zone(found), wanted))
        return "its eastings carry a zone number: give the crs of that zone, for example "
               "EPSG:4521 in place of EPSG:4542";
    if (wanted.min_x >= 1e6 && meet(found, without_zone(wanted)))
        return "its eastings lack the zone number of its crs: give the crs without it, for "
               "example EPSG:4542 in place of EPSG:4521";
    if (meet(without_zone(swapped(found)), wanted))
        return "its x and y look swapped, and its eastings carry a zone number: change them over "
               "and give the crs of that zone";
    return NULL;
}
