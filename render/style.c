#include "render/style.h"

#include <math.h>
#include <string.h>

#define NONE                                                                                       \
    {                                                                                              \
        0, 0                                                                                       \
    }
#define SOLID(rgb)                                                                                 \
    {                                                                                              \
        rgb, 1                                                                                     \
    }

/* The base map is pale and its hues are few, so that what the plan says stands
 * out: blue is covered, vermilion a gap or a new camera, purple forbidden. */
enum {
    INK = 0x2B2B2B,
    STREET = 0x8C867C,
    LEAF = 0x3F6B35,
    DEEP_WATER = 0x2F6F95,
    BRICK = 0x8A5A2B,
    BLUE = 0x0072B2,
    VERMILION = 0xD55E00,
    PURPLE = 0x8B2C7B,
};

#define LAND(rgb_) .rank = RANK_LANDUSE, .fill = {rgb_, 0.62}, .line = NONE
#define ROAD(step_, rgb_, mm, ground)                                                              \
    .rank = RANK_ROAD, .step = step_, .line = SOLID(rgb_), .line_mm = mm, .ground_m = ground
#define EDGE(rgb_, mm) .casing = SOLID(rgb_), .casing_mm = mm
#define NAMED(mm, rgb_, priority) .label_mm = mm, .label_rgb = rgb_, .label_priority = priority
#define ZONE(rgb_)                                                                                 \
    .rank = RANK_ZONE, .fill = {rgb_, 0.08}, .line = SOLID(rgb_), .line_mm = 0.3, .dot_mm = 1.3,   \
    NAMED(1.9, rgb_, 40)
#define COVER(rgb_) .rank = RANK_COVERAGE, .fill = {rgb_, 0.70}

