/* shortfall_table.c - shortfalls.csv: why a place misses its quota after the plan, and what would
 * mend it.
 *
 * Asked of the largest gap that is left in it: the cause, the nearest site that a camera may stand
 * on, and the nearest place tried where none may.
 */
#include <math.h>

#include "base/text.h"
#include "planner/report/figure_marks.h"
#include "planner/report/tables.h"
#include "planner/siting/stand.h"

typedef struct {
    const Zone *zone;
    const ZoneCompliance *judged;
    const Gap *gap; /* NULL: none left */
    bool coverable; /* all candidates together would reach the quota */
    Cause cause;
    const Site *site;
    const RefusedPlace *refused;
    double site_m, refused_m;
} Shortfall;

/* What a planner can do where a pole may not stand. */
static const struct {
    const char *name;
    Words words, mend;
} standings[] = {
    [STAND_OUTSIDE] = {"outside",
                       {"在规划范围或地形之外", "outside the area or the terrain"},
                       {"与邻区商定或扩大范围", "agree with the neighbour or widen the area"}},
    [STAND_IN_BUILDING] = {"building",
                           {"在建筑内", "inside a building"},
                           {"允许在建筑上安装（sites.on）", "let cameras hang on it (sites.on)"}},
    [STAND_ON_CARRIAGEWAY] = {"carriageway",
                              {"在车行道上", "on a carriageway"},
                              {"提供龙门架或悬臂杆位置（sites.on）",
                               "supply gantries or arms over it (sites.on)"}},
    [STAND_PROHIBITED] = {"prohibited",
                          {"在禁设场所内", "in a place where cameras are prohibited"},
                          {"禁令不变，只能从外侧覆盖",
                           "the prohibition stands: cover from beyond"}},
    [STAND_WITHOUT_CONSENT] = {"consent",
                               {"未取得同意", "where consent is needed and missing"},
                               {"取得同意并列入 consent:",
                                "obtain it and enter it under consent:"}},
};

static const char *const mend_zh[CAUSE_COUNT] = {
    [CAUSE_DATA_MISSING] = "补充缺失的地形或摄像机数据",
    [CAUSE_NO_CAMERA_NEAR] = "在附近增设可用点位",
    [CAUSE_OUT_OF_RANGE] = "允许更近的点位或更长焦镜头",
    [CAUSE_OUTSIDE_FIELD] = "调整朝向或允许更多方向",
    [CAUSE_TOO_STEEP] = "允许更远的点位或更低的安装高度",
    [CAUSE_UNDER_MOUNT] = "允许路对侧的点位",
    [CAUSE_TERRAIN] = "允许更高处的点位或更高的立杆",
    [CAUSE_BUILDING] = "允许建筑另一侧的点位",
    [CAUSE_CANOPY] = "修剪树木或允许树冠下的点位",
    [CAUSE_FEW_PIXELS] = "允许更近的点位或更高清的型号",
    [CAUSE_MASKED] = "替换须拆除的摄像机",
    [CAUSE_OFFLINE] = "修复离线的摄像机",
    [CAUSE_CONSENT] = "取得同意并列入 consent:",
    [CAUSE_COVERED] = "允许每杆更多摄像机或更多点位",
};

/* --- finding out ----------------------------------------------------------------------- */

static const Gap *largest_gap(const Outcome *outcome, size_t zone)
{
    const Gap *largest = NULL;

    for (size_t i = 0; i < outcome->gaps_after->count; i++) {
        const Gap *gap = &outcome->gaps_after->gaps[i];
        if (gap->zone == zone && (!largest || gap->weight > largest->weight))
            largest = gap;
    }
    return largest;
}

static void find_nearest(Shortfall *shortfall, const SiteSet *sites)
{
    const Gap *gap = shortfall->gap;

    for (size_t i = 0; i < sites->count; i++) {
        double away = hypot(sites->sites[i].x - gap->x, sites->sites[i].y - gap->y);
        if (shortfall->site && away >= shortfall->site_m)
            continue;
        shortfall->site = &sites->sites[i];
        shortfall->site_m = away;
    }
    for (size_t i = 0; i < sites->place_count; i++) {
        double away = hypot(sites->places[i].x - gap->x, sites->places[i].y - gap->y);
        if (shortfall->refused && away >= shortfall->refused_m)
            continue;
        shortfall->refused = &sites->places[i];
        shortfall->refused_m = away;
    }
}

static Shortfall shortfall_of(const Outcome *outcome, size_t z)
{
    const ZoneCompliance *judged = &outcome->compliance->zones[z];
    Shortfall shortfall = {
        .zone = &outcome->zones->zones[z],
        .judged = judged,
        .gap = largest_gap(outcome, z),
        .coverable = compliance_reached(judged->coverable, judged->quota, judged->mandated),
        .cause = judged->rest_cause,
        .site_m = NAN,
        .refused_m = NAN};

    if (shortfall.gap && shortfall.cause == CAUSE_COVERED)
        shortfall.cause = shortfall.gap->cause;
    if (shortfall.gap)
        find_nearest(&shortfall, outcome->sites);
    return shortfall;
}

