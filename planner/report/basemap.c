#include "planner/report/basemap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"

typedef struct {
    const char *style, *zh, *en;
    MapShape *shapes;
    size_t count, capacity;
} Group;

struct Basemap {
    Group *groups;
    size_t count, capacity;
    MapLayer *layers; /* made of the groups by basemap_layers() */
};

/* A tag and the style it is drawn in; value NULL: any. */
typedef struct {
    const char *key, *value, *style;
} TagStyle;

static const TagStyle road_styles[] = {
    {"highway", "motorway", "road/motorway"},
    {"highway", "motorway_link", "road/motorway"},
    {"highway", "trunk", "road/trunk"},
    {"highway", "trunk_link", "road/trunk"},
    {"highway", "primary", "road/primary"},
    {"highway", "primary_link", "road/primary"},
    {"highway", "secondary", "road/secondary"},
    {"highway", "secondary_link", "road/secondary"},
    {"highway", "tertiary", "road/tertiary"},
    {"highway", "tertiary_link", "road/tertiary"},
    {"highway", "pedestrian", "road/pedestrian"},
    {"highway", "residential", "road/residential"},
    {"highway", "unclassified", "road/residential"},
    {"highway", "living_street", "road/residential"},
    {"highway", "service", "road/service"},
    {"highway", "track", "road/track"},
    {"highway", "path", "road/path"},
    {"highway", "footway", "road/path"},
    {"highway", "cycleway", "road/path"},
    {"highway", "steps", "road/path"},
    {"route", "ferry", "road/ferry"},
    {"railway", "rail", "railway"},
    {"railway", "tram", "railway"},
};

static const TagStyle line_styles[] = {
    {"waterway", "river", "water/river"},    {"waterway", "canal", "water/river"},
    {"waterway", "stream", "water/stream"},  {"waterway", "dam", "water/dam"},
    {"admin_level", "2", "boundary/nation"}, {"admin_level", "4", "boundary/province"},
    {"admin_level", "6", "boundary/county"}, {"admin_level", "8", "boundary/township"},
};

static const TagStyle area_styles[] = {
    {"building", NULL, "building"},
    {"natural", "water", "water"},
    {"waterway", "riverbank", "water"},
    {"landuse", "reservoir", "water"},
    {"natural", "wood", "landuse/forest"},
    {"landuse", "forest", "landuse/forest"},
    {"leisure", "park", "landuse/park"},
    {"leisure", "garden", "landuse/park"},
    {"landuse", "recreation_ground", "landuse/park"},
    {"landuse", "cemetery", "landuse/special"},
    {"landuse", "military", "landuse/special"},
    {"landuse", "grass", "landuse/grass"},
    {"natural", "grassland", "landuse/grass"},
    {"natural", "scrub", "landuse/grass"},
    {"landuse", "meadow", "landuse/grass"},
    {"landuse", "farmland", "landuse/farmland"},
    {"landuse", "orchard", "landuse/orchard"},
    {"landuse", "residential", "landuse/residential"},
    {"landuse", "commercial", "landuse/commercial"},
    {"landuse", "retail", "landuse/commercial"},
    {"landuse", "industrial", "landuse/industrial"},
    {"landuse", "railway", "landuse/transport"},
    {"amenity", "parking", "landuse/transport"},
    {"place", "square", "road/pedestrian"},
    {"amenity", "school", "landuse/public"},
    {"amenity", "hospital", "landuse/public"},
    {"amenity", "university", "landuse/public"},
};

#define STYLE_OF(table, layer, feature)                                                            \
    tag_style(table, sizeof table / sizeof *table, layer, feature)

static const char *tag_style(const TagStyle *table, size_t count, const Layer *layer,
                             const Feature *feature)
{
    for (size_t i = 0; i < count; i++) {
        const char *value = layer_value(layer, feature, table[i].key);
        if (value && value[0] && !text_equal(value, "no") &&
            (!table[i].value || text_equal(value, table[i].value)))
            return table[i].style;
    }
    return NULL;
}

/* GB/T 21010-2017, first-level class. */
static const char *gbt21010_style(const char *code)
{
    static const char *const styles[] = {NULL,
                                         "landuse/farmland",
                                         "landuse/orchard",
                                         "landuse/forest",
                                         "landuse/grass",
                                         "landuse/commercial",
                                         "landuse/industrial",
                                         "landuse/residential",
                                         "landuse/public",
                                         "landuse/special",
                                         "landuse/transport",
                                         "water",
                                         "landuse/bare"};
    int class;

    if (!code || code[0] < '0' || code[0] > '1' || code[1] < '0' || code[1] > '9')
        return NULL;
    class = 10 * (code[0] - '0') + code[1] - '0';
    if (class < 1 || class > 12)
        return NULL;
    return styles[class];
}

