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
#include "examples/qingxi/generate/book.h"
#include "examples/qingxi/generate/drawn.h"
#include "examples/qingxi/generate/write.h"

#define CELL_M 25.0
#define COLUMNS 244
#define ROWS 204
/* Arcs begin half a cell outside the area. */
#define WEST_M (-50.0)
#define SOUTH_M (-50.0)

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
    return (Point){WEST_M + (column + 0.5) * CELL_M, SOUTH_M + (row + 0.5) * CELL_M};
}

/* Lone cells join their neighbours, so that no parcel is smaller than a field. */
static void calm(unsigned char *cells)
{
    unsigned char *next = memory_new((size_t)COLUMNS * ROWS, 1);

    for (int pass = 0; pass < 2; pass++) {
        memcpy(next, cells, (size_t)COLUMNS * ROWS);
        for (int row = 1; row + 1 < ROWS; row++)
            for (int column = 1; column + 1 < COLUMNS; column++) {
                int votes[8] = {0}, best = cells[row * COLUMNS + column];

                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -1; dx <= 1; dx++)
                        votes[cells[(row + dy) * COLUMNS + column + dx]]++;
                for (int c = 0; c < 8; c++)
                    if (votes[c] > votes[best])
                        best = c;
                next[row * COLUMNS + column] = (unsigned char)best;
            }
        memcpy(cells, next, (size_t)COLUMNS * ROWS);
    }
    free(next);
}

static void push_edge(OGRGeometryH lines, Point a, Point b)
{
    Point at[2] = {a, b};
    Line edge = {.at = at, .count = 2};

    OGR_G_AddGeometryDirectly(lines, book_line(&edge));
}

/* The borders between cells of different classes, joined into arcs. */
static OGRGeometryH class_borders(const unsigned char *cells)
{
    OGRGeometryH lines = OGR_G_CreateGeometry(wkbMultiLineString);

    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++) {
            double x = WEST_M + column * CELL_M, y = SOUTH_M + row * CELL_M;
            int here = cells[row * COLUMNS + column];

            if (column && cells[row * COLUMNS + column - 1] != here)
                push_edge(lines, (Point){x, y}, (Point){x, y + CELL_M});
            if (row && cells[(row - 1) * COLUMNS + column] != here)
                push_edge(lines, (Point){x, y}, (Point){x + CELL_M, y});
        }
    return lines;
}

/* Chaikin's corner cutting with fixed ends: neighbours keep their common border. */
static Line smooth_arc(OGRGeometryH arc)
{
    Line line = {0};

    for (int i = 0; i < OGR_G_GetPointCount(arc); i++)
        line_push(&line,
                  (Point){OGR_G_GetX(arc, i) - ORIGIN_EAST_M, OGR_G_GetY(arc, i) - ORIGIN_NORTH_M});
    for (int pass = 0; pass < 2 && line.count > 2; pass++) {
        Line cut = {0};

        line_push(&cut, line.at[0]);
        for (size_t i = 1; i + 1 < line.count; i++) {
            Point a = line.at[i - 1], b = line.at[i], c = line.at[i + 1];

            line_push(&cut, (Point){(a.x + 3 * b.x) / 4, (a.y + 3 * b.y) / 4});
            line_push(&cut, (Point){(3 * b.x + c.x) / 4, (3 * b.y + c.y) / 4});
        }
        line_push(&cut, line.at[line.count - 1]);
        line_release(&line);
        line = cut;
    }
    return line;
}

/* Arcs between the points where three or more borders meet. */
static void walk_arcs(OGRGeometryH edges, OGRGeometryH out);

typedef struct {
    int *mark, *next[4]; /* at each lattice node, the neighbours that an edge leads to */
} Lattice;

static int node_of(Point p)
{
    return (int)lround((p.y - SOUTH_M) / CELL_M) * (COLUMNS + 1) +
           (int)lround((p.x - WEST_M) / CELL_M);
}

static Point node_point(int node)
{
    return (Point){WEST_M + node % (COLUMNS + 1) * CELL_M, SOUTH_M + node / (COLUMNS + 1) * CELL_M};
}

static void lattice_join(Lattice *lattice, int a, int b)
{
    lattice->next[lattice->mark[a]++][a] = b + 1;
    lattice->next[lattice->mark[b]++][b] = a + 1;
}

