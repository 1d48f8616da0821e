/* project_start.h - what a new project is to say, decided from an OpenStreetMap extract
 * and, where one is given, a terrain model.
 *
 * The area is that of the whole administrative units, or else the box of the
 * buildings (of all mapped areas where there are none), and always within the terrain.
 * Metres in the project CRS, which is the UTM zone of the area's middle. One thread.
 */
#ifndef PLANNER_COMMAND_PROJECT_START_H
#define PLANNER_COMMAND_PROJECT_START_H

#include <stdbool.h>

#include "data/osm_extract.h"

typedef struct {
    const char *folder;      /* of the new project */
    const char *osm, *dem;   /* as given; dem NULL: none */
    const char *rules;       /* pack id or path */
    OsmExtract extract;      /* its units are those that are taken */
    size_t units_outside;    /* units that do not lie within the terrain */
    bool cut;                /* the box was cut to the terrain */
    char crs[16];            /* "EPSG:32635" */
    Box box;                 /* of the area */
    double dem_cell_m;       /* NaN without a terrain model */
    double cell_m, demand_m; /* of the street surface, of the demand */
    double long_cell_m;      /* of the long-range surface; NaN: none is wanted */
    double spacing_m;        /* of sites along roads */
    int as_of, valid_to;     /* of the pack; valid_to 0: open */
} ProjectStart;

/* Fill everything but the four texts at the top, which the caller gives. ERR_INPUT: an
 * extract or a terrain that cannot be used, or no ground that both hold. Always to be
 * released. */
MUST_CHECK Status project_start_decide(ProjectStart *start, Diag *diag);
void project_start_release(ProjectStart *start);

/* The project file's text, for the user to edit; to free(). */
char *project_start_yaml(const ProjectStart *start);
/* What was decided, in the words of a terminal; to free(). */
char *project_start_words(const ProjectStart *start);

#endif