/* --- saying it ------------------------------------------------------------------------- */

/* Where it is a matter of money or time: what to raise. */
static Words raise(const Outcome *outcome)
{
    if (outcome->plan->budget_bound)
        return (Words){"可覆盖，受预算限制：提高 plan.budget（见 tradeoff.csv）",
                       "it can be covered, and the budget ends before: raise plan.budget "
                       "(tradeoff.csv says what it costs)"};
    return (Words){
        "可覆盖：放宽 plan.max_per_pole 或计算限制后重新计算",
        "it can be covered: allow more cameras a pole or a longer search, and run again"};
}

static void mend_cell(Table *table, const Outcome *outcome, const Shortfall *shortfall)
{
    const RefusedPlace *refused = shortfall->refused;
    Text text = {0};

    if (shortfall->coverable) {
        table_words(table, raise(outcome));
        return;
    }
    text_printf(&text, "%s：%s", cause_name_zh(shortfall->cause), mend_zh[shortfall->cause]);
    if (refused)
        text_printf(&text, "；最近的未采用位置（%.0f m）%s：%s", shortfall->refused_m,
                    standings[refused->why].words.zh, standings[refused->why].mend.zh);
    text_printf(&text, "。 %s: %s", cause_name(shortfall->cause),
                compliance_mend(shortfall->cause));
    if (refused)
        text_printf(&text, "; the nearest place not taken, %.0f m away, is %s: %s",
                    shortfall->refused_m, standings[refused->why].words.en,
                    standings[refused->why].mend.en);
    text_add(&text, ".");
    table_text(table, text.text);
    text_release(&text);
}

static void nearest_cells(Table *table, const Shortfall *shortfall)
{
    const RefusedPlace *refused = shortfall->refused;

    table_text(table, shortfall->gap ? shortfall->gap->id : NULL);
    table_number(table, shortfall->gap ? shortfall->gap->x : (double)NAN, 2);
    table_number(table, shortfall->gap ? shortfall->gap->y : (double)NAN, 2);
    table_text(table, shortfall->site ? shortfall->site->id : NULL);
    table_number(table, shortfall->site_m, 1);
    table_text(table, refused ? standings[refused->why].name : NULL);
    table_number(table, shortfall->refused_m, 1);
    table_number(table, refused ? refused->x : (double)NAN, 2);
    table_number(table, refused ? refused->y : (double)NAN, 2);
}

static void shortfall_row(Table *table, const Outcome *outcome, const Shortfall *shortfall)
{
    const Zone *zone = shortfall->zone;
    const ZoneCompliance *judged = shortfall->judged;

    table_text(table, zone->id);
    table_text(table, zone->clause->id);
    table_words(table, zone->clause->title);
    table_text(table, zone->name);
    table_text(table, zone->part->name);
    table_text(table, zone->township ? zone->township->name : NULL);
    table_number(table, judged->quota, 3);
    table_number(table, judged->after / judged->mandated, 4);
    table_number(table, judged->coverable / judged->mandated, 4);
    table_number(table, judged->quota * judged->mandated - judged->after, 1);
    table_text(table, !shortfall->coverable         ? "not coverable"
                      : outcome->plan->budget_bound ? "budget"
                                                    : "search");
    table_text(table, cause_name(shortfall->cause));
    table_text(table, cause_name_zh(shortfall->cause));
    nearest_cells(table, shortfall);
    mend_cell(table, outcome, shortfall);
    table_words(table, zone->duty.builder);
    table_words(table, zone->duty.supervisor);
    table_text(table, zone_restricted(zone) ? "restricted" : NULL);
    table_text(table, figure_marks_zone(outcome->marks, zone));
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

Status shortfall_table_write(const Outcome *outcome, const char *path, Diag *diag)
{
    static const char *const columns[] = {"zone_id",
                                          "clause",
                                          "category",
                                          "name",
                                          "key_part",
                                          "township",
                                          "quota",
                                          "covered_share",
                                          "coverable_share",
                                          "missing_weight_m2",
                                          "reason",
                                          "cause",
                                          "cause_zh",
                                          "largest_gap",
                                          "x",
                                          "y",
                                          "nearest_site",
                                          "nearest_site_m",
                                          "nearest_refused",
                                          "nearest_refused_m",
                                          "refused_x",
                                          "refused_y",
                                          "what_would_mend",
                                          "builder",
                                          "supervisor",
                                          "restricted",
                                          "planning_parameters",
                                          "rule_pack",
                                          NULL};
    Table *table = table_new(columns);
    Status status;

    for (size_t z = 0; outcome->plan && z < outcome->zones->zone_count; z++) {
        const ZoneCompliance *judged = &outcome->compliance->zones[z];
        if (!(judged->mandated > 0) || judged->pass_after)
            continue;
        const Shortfall shortfall = shortfall_of(outcome, z);
        shortfall_row(table, outcome, &shortfall);
    }
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}
