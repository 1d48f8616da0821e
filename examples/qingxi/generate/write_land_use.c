/* landuse.shp: the parcels of a land survey, in GBK and without the .cpg that would say so.
 *
 * Wild land is classed on cells of 25 m, the borders between classes are smoothed as
 * arcs that both sides share, and the town's parcels, roads and waters are laid over it.
 */
#include <cpl_string.h>
#include <gdal.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "examples/qingxi/generate/arcs.h"
#include "examples/qingxi/generate/book.h"
#include "examples/qingxi/generate/drawn.h"
#include "examples/qingxi/generate/write.h"

typedef struct {
    const char *code, *name;
} LandClass;

static const LandClass classes[] = {
    {"0301", "乔木林地"}, {"0305", "灌木林地"},   {"0101", "水田"},         {"0103", "旱地"},
    {"0202", "茶园"},     {"0702", "农村宅基地"}, {"0701", "城镇住宅用地"}, {"0404", "其他草地"},
};

static int wild_class(const Town *town, Point p)
{
    double density = urban_density(p), slope = terrain_slope(&town->terrain, p);
    double patch = noise_fractal(p.x / 380, p.y / 380, 2, 141);

    if (density > 0.33 && slope < 0.16)
        return point_distance_m(p, (Point){3000, 2600}) < 1350 ? 6 : 5;
    if (forest_at(town, p))
        return patch > 0.45 ? 1 : 0;
    if (slope < 0.05)
        return patch > 0.3 ? 3 : 2;
    return patch > 0.25 ? 4 : patch > -0.2 ? 3 : 7;
}

static Point cell_centre(int column, int row)
{
    return (Point){LAND_WEST_M + (column + 0.5) * LAND_CELL_M,
                   LAND_SOUTH_M + (row + 0.5) * LAND_CELL_M};
}

/* Lone cells join their neighbours, so that no parcel is smaller than a field. */
static void calm(unsigned char *cells)
{
    unsigned char *next = memory_new((size_t)LAND_COLUMNS * LAND_ROWS, 1);

    for (int pass = 0; pass < 2; pass++) {
        memcpy(next, cells, (size_t)LAND_COLUMNS * LAND_ROWS);
        for (int row = 1; row + 1 < LAND_ROWS; row++)
            for (int column = 1; column + 1 < LAND_COLUMNS; column++) {
                int votes[8] = {0}, best = cells[row * LAND_COLUMNS + column];

                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -1; dx <= 1; dx++)
                        votes[cells[(row + dy) * LAND_COLUMNS + column + dx]]++;
                for (int c = 0; c < 8; c++)
                    if (votes[c] > votes[best])
                        best = c;
                next[row * LAND_COLUMNS + column] = (unsigned char)best;
            }
        memcpy(cells, next, (size_t)LAND_COLUMNS * LAND_ROWS);
    }
    free(next);
}

typedef struct {
    OGRLayerH layer;
    OGRGeometryH taken; /* what the town's own parcels already cover */
} Survey;

static void add_parcel(Survey *survey, OGRGeometryH geometry, const char *const words[4])
{
    OGRFeatureH feature = book_feature(survey->layer, geometry);

    book_text(feature, "DLBM", words[0]);
    book_text(feature, "DLMC", words[1]);
    book_text(feature, "ZLDWMC", words[2]);
    book_text(feature, "SJLY", words[3]);
    book_real(feature, "TBMJ", round(OGR_G_Area(geometry)));
    book_add(survey->layer, feature);
}

/* Every polygon of `geometry` that is not a splinter, as a parcel. */
static void add_parts(Survey *survey, OGRGeometryH geometry, const char *const words[4])
{
    if (wkbFlatten(OGR_G_GetGeometryType(geometry)) == wkbPolygon) {
        if (OGR_G_Area(geometry) > 25)
            add_parcel(survey, OGR_G_Clone(geometry), words);
        return;
    }
    for (int i = 0; i < OGR_G_GetGeometryCount(geometry); i++)
        add_parts(survey, OGR_G_GetGeometryRef(geometry, i), words);
}

static void cover(Survey *survey, OGRGeometryH geometry)
{
    OGRGeometryH both = OGR_G_Union(survey->taken, geometry);

    OGR_G_DestroyGeometry(survey->taken);
    survey->taken = both;
}

/* Roads of one class as one shape, less what lies under it. */
static void add_roads(Survey *survey, const Town *town, OGRGeometryH area, bool rural)
{
    OGRGeometryH all = OGR_G_CreateGeometry(wkbMultiPolygon);

    for (size_t r = 0; r < town->roads.count; r++) {
        const Road *road = &town->roads.roads[r];
        bool country = road_is(road, "trunk") || !strncmp(road->class, "motorway", 8);

        if (road->tunnel || !(road_is_street(road) || country) || country != rural)
            continue;
        OGRGeometryH line = book_line(&road->line),
                     wide = OGR_G_Buffer(line, road->width_m / 2 + 1, 4);

        OGR_G_AddGeometryDirectly(all, wide);
        OGR_G_DestroyGeometry(line);
    }
    OGRGeometryH one = OGR_G_UnionCascaded(all), inside = OGR_G_Intersection(one, area);
    OGRGeometryH left = OGR_G_Difference(inside, survey->taken);

    add_parts(survey, left,
              rural ? (const char *[4]){"1003", "公路用地", ""}
                    : (const char *[4]){"1004", "城镇村道路用地", ""});
    cover(survey, left);
    OGR_G_DestroyGeometry(all);
    OGR_G_DestroyGeometry(one);
    OGR_G_DestroyGeometry(inside);
    OGR_G_DestroyGeometry(left);
}

