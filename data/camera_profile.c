#include "data/camera_profile.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

static const char *const keys[] = {"id",
                                   "name",
                                   "type",
                                   "device_code",
                                   "x",
                                   "y",
                                   "height_m",
                                   "azimuth_deg",
                                   "tilt_deg",
                                   "hfov_deg",
                                   "vfov_deg",
                                   "width_px",
                                   "height_px",
                                   "resolution",
                                   "night_range_m",
                                   "model",
                                   "position_accuracy_m",
                                   "state",
                                   "indoor",
                                   "mount",
                                   "pole",
                                   "builder",
                                   "operator",
                                   "installed",
                                   "works",
                                   "consent_doc",
                                   "necessity_doc",
                                   NULL};

typedef struct {
    const char *key, *column;
} ProfileColumn;

/* The inventory of Guangzhou's one-device-one-record projects (2018). */
static const ProfileColumn yijiyidang[] = {
    {"id", "SBBM"},       {"name", "SBMC"},
    {"type", "SXJLX"},    {"device_code", "SBBM"},
    {"x", "JD"},          {"y", "WD"},
    {"height_m", "GG"},   {"azimuth_deg", "SXJJKFW"},
    {"hfov_deg", "SYMS"}, {"resolution", "Resolution"},
    {"model", "QDSBXH"},  {"state", "SBZT"},
    {"indoor", "SNWSX"},  {"mount", "AZFS"},
    {"pole", "LGBH"},     {"builder", "JSDW"},
    {"operator", "WHDW"}, {"installed", "AZSJ"},
    {NULL, NULL},
};

static const ProfileColumn osm[] = {
    {"id", "osm_id"},
    {"name", "name"},
    {"type", "camera:type"},
    {"height_m", "height"},
    {"azimuth_deg", "camera:direction"},
    {"tilt_deg", "camera:tilt"},
    {"indoor", "surveillance"},
    {"mount", "camera:mount"},
    {"operator", "operator"},
    {"installed", "start_date"},
    {"model", "model"},
    {NULL, NULL},
};

const char *const *camera_profile_keys(void)
{
    return keys;
}

const char *camera_profile_column(const ProjectCameras *as, const char *key, bool *stated)
{
    const ProfileColumn *table = as->profile == CAMERAS_OSM          ? osm
                                 : as->profile == CAMERAS_YIJIYIDANG ? yijiyidang
                                                                     : NULL;

    *stated = false;
    for (size_t i = 0; i < as->field_count; i++)
        if (text_equal(as->fields[i].key, key)) {
            *stated = true;
            return as->fields[i].column;
        }
    if (!table)
        return key;
    for (; table->key; table++)
        if (text_equal(table->key, key))
            return table->column;
    return NULL;
}

bool camera_profile_drops(const char *column)
{
    static const char *const whole[] = {"ip",      "mac",   "mm",   "kl",    "yh",   "yhm",
                                        "zh",      "dh",    "user", "ipv4",  "ipv6", "ipdz",
                                        "sbip",    "macdz", "dlyh", "login", "lxdh", "tel",
                                        "account", "sip",   "url",  "rtsp",  NULL};
    static const char *const parts[] = {
        "passw", "pwd",  "username", "user_name", "ipaddr",  "ip_addr", "macaddr", "phone",
        "密码",  "口令", "用户名",   "IP地址",    "MAC地址", "账号",    "电话",    NULL};

    for (size_t i = 0; whole[i]; i++)
        if (text_equal_nocase(column, whole[i]))
            return true;
    for (size_t i = 0; parts[i]; i++)
        if (strcasestr(column, parts[i]))
            return true;
    return false;
}

static bool parse_number(const char **text, double *out)
{
    char digits[32];
    size_t length = 0;

    while (isspace((unsigned char)**text))
        (*text)++;
    while (length + 1 < sizeof digits && (isdigit((unsigned char)(*text)[length]) ||
                                          strchr("+-.", (*text)[length] ? (*text)[length] : 'x'))) {
        /* A minus inside is the dash of a range. */
        if (length && strchr("+-", (*text)[length]))
            break;
        digits[length] = (*text)[length];
        length++;
    }
    digits[length] = '\0';
    if (!text_number(digits, out))
        return false;
    *text += length;
    while (isspace((unsigned char)**text))
        (*text)++;
    return true;
}