/* GB 50137-2011, by the letter of the class. */
static const char *gb50137_style(const char *code)
{
    static const struct {
        char letter;
        const char *style;
    } styles[] = {{'R', "landuse/residential"}, {'A', "landuse/public"},
                  {'B', "landuse/commercial"},  {'M', "landuse/industrial"},
                  {'W', "landuse/industrial"},  {'S', "landuse/transport"},
                  {'U', "landuse/public"},      {'G', "landuse/park"},
                  {'H', "landuse/special"},     {'E', "landuse/farmland"}};

    for (size_t i = 0; code && i < sizeof styles / sizeof *styles; i++)
        if (code[0] == styles[i].letter)
            return styles[i].style;
    return NULL;
}

const char *basemap_style(const Layer *layer, const Feature *feature)
{
    const ProjectLayer *as = layer->as;
    const char *style;

    if (as && text_equal(as->codeset, "gbt21010") && as->code)
        return gbt21010_style(layer_value(layer, feature, as->code));
    if (as && text_equal(as->codeset, "gb50137") && as->code)
        return gb50137_style(layer_value(layer, feature, as->code));
    if (as && !project_layer_has_tags(as))
        return NULL;
    style = STYLE_OF(road_styles, layer, feature);
    if (style && text_begins(style, "road/")) {
        const char *tunnel = layer_value(layer, feature, "tunnel");
        if (tunnel && tunnel[0] && !text_equal(tunnel, "no"))
            return "road/tunnel";
    }
    return style ? style : STYLE_OF(line_styles, layer, feature);
}

static Group *group_of(Basemap *basemap, const char *style, const char *zh, const char *en)
{
    for (size_t i = 0; i < basemap->count; i++)
        if (text_equal(basemap->groups[i].style, style) && text_equal(basemap->groups[i].en, en))
            return &basemap->groups[i];
    basemap->groups =
        memory_grow(basemap->groups, basemap->count, &basemap->capacity, sizeof(Group));
    basemap->groups[basemap->count] = (Group){.style = style, .zh = zh, .en = en};
    return &basemap->groups[basemap->count++];
}

void basemap_add(Basemap *basemap, const char *style, const char *zh, const char *en,
                 const GEOSGeometry *shape, const char *label, double value)
{
    Group *group = group_of(basemap, style, zh, en);

    group->shapes = memory_grow(group->shapes, group->count, &group->capacity, sizeof(MapShape));
    group->shapes[group->count++] = (MapShape){shape, label && label[0] ? label : NULL, value};
}

static double building_height(const Layer *layer, const Feature *feature)
{
    double height = NAN, levels;

    if (text_number(layer_value(layer, feature, "height_m"), &height) ||
        text_number(layer_value(layer, feature, "height"), &height))
        return height;
    if (text_number(layer_value(layer, feature, "levels"), &levels) ||
        text_number(layer_value(layer, feature, "building:levels"), &levels))
        return levels * 3.0;
    return NAN;
}

static void add_layer(Basemap *basemap, const Scene *scene, const Layer *layer)
{
    for (size_t i = 0; i < layer->count; i++) {
        const Feature *feature = &layer->features[i];
        const char *style = basemap_style(layer, feature);
        bool area = feature->shape && shape_kind(scene->geos, feature->shape) == SHAPE_AREA;
        if (!style && area && layer->as && project_layer_has_tags(layer->as))
            style = STYLE_OF(area_styles, layer, feature);
        /* The buildings layer draws them, with their heights. */
        if (!style || !feature->shape || (scene->buildings.count && text_equal(style, "building")))
            continue;
        basemap_add(basemap, style, NULL, NULL, feature->shape,
                    text_begins(style, "landuse/") || text_begins(style, "boundary/")
                        ? NULL
                        : layer_feature_name(layer, feature),
                    NAN);
    }
}

Basemap *basemap_new(const Scene *scene)
{
    Basemap *basemap = memory_new(1, sizeof *basemap);

    for (size_t i = 0; i < scene->layer_count; i++)
        add_layer(basemap, scene, &scene->layers[i]);
    for (size_t i = 0; i < scene->buildings.count; i++)
        basemap_add(basemap, "building", NULL, NULL, scene->buildings.features[i].shape, NULL,
                    building_height(&scene->buildings, &scene->buildings.features[i]));
    for (size_t i = 0; i < scene->township_count; i++)
        basemap_add(basemap, "boundary/township", NULL, NULL, scene->townships[i].shape,
                    scene->townships[i].name, NAN);
    return basemap;
}

size_t basemap_layers(Basemap *basemap, const MapLayer **out)
{
    free(basemap->layers);
    basemap->layers = memory_new(basemap->count + 1, sizeof *basemap->layers);
    for (size_t i = 0; i < basemap->count; i++)
        basemap->layers[i] =
            (MapLayer){basemap->groups[i].style, basemap->groups[i].zh, basemap->groups[i].en,
                       basemap->groups[i].shapes, basemap->groups[i].count};
    *out = basemap->layers;
    return basemap->count;
}

void basemap_free(Basemap *basemap)
{
    if (!basemap)
        return;
    for (size_t i = 0; i < basemap->count; i++)
        free(basemap->groups[i].shapes);
    free(basemap->groups);
    free(basemap->layers);
    free(basemap);
}