static int lattice_take(Lattice *lattice, int from)
{
    for (int k = 0; k < 4; k++) {
        int to = lattice->next[k][from] - 1;

        if (to < 0)
            continue;
        lattice->next[k][from] = 0;
        for (int back = 0; back < 4; back++)
            if (lattice->next[back][to] == from + 1) {
                lattice->next[back][to] = 0;
                break;
            }
        return to;
    }
    return -1;
}

static void walk_from(Lattice *lattice, int start, OGRGeometryH out)
{
    for (int to = lattice_take(lattice, start); to >= 0; to = lattice_take(lattice, start)) {
        OGRGeometryH arc;
        Line line = {0}, smooth;

        line_push(&line, node_point(start));
        line_push(&line, node_point(to));
        for (int at = to; lattice->mark[at] == 2 && at != start;) {
            at = lattice_take(lattice, at);
            if (at < 0)
                break;
            line_push(&line, node_point(at));
        }
        arc = book_line(&line);
        smooth = smooth_arc(arc);
        OGR_G_AddGeometryDirectly(out, book_line(&smooth));
        OGR_G_DestroyGeometry(arc);
        line_release(&line);
        line_release(&smooth);
    }
}

static void walk_arcs(OGRGeometryH edges, OGRGeometryH out)
{
    size_t nodes = (size_t)(COLUMNS + 1) * (ROWS + 1);
    Lattice lattice = {.mark = memory_new(nodes, sizeof(int))};

    for (int k = 0; k < 4; k++)
        lattice.next[k] = memory_new(nodes, sizeof(int));
    for (int i = 0; i < OGR_G_GetGeometryCount(edges); i++) {
        OGRGeometryH edge = OGR_G_GetGeometryRef(edges, i);
        Point a = {OGR_G_GetX(edge, 0) - ORIGIN_EAST_M, OGR_G_GetY(edge, 0) - ORIGIN_NORTH_M};
        Point b = {OGR_G_GetX(edge, 1) - ORIGIN_EAST_M, OGR_G_GetY(edge, 1) - ORIGIN_NORTH_M};

        lattice_join(&lattice, node_of(a), node_of(b));
    }
    for (int pass = 0; pass < 2; pass++) /* first from meeting points, then closed loops */
        for (int node = 0; node < (int)nodes; node++)
            if (pass || (lattice.mark[node] && lattice.mark[node] != 2))
                walk_from(&lattice, node, out);
    free(lattice.mark);
    for (int k = 0; k < 4; k++)
        free(lattice.next[k]);
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
    unsigned char *cells = memory_new((size_t)COLUMNS * ROWS, 1);

    for (int row = 0; row < ROWS; row++)
        for (int column = 0; column < COLUMNS; column++)
            cells[row * COLUMNS + column] =
                (unsigned char)wild_class(town, cell_centre(column, row));
    calm(cells);
    OGRGeometryH edges = class_borders(cells), arcs = OGR_G_CreateGeometry(wkbMultiLineString);
    OGRGeometryH rim = OGR_G_Boundary(area);

    walk_arcs(edges, arcs);
    OGRGeometryH lines = OGR_G_Union(arcs, rim), faces = OGR_G_Polygonize(lines);

    for (int i = 0; i < OGR_G_GetGeometryCount(faces); i++) {
        OGRGeometryH face = OGR_G_GetGeometryRef(faces, i), seat = OGR_G_PointOnSurface(face);
        Point p = {OGR_G_GetX(seat, 0) - ORIGIN_EAST_M, OGR_G_GetY(seat, 0) - ORIGIN_NORTH_M};
        int column = (int)floor((p.x - WEST_M) / CELL_M),
            row = (int)floor((p.y - SOUTH_M) / CELL_M);

        if (OGR_G_Contains(area, seat) && column >= 0 && column < COLUMNS && row >= 0 &&
            row < ROWS) {
            const LandClass *land = &classes[cells[row * COLUMNS + column]];
            OGRGeometryH left = OGR_G_Difference(face, survey->taken);

            add_parts(survey, left, (const char *[4]){land->code, land->name, ""});
            OGR_G_DestroyGeometry(left);
        }
        OGR_G_DestroyGeometry(seat);
    }
    OGR_G_DestroyGeometry(edges);
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
