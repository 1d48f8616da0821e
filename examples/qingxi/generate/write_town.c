/* town.gpkg: the layers that a mapping office keeps together. */
#include <gdal.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "examples/qingxi/generate/book.h"
#include "examples/qingxi/generate/drawn.h"
#include "examples/qingxi/generate/write.h"
#include "examples/qingxi/generate/write_layers.h"

/* What OpenStreetMap would tag a place with. */
#define TAG_COLUMNS                                                                                \
    "amenity:s shop:s tourism:s leisure:s office:s government:s healthcare:s landuse:s "           \
    "residential:s industrial:s man_made:s tower_type:s power:s telecom:s military:s hazard:s "    \
    "aeroway:s highway:s public_transport:s barrier:s entrance:s place:s area:s boundary:s "       \
    "historic:s forest:s ford:s building:s"

typedef struct {
    GDALDatasetH dataset;
    OGRSpatialReferenceH crs;
    const Town *town;
} Writer;

static OGRLayerH open_layer(const Writer *writer, const char *name, OGRwkbGeometryType type,
                            const char *columns)
{
    return book_layer(writer->dataset, name, type, columns, writer->crs, NULL);
}

static void named(OGRFeatureH feature, const char *name, const char *name_en)
{
    book_text(feature, "name", name);
    book_text(feature, "name_en", name_en);
}

static void write_limits(const Writer *writer)
{
    OGRLayerH layer = open_layer(writer, "boundary", wkbPolygon, "name:s name_en:s");
    OGRGeometryH area = book_polygon(&writer->town->area), lines = OGR_G_Boundary(area);
    OGRFeatureH feature = book_feature(layer, OGR_G_Clone(area));

    named(feature, "青溪市规划区", "Qingxi planning area");
    book_add(layer, feature);
    book_commit(layer);
    for (size_t i = 0; i < drawn_divide_count; i++) {
        Line divide = line_spline(drawn_divides[i].at, drawn_divides[i].count, 40);
        OGRGeometryH line = book_line(&divide), both = OGR_G_Union(lines, line);

        OGR_G_DestroyGeometry(line);
        OGR_G_DestroyGeometry(lines);
        lines = both;
        line_release(&divide);
    }
    OGRGeometryH faces = OGR_G_Polygonize(lines);

    layer = open_layer(writer, "townships", wkbPolygon, "name:s name_en:s code:s");
    for (size_t t = 0; t < drawn_township_count; t++) {
        OGRGeometryH seat = book_point(drawn_townships[t].seat), whole = NULL;

        for (int i = 0; i < OGR_G_GetGeometryCount(faces); i++) {
            OGRGeometryH face = OGR_G_GetGeometryRef(faces, i);

            if (OGR_G_Contains(face, seat))
                whole = OGR_G_Clone(face);
        }
        OGR_G_DestroyGeometry(seat);
        if (!whole)
            book_die(drawn_townships[t].name_en);
        feature = book_feature(layer, whole);
        named(feature, drawn_townships[t].name, drawn_townships[t].name_en);
        book_text(feature, "code", drawn_townships[t].code);
        book_add(layer, feature);
    }
    book_commit(layer);
    OGR_G_DestroyGeometry(faces);
    OGR_G_DestroyGeometry(lines);
    OGR_G_DestroyGeometry(area);
}

static void write_roads(const Writer *writer)
{
    OGRLayerH layer =
        open_layer(writer, "roads", wkbLineString,
                   "highway:s name:s name_en:s ref:s lanes:i width_m:r bridge:s tunnel:s layer:i "
                   "junction:s oneway:s surface:s works_status:s");
    const Roads *roads = &writer->town->roads;

    for (size_t i = 0; i < roads->count; i++) {
        const Road *road = &roads->roads[i];
        OGRFeatureH feature = book_feature(layer, book_line(&road->line));

        named(feature, road->name, road->name_en);
        book_text(feature, "highway", road->class);
        book_text(feature, "ref", road->ref);
        book_text(feature, "bridge", road->bridge ? "yes" : "");
        book_text(feature, "tunnel", road->tunnel ? "yes" : "");
        book_text(feature, "surface",
                  road_is(road, "track") || road_is(road, "path") ? "unpaved" : "asphalt");
        book_integer(feature, "lanes", road->lanes);
        book_integer(feature, "layer", road->layer);
        book_real(feature, "width_m", road->width_m);
        book_tags(feature, place_facts_of(road->name));
        book_add(layer, feature);
    }
    book_commit(layer);
}

