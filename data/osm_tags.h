/* osm_tags.h - the further tags of an OpenStreetMap feature.
 *
 * GDAL writes them as hstore text: "key"=>"value","key"=>"value". Unpacked they
 * are one text a key and one a value, each ended by NUL, and a last empty key.
 * Any thread.
 */
#ifndef DATA_OSM_TAGS_H
#define DATA_OSM_TAGS_H

#include "base/arena.h"

/* In the arena; NULL for NULL. What is no hstore gives no tags. */
const char *osm_tags_unpack(Arena *arena, const char *hstore);
/* The value of `key` ("camera:direction", or camera_direction); NULL when unset. */
const char *osm_tags_find(const char *tags, const char *key);

#endif
