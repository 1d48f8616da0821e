/* Every item of articles 8, 9 and 14 in the town of Qingxi: the zones, inventory lines and findings
 * that the regulation asks of its places, and who builds, pays and supervises, with the article.
 */
#include "tests/program/qingxi_items.h"
#include "tests/program/traces.h"

static Table zones, lines, compliance, findings, cameras;

static size_t count_of(const Table *table, const char *clause)
{
    size_t count = 0;

    for (size_t i = 0; i < table->count; i++)
        count += text_equal(table_cell(table, &table->rows[i], "clause"), clause);
    return count;
}

static const TableRow *row_of(const Table *table, const Item *item)
{
    for (size_t i = 0; i < table->count; i++) {
        const TableRow *row = &table->rows[i];
        if (text_equal(table_cell(table, row, "clause"), item->clause) &&
            text_equal(table_cell(table, row, "name"), item->place) &&
            (!*item->part || text_equal(table_cell(table, row, "key_part"), item->part)))
            return row;
    }
    fail_msg("%s: no %s of %s", item->clause, *item->part ? item->part : "inventory line",
             item->place);
    return NULL;
}

/* Zones tell their articles in the row of compliance.csv that counts them. */
static const TableRow *counted_in(const Table *table, const TableRow *of, const Item *item)
{
    static const char *const same[][2] = {{"clause", "clause"},
                                          {"builder", "builder"},
                                          {"payer", "payer"},
                                          {"supervisor", "department"}};
    const char *measure = *item->part ? "share" : "count";

    for (size_t i = 0; i < compliance.count; i++) {
        const TableRow *row = &compliance.rows[i];
        bool equal = text_equal(table_cell(&compliance, row, "measure"), measure);
        for (size_t k = 0; k < sizeof same / sizeof *same && equal; k++)
            equal = text_equal(table_cell(table, of, same[k][0]),
                               table_cell(&compliance, row, same[k][1]));
        if (equal)
            return row;
    }
    fail_msg("%s: no row of compliance.csv counts %s", item->clause, item->place);
    return NULL;
}

static void item_holds(const Item *item)
{
    const Table *table = item->place && *item->part ? &zones : &lines;
    size_t zone_count = count_of(&zones, item->clause), line_count = count_of(&lines, item->clause);

    if (zone_count != item->zones || line_count != item->lines)
        fail_msg("%s: %zu zones and %zu lines, not %zu and %zu", item->clause, zone_count,
                 line_count, item->zones, item->lines);
    if (!item->place)
        return;
    const TableRow *row = row_of(table, item), *sum = counted_in(table, row, item);
    const struct {
        const char *column, *words, *of, *why;
    } duties[] = {{"builder", item->builder, "builder_basis", item->builder_basis},
                  {"payer", item->payer, "payer_basis", item->payer_basis},
                  {"supervisor", item->supervisor, "department_basis", item->supervisor_basis}};
    for (size_t i = 0; i < sizeof duties / sizeof *duties; i++) {
        const char *basis = table_cell(&compliance, sum, duties[i].of);
        if (!table_ends(table, row, duties[i].column, duties[i].words) ||
            !strstr(basis, duties[i].why))
            fail_msg("%s %s: %s is '%s' by '%s', not '%s' by '%s'", item->clause, item->place,
                     duties[i].column, table_cell(table, row, duties[i].column), basis,
                     duties[i].words, duties[i].why);
    }
}

static void every_item_has_its_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        item_holds(&items[i]);
}

/* No clause of a zone or line is missing from the table above. */
static void the_table_is_whole(void **state)
{
    const Table *tables[] = {&zones, &lines};

    (void)state;
    for (size_t t = 0; t < 2; t++)
        for (size_t i = 0; i < tables[t]->count; i++) {
            const char *clause = table_cell(tables[t], &tables[t]->rows[i], "clause");
            bool listed = false;
            for (size_t k = 0; k < sizeof items / sizeof *items && !listed; k++)
                listed = text_equal(items[k].clause, clause);
            if (!listed)
                fail_msg("no item of the table speaks of %s", clause);
        }
}

/* --- 10: every supervisor that the law names is somebody's ----------------------------- */

static void every_supervisor_has_places(void **state)
{
    (void)state;
    for (int item = 1; item <= 14; item++) {
        char basis[16];
        bool found = false;
        snprintf(basis, sizeof basis, "10(%d)", item);
        for (size_t i = 0; i < compliance.count && !found; i++)
            found = strstr(table_cell(&compliance, &compliance.rows[i], "department_basis"),
                           basis) != NULL;
        if (!found)
            fail_msg("no place is supervised by %s", basis);
    }
}

