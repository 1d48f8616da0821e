/* osm_extract.h - what an OpenStreetMap extract holds, before a project is made of it.
 *
 * Degrees of WGS 84. An extract seldom says which area it is of, and its ways
 * reach beyond it. Administrative units that the edge of the extract cuts are no
 * polygons and so are not among its units; the populated places that lie in no
 * whole unit tell which ones they are. One thread.
 */
#ifndef DATA_OSM_EXTRACT_H
#define DATA_OSM_EXTRACT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"
#include "data/grid.h"

typedef struct {
    const char *id; /* of the relation, or of the way that is its ring */
    bool is_way;
    const char *name; /* "" when it has none */
    Box box;
} OsmUnit;

typedef struct {
    Arena *arena;  /* of all texts */
    Box buildings; /* of all buildings; empty when there are none */
    Box areas;     /* of polygons that are no boundaries; empty when there are none */
    OsmUnit *units;
    size_t unit_count;
    char unit_level[8];            /* their admin_level, "" when there are none */
    const char **strays;           /* names of populated places in no unit, towns first */
    size_t stray_count;            /* 0 where there are no units */
    size_t border_lines;           /* ways of a national boundary */
    size_t country_areas;          /* polygons of admin_level 2 */
    size_t cameras, cameras_aimed; /* man_made=surveillance, and with a direction */
    size_t roads, building_count;
} OsmExtract;

/* The units are those of the coarsest level below the country of which at least
 * two are whole. ERR_INPUT: no such file, no OpenStreetMap data, nothing mapped in
 * it. Always to be released. */
MUST_CHECK Status osm_extract_scan(OsmExtract *out, const char *path, Diag *diag);
void osm_extract_release(OsmExtract *extract);

#endif
