/* failures.csv: what it says is lost, against runs from whose inventory those cameras are taken;
 * and refusals.csv against it.
 */
#include <math.h>

#include "tests/program/table.h"

/* C-1, C-6 and C-7 share a pole: by its name, and by their feet. C-8 has a pole of the same name
 * elsewhere. C-4 covers nothing. Two townships, one link each. */
static void town_make(void)
{
    fixture_copy("town");
    Ran ran = shell(
        "cd \"$D/town\" && tr -d '\\r' <cameras.csv | awk -v OFS=, 'NR == 1 {print $0, \"pole\"; "
        "next} {print $0, (/^C-1/ ? \"P7\" : \"\")}' >t && mv t cameras.csv && cat >>cameras.csv "
        "<<'E'\n"
        "C-6,the other way,bullet,500053,4000160,6,270,12,54,3840,2160,P7\n"
        "C-7,across,bullet,500053.4,4000160.2,6,60,12,80,3840,2160,\n"
        "C-8,far,bullet,500350,4000160,6,270,12,54,3840,2160,P7\n"
        "C-9,again,bullet,500060,4000150,6,90,12,54,3840,2160,\n"
        "E\n"
        "cat >townships.csv <<'E'\n"
        "WKT,name,code\n"
        "\"POLYGON((500000 4000000,500200 4000000,500200 4000300,500000 4000300,500000 "
        "4000000))\",West,101\n"
        "\"POLYGON((500200 4000000,500400 4000000,500400 4000300,500200 4000300,500200 "
        "4000000))\",East,102\n"
        "E\n"
        "echo 'townships: {source: townships.csv, crs: EPSG:32650, code: code}' >>project.yaml; "
        "sed -i "
        "'s/quota: "
        "0.95/quota: 0.1/' project.yaml");
    expect("a town", &ran, 0, "");
}

static double total(const char *out, const char *key)
{
    char line[300];

    snprintf(line, sizeof line, "sed -n 's/.*\"%s\": *//p' \"$D/%s/run.json\"", key, out);
    Ran ran = shell(line);
    return strtod(ran.said, NULL);
}

static const TableRow *thing(const Table *table, const char *fails, const char *id)
{
    for (size_t i = 0; i < table->count; i++)
        if (text_equal(table_cell(table, &table->rows[i], "fails"), fails) &&
            text_equal(table_cell(table, &table->rows[i], "id"), id))
            return &table->rows[i];
    return NULL;
}

static double figure(const Table *table, const TableRow *row, const char *name)
{
    return strtod(table_cell(table, row, name), NULL);
}

static const char *result_of(const Table *zones, size_t i)
{
    return table_cell(zones, &zones->rows[i], "result");
}

/* Of each zone's row in both runs: what falls, and does the row name it? */
static void assert_zones(const Table *table, const TableRow *row, const char *without)
{
    char path[200];
    size_t falling = 0;
    Table before = table_read_scratch("all/zones.csv");

    snprintf(path, sizeof path, "%s/zones.csv", without);
    Table after = table_read_scratch(path);
    assert_int_equal(before.count, after.count);
    for (size_t i = 0; i < before.count; i++) {
        const char *id = table_cell(&before, &before.rows[i], "zone_id");
        bool falls =
            text_equal(result_of(&before, i), "pass") && text_equal(result_of(&after, i), "fail");
        falling += falls;
        assert_string_equal(id, table_cell(&after, &after.rows[i], "zone_id"));
        assert_int_equal(strstr(table_cell(table, row, "falling_zones"), id) != NULL, falls);
        if (text_equal(table_cell(table, row, "zone_id"), id))
            assert_true(fabs(figure(table, row, "zone_share_left") -
                             figure(&after, &after.rows[i], "covered_share_before")) < 1e-9);
    }
    assert_int_equal(figure(table, row, "zones_falling"), falling);
    table_release(&before);
    table_release(&after);
}

static const struct {
    const char *fails, *id, *without; /* a pattern of the inventory's lines */
    int cameras;
} things[] = {
    {"camera", "C-1", "^C-1", 1},        {"camera", "C-6", "^C-6", 1},
    {"camera", "C-8", "^C-8", 1},        {"camera", "C-9", "^C-9", 1},
    {"pole", "P7", "^C-[167]", 3},       {"township link", "101", "^C-[1679]", 4},
    {"township link", "102", "^C-8", 1},
};

static void what_is_lost_is_what_the_rest_does_not_cover(void **state)
{
    double lost_at_all = 0, fallen = 0, mandated;

    (void)state;
    town_make();
    Ran ran = shell("cd \"$D\" && $P coverage town/project.yaml -q -o all");
    expect("the whole", &ran, 1, "");
    mandated = total("all", "mandated_weight_m2");
    Table table = table_read_scratch("all/failures.csv");
    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        char line[600], out[40];
        const TableRow *row = thing(&table, things[i].fails, things[i].id);
        if (!row)
            fail_msg("no row of %s %s", things[i].fails, things[i].id);
        snprintf(out, sizeof out, "less%zu", i);
        snprintf(line, sizeof line,
                 "cd \"$D\" && cp town/cameras.csv whole.csv && grep -v '%s' whole.csv "
                 ">town/cameras.csv; $P coverage town/project.yaml -q -o %s; mv whole.csv "
                 "town/cameras.csv",
                 things[i].without, out);
        ran = shell(line);
        expect("the rest", &ran, 0, "");
        double lost =
            total("all", "covered_weight_before_m2") - total(out, "covered_weight_before_m2");
        if (fabs(lost - figure(&table, row, "weight_lost_m2")) > 0.051)
            fail_msg("%s %s: %s m2 said to be lost, %.2f is", things[i].fails, things[i].id,
                     table_cell(&table, row, "weight_lost_m2"), lost);
        assert_true(fabs(lost / mandated - figure(&table, row, "share_lost")) < 1e-6);
        assert_int_equal(figure(&table, row, "cameras"), things[i].cameras);
        assert_zones(&table, row, out);
        lost_at_all += lost;
        fallen += figure(&table, row, "zones_falling");
    }
    assert_true(lost_at_all > 0 && fallen > 0);
    table_release(&table);
}