static const char *code_name(const char *code)
{
    static const LandClass names[] = {
        {"0501", "零售商业用地"},     {"0504", "旅馆用地"},         {"0505", "商务金融用地"},
        {"0506", "娱乐用地"},         {"0507", "其他商服用地"},     {"0601", "工业用地"},
        {"0602", "采矿用地"},         {"0604", "仓储用地"},         {"0701", "城镇住宅用地"},
        {"0801", "机关团体用地"},     {"0802", "新闻出版用地"},     {"0803", "教育用地"},
        {"0804", "科研用地"},         {"0805", "医疗卫生用地"},     {"0807", "文化设施用地"},
        {"0808", "体育用地"},         {"0809", "公用设施用地"},     {"0810", "公园与绿地"},
        {"0901", "军事设施用地"},     {"0906", "风景名胜设施用地"}, {"1004", "城镇村道路用地"},
        {"1005", "交通服务场站用地"}, {"1007", "机场用地"},
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].code, code) == 0)
            return names[i].name;
    return "";
}

static void add_places(Survey *survey, const Town *town)
{
    for (size_t i = 0; i < town->places.count; i++) {
        const Place *place = &town->places.places[i];
        OGRGeometryH parcel = book_polygon(&place->ring);

        add_parcel(survey, OGR_G_Clone(parcel),
                   (const char *[4]){place->wish->code, code_name(place->wish->code),
                                     place->wish->name,
                                     place_surveyed_only(place->wish) ? "地籍调查" : "遥感解译"});
        cover(survey, parcel);
        OGR_G_DestroyGeometry(parcel);
    }
}

static void add_waters(Survey *survey, const Town *town, OGRGeometryH area)
{
    for (int i = 0; i < 4; i++) {
        Line ring = i < 3 ? line_widen(&town->water.rivers[i].line, town->water.rivers[i].half_m)
                          : line_copy(&town->water.reservoir);
        OGRGeometryH raw = book_polygon(&ring), clean = OGR_G_Buffer(raw, 0, 8);
        OGRGeometryH inside = OGR_G_Intersection(clean, area);
        OGRGeometryH left = OGR_G_Difference(inside, survey->taken);

        add_parts(survey, left,
                  i < 3 ? (const char *[4]){"1101", "河流水面", town->water.rivers[i].name}
                        : (const char *[4]){"1103", "水库水面", "青溪水库"});
        cover(survey, left);
        OGR_G_DestroyGeometry(raw);
        OGR_G_DestroyGeometry(clean);
        OGR_G_DestroyGeometry(inside);
        OGR_G_DestroyGeometry(left);
        line_release(&ring);
    }
}

static void add_wild(Survey *survey, const Town *town, OGRGeometryH area)
{
    unsigned char *cells = memory_new((size_t)LAND_COLUMNS * LAND_ROWS, 1);

    for (int row = 0; row < LAND_ROWS; row++)
        for (int column = 0; column < LAND_COLUMNS; column++)
            cells[row * LAND_COLUMNS + column] =
                (unsigned char)wild_class(town, cell_centre(column, row));
    calm(cells);
    OGRGeometryH arcs = arcs_between(cells), rim = OGR_G_Boundary(area);
    OGRGeometryH lines = OGR_G_Union(arcs, rim), faces = OGR_G_Polygonize(lines);

    for (int i = 0; i < OGR_G_GetGeometryCount(faces); i++) {
        OGRGeometryH face = OGR_G_GetGeometryRef(faces, i), seat = OGR_G_PointOnSurface(face);
        Point p = {OGR_G_GetX(seat, 0) - ORIGIN_EAST_M, OGR_G_GetY(seat, 0) - ORIGIN_NORTH_M};
        int column = (int)floor((p.x - LAND_WEST_M) / LAND_CELL_M),
            row = (int)floor((p.y - LAND_SOUTH_M) / LAND_CELL_M);

        if (OGR_G_Contains(area, seat) && column >= 0 && column < LAND_COLUMNS && row >= 0 &&
            row < LAND_ROWS) {
            const LandClass *land = &classes[cells[row * LAND_COLUMNS + column]];
            OGRGeometryH left = OGR_G_Difference(face, survey->taken);

            add_parts(survey, left, (const char *[4]){land->code, land->name, ""});
            OGR_G_DestroyGeometry(left);
        }
        OGR_G_DestroyGeometry(seat);
    }
    OGR_G_DestroyGeometry(arcs);
    OGR_G_DestroyGeometry(rim);
    OGR_G_DestroyGeometry(lines);
    OGR_G_DestroyGeometry(faces);
    free(cells);
}

void write_land_use(const Town *town, const char *folder)
{
    char path[512], *options[] = {"ENCODING=GBK", "DBF_DATE_LAST_UPDATE=2021-06-01", NULL};
    OGRSpatialReferenceH crs = book_crs(4542);

    snprintf(path, sizeof path, "%s/landuse.shp", folder);
    GDALDatasetH dataset = book_create("ESRI Shapefile", path);
    Survey survey = {.taken = OGR_G_CreateGeometry(wkbMultiPolygon)};
    OGRGeometryH area = book_polygon(&town->area);

    survey.layer = book_layer(dataset, "landuse", wkbPolygon,
                              "DLBM:s DLMC:s ZLDWMC:s SJLY:s TBMJ:r", crs, options);
    add_places(&survey, town);
    add_waters(&survey, town, area);
    add_roads(&survey, town, area, true);
    add_roads(&survey, town, area, false);
    add_wild(&survey, town, area);
    book_commit(survey.layer);
    book_close(dataset);
    OGR_G_DestroyGeometry(survey.taken);
    OGR_G_DestroyGeometry(area);
    OSRRelease(crs);
    /* Offices send shapefiles without the file that names their encoding. */
    snprintf(path, sizeof path, "%s/landuse.cpg", folder);
    remove(path);
}
