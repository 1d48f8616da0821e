/* basemap.h - the style class of what a base map holds, from its source's codes.
 *
 * Each gives a class name for style_find(), or NULL where the thing is not drawn.
 * Land-use codes are those of GB/T 21010-2017 (two or four digits); tags are
 * OpenStreetMap's. NULL arguments are allowed. Pure; any thread.
 */
#ifndef RENDER_BASEMAP_H
#define RENDER_BASEMAP_H

#include <stdbool.h>

/* "0301" to "landuse/forest". */
const char *basemap_gbt21010(const char *code);

/* A tag of an area or a line that is no road: ("landuse", "forest"), ("natural",
 * "water"), ("waterway", "stream"), ("building", any), ("leisure", "park"), ... */
const char *basemap_osm(const char *key, const char *value);

/* A road by its `highway` value; `bridge` and `tunnel` as tagged, NULL or "no": neither. */
const char *basemap_road(const char *highway, const char *bridge, const char *tunnel);

/* OpenStreetMap's admin_level in China: 2 nation, 4 province, 6 county, 8 township. */
const char *basemap_boundary(int admin_level);

#endif
