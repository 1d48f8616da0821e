/* basemap.h - the ground of every map: which style each feature of the scene is drawn in.
 *
 * OSM tags and land-use codes (GB/T 21010-2017 first level, GB 50137-2011 class) to the
 * style names of render/style.h. What has no style is not drawn.
 */
#ifndef PLANNER_REPORT_BASEMAP_H
#define PLANNER_REPORT_BASEMAP_H

#include "data/scene.h"
#include "render/map.h"

typedef struct Basemap Basemap;

Basemap *basemap_new(const Scene *scene);
void basemap_free(Basemap *basemap);

/* Layers by style, in the order in which styles were first met; borrowed. */
size_t basemap_layers(Basemap *basemap, const MapLayer **out);

/* Add one shape under a style: for zones, gaps, prohibitions. */
void basemap_add(Basemap *basemap, const char *style, const char *zh, const char *en,
                 const GEOSGeometry *shape, const char *label, double value);

/* The style of one feature, or NULL. */
const char *basemap_style(const Layer *layer, const Feature *feature);

#endif
