/* cameras.csv: what exists, in the columns of the Chinese one-device-one-record inventory.
 *
 * As inventories are: most rows sound, some without azimuth, some offline, four where or as none
 * may be, one against a wall, one placed only to within 60 m. The columns with addresses and
 * passwords hold dummies; a reader must drop them.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "examples/qingxi/generate/book.h"
#include "examples/qingxi/generate/drawn.h"
#include "examples/qingxi/generate/write.h"

/* Models of the shipped catalogue, and what the inventory says of each. */
typedef struct {
    const char *type, *type_name, *maker, *model, *resolution, *hfov_deg;
} Kind;

static const Kind bullet = {"3", "枪机", "Hikvision", "DS-2CD3043G2-IU 4 mm", "2688*1520", "84"};
static const Kind far_bullet = {"3",         "枪机", "Hikvision", "DS-2CD2T86G2-4I 6 mm",
                                "3840*2160", "51"};
static const Kind old_bullet = {"3", "枪机", "", "", "1280*720", "60"};
static const Kind dome = {"2", "半球", "Hikvision", "DS-2CD3121G3-LIUF 2.8 mm", "1920*1080", "108"};
static const Kind bare_dome = {"2", "半球", "", "", "1920*1080", ""}; /* nobody noted its lens */
static const Kind ball = {"1", "球机", "Hikvision", "DS-2DE4225IW-DET5", "1920*1080", "57.6"};
static const Kind thermal = {"3", "热成像", "FLIR", "Triton F-612 ID", "640*480", "12"};

typedef struct {
    Point at;
    double azimuth_deg, height_m, accuracy_m; /* azimuth below 0: not recorded */
    const Kind *kind;
    const char *name, *mount, *state, *inside, *point_class, *builder, *year;
} Device;

typedef struct {
    FILE *file;
    OGRCoordinateTransformationH change;
    Dice dice;
    int serial;
} Writer;

/* Headings are from east, counter-clockwise; azimuths from north, clockwise. */
static double azimuth_of(double heading)
{
    double azimuth = fmod(450 - heading * 57.29577951308232, 360);

    return azimuth < 0 ? azimuth + 360 : azimuth;
}

/* DirectionType of GB/T 28181: where the camera looks, 1 E 2 W 3 S 4 N 5 SE 6 NE 7 SW 8 NW. */
static int direction_code(double azimuth_deg)
{
    static const int codes[8] = {4, 6, 1, 5, 3, 7, 2, 8};

    return codes[(int)floor((azimuth_deg + 22.5) / 45) % 8];
}

static void write_device(Writer *writer, const Device *device)
{
    double x = device->at.x + ORIGIN_EAST_M, y = device->at.y + ORIGIN_NORTH_M;
    int serial = ++writer->serial;
    FILE *file = writer->file;

    if (!OCTTransform(writer->change, 1, &x, &y, NULL))
        book_die("camera position");
    fprintf(file, "5305990100132%d%06d,%s,530599,%s,%s,%s,", serial % 3 ? 0 : 1, serial,
            device->name, device->kind->maker, device->kind->type_name, device->kind->model);
    fprintf(file, "%.7f,%.7f,%g,%s,", x, y, device->accuracy_m, device->mount);
    if (device->height_m > 0)
        fprintf(file, "%.1f", device->height_m);
    fputc(',', file);
    if (device->azimuth_deg >= 0)
        fprintf(file, "%d,%.0f,", direction_code(device->azimuth_deg), device->azimuth_deg);
    else
        fputs(",,", file);
    fprintf(file, "%s,%s,%s,%s,%s,%s-%02d-15,青溪市公安局,%s,LG%04d,%d,", device->kind->hfov_deg,
            device->kind->resolution, device->inside, device->point_class, device->state,
            device->year, 1 + dice_below(&writer->dice, 12), device->builder, 1000 + serial / 2,
            30 + 15 * (serial % 5 == 0));
    fprintf(file, "192.0.2.%d,dummy,not-a-password\r\n", serial % 250);
}

