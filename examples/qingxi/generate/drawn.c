#include "examples/qingxi/generate/drawn.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define DRAWN(array)                                                                               \
    {                                                                                              \
        array, COUNT(array)                                                                        \
    }

static const Point river[] = {
    {6900, 4800}, {6350, 4560}, {5900, 4650}, {5500, 4380}, {5330, 3900}, {5520, 3480},
    {5120, 3060}, {4500, 2960}, {4020, 2760}, {3500, 2330}, {2960, 2150}, {2480, 2260},
    {2030, 2040}, {1600, 1790}, {1180, 1700}, {760, 1560},
};
static const Point border_river[] = {
    {-1000, 1960}, {-420, 1850}, {140, 1700}, {520, 1640}, {760, 1560}, {850, 1240},
    {700, 900},    {870, 540},   {760, 180},  {900, -220}, {800, -700},
};
static const Point stream[] = {
    {6500, -250}, {5900, 330}, {5200, 900}, {4700, 1420}, {4150, 1820}, {3850, 2200}, {3640, 2440},
};
static const Point border[] = {
    {1120, 5650}, {930, 5000}, {720, 4520}, {560, 4050}, {420, 3600}, {520, 3150},
    {650, 2700},  {590, 2320}, {690, 2000}, {740, 1720}, {760, 1560}, {850, 1240},
    {700, 900},   {870, 540},  {760, 180},  {900, -220}, {840, -560},
};
static const Point limit[] = {
    {930, 5000},  {1500, 4880}, {2150, 4990}, {2800, 4960}, {3450, 4870},
    {4200, 4980}, {4950, 4930}, {5500, 4990}, {5960, 4960}, {6000, 4420},
    {5890, 3820}, {5990, 3150}, {5900, 2400}, {5990, 1700}, {5930, 1000},
    {6000, 420},  {5700, 40},   {5000, 110},  {4350, 10},   {3600, 90},
    {2900, 20},   {2200, 120},  {1500, 30},   {1000, 60},   {786, 40},
};
static const Point reservoir[] = {
    {2660, 4010}, {2730, 4060}, {2730, 4180}, {2770, 4300}, {2720, 4420},
    {2690, 4560}, {2560, 4600}, {2580, 4380}, {2480, 4280}, {2560, 4130},
};
static const Point dam[] = {{2540, 4075}, {2600, 4015}, {2680, 3985}, {2760, 4010}};

/* Dividing lines run past the area, so that they cut it through. */
static const Point divide_west[] = {
    {2350, 5200}, {2200, 4700}, {2000, 4250}, {1900, 3700}, {1700, 3150}, {1560, 2600},
    {1620, 2100}, {1700, 1750}, {1850, 1200}, {1950, 600},  {1800, -200},
};
static const Point divide_north[] = {
    {1900, 3700}, {2300, 3560}, {2900, 3650}, {3500, 3720}, {4100, 3600},
    {4700, 3750}, {5150, 3500}, {5500, 3480}, {6200, 3400},
};
static const Point divide_south[] = {
    {1950, 600},  {2350, 1150}, {2900, 1330}, {3450, 1480}, {3850, 1900},
    {4300, 2330}, {4800, 2300}, {5300, 2550}, {6200, 2480},
};
const Drawn drawn_divides[] = {DRAWN(divide_west), DRAWN(divide_north), DRAWN(divide_south)};
const size_t drawn_divide_count = COUNT(drawn_divides);

static const Point crest_border[] = {
    {1250, 5900}, {930, 5000}, {720, 4520}, {560, 4050}, {420, 3600},
    {520, 3150},  {650, 2700}, {610, 2400}, {660, 2180},
};
static const Point crest_west[] = {{560, 4050}, {100, 3700}, {-400, 3400}, {-900, 3500}};
static const Point crest_spur[] = {
    {3900, 4600}, {4200, 4300}, {4560, 4020}, {4880, 3830}, {5080, 3650},
};
static const Point crest_north[] = {
    {1700, 5200}, {1750, 4700}, {1650, 4200}, {1750, 3700}, {1900, 3350}};