/* 21: four bodies act together at the border, where article 10 names nobody. */
static void border_has_its_coordinators(void **state)
{
    static const char *const border[] = {"8.12a", "8.12b", "8.12c", "9.2"};

    (void)state;
    for (size_t i = 0; i < zones.count; i++) {
        const char *clause = table_cell(&zones, &zones.rows[i], "duty_clause");
        bool expected = false;
        for (size_t k = 0; k < sizeof border / sizeof *border; k++)
            expected = expected || text_equal(clause, border[k]);
        if (table_ends(&zones, &zones.rows[i], "coordinators",
                       POLICE "; Foreign Affairs; Customs; Border Defence") != expected)
            fail_msg("%s: coordinators are '%s'", table_cell(&zones, &zones.rows[i], "zone_id"),
                     table_cell(&zones, &zones.rows[i], "coordinators"));
    }
}

/* --- what must say on what ground it stands --------------------------------------------- */

static void supplied_places_say_their_ground(void **state)
{
    static const Item said[] = {
        {.clause = "8.15",
         .place = "古渡槽遗址",
         .part = "area",
         .builder = "《青溪市古渡槽保护办法》（虚构）第五条"},
        {.clause = "8.14", .place = "南桥头", .part = "area", .builder = "2020-01-01/2020-12-31"}};

    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        const char *ground = table_cell(&zones, row_of(&zones, &said[i]), "stated_basis");
        if (!strstr(ground, said[i].builder))
            fail_msg("%s stands on '%s'", said[i].place, ground);
    }
}

static const char *compliance_cell(const char *clause, const char *column)
{
    for (size_t i = 0; i < compliance.count; i++)
        if (text_equal(table_cell(&compliance, &compliance.rows[i], "clause"), clause))
            return table_cell(&compliance, &compliance.rows[i], column);
    fail_msg("compliance.csv has no %s", clause);
    return NULL;
}

