/* What a camera cites, and what the clauses that it serves ask of it together. */
#include <unistd.h>

#include "base/text.h"
#include "planner/report/camera_cites.h"
#include "tests/planner/little_town.h"

enum { ROAD, YARD, STRIP, ZONES };

static const char law[] =
    "camplan_pack: 1\nid: little\ncitation: none\ntitle: {zh: 小, en: little}\n"
    "ladder: {edition: E, tasks: {observe: 60}}\nbodies: []\nparameters: []\n"
    "roads: {drive: [primary], service: [service], walk: [path]}\n"
    "clauses:\n"
    "  - {id: 8.1b, kind: note, zh: 路, en: road, retention_min_days: 30, public_area: true}\n"
    "  - {id: 8.5b, kind: note, zh: 校, en: school, retention_min_days: 60, "
    "retention_max_days: 180}\n"
    "  - {id: 8.13b, kind: note, zh: 重点, en: key unit, retention_min_days: 90,\n"
    "     retention_max_days: 120}\n"
    "  - {id: 8.14, kind: note, zh: 易发, en: prone to crime}\n";

typedef struct {
    LittleTown town;
    RulePack *pack;
    Outcome outcome;
    const Clause *also[2];
} Desk;

static void desk_open(Desk *desk)
{
    char path[] = "/tmp/camplan-pack-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    LittleScene *little = &desk->town.little;
    Diag diag = {0};

    fputs(law, file);
    fclose(file);
    if (pack_read(&desk->pack, path, &diag) != OK)
        fail_msg("%s", diag.message);
    unlink(path);
    little_town_init(&desk->town, 60);
    little_scene_zone(little, (Box){-20, 10, 0, 30}, false);
    little_scene_zone(little, (Box){10, 10, 30, 30}, false);
    little->zone[ROAD].clause = pack_clause(desk->pack, "8.1b");
    little->zone[YARD].clause = pack_clause(desk->pack, "8.5b");
    little->zone[STRIP].clause = pack_clause(desk->pack, "8.14");
    little_town_open(&desk->town);
    desk->outcome =
        (Outcome){.pack = desk->pack, .zones = &little->zones, .demand = desk->town.demand};
}

static void desk_close(Desk *desk)
{
    little_town_release(&desk->town);
    pack_free(desk->pack);
}

/* A footprint on the first `cells` cells of each zone. */
static Footprint footprint_of(const Demand *demand, const size_t cells[ZONES])
{
    Footprint footprint = {0};
    size_t seen[ZONES] = {0};

    for (uint32_t i = 0; i < demand->cell_count; i++)
        if (seen[demand->cells[i].zone]++ < cells[demand->cells[i].zone])
            footprint_add(&footprint, i);
    return footprint;
}

static void say(const CameraCites *cites, Text *out)
{
    for (size_t i = 0; i < cites->count; i++)
        text_printf(out, "%s ", cites->clauses[i]->id);
    text_printf(out, "%d-%d %s", cites->retention_min_days, cites->retention_max_days,
                cites->sign_needed ? "sign" : "no sign");
}

static void cites_what_it_serves(void **state)
{
    static const struct {
        const char *promise;
        int zone;
        size_t cells[ZONES];
        bool key_unit; /* the yard is one too */
        const char *expected;
    } cases[] = {
        {"a zone alone", ROAD, {50, 0, 0}, false, "8.1b 30-0 sign"},
        {"no sign where the clause needs none", YARD, {0, 50, 0}, false, "8.5b 60-180 no sign"},
        {"a tenth of another zone is served too; the longest minimum holds",
         ROAD,
         {50, 10, 0},
         false,
         "8.1b 8.5b 60-180 sign"},
        {"less is seen by the way", ROAD, {50, 9, 0}, false, "8.1b 30-0 sign"},
        {"the zone that it serves most goes first",
         YARD,
         {50, 50, 0},
         false,
         "8.5b 8.1b 60-180 sign"},
        {"other clauses of the place; the shortest maximum holds",
         YARD,
         {0, 50, 0},
         true,
         "8.5b 8.13b 90-120 no sign"},
        {"a clause that says no days changes none",
         ROAD,
         {50, 0, 100},
         false,
         "8.1b 8.14 30-0 sign"},
        {"each once, in the order of the pack",
         STRIP,
         {50, 50, 50},
         true,
         "8.14 8.1b 8.5b 60-180 sign"},
    };
    Desk desk;

    (void)state;
    desk_open(&desk);
    CiteSheet *sheet = cite_sheet_new(&desk.outcome);
    Zone *zones = desk.town.little.zone;
    desk.also[0] = pack_clause(desk.pack, "8.13b");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Footprint footprint = footprint_of(desk.town.demand, cases[i].cells);
        CameraRow row = {.zone = &zones[cases[i].zone], .footprint = &footprint};
        Text got = {0};
        zones[YARD].also = desk.also;
        zones[YARD].also_count = cases[i].key_unit;
        CameraCites cites = camera_cites(sheet, &row);
        say(&cites, &got);
        if (!text_equal(got.text, cases[i].expected))
            fail_msg("%s: expected %s, got %s", cases[i].promise, cases[i].expected, got.text);
        text_release(&got);
        footprint_release(&footprint);
    }
    cite_sheet_free(sheet);
    desk_close(&desk);
}

static void cites_nothing_without_a_zone(void **state)
{
    Desk desk;

    (void)state;
    desk_open(&desk);
    CiteSheet *sheet = cite_sheet_new(&desk.outcome);
    assert_int_equal(camera_cites(sheet, &(CameraRow){0}).count, 0);
    const InventoryLine line = {.clause = pack_clause(desk.pack, "8.5b")};
    assert_int_equal(line_cites(sheet, &line).count, 1);
    assert_int_equal(line_cites(sheet, &line).retention_min_days, 60);
    cite_sheet_free(sheet);
    desk_close(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cites_what_it_serves),
                                       cmocka_unit_test(cites_nothing_without_a_zone)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