static const Point crest_east[] = {
    {6700, 3600}, {6200, 3150}, {5900, 2700}, {5750, 2200}, {5900, 1500}};
static const Point crest_south[] = {
    {1500, -500}, {1750, 200}, {2300, 700}, {2950, 900}, {3300, 700}};
static const Point crest_middle[] = {{5000, 2500}, {4700, 2150}, {4450, 2150}};
static const Point gully_reservoir[] = {{2350, 5300}, {2600, 4700}, {2650, 4250},
                                        {2680, 3900}, {2850, 3500}, {2960, 3200}};
static const Point gully_east[] = {
    {3500, 4900}, {3600, 4400}, {3850, 3900}, {4050, 3450}, {4100, 3100}};
static const Point gully_west[] = {{1250, 3900}, {1300, 3400}, {1250, 2900}, {1330, 2400}};
static const Point gully_south[] = {
    {2050, -200}, {2500, 300}, {2750, 500}, {2450, 1200}, {2350, 1700}};
static const Point gully_track[] = {{900, 4500}, {1050, 3950}, {1250, 3500}};
static const Point gully_abroad[] = {{-900, 2900}, {-300, 2700}, {100, 2300}, {250, 1900}};
static const Point gully_pass[] = {{200, 2080}, {690, 2040}, {1150, 2000}};
const DrawnRelief drawn_relief[] = {
    {DRAWN(crest_border), 190, 330},  {DRAWN(crest_west), 120, 400},
    {DRAWN(crest_spur), 125, 150},    {DRAWN(crest_north), 110, 330},
    {DRAWN(crest_east), 120, 330},    {DRAWN(crest_south), 130, 380},
    {DRAWN(crest_middle), 45, 190},   {DRAWN(gully_reservoir), -0.82, 210},
    {DRAWN(gully_east), -0.75, 170},  {DRAWN(gully_west), -0.7, 180},
    {DRAWN(gully_south), -0.7, 170},  {DRAWN(gully_track), -0.4, 120},
    {DRAWN(gully_abroad), -0.6, 220}, {DRAWN(gully_pass), -0.72, 130},
};
const size_t drawn_relief_count = COUNT(drawn_relief);

static const Point trunk[] = {
    {6150, 4370}, {5780, 4420}, {5420, 4200}, {5200, 4090}, {5010, 3960},
    {4800, 3720}, {4700, 3480}, {4500, 3270}, {4080, 3060}, {3560, 2720},
    {3060, 2520}, {2600, 2570}, {2150, 2390}, {1720, 2160}, {1300, 2080},
    {960, 2060},  {690, 2030},  {330, 1990},  {-200, 2080},
};
static const Point bridge_road[] = {
    {3060, 2520}, {3010, 2340}, {2955, 2150}, {2960, 1960}, {3060, 1720},
    {3290, 1460}, {3560, 1160}, {3900, 800},  {4180, 400},  {4300, -80},
};
static const Point ring_north[] = {
    {4080, 3060}, {3930, 3300}, {3520, 3430}, {3020, 3360},
    {2520, 3170}, {2250, 2820}, {2150, 2390},
};
static const Point wenchang[] = {
    {3020, 3360}, {2990, 3140}, {3010, 2930}, {3080, 2720}, {3060, 2520}};
