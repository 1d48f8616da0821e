/* Lanes: they leave a street about square to it, wander, and end on the next one. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "examples/qingxi/generate/roads.h"

#define STEP_M 11.0

typedef struct {
    Roads *roads;
    Dice *dice;
    const Terrain *terrain;
    const Water *water;
    RoadsBlocked *blocked;
    const void *context;
    size_t named;
} Grower;

static const char *const first_zh[] = {"柳", "井", "石", "竹", "桂", "双", "玉", "云", "古", "杏",
                                       "莲", "马", "茶", "梅", "泉", "义", "永", "和", "瑞", "槐"};
static const char *const first_en[] = {"Liu",  "Jing", "Shi",  "Zhu",  "Gui", "Shuang", "Yu",
                                       "Yun",  "Gu",   "Xing", "Lian", "Ma",  "Cha",    "Mei",
                                       "Quan", "Yi",   "Yong", "He",   "Rui", "Huai"};
static const char *const second_zh[] = {"水", "坊", "桥", "园", "家", "林", "花", "溪",
                                        "安", "门", "塘", "坡", "苑", "台", "市", "田"};
static const char *const second_en[] = {"shui", "fang", "qiao", "yuan", "jia",  "lin",
                                        "hua",  "xi",   "an",   "men",  "tang", "po",
                                        "yuan", "tai",  "shi",  "tian"};

static void name_lane(Grower *grower, Road *road)
{
    size_t n = grower->named++;
    size_t one = n % 20, two = (n / 20 * 7 + n * 3) % 16;

    snprintf(road->name, sizeof road->name, "%s%s巷", first_zh[one], second_zh[two]);
    snprintf(road->name_en, sizeof road->name_en, "%s%s Lane", first_en[one], second_en[two]);
}

static bool buildable(const Grower *grower, Point p)
{
    return urban_density(p) > 0.46 && terrain_slope(grower->terrain, p) < 0.13 &&
           water_bank_m(grower->water, p) > 16 && !grower->blocked(grower->context, p, 7);
}

/* Grow from a vertex of a road; true when the lane was long enough to keep. */
static bool grow(Grower *grower, size_t from, Point start, double heading)
{
    Dice *dice = grower->dice;
    double length = dice_between(dice, 90, 380), turn = dice_between(dice, -0.002, 0.002);
    Line lane = {0};
    bool joined = false;

    line_push(&lane, start);
    for (double gone = STEP_M; gone < length && !joined; gone += STEP_M) {
        size_t vertex = 0;
        double d = 0;
        Point p = point_move(lane.at[lane.count - 1], heading, STEP_M, 0);

        heading += STEP_M * (turn + 0.004 * noise_at(p.x / 90, p.y / 90, 91));
        if (!buildable(grower, p))
            break;
        bool leaving = point_distance_m(p, start) < 30;
        size_t other = roads_nearest(grower->roads, p, leaving ? from : SIZE_MAX, &vertex, &d);

        if (other != SIZE_MAX && d < 17 && gone > 25) {
            line_push(&lane, grower->roads->roads[other].line.at[vertex]);
            joined = true;
        } else if (other != SIZE_MAX && d < 36) {
            Point q = grower->roads->roads[other].line.at[vertex];
            double aside = fabs(sin(atan2(q.y - p.y, q.x - p.x) - heading));

            if (aside > 0.8) /* it would run beside another road */
                break;
            line_push(&lane, p);
        } else {
            line_push(&lane, p);
        }
    }
    if (line_length_m(&lane) < (joined ? 45 : 60)) {
        line_release(&lane);
        return false;
    }
    Roads *roads = grower->roads;

    roads->roads = memory_grow(roads->roads, roads->count, &roads->capacity, sizeof *roads->roads);
    Road *road = &roads->roads[roads->count++];

    *road = (Road){.class = "residential", .ref = "", .line = lane, .lanes = 1};
    road->width_m = line_length_m(&lane) > 200 ? 6 : 4.5;
    name_lane(grower, road);
    return true;
}

void roads_grow_lanes(Roads *roads, Dice *dice, const Terrain *terrain, const Water *water,
                      RoadsBlocked *blocked, const void *context)
{
    Grower grower = {roads, dice, terrain, water, blocked, context, 0};

    for (size_t r = 0; r < roads->count; r++) { /* count grows: lanes bear lanes */
        Road *road = &roads->roads[r];
        double next = dice_between(dice, 25, 70), gone = 0;

        if (road->bridge || road->tunnel || !(road_is_street(road) || road_is(road, "residential")))
            continue;
        for (size_t i = 1; i + 1 < roads->roads[r].line.count; i++) {
            const Line *line = &roads->roads[r].line;
            double heading =
                atan2(line->at[i + 1].y - line->at[i - 1].y, line->at[i + 1].x - line->at[i - 1].x);
            Point start = line->at[i];

            gone += point_distance_m(line->at[i - 1], start);
            if (gone < next)
                continue;
            for (int side = -1; side <= 1; side += 2)
                if (dice_chance(dice, 0.72))
                    grow(&grower, r, start,
                         heading + side * 1.5708 + dice_between(dice, -0.2, 0.2));
            gone = 0;
            next = dice_between(dice, 48, 95);
        }
    }
}