static const Style table[] = {
    {"other", "其他", "Other", RANK_LANDUSE, .line = SOLID(0x777777), .line_mm = 0.2,
     NAMED(2.0, INK, 5)},

    {"landuse", "其他用地", "Other land", LAND(0xEDE8DD)},
    {"landuse/forest", "林地", "Forest", LAND(0xB9D3A6), .step = 1, NAMED(2.4, LEAF, 30)},
    {"landuse/orchard", "园地", "Orchard and tea", LAND(0xD0DFA8), .step = 1},
    {"landuse/grass", "草地", "Grassland", LAND(0xDDEBC4), .step = 1},
    {"landuse/farmland", "耕地", "Farmland", LAND(0xF4EDC8), .step = 1},
    {"landuse/residential", "住宅用地", "Residential", LAND(0xF3DDC6), .step = 2,
     NAMED(2.2, 0x6B5344, 35)},
    {"landuse/commercial", "商服用地", "Commercial", LAND(0xF0C9BC), .step = 2},
    {"landuse/industrial", "工矿仓储用地", "Industrial", LAND(0xD9CBD6), .step = 2},
    {"landuse/public", "公共管理与服务用地", "Public services", LAND(0xE8C9D8), .step = 2,
     NAMED(2.2, 0x6B4054, 36)},
    {"landuse/park", "公园绿地", "Park", LAND(0xC3E3BE), .step = 3, NAMED(2.2, LEAF, 36)},
    {"landuse/transport", "交通运输用地", "Transport land", LAND(0xDAD8D4), .step = 2},
    {"landuse/special", "特殊用地", "Special land", LAND(0xCFC9B8), .step = 2},
    {"landuse/bare", "裸地", "Bare land", LAND(0xE6E1D6), .step = 1},

    {"water", "水域", "Water", RANK_WATER, .fill = SOLID(0xBBD9EA), .line = SOLID(0x6FA7C7),
     .line_mm = 0.15, NAMED(2.8, DEEP_WATER, 60), .label_slanted = true},
    {"water/river", "河流", "River", RANK_WATER, .fill = SOLID(0xBBD9EA), .line = SOLID(0x8FC0DB),
     .line_mm = 0.6, NAMED(3.0, DEEP_WATER, 62), .label_slanted = true},
    {"water/stream", "溪流、沟渠", "Stream or ditch", RANK_WATER, .line = SOLID(0x7FB3D0),
     .line_mm = 0.25, NAMED(2.0, DEEP_WATER, 28), .label_slanted = true},
    {"water/dam", "堤坝", "Dam or embankment", RANK_WATER, .step = 1, .line = SOLID(0x5A5A5A),
     .line_mm = 0.5, NAMED(2.0, INK, 38)},

    {"building", "建筑物", "Building", RANK_BUILDING, .fill = SOLID(0xC9BEB2),
     .line = SOLID(0x8C7F72), .line_mm = 0.1, .shaded = true, NAMED(1.8, 0x4F463E, 12)},

    {"road", "其他道路", "Other road", ROAD(2, 0xFFFFFF, 0.35, 5), EDGE(STREET, 0.1),
     NAMED(1.8, INK, 22)},
    {"road/path", "小路", "Path", ROAD(0, BRICK, 0.2, 0), .dash_mm = {0.6, 0.6},
     NAMED(1.7, BRICK, 15)},
    {"road/track", "便道", "Track", ROAD(1, BRICK, 0.25, 0), .dash_mm = {1.8, 0.7},
     NAMED(1.7, BRICK, 18)},
    {"road/service", "内部道路", "Service road", ROAD(2, 0xFFFFFF, 0.22, 4), EDGE(STREET, 0.08),
     NAMED(1.6, INK, 14)},
    {"road/pedestrian", "步行街", "Pedestrian street", ROAD(3, 0xF4E4EC, 0.4, 6), EDGE(STREET, 0.1),
     NAMED(1.8, INK, 24)},
    {"road/residential", "街巷", "Street", ROAD(4, 0xFFFFFF, 0.38, 7), EDGE(STREET, 0.1),
     NAMED(1.8, INK, 24)},
    {"road/tertiary", "支路", "Tertiary road", ROAD(5, 0xFFFFFF, 0.55, 9), EDGE(STREET, 0.12),
     NAMED(2.0, INK, 44)},
    {"road/secondary", "次干路", "Secondary road", ROAD(6, 0xFFF3C4, 0.7, 14), EDGE(STREET, 0.13),
     NAMED(2.2, INK, 48)},
    {"road/primary", "主干路", "Primary road", ROAD(7, 0xFBDF8E, 0.85, 20), EDGE(0x80703F, 0.14),
     NAMED(2.3, INK, 52)},
    {"road/trunk", "国省干道", "Trunk road", ROAD(8, 0xF6C768, 1.0, 22), EDGE(0x7A5F22, 0.15),
     NAMED(2.4, INK, 55)},
    {"road/motorway", "高速公路", "Expressway", ROAD(9, 0xEBA64A, 1.2, 26), EDGE(0x6E4A12, 0.18),
     NAMED(2.4, INK, 56)},
    {"road/tunnel", "隧道", "Tunnel", ROAD(3, 0xE9E6E0, 0.7, 9), .dash_mm = {1.6, 0.8},
     EDGE(0x5A5A5A, 0.16), NAMED(2.0, INK, 45)},
    {"road/bridge", "桥梁", "Bridge", ROAD(10, 0xFFFFFF, 0.8, 12), EDGE(0x1E1E1E, 0.22),
     .ends = true, NAMED(2.0, INK, 50)},
    {"road/ferry", "渡口航线", "Ferry", ROAD(0, DEEP_WATER, 0.3, 0), .dash_mm = {1.2, 0.8},
     NAMED(1.9, DEEP_WATER, 46)},
    {"railway", "铁路", "Railway", ROAD(11, 0xFFFFFF, 0.22, 0), .dash_mm = {2, 2}, EDGE(INK, 0.1),
     NAMED(2.0, INK, 46)},

    {"zone", "应覆盖区域", "Mandated zone", ZONE(0x5B6770)},
    /* Colours for the groups of clauses, in their order; the caller gives their words. */
    {"zone/1", "应覆盖区域", "Mandated zone", ZONE(0x8A5A00)},
    {"zone/2", "应覆盖区域", "Mandated zone", ZONE(0xA33B20)},
    {"zone/3", "应覆盖区域", "Mandated zone", ZONE(0x4A4A8C)},
    {"zone/4", "应覆盖区域", "Mandated zone", ZONE(0x7A6A00)},
    {"zone/5", "应覆盖区域", "Mandated zone", ZONE(0x00735C)},
    {"zone/6", "应覆盖区域", "Mandated zone", ZONE(0x9C4A6E)},
    {"zone/7", "应覆盖区域", "Mandated zone", ZONE(0x6B5344)},
    {"zone/8", "应覆盖区域", "Mandated zone", ZONE(0x2C5F8A)},
    {"zone/9", "应覆盖区域", "Mandated zone", ZONE(0x3F7F93)},
    {"zone/10", "应覆盖区域", "Mandated zone", ZONE(0x1F5F8F)},
    {"zone/11", "应覆盖区域", "Mandated zone", ZONE(0x2F6B2F)},
    {"zone/12", "应覆盖区域", "Mandated zone", ZONE(0x9B1C31)},
    {"zone/13", "应覆盖区域", "Mandated zone", ZONE(0x3B3B3B)},
    {"zone/14", "应覆盖区域", "Mandated zone", ZONE(0x70543E)},
    {"zone/15", "应覆盖区域", "Mandated zone", ZONE(0x556070)},
    {"zone/16", "应覆盖区域", "Mandated zone", ZONE(0x5B4A8C)},

    {"coverage", "已覆盖", "Covered", COVER(0x5AA9D6)},
    {"coverage/pass", "覆盖达标", "Covered as required", COVER(0x4F9FD0)},
    {"coverage/before", "现状已覆盖", "Covered by existing cameras", COVER(0x2F6FA8)},
    {"coverage/plan", "规划新增覆盖", "Newly covered by the plan", COVER(0x7CC4E8)},
    {"coverage/fail", "未达标", "Not covered", COVER(0xF3B27A)},
    {"coverage/250", "≥ 250 px/m", NULL, COVER(0x08306B), .step = 5},
    {"coverage/125", "125–250 px/m", NULL, COVER(0x2171B5), .step = 4},
    {"coverage/62.5", "62.5–125 px/m", NULL, COVER(0x4F9FD0), .step = 3},
    {"coverage/25", "25–62.5 px/m", NULL, COVER(0x9ECAE1), .step = 2},
    {"coverage/12.5", "12.5–25 px/m", NULL, COVER(0xD3E5F1), .step = 1},

    {"gap", "覆盖缺口", "Gap in coverage", RANK_GAP, .line = SOLID(VERMILION), .line_mm = 0.22,
     .hatch = HATCH_DIAGONAL, .hatch_mm = 0.9, NAMED(1.9, 0x9A4300, 45)},
    {"prohibited", "禁止安装区域", "No cameras allowed", RANK_PROHIBITED, .line = SOLID(PURPLE),
     .line_mm = 0.3, .hatch = HATCH_CROSS, .hatch_mm = 0.9, .dot_mm = 1.6, NAMED(1.9, PURPLE, 58)},

    {"consent", "须征得同意的场所", "Place that must consent", RANK_PROHIBITED, .step = 1,
     .line = SOLID(PURPLE), .line_mm = 0.3, .dash_mm = {1.6, 0.9}},

    {"outside", "规划范围外", "Outside the planning area", RANK_PROHIBITED, .step = 9,
     .fill = {0xFFFFFF, 0.55}, .line = NONE},

    {"boundary", "界线", "Boundary", RANK_BOUNDARY, .line = SOLID(INK), .line_mm = 0.25,
     .dash_mm = {2, 1}},
    {"boundary/area", "规划范围", "Planning area", RANK_BOUNDARY, .step = 2,
     .line = SOLID(0x3A3A3A), .line_mm = 0.45, .dash_mm = {4, 1.2}, .casing = {0xB8A98C, 0.35},
     .casing_mm = 0.6},
    {"boundary/township", "乡镇界", "Township boundary", RANK_BOUNDARY, .step = 1,
     .line = SOLID(INK), .line_mm = 0.28, .dash_mm = {2.2, 0.8, 0.3, 0.8, 0.3, 0.8},
     NAMED(4.0, 0x4A4A4A, 70), .label_bold = true},
    {"boundary/county", "县级界", "County boundary", RANK_BOUNDARY, .step = 3, .line = SOLID(INK),
     .line_mm = 0.4, .dash_mm = {3.5, 1, 0.5, 1}, .casing = {0xB49AC6, 0.4}, .casing_mm = 0.5,
     NAMED(4.4, INK, 72), .label_bold = true},
    {"boundary/province", "省级界", "Provincial boundary", RANK_BOUNDARY, .step = 4,
     .line = SOLID(INK), .line_mm = 0.5, .dash_mm = {4, 1, 0.5, 1, 0.5, 1},
     .casing = {0xA47CC0, 0.4}, .casing_mm = 0.7, NAMED(4.6, INK, 74), .label_bold = true},
    {"boundary/nation", "国界", "National boundary", RANK_BOUNDARY, .step = 5,
     .line = SOLID(0x101010), .line_mm = 0.7, .dash_mm = {4.5, 1.2, 0.7, 1.2},
     .casing = {0xC9519B, 0.35}, .casing_mm = 1.0, NAMED(2.6, 0x101010, 68), .label_bold = true},

    {"footprint", "摄像机可视范围", "Camera view", RANK_FOOTPRINT, .fill = {BLUE, 0.16},
     .line = {BLUE, 0.5}, .line_mm = 0.08},
    {"footprint/new", "新建摄像机可视范围", "View of a new camera", RANK_FOOTPRINT,
     .fill = {VERMILION, 0.16}, .line = {VERMILION, 0.5}, .line_mm = 0.08, .step = 1},
    {"site", "杆位", "Pole", RANK_MARK, .fill = SOLID(0xFFFFFF), .line = SOLID(INK),
     .line_mm = 0.12, .dot_mm = 0.7},

    {"place", "地名", "Place", RANK_MARK, .fill = SOLID(0xFFFFFF), .line = SOLID(INK),
     .line_mm = 0.2, .dot_mm = 0.9, NAMED(2.6, INK, 76)},
    {"place/town", "乡镇驻地", "Town", RANK_MARK, .step = 2, .fill = SOLID(0xFFFFFF),
     .line = SOLID(INK), .line_mm = 0.3, .dot_mm = 1.6, NAMED(3.6, 0x111111, 90),
     .label_bold = true},
    {"place/village", "村", "Village", RANK_MARK, .step = 1, .fill = SOLID(0xFFFFFF),
     .line = SOLID(INK), .line_mm = 0.2, .dot_mm = 1.0, NAMED(2.5, INK, 78)},
    {"landmark", "重要地物", "Landmark", RANK_MARK, .fill = SOLID(INK), .line = NONE, .dot_mm = 0.9,
     NAMED(2.0, INK, 42)},
};