static double turn_deg(double deg)
{
    double turned = fmod(deg, 360);

    return turned < 0 ? turned + 360 : turned;
}

bool camera_profile_direction(const char *text, double *azimuth_deg, double *span_deg)
{
    static const char *const points[] = {"N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
                                         "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"};
    const char *rest = text;
    double from, to;

    *span_deg = NAN;
    for (size_t i = 0; i < 16; i++)
        if (text_equal_nocase(text, points[i])) {
            *azimuth_deg = (double)i * 22.5;
            return true;
        }
    if (!parse_number(&rest, &from))
        return false;
    if (text_begins(rest, "°"))
        rest += strlen("°");
    if (!*rest) {
        *azimuth_deg = turn_deg(from);
        return true;
    }
    if (*rest++ != '-' || !parse_number(&rest, &to) || (*rest && !text_equal(rest, "°")))
        return false;
    *span_deg = to - from == 360 ? 360 : turn_deg(to - from);
    *azimuth_deg = turn_deg(from + *span_deg / 2);
    return *span_deg > 0;
}

bool camera_profile_code_direction(const char *text, double *azimuth_deg, double *span_deg)
{
    /* DirectionType of GB/T 28181: the direction looked towards, not clockwise. */
    static const struct {
        const char *code, *word;
        double azimuth_deg;
    } codes[] = {{"1", "东", 90},    {"2", "西", 270},  {"3", "南", 180},   {"4", "北", 0},
                 {"5", "东南", 135}, {"6", "东北", 45}, {"7", "西南", 225}, {"8", "西北", 315}};

    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (text_equal(text, codes[i].code) || text_equal(text, codes[i].word)) {
            *azimuth_deg = codes[i].azimuth_deg;
            *span_deg = NAN;
            return true;
        }
    if (text_equal(text, "9") || text_equal(text, "全向")) {
        *azimuth_deg = 0;
        *span_deg = 360;
        return true;
    }
    return camera_profile_direction(text, azimuth_deg, span_deg);
}

bool camera_profile_metres(const char *text, double *metres)
{
    const char *rest = text;
    double value;

    if (!parse_number(&rest, &value))
        return false;
    if (*rest && !text_equal_nocase(rest, "m") && !text_equal(rest, "米"))
        return false;
    *metres = value;
    return true;
}

bool camera_profile_pixels(const char *text, double *wide, double *high)
{
    static const struct {
        const char *word;
        double wide, high;
    } names[] = {{"720P", 1280, 720}, {"1080P", 1920, 1080}, {"4K", 3840, 2160}};
    const char *rest = text;
    double a, b;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_equal_nocase(text, names[i].word)) {
            *wide = names[i].wide;
            *high = names[i].high;
            return true;
        }
    if (!parse_number(&rest, &a))
        return false;
    if (text_begins(rest, "×"))
        rest += strlen("×");
    else if (*rest == '*' || *rest == 'x' || *rest == 'X')
        rest++;
    else
        return false;
    if (!parse_number(&rest, &b) || *rest || a < 1 || b < 1)
        return false;
    *wide = a;
    *high = b;
    return true;
}

bool camera_profile_says(const char *text, const char *const *words)
{
    for (; text && *words; words++)
        if (text_equal_nocase(text, *words))
            return true;
    return false;
}

const char *camera_profile_type(const ProjectCameras *as, const char *text)
{
    /* PTZType of GB/T 28181-2022. */
    static const struct {
        const char *code, *word;
    } types[] = {
        {"1", "ptz"},     {"2", "dome"},         {"3", "bullet"},        {"4", "ptz"},
        {"5", "ptz"},     {"6", "panoramic"},    {"7", "multi"},         {"球机", "ptz"},
        {"半球", "dome"}, {"枪机", "bullet"},    {"固定枪机", "bullet"}, {"遥控枪机", "ptz"},
        {"云台", "ptz"},  {"全景", "panoramic"}, {"鱼眼", "fisheye"},    {"热成像", "thermal"}};

    /* A digit means something in that inventory only; a word says it anywhere. */
    for (size_t i = 0; text && i < sizeof types / sizeof *types; i++) {
        bool code = isdigit((unsigned char)types[i].code[0]);
        if ((as->profile == CAMERAS_YIJIYIDANG || !code) &&
            (text_equal(text, types[i].code) || text_equal(text, types[i].word)))
            return types[i].word;
    }
    return text;
}