/* Cameras on the corner posts of a junction, one an arm, looking away from it. */
static void write_junction(Writer *writer, const Town *town, Point junction, int number)
{
    int arm = 0;

    for (size_t r = 0; r < town->roads.count; r++) {
        const Road *road = &town->roads.roads[r];
        double d = 0;
        size_t v = line_nearest_vertex(&road->line, junction, &d);

        if (d > 0.5 || !road_is_street(road) || arm >= 3)
            continue;
        for (int way = -1; way <= 1; way += 2) {
            size_t next = way < 0 ? v - 2 : v + 2;

            if ((way < 0 && v < 2) || next >= road->line.count || arm >= 3)
                continue;
            Point to = road->line.at[next];
            double heading = atan2(to.y - junction.y, to.x - junction.x);
            char name[96];
            int dice = dice_below(&writer->dice, 10);
            Device device = {
                .at = point_move(junction, heading, 7, road->width_m / 2 + 2.5),
                .azimuth_deg = dice == 0 ? -1 : azimuth_of(heading - 0.12),
                .height_m = 6.5,
                .accuracy_m = 1,
                .kind = dice < 6   ? &bullet
                        : dice < 9 ? &far_bullet
                                   : &old_bullet,
                .name = name,
                .mount = "立杆",
                .state = dice == 9 ? "离线" : "在线",
                .inside = "1",
                .point_class = "1",
                .builder = "青溪市公安局",
                .year = dice % 2 ? "2018" : "2015",
            };

            snprintf(name, sizeof name, "%s路口%d号-%d", road->name, number, ++arm);
            if (!(ground_at(&town->ground, device.at) & GROUND_BUILDING))
                write_device(writer, &device);
        }
    }
}

static bool main_street(const Road *road)
{
    return road_is_street(road);
}

static void write_junctions(Writer *writer, const Town *town)
{
    Line done = {0};

    for (size_t a = 0; a < town->roads.count; a++)
        for (size_t b = a + 1; b < town->roads.count; b++) {
            const Road *one = &town->roads.roads[a], *other = &town->roads.roads[b];

            if (!main_street(one) || !main_street(other) || !strcmp(one->name, other->name))
                continue;
            for (size_t i = 0; i < one->line.count; i++) {
                double d = 0, again = 100;

                line_nearest_vertex(&other->line, one->line.at[i], &d);
                if (done.count)
                    line_nearest_vertex(&done, one->line.at[i], &again);
                if (d > 0.01 || again < 30)
                    continue;
                line_push(&done, one->line.at[i]);
                if (done.count % 5) /* four junctions in five are equipped */
                    write_junction(writer, town, one->line.at[i], (int)done.count);
            }
        }
    line_release(&done);
}

/* One inside the gate of a place, looking out at who comes. */
static void write_gates(Writer *writer, const Town *town)
{
    static const char *const keys[] = {"hall",  "school", "hospital", "coach",    "port",
                                       "bank",  "mall",   "fuel",     "airfield", "hotel",
                                       "vault", "jinxiu", "hekou"};

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const Place *place = places_find(&town->places, keys[i]);
        char name[96];
        Device device = {
            .at = point_move(place->front, place->heading, 5, 3),
            .azimuth_deg = azimuth_of(place->heading + 3.14159265),
            .height_m = 4,
            .accuracy_m = 1,
            .kind = i % 4 == 1 ? &dome : &bullet,
            .name = name,
            .mount = i % 2 ? "壁装" : "立杆",
            .state = i == 8 ? "离线" : "在线",
            .inside = "1",
            .point_class = "2",
            .builder = place->wish->name,
            .year = "2019",
        };

        if (i == 11)
            device.azimuth_deg = -1;
        snprintf(name, sizeof name, "%s大门", place->wish->name);
        write_device(writer, &device);
    }
}

static const Building *building_of(const Town *town, const char *key, size_t number)
{
    const Place *place = places_find(&town->places, key);

    return &town->buildings.buildings[place->first_building + number];
}

/* A point of a building, in shares of its frame, `out_m` before its front. */
static Point at_building(const Building *building, double along, double deep, double out_m)
{
    return point_move(building->corner, building->heading, deep * building->depth_m - out_m,
                      along * building->width_m);
}