static const Point xinhua[] = {
    {2250, 2820}, {2640, 2830}, {3010, 2930}, {3420, 3010}, {3750, 3190}, {3930, 3300},
};
static const Point riverside[] = {
    {3560, 2720}, {3420, 2480}, {3200, 2330}, {3010, 2340},
    {2760, 2360}, {2520, 2400}, {2300, 2330}, {2150, 2390},
};
static const Point beishan[] = {
    {3020, 3360}, {2990, 3600}, {2880, 3800}, {2960, 4050}, {3050, 4300},
    {3000, 4520}, {2870, 4680}, {2640, 4760}, {2400, 4720},
};
static const Point south_bank[] = {
    {2960, 1960}, {2640, 1960}, {2300, 1870}, {1950, 1690}, {1580, 1540}, {1250, 1430}, {980, 1240},
};
static const Point south_east[] = {
    {2960, 1960}, {3300, 2080}, {3620, 2200}, {3860, 2440}, {4180, 2640},
    {4700, 2780}, {5250, 2760}, {5600, 2640}, {6050, 2700},
};
static const Point nanxi[] = {
    {3560, 1160}, {3900, 1330}, {4260, 1600}, {4560, 1680},
    {4900, 1420}, {5150, 1120}, {5550, 820},  {6050, 560},
};
static const Point nanxi_link[] = {{4260, 1600}, {4120, 1960}, {3980, 2180}, {3860, 2440}};
static const Point expressway[] = {
    {6300, 1850}, {5950, 1540}, {5600, 1250}, {5350, 800}, {5050, 420}, {4700, 120}, {4450, -200},
};
static const Point ramp[] = {{5520, 1110}, {5420, 1080}, {5290, 1090}, {5150, 1120}};
static const Point track_border[] = {
    {1300, 2080}, {1270, 2420}, {1180, 2800}, {1060, 3150}, {930, 3500},
    {760, 3830},  {560, 4050},  {250, 4180},  {-150, 4150},
};
static const Point track_patrol[] = {
    {760, 3830}, {850, 4180}, {960, 4560}, {1120, 4900}, {1220, 5150}};
static const Point path_ridge[] = {{1060, 3150}, {860, 3120}, {680, 3190},
                                   {520, 3150},  {300, 3230}, {60, 3150}};
static const Point path_pass[] = {{1180, 2800}, {960, 2690}, {800, 2730},
                                  {650, 2700},  {420, 2600}, {200, 2400}};
static const Point track_forest[] = {
    {2880, 3800}, {2500, 3760}, {2250, 3950}, {1950, 3900},
    {1700, 4050}, {1400, 4350}, {1120, 4620}, {960, 4560},
};
static const Point track_east[] = {{4080, 3060}, {4030, 3380}, {3860, 3700},
                                   {3660, 4100}, {3560, 4450}, {3380, 4700}};
static const Point track_south[] = {
    {1950, 1690}, {2180, 1350}, {2380, 1000}, {2620, 620}, {2500, 300}, {2120, 60},
};
static const Point track_ford[] = {{1250, 1430}, {1330, 1100}, {1180, 800}, {1050, 600},
                                   {870, 540},   {620, 520},   {300, 640}};
static const Point track_watch[] = {{2620, 620}, {2900, 760}, {3180, 720}, {3400, 800}};
static const Point track_hill[] = {{5250, 2760}, {5450, 3050}, {5750, 3120}, {5930, 2980}};
static const Point shopping[] = {{2760, 2360}, {2780, 2470}, {2790, 2545}};

#define NO_TUNNEL                                                                                  \
    {0, 0},                                                                                        \
    {                                                                                              \
        0, 0                                                                                       \
    }