static void write_buildings(const Writer *writer)
{
    OGRLayerH layer = open_layer(writer, "buildings", wkbPolygon,
                                 "building:s name:s name_en:s levels:i height_m:r");
    const Buildings *buildings = &writer->town->buildings;

    for (size_t i = 0; i < buildings->count; i++) {
        const Building *building = &buildings->buildings[i];
        OGRFeatureH feature = book_feature(layer, book_polygon(&building->ring));

        named(feature, building->name, building->name_en);
        book_text(feature, "building", building->kind);
        if (building->levels > 0)
            book_integer(feature, "levels", building->levels);
        if (building->height_m > 0)
            book_real(feature, "height_m", round(building->height_m * 10) / 10);
        book_add(layer, feature);
    }
    book_commit(layer);
}

static void write_place(OGRLayerH layer, OGRGeometryH geometry, const char *const words[4],
                        const char *extra)
{
    OGRFeatureH feature = book_feature(layer, geometry);

    named(feature, words[0], words[1]);
    book_tags(feature, words[2]);
    /* A parcel is no building, though its tags say which building stands on it. */
    OGR_F_UnsetField(feature, OGR_F_GetFieldIndex(feature, "building"));
    book_text(feature, "category", words[3]);
    book_tags(feature, extra);
    book_add(layer, feature);
}

static void write_places(const Writer *writer)
{
    const char *columns =
        "name:s name_en:s category:s legal_basis:s owner:s works_status:s " TAG_COLUMNS;
    OGRLayerH layer = open_layer(writer, "places", wkbPolygon, columns);
    const Places *places = &writer->town->places;

    for (size_t i = 0; i < places->count; i++) {
        const PlaceWish *wish = places->places[i].wish;

        if (place_surveyed_only(wish))
            continue;
        write_place(layer, book_polygon(&places->places[i].ring),
                    (const char *[4]){wish->name, wish->name_en, wish->tags, wish->category},
                    place_facts_of(wish->name));
    }
    for (size_t i = 0; i < place_area_count; i++) {
        const PlaceArea *area = &place_areas[i];
        Line ring = place_area_ring(area);

        write_place(layer, book_polygon(&ring),
                    (const char *[4]){area->name, area->name_en, area->tags, area->category},
                    area->extra);
        line_release(&ring);
    }
    book_commit(layer);
    layer = open_layer(writer, "place_points", wkbPoint, columns);
    for (size_t i = 0; i < place_point_count; i++) {
        const PlacePoint *point = &place_points[i];

        write_place(layer, book_point(point->at),
                    (const char *[4]){point->name, point->name_en, point->tags, point->category},
                    place_facts_of(point->name));
    }
    book_commit(layer);
}

static void write_incidents(const Writer *writer)
{
    static const PlaceArea areas[] = {
        {"老街夜市周边", "Old street night market", "", "", "", {2700, 2640}, 170, 120, 0.2},
        {"南桥头", "South bridgehead", "", "", "", {2990, 1830}, 140, 110, 0.5},
    };
    OGRLayerH layer = open_layer(writer, "incident_areas", wkbPolygon,
                                 "name:s name_en:s category:s data_date:s window:s method:s "
                                 "valid_from:s valid_to:s");

    for (size_t i = 0; i < sizeof areas / sizeof *areas; i++) {
        Line ring = place_area_ring(&areas[i]);
        OGRFeatureH feature = book_feature(layer, book_polygon(&ring));

        named(feature, areas[i].name, areas[i].name_en);
        book_text(feature, "category", "8.14");
        book_text(feature, "data_date", "2021-03-31");
        book_text(feature, "window", "2020-01-01/2020-12-31");
        book_text(feature, "method", "核密度，带宽150米，年发案不少于8起（虚构数据）");
        book_text(feature, "valid_from", "2021-04-01");
        book_text(feature, "valid_to", "2022-03-31");
        book_add(layer, feature);
        line_release(&ring);
    }
    book_commit(layer);
}