enum { TABLE_SIZE = sizeof table / sizeof *table };

const Style *style_all(size_t *count)
{
    *count = TABLE_SIZE;
    return table;
}

static const Style *style_exact(const char *name, size_t length)
{
    for (size_t i = 0; i < TABLE_SIZE; i++)
        if (strlen(table[i].name) == length && strncmp(table[i].name, name, length) == 0)
            return &table[i];
    return NULL;
}

const Style *style_find(const char *name)
{
    size_t length = name ? strlen(name) : 0;
    const Style *style;

    if (length > 0 && (style = style_exact(name, length)))
        return style;
    while (length > 0) {
        length--;
        if (name[length] == '/' && (style = style_exact(name, length)))
            return style;
    }
    return &table[0];
}

static uint32_t channel_mix(uint32_t from, uint32_t to, double share, unsigned shift)
{
    double a = (double)((from >> shift) & 0xFF), b = (double)((to >> shift) & 0xFF);

    return (uint32_t)lround(a + (b - a) * share) << shift;
}

Colour style_shade(const Style *style, double value)
{
    enum { DARKEST = 0x6E5F55 };
    const double tallest_m = 60;
    Colour colour = style->fill;

    if (!style->shaded || !(value > 0))
        return colour;
    /* The root spreads the low buildings that most towns are made of. */
    double share = sqrt(fmin(value, tallest_m) / tallest_m);
    colour.rgb = channel_mix(0xDDD5CB, DARKEST, share, 16) |
                 channel_mix(0xDDD5CB, DARKEST, share, 8) |
                 channel_mix(0xDDD5CB, DARKEST, share, 0);
    return colour;
}
