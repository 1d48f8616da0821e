#include "render/basemap.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"

const char *basemap_gbt21010(const char *code)
{
    static const struct {
        const char *prefix, *style;
    } table[] = {
        /* Finer codes before their class. */
        {"0810", "landuse/park"},
        {"0702", "landuse/residential"},
        {"1101", "water/river"},
        {"1102", "water"},
        {"1103", "water"},
        {"1104", "water"},
        {"1105", "landuse/grass"},
        {"1106", "landuse/grass"},
        {"1107", "water/stream"},
        {"1109", "landuse/transport"},
        {"11", "water"},
        {"01", "landuse/farmland"},
        {"02", "landuse/orchard"},
        {"03", "landuse/forest"},
        {"04", "landuse/grass"},
        {"05", "landuse/commercial"},
        {"06", "landuse/industrial"},
        {"07", "landuse/residential"},
        {"08", "landuse/public"},
        {"09", "landuse/special"},
        {"10", "landuse/transport"},
        {"12", "landuse/bare"},
    };

    for (size_t i = 0; code && i < sizeof table / sizeof *table; i++)
        if (text_begins(code, table[i].prefix))
            return table[i].style;
    return NULL;
}

const char *basemap_osm(const char *key, const char *value)
{
    static const struct {
        const char *key, *value, *style; /* value NULL: any */
    } table[] = {
        {"landuse", "forest", "landuse/forest"},
        {"landuse", "orchard", "landuse/orchard"},
        {"landuse", "vineyard", "landuse/orchard"},
        {"landuse", "grass", "landuse/grass"},
        {"landuse", "meadow", "landuse/grass"},
        {"landuse", "village_green", "landuse/grass"},
        {"landuse", "farmland", "landuse/farmland"},
        {"landuse", "farmyard", "landuse/farmland"},
        {"landuse", "allotments", "landuse/farmland"},
        {"landuse", "residential", "landuse/residential"},
        {"landuse", "commercial", "landuse/commercial"},
        {"landuse", "retail", "landuse/commercial"},
        {"landuse", "industrial", "landuse/industrial"},
        {"landuse", "quarry", "landuse/industrial"},
        {"landuse", "railway", "landuse/transport"},
        {"landuse", "cemetery", "landuse/special"},
        {"landuse", "military", "landuse/special"},
        {"landuse", "religious", "landuse/special"},
        {"landuse", "recreation_ground", "landuse/park"},
        {"landuse", "reservoir", "water"},
        {"landuse", "basin", "water"},
        {"natural", "water", "water"},
        {"natural", "bay", "water"},
        {"natural", "wood", "landuse/forest"},
        {"natural", "scrub", "landuse/grass"},
        {"natural", "grassland", "landuse/grass"},
        {"natural", "heath", "landuse/grass"},
        {"natural", "fell", "landuse/grass"},
        {"natural", "bare_rock", "landuse/bare"},
        {"natural", "scree", "landuse/bare"},
        {"natural", "sand", "landuse/bare"},
        {"natural", "beach", "landuse/bare"},
        {"leisure", "park", "landuse/park"},
        {"leisure", "garden", "landuse/park"},
        {"leisure", "playground", "landuse/park"},
        {"leisure", "pitch", "landuse/park"},
        {"leisure", "stadium", "landuse/public"},
        {"leisure", "sports_centre", "landuse/public"},
        {"amenity", "school", "landuse/public"},
        {"amenity", "kindergarten", "landuse/public"},
        {"amenity", "college", "landuse/public"},
        {"amenity", "university", "landuse/public"},
        {"amenity", "hospital", "landuse/public"},
        {"amenity", "parking", "landuse/transport"},
        {"waterway", "river", "water/river"},
        {"waterway", "canal", "water/river"},
        {"waterway", "riverbank", "water/river"},
        {"waterway", "stream", "water/stream"},
        {"waterway", "ditch", "water/stream"},
        {"waterway", "drain", "water/stream"},
        {"waterway", "dam", "water/dam"},
        {"man_made", "dyke", "water/dam"},
        {"railway", "rail", "railway"},
        {"railway", "light_rail", "railway"},
        {"route", "ferry", "road/ferry"},
        {"building", "no", NULL},
        {"building", NULL, "building"},
    };

    for (size_t i = 0; key && value && i < sizeof table / sizeof *table; i++)
        if (text_equal(key, table[i].key) && (!table[i].value || text_equal(value, table[i].value)))
            return table[i].style;
    return NULL;
}

const char *basemap_road(const char *highway, const char *bridge, const char *tunnel)
{
    static const struct {
        const char *highway, *style;
    } table[] = {
        {"motorway", "road/motorway"},
        {"trunk", "road/trunk"},
        {"primary", "road/primary"},
        {"secondary", "road/secondary"},
        {"tertiary", "road/tertiary"},
        {"residential", "road/residential"},
        {"unclassified", "road/residential"},
        {"living_street", "road/residential"},
        {"pedestrian", "road/pedestrian"},
        {"service", "road/service"},
        {"track", "road/track"},
        {"path", "road/path"},
        {"footway", "road/path"},
        {"cycleway", "road/path"},
        {"bridleway", "road/path"},
        {"steps", "road/path"},
    };
    static const char *const not_there[] = {"proposed", "construction", "abandoned", "razed",
                                            "platform"};
    const char *style = "road";

    if (!highway || !*highway)
        return NULL;
    for (size_t i = 0; i < sizeof not_there / sizeof *not_there; i++)
        if (text_equal(highway, not_there[i]))
            return NULL;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        size_t length = strlen(table[i].highway);
        /* "trunk_link" is drawn as the trunk road that it leads to. */
        if (strncmp(highway, table[i].highway, length) == 0 &&
            (highway[length] == 0 || text_equal(highway + length, "_link")))
            style = table[i].style;
    }
    if (text_equal(style, "road/path")) /* too slight for a bridge's or tunnel's symbol */
        return style;
    if (tunnel && *tunnel && !text_equal(tunnel, "no"))
        return "road/tunnel";
    return bridge && *bridge && !text_equal(bridge, "no") ? "road/bridge" : style;
}

const char *basemap_boundary(int admin_level)
{
    if (admin_level <= 2)
        return "boundary/nation";
    if (admin_level <= 4)
        return "boundary/province";
    return admin_level <= 6 ? "boundary/county" : "boundary/township";
}