static void write_border(const Writer *writer)
{
    OGRLayerH layer = open_layer(writer, "border", wkbLineString,
                                 "name:s name_en:s boundary:s admin_level:s section:s");
    const Line *border = &writer->town->border;
    size_t pass = line_nearest_vertex(border, (Point){640, 2500}, NULL);
    size_t mouth = line_nearest_vertex(border, (Point){760, 1560}, NULL);
    size_t cuts[4] = {0, pass, mouth, border->count - 1};
    static const char *const names[3][3] = {
        {"国境线北段（界山）", "Border, Jieshan ridge section", "ridge"},
        {"国境线口岸段", "Border, port section", "port"},
        {"国境线界河段", "Border, Jie River section", "river"}};

    for (int i = 0; i < 3; i++) {
        Line part = line_part(border, cuts[i], cuts[i + 1]);
        OGRFeatureH feature = book_feature(layer, book_line(&part));

        named(feature, names[i][0], names[i][1]);
        book_text(feature, "boundary", "administrative");
        book_text(feature, "admin_level", "2");
        book_text(feature, "section", names[i][2]);
        book_add(layer, feature);
        line_release(&part);
    }
    book_commit(layer);
}

static void water_feature(OGRLayerH layer, OGRGeometryH geometry, const char *const names[2],
                          const char *tags)
{
    OGRFeatureH feature = book_feature(layer, geometry);

    named(feature, names[0], names[1]);
    book_tags(feature, tags);
    book_add(layer, feature);
}

static void write_water(const Writer *writer)
{
    const Water *water = &writer->town->water;
    OGRLayerH layer = open_layer(writer, "water", wkbPolygon, "name:s name_en:s natural:s water:s");

    for (int i = 0; i < 3; i++) {
        const River *river = &water->rivers[i];
        Line ring = line_widen(&river->line, river->half_m);
        /* Sharp bends fold a widened line: a zero buffer mends it. */
        OGRGeometryH raw = book_polygon(&ring), clean = OGR_G_Buffer(raw, 0, 8);

        if (wkbFlatten(OGR_G_GetGeometryType(clean)) == wkbPolygon)
            water_feature(layer, clean, (const char *[2]){river->name, river->name_en},
                          "natural=water;water=river");
        else
            book_die("river polygon");
        OGR_G_DestroyGeometry(raw);
        line_release(&ring);
    }
    water_feature(layer, book_polygon(&water->reservoir),
                  (const char *[2]){"青溪水库", "Qingxi Reservoir"},
                  "natural=water;water=reservoir");
    book_commit(layer);
}

static void write_waterways(const Writer *writer)
{
    const Water *water = &writer->town->water;
    OGRLayerH layer = open_layer(writer, "waterways", wkbLineString,
                                 "name:s name_en:s waterway:s man_made:s category:s");
    const River *qingxi = &water->rivers[0];
    Line dyke = {0};
    double from = 0, to = 0;

    for (int i = 0; i < 3; i++)
        water_feature(layer, book_line(&water->rivers[i].line),
                      (const char *[2]){water->rivers[i].name, water->rivers[i].name_en},
                      water->rivers[i].class[0] == 's' ? "waterway=stream" : "waterway=river");
    line_distance_m(&qingxi->line, (Point){3500, 2330}, &from);
    line_distance_m(&qingxi->line, (Point){2200, 2120}, &to);
    for (double along = from; along < to; along += 20) {
        double heading = 0;
        Point p = line_at(&qingxi->line, along, &heading);

        line_push(&dyke, point_move(p, heading, 0, -(river_half_m(qingxi, along) + 8)));
    }
    water_feature(layer, book_line(&dyke),
                  (const char *[2]){"青溪河北岸堤防", "Qingxi River North Dyke"}, "man_made=dyke");
    water_feature(layer, book_line(&water->dam),
                  (const char *[2]){"青溪水库大坝", "Qingxi Reservoir Dam"}, "waterway=dam");
    line_release(&dyke);
    book_commit(layer);
}

void write_town(const Town *town, const char *folder)
{
    char path[512];

    snprintf(path, sizeof path, "%s/town.gpkg", folder);
    Writer writer = {book_create("GPKG", path), book_crs(4542), town};

    write_limits(&writer);
    write_roads(&writer);
    write_buildings(&writer);
    write_places(&writer);
    write_rooms(writer.dataset, writer.crs, town);
    write_incidents(&writer);
    write_border(&writer);
    write_water(&writer);
    write_waterways(&writer);
    write_poles(writer.dataset, writer.crs, town);
    book_close(writer.dataset);
    OSRRelease(writer.crs);
}