const DrawnRoad drawn_roads[] = {
    {"trunk",
     "边贸大道",
     "Bianmao Avenue",
     "G999",
     DRAWN(trunk),
     4,
     20,
     {5010, 3960},
     {4740, 3600}},
    {"primary", "南桥路", "Nanqiao Road", "S888", DRAWN(bridge_road), 4, 18, NO_TUNNEL},
    {"primary", "环城北路", "Huancheng North Road", "", DRAWN(ring_north), 4, 18, NO_TUNNEL},
    {"secondary", "文昌路", "Wenchang Road", "", DRAWN(wenchang), 2, 14, NO_TUNNEL},
    {"secondary", "新华街", "Xinhua Street", "", DRAWN(xinhua), 2, 14, NO_TUNNEL},
    {"secondary", "滨河路", "Binhe Road", "", DRAWN(riverside), 2, 13, NO_TUNNEL},
    {"secondary", "北山路", "Beishan Road", "", DRAWN(beishan), 2, 12, NO_TUNNEL},
    {"tertiary", "南岸路", "Nan'an Road", "", DRAWN(south_bank), 2, 9, NO_TUNNEL},
    {"tertiary", "东坡路", "Dongpo Road", "", DRAWN(south_east), 2, 9, NO_TUNNEL},
    {"tertiary", "南溪路", "Nanxi Road", "", DRAWN(nanxi), 2, 9, NO_TUNNEL},
    {"tertiary", "渡槽路", "Ducao Road", "", DRAWN(nanxi_link), 2, 8, NO_TUNNEL},
    {"motorway", "青边高速公路", "Qingbian Expressway", "G99", DRAWN(expressway), 4, 24, NO_TUNNEL},
    {"motorway_link", "南溪匝道", "Nanxi Ramp", "", DRAWN(ramp), 2, 10, NO_TUNNEL},
    {"track", "界山便道", "Jieshan Track", "", DRAWN(track_border), 1, 4, NO_TUNNEL},
    {"track", "巡边道", "Xunbian Patrol Track", "", DRAWN(track_patrol), 1, 4, NO_TUNNEL},
    {"path", "老马道", "Old Mule Path", "", DRAWN(path_ridge), 1, 1.5, NO_TUNNEL},
    {"path", "垭口小道", "Yakou Path", "", DRAWN(path_pass), 1, 1.5, NO_TUNNEL},
    {"track", "北山林道", "Beishan Forest Track", "", DRAWN(track_forest), 1, 4, NO_TUNNEL},
    {"track", "东箐林道", "Dongqing Forest Track", "", DRAWN(track_east), 1, 4, NO_TUNNEL},
    {"track", "南山林道", "Nanshan Forest Track", "", DRAWN(track_south), 1, 4, NO_TUNNEL},
    {"track", "浅滩便道", "Qiantan Ford Track", "", DRAWN(track_ford), 1, 4, NO_TUNNEL},
    {"track", "瞭望台便道", "Watchtower Track", "", DRAWN(track_watch), 1, 4, NO_TUNNEL},
    {"track", "茶山便道", "Chashan Track", "", DRAWN(track_hill), 1, 4, NO_TUNNEL},
    {"pedestrian", "玉石步行街", "Yushi Pedestrian Street", "", DRAWN(shopping), 1, 12, NO_TUNNEL},
};
const size_t drawn_road_count = COUNT(drawn_roads);

const DrawnTownship drawn_townships[] = {
    {"城关镇", "Chengguan Town", "530599100", {3000, 2800}},
    {"河口镇", "Hekou Town", "530599101", {1200, 2100}},
    {"北山乡", "Beishan Township", "530599200", {3200, 4400}},
    {"南溪乡", "Nanxi Township", "530599201", {4400, 900}},
};
const size_t drawn_township_count = COUNT(drawn_townships);

const DrawnCore drawn_cores[] = {
    {{2950, 2780}, 900}, {{3700, 2980}, 420}, {{2980, 1760}, 420}, {{1300, 2050}, 300},
    {{2330, 2600}, 380}, {{2620, 4740}, 260}, {{4380, 1620}, 330}, {{5450, 2700}, 230},
    {{1420, 1470}, 200}, {{3960, 740}, 200},  {{5640, 4420}, 190}, {{5500, 860}, 160},
};
const size_t drawn_core_count = COUNT(drawn_cores);

const Drawn drawn_river = DRAWN(river), drawn_border_river = DRAWN(border_river);
const Drawn drawn_border = DRAWN(border), drawn_stream = DRAWN(stream);
const Drawn drawn_reservoir = DRAWN(reservoir), drawn_dam = DRAWN(dam);
const Drawn drawn_limit = DRAWN(limit);