static void counts_and_reasons_are_said(void **state)
{
    static const struct {
        const char *promise, *clause, *column, *expected;
    } said[] = {
        {"buses are counted, never a share", "8.9", "assets", "79"},
        {"and their cameras: 42 x 4 + 28 x 3 + 9 x 4", "8.9", "cameras", "288"},
        {"vans too: 6 x 5", "8.6b", "cameras", "30"},
        {"the surroundings were not asked for", "11.2", "result", "not evaluated"},
        {"and the table says so", "11.2", "reason",
         "not asked for (surroundings_wanted is 0), and no layer supplies category 11.2"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        if (!text_equal(compliance_cell(said[i].clause, said[i].column), said[i].expected))
            fail_msg("%s: '%s'", said[i].promise, compliance_cell(said[i].clause, said[i].column));
}

/* What a vehicle's cameras cost is in the fleets' table, so that the lists are costed. */
static void fleets_are_costed(void **state)
{
    static const struct {
        const char *name, *cost;
    } fleets[] = {{"城市公交车", "302400"}, {"押运车", "78000"}};

    (void)state;
    for (size_t f = 0; f < 2; f++)
        for (size_t i = 0; i < lines.count; i++)
            if (text_equal(table_cell(&lines, &lines.rows[i], "name"), fleets[f].name))
                assert_int_equal(atol(table_cell(&lines, &lines.rows[i], "cost")),
                                 atol(fleets[f].cost));
}

/* A unit that the register knows as a point is the place that the map draws: one gate under both
 * clauses, seen and paid for once, and its rooms surveyed once. */
static void listed_units_are_their_places(void **state)
{
    size_t gates = 0;

    (void)state;
    for (size_t i = 0; i < zones.count; i++) {
        const TableRow *row = &zones.rows[i];
        const char *also = table_cell(&zones, row, "also_clauses");
        if (!text_equal(table_cell(&zones, row, "clause"), "8.13b") ||
            !text_equal(table_cell(&zones, row, "name"), "青溪市人民医院"))
            continue;
        if (!strstr(also, "8.5a") || !strstr(table_cell(&zones, row, "derived_from"),
                                             "listed as key_units 3, a point in places"))
            fail_msg("also '%s', %s", also, table_cell(&zones, row, "derived_from"));
        gates += text_equal(table_cell(&zones, row, "key_part"), "gate");
    }
    assert_true(gates >= 1);
}

/* 9(4) is listed with a finding, so that the police see what they inherit: a place that a layer
 * gives them, and the two gates of a lorry park that nobody owns. */
static void the_inherited_place_is_listed(void **state)
{
    size_t found = 0;

    (void)state;
    for (size_t i = 0; i < findings.count; i++) {
        const TableRow *row = &findings.rows[i];
        if (!text_equal(table_cell(&findings, row, "code"), "inherited"))
            continue;
        const char *sentence = table_cell(&findings, row, "sentence");
        assert_true(strstr(sentence, "废弃砖厂") || strstr(sentence, "口岸货车停车场"));
        found++;
    }
    assert_int_equal(found, 3);
}

/* --- 14: where cameras are forbidden ----------------------------------------------------- */

typedef struct {
    const char *promise, *clause;
    const char *places; /* how many are forbidden; NULL: with all measured dwellings */
    const char *camera; /* the only one of the inventory that breaks it */
    const char *code, *room;
} Trespass;

static const Trespass trespasses[] = {
    {"14(1): in a private room; 27 rooms and three buildings whose other rooms are not drawn",
     "14.1", "30", "金嗓子歌厅包房", "forbidden-place", "包房2"},
    {"14(2): into a dormitory; 21 rooms, and its building", "14.2", "22", "职工宿舍楼前",
     "forbidden-view", "集体宿舍"},
    {"14(3): behind a bank's counter; two banks have one", "14.3", "2", "城北支行营业厅前",
     "forbidden-view", "营业柜台操作区"},
    {"14(4): at a polling place that is open; the report box always is, the other vote is over",
     "14.4", "2", "青溪广场高点", "forbidden-view", "换届选举投票点"},
    {"14(5): into hospital wards", "14.5", NULL, "住院楼前", "forbidden-view", "病房"},
};

static const char *camera_id(const char *name)
{
    for (size_t i = 0; i < cameras.count; i++)
        if (text_equal(table_cell(&cameras, &cameras.rows[i], "SBMC"), name))
            return table_cell(&cameras, &cameras.rows[i], "SBBM");
    fail_msg("the inventory has no camera %s", name);
    return NULL;
}

/* The camera's finding under the clause names the room; no other camera breaks it. */
static size_t trespass_findings(const Trespass *trespass)
{
    size_t found = 0;

    for (size_t i = 0; i < findings.count; i++) {
        const TableRow *row = &findings.rows[i];
        if (!text_equal(table_cell(&findings, row, "clause"), trespass->clause) ||
            !text_equal(table_cell(&findings, row, "severity"), "violation"))
            continue;
        const char *sentence = table_cell(&findings, row, "sentence");
        if (!table_ends(&findings, row, "subject", camera_id(trespass->camera)) ||
            !text_equal(table_cell(&findings, row, "code"), trespass->code) ||
            strncmp(table_cell(&findings, row, "penalty"), "31(1): ", 7) != 0)
            fail_msg("%s: %s", trespass->promise, sentence);
        found += strstr(sentence, trespass->room) != NULL;
    }
    return found;
}

static void every_prohibition_has_its_finding(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof trespasses / sizeof *trespasses; i++) {
        const Trespass *trespass = &trespasses[i];
        const char *places = compliance_cell(trespass->clause, "forbidden_places");
        if (trespass_findings(trespass) == 0)
            fail_msg("%s: no finding names %s", trespass->promise, trespass->room);
        if (trespass->places && !text_equal(places, trespass->places))
            fail_msg("%s: %s places are forbidden, not %s", trespass->promise, places,
                     trespass->places);
        if (!text_equal(compliance_cell(trespass->clause, "result"), "fail"))
            fail_msg("%s: compliance.csv does not say fail", trespass->promise);
    }
}

static void every_cell_traces_to_a_clause(void **state)
{
    RulePack *pack = NULL;
    Diag diag = {0};

    (void)state;
    assert_int_equal(pack_read(&pack, "tengchong-2017", &diag), OK);
    assert_true(compliance.count > 90);
    rows_trace(&compliance, pack);
    pack_free(pack);
}

static int cover_qingxi(void **state)
{
    Ran ran = shell("$P coverage examples/qingxi/project.yaml -q -o \"$D/out\"");

    (void)state;
    expect("the town's cover", &ran, 1, "60 existing cameras");
    zones = table_read_scratch("out/zones.csv");
    lines = table_read_scratch("out/inventory.csv");
    compliance = table_read_scratch("out/compliance.csv");
    findings = table_read_scratch("out/findings.csv");
    cameras = table_read("examples/qingxi/input/cameras.csv");
    return 0;
}

static int forget(void **state)
{
    Table *all[] = {&zones, &lines, &compliance, &findings, &cameras};

    (void)state;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        table_release(all[i]);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_item_has_its_places),
        cmocka_unit_test(the_table_is_whole),
        cmocka_unit_test(every_supervisor_has_places),
        cmocka_unit_test(border_has_its_coordinators),
        cmocka_unit_test(supplied_places_say_their_ground),
        cmocka_unit_test(counts_and_reasons_are_said),
        cmocka_unit_test(fleets_are_costed),
        cmocka_unit_test(listed_units_are_their_places),
        cmocka_unit_test(the_inherited_place_is_listed),
        cmocka_unit_test(every_prohibition_has_its_finding),
        cmocka_unit_test(every_cell_traces_to_a_clause),
    };

    program_need();
    scratch_begin();
    int failed = cmocka_run_group_tests(tests, cover_qingxi, forget);
    scratch_end();
    return failed;
}
