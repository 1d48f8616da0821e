/* arcs.h - the borders between classes of land, smoothed without gaps.
 *
 * A grid of classes is read as a map: the borders run between cells, are cut into arcs where
 * three or more meet, and each arc is smoothed once for both its sides.
 */
#ifndef EXAMPLES_QINGXI_GENERATE_ARCS_H
#define EXAMPLES_QINGXI_GENERATE_ARCS_H

#include <ogr_api.h>

#define LAND_CELL_M 25.0
#define LAND_COLUMNS 244
#define LAND_ROWS 204
/* The grid begins outside the area. */
#define LAND_WEST_M (-50.0)
#define LAND_SOUTH_M (-50.0)

/* `cells` are LAND_COLUMNS x LAND_ROWS classes, rows from the south; a multi-line in map
 * coordinates. */
OGRGeometryH arcs_between(const unsigned char *cells);

#endif