static void write_odd(Writer *writer, const Town *town)
{
    const Place *hotel = places_find(&town->places, "hotel");
    const Place *dormitory = places_find(&town->places, "dormitory");
    const Place *mall = places_find(&town->places, "mall");
    const Place *bank = places_find(&town->places, "bank2");
    const Building *wards = building_of(town, "hospital", 1);
    Point square = places_find(&town->places, "square")->front;
    Device odd[] = {
        /* inside a private room: never allowed */
        {at_building(building_of(town, "karaoke", 0), 0.3, 0.8, 0), 0, 2.8, 1, &dome,
         "金嗓子歌厅包房", "吊装", "在线", "2", "3", "金嗓子歌厅", "2017"},
        /* out of doors, aimed at the windows of a dormitory 9 m away */
        {at_building(building_of(town, "dormitory", 0), 0.5, 0, 9), azimuth_of(dormitory->heading),
         4, 1, &far_bullet, "职工宿舍楼前", "立杆", "在线", "1", "3", "边检站", "2018"},
        /* twelve centimetres off a wall, as a wall bracket is surveyed */
        {at_building(building_of(town, "mall", 0), 0.8, 0, 0.12), azimuth_of(mall->heading + 2.6),
         4.5, 1, &bullet, "商贸中心外墙", "壁装", "在线", "1", "2", "青溪商贸中心", "2019"},
        {at_building(building_of(town, "hotel", 0), 0.2, 0, 6),
         azimuth_of(hotel->heading + 3.14159265), 5, 60, &bullet, "大酒店停车处（坐标不准）",
         "立杆", "在线", "1", "3", "青溪大酒店", "2016"},
        {point_move(square, 0, 30, 0), azimuth_of(-2.2), 12, 1, &ball, "青溪广场高点", "立杆",
         "在线", "1", "1", "青溪市公安局", "2019"},
        {{2960, 2060},
         azimuth_of(1.6),
         10,
         2,
         &ball,
         "南桥高点",
         "立杆",
         "在线",
         "1",
         "1",
         "青溪市公安局",
         "2019"},
        {{2768, 2440},
         -1,
         0,
         2,
         &bare_dome,
         "玉石步行街南口",
         "壁装",
         "在线",
         "1",
         "1",
         "城关镇",
         "2014"},
        {{2795, 2520},
         -1,
         0,
         2,
         &bare_dome,
         "玉石步行街北口",
         "壁装",
         "在线",
         "1",
         "1",
         "城关镇",
         "2014"},
        {{2820, 2420},
         -1,
         3.5,
         2,
         &dome,
         "玉石步行街中段",
         "壁装",
         "在线",
         "1",
         "1",
         "城关镇",
         "2014"},
        {{770, 3850},
         azimuth_of(2.4),
         15,
         3,
         &thermal,
         "界山高点热成像",
         "铁塔",
         "在线",
         "1",
         "1",
         "边防",
         "2020"},
        {{700, 2230},
         azimuth_of(-1.5),
         12,
         3,
         &thermal,
         "口岸北侧热成像",
         "铁塔",
         "离线",
         "1",
         "1",
         "边防",
         "2020"},
        {{890, 1240},
         azimuth_of(3.6),
         8,
         3,
         &ball,
         "界河渡口",
         "立杆",
         "在线",
         "1",
         "1",
         "边防",
         "2020"},
        /* before a bank's glass front, aimed at what its staff write behind the counter */
        {at_building(building_of(town, "bank2", 0), 0.5, 0, 5), azimuth_of(bank->heading), 3.5, 1,
         &far_bullet, "城北支行营业厅前", "立杆", "在线", "1", "2", "农村合作银行城北支行", "2017"},
        /* in the hospital's yard, aimed at the windows of the wards */
        {at_building(wards, 0.5, 0, 9), azimuth_of(wards->heading), 4, 1, &far_bullet, "住院楼前",
         "立杆", "在线", "1", "3", "青溪市人民医院", "2018"},
    };

    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        write_device(writer, &odd[i]);
}

void write_cameras(const Town *town, const char *folder, uint64_t seed)
{
    char path[512];
    OGRSpatialReferenceH from = book_crs(4542), to = book_crs(4490);
    Writer writer = {.change = OCTNewCoordinateTransformation(from, to),
                     .dice = dice_new(seed + 7)};

    snprintf(path, sizeof path, "%s/cameras.csv", folder);
    writer.file = fopen(path, "wb");
    if (!writer.file || !writer.change)
        book_die(path);
    fputs("\xEF\xBB\xBF"
          "SBBM,SBMC,XZQH,SBCS,SXJLX,QDSBXH,JD,WD,WZJD,AZFS,GG,SXJJKFW,FWJ,SYMS,Resolution,SNWSX,"
          "JKDWLX,SBZT,AZSJ,SXJSSBM,JSDW,LGBH,LXBCTS,IPDZ,YHM,MM\r\n",
          writer.file);
    write_junctions(&writer, town);
    write_gates(&writer, town);
    write_odd(&writer, town);
    if (fclose(writer.file))
        book_die(path);
    OCTDestroyCoordinateTransformation(writer.change);
    OSRRelease(from);
    OSRRelease(to);
}
