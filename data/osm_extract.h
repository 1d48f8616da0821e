/* osm_extract.h - what an OpenStreetMap extract holds, before a project is made of it.
 *
 * Degrees of WGS 84. An extract seldom says which area it is of, and its ways
 * reach beyond it: the area is that of its administrative units where at least two
 * whole ones are there, otherwise the box of its mapped areas (buildings, land use).
 */
#ifndef DATA_OSM_EXTRACT_H
#define DATA_OSM_EXTRACT_H

#include <stddef.h>

#include "base/status.h"
#include "data/grid.h"

typedef struct {
    Box areas;          /* of polygons that are no boundaries */
    Box units_box;      /* of the administrative units */
    char unit_level[8]; /* their admin_level, "" when there are none */
    size_t units;
    size_t border_lines;           /* ways of a national boundary */
    size_t country_areas;          /* polygons of admin_level 2 */
    size_t cameras, cameras_aimed; /* man_made=surveillance, and with a direction */
    size_t roads, buildings;
} OsmExtract;

MUST_CHECK Status osm_extract_scan(OsmExtract *out, const char *path, Diag *diag);

#endif