static void rows_are_what_fails_worst_first(void **state)
{
    double last = INFINITY;

    (void)state;
    town_make();
    Ran ran = shell("cd \"$D\" && $P place town/project.yaml -q -o plan; $P verify plan");
    expect("a plan", &ran, 0, "true");
    Table table = table_read_scratch("plan/failures.csv");
    Table list = table_read_scratch("plan/build_list.csv");
    for (size_t i = 0; i < table.count; i++) {
        assert_true(figure(&table, &table.rows[i], "weight_lost_m2") <= last);
        last = figure(&table, &table.rows[i], "weight_lost_m2");
    }
    for (size_t i = 0; i < list.count; i++) {
        const char *status = table_cell(&list, &list.rows[i], "status");
        const char *id = table_cell(&list, &list.rows[i], "camera_id");
        const TableRow *row = thing(&table, "camera", id);
        /* C-2 and C-4 are unknown, C-3 is to be removed, C-5 is in a house: they hold nothing that
         * could be lost. */
        bool holds = !strstr("C-2 C-3 C-4 C-5", id) && !text_equal(status, "inventory");
        if ((row != NULL) != holds)
            fail_msg("camera %s: %s", id, row ? "has a row" : "has none");
        if (row)
            assert_string_equal(table_cell(&table, row, "status"), status);
    }
    assert_null(thing(&table, "pole", "pole of C-9")); /* alone on it: the camera's row says it */
    table_release(&table);
    table_release(&list);
}

/* Of an office: its cameras, its zones. */
static void a_narrowed_run_loses_its_own_places(void **state)
{
    (void)state;
    town_make();
    Ran ran = shell("cd \"$D\" && $P coverage town/project.yaml -q --clause 8.5 -o school");
    expect("a school", &ran, 1, "");
    Table table = table_read_scratch("school/failures.csv");
    assert_non_null(thing(&table, "camera", "C-1"));
    assert_null(thing(&table, "camera", "C-8"));
    for (size_t i = 0; i < table.count; i++) {
        const char *clause = table_cell(&table, &table.rows[i], "clause");
        assert_true(!*clause || strncmp(clause, "8.5", 3) == 0);
    }
    /* C-6 does not see the school: it is not the run's. */
    assert_non_null(thing(&table, "township link", "101"));
    size_t listed = 0;
    for (size_t i = 0; i < table.count; i++)
        listed += text_equal(table_cell(&table, &table.rows[i], "fails"), "camera") &&
                  text_equal(table_cell(&table, &table.rows[i], "township"), "West");
    assert_true(listed < 4);
    assert_int_equal(figure(&table, thing(&table, "township link", "101"), "cameras"), listed);
    table_release(&table);
}

/* The rows of one camera in refusals.csv against its rows in the other two files. */
static void assert_reasons(const Table *reasons, const Table *list, const TableRow *camera,
                           const Table *table)
{
    const char *id = table_cell(list, camera, "camera_id");
    const TableRow *failure = thing(table, "camera", id);
    size_t rows = 0, falling = 0;
    double alone = 0;

    for (size_t i = 0; i < reasons->count; i++) {
        const TableRow *row = &reasons->rows[i];
        const char *zone = table_cell(reasons, row, "zone_id");
        if (!text_equal(table_cell(reasons, row, "camera_id"), id))
            continue;
        assert_string_equal(table_cell(reasons, row, "serves_most"), rows == 0 ? "yes" : "no");
        if (rows++ == 0) {
            assert_string_equal(zone, table_cell(list, camera, "zone_id"));
            assert_string_equal(table_cell(reasons, row, "clause"),
                                table_cell(list, camera, "clause"));
        }
        if (text_equal(table_cell(reasons, row, "zone_result"), "falls below its quota")) {
            falling++;
            assert_non_null(strstr(table_cell(table, failure, "falling_zones"), zone));
        }
        alone += figure(reasons, row, "weight_alone_m2");
    }
    assert_true(rows > 0);
    assert_int_equal(falling, figure(table, failure, "zones_falling"));
    assert_true(fabs(alone - figure(table, failure, "weight_lost_m2")) < 0.1 * (double)rows);
}

static void a_planned_camera_is_there_for_what_is_lost_without_it(void **state)
{
    size_t planned = 0;

    (void)state;
    town_make();
    Ran ran = shell("cd \"$D\" && $P place town/project.yaml -q --set plan.quota=0.9 -o why");
    expect("a plan", &ran, 1, "");
    Table reasons = table_read_scratch("why/refusals.csv");
    Table table = table_read_scratch("why/failures.csv");
    Table list = table_read_scratch("why/build_list.csv");
    for (size_t i = 0; i < list.count; i++) {
        if (!text_equal(table_cell(&list, &list.rows[i], "status"), "new"))
            continue;
        planned++;
        assert_reasons(&reasons, &list, &list.rows[i], &table);
    }
    assert_true(planned > 3);
    table_release(&reasons);
    table_release(&table);
    table_release(&list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_lost_is_what_the_rest_does_not_cover),
        cmocka_unit_test(rows_are_what_fails_worst_first),
        cmocka_unit_test(a_narrowed_run_loses_its_own_places),
        cmocka_unit_test(a_planned_camera_is_there_for_what_is_lost_without_it),
    };
    program_need();
    return scratch_run(tests);
}
