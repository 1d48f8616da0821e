/* tradeoff.csv, refusals.csv and shortfalls.csv against the other files of the same run, and
 * against runs that ask for what they say. */
#include <math.h>

#include "tests/program/table.h"

static double figure(const Table *table, const TableRow *row, const char *name)
{
    return strtod(table_cell(table, row, name), NULL);
}

static const TableRow *row_of(const Table *table, const char *column, const char *value)
{
    for (size_t i = 0; i < table->count; i++)
        if (text_equal(table_cell(table, &table->rows[i], column), value))
            return &table->rows[i];
    return NULL;
}

/* What the cameras to build cost, and how many they are. */
static double built(const Table *list, size_t *cameras)
{
    double cost = 0;

    *cameras = 0;
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(table_cell(list, &list->rows[i], "status"), "new")) {
            cost += figure(list, &list->rows[i], "capex");
            (*cameras)++;
        }
    return cost;
}

/* One run for all of them. */
static void plan_made(void)
{
    if (shell("test -d \"$D/asked\"").code == 0)
        return;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P run town/project.yaml -q --set plan.quota=0.9 --set "
                    "plan.questions=true -o asked");
    expect("a plan", &ran, 1, "");
}

/* A run with the quota of a point costs no more than the point, and no less than its bound. */
static void a_point_is_what_a_run_with_its_quota_costs(void **state)
{
    size_t cameras;

    (void)state;
    plan_made();
    Table curve = table_read_scratch("asked/tradeoff.csv");
    Table list = table_read_scratch("asked/build_list.csv");
    const TableRow *own = row_of(&curve, "point", "plan");
    const TableRow *point = row_of(&curve, "quota", "0.700");
    assert_non_null(own);
    assert_non_null(point);
    assert_true(fabs(built(&list, &cameras) - figure(&curve, own, "cost")) < 0.5);
    assert_int_equal(figure(&curve, own, "cameras"), cameras);
    Ran ran = shell("cd \"$D\" && $P place town/project.yaml -q --set plan.quota=0.7 -o less");
    expect("a plan for less", &ran, 1, "");
    Table less = table_read_scratch("less/build_list.csv");
    double cost = built(&less, &cameras);
    assert_true(cost > 0 && figure(&curve, point, "lower_bound") > 0);
    assert_true(cost >= figure(&curve, point, "lower_bound") - 0.5);
    /* The run searches longer: it may be cheaper, by little. */
    assert_true(cost <= figure(&curve, point, "cost") + 0.5);
    assert_true(cost >= 0.8 * figure(&curve, point, "cost"));
    table_release(&curve);
    table_release(&list);
    table_release(&less);
}

/* Two rows a planned camera; who is taken down is planned, who replaces stands on a known site. */
static void every_planned_camera_is_refused_once_alone_and_once_with_its_pole(void **state)
{
    size_t cameras, replaced = 0;

    (void)state;
    plan_made();
    Table refusals = table_read_scratch("asked/refusals.csv");
    Table list = table_read_scratch("asked/build_list.csv");
    (void)built(&list, &cameras);
    assert_true(cameras > 3);
    assert_int_equal(refusals.count, 2 * cameras);
    for (size_t i = 0; i < refusals.count; i++) {
        const TableRow *row = &refusals.rows[i];
        const TableRow *camera =
            row_of(&list, "camera_id", table_cell(&refusals, row, "camera_id"));
        const char *result = table_cell(&refusals, row, "result");
        const char *removed = table_cell(&refusals, row, "cameras_removed");
        assert_non_null(camera);
        assert_string_equal(table_cell(&refusals, row, "refused"), i % 2 ? "site" : "camera");
        assert_string_equal(table_cell(&refusals, row, "site_id"),
                            table_cell(&list, camera, "site_id"));
        assert_int_equal(text_equal(result, "lost"), figure(&refusals, row, "zones_lost") > 0);
        replaced += text_equal(result, "replaced");
        if (*removed) {
            char id[8] = {0};
            memcpy(id, removed, 6);
            assert_string_equal(table_cell(&list, row_of(&list, "camera_id", id), "status"), "new");
        }
        if (i % 2) /* the pole lost: nothing stands there again */
            assert_null(strstr(table_cell(&refusals, row, "replacements"),
                               table_cell(&refusals, row, "site_id")));
    }
    assert_true(replaced > 0);
    table_release(&refusals);
    table_release(&list);
}

static void each_zone_that_misses_its_quota_is_told_why(void **state)
{
    size_t failing = 0;

    (void)state;
    plan_made();
    Table zones = table_read_scratch("asked/zones.csv");
    Table shortfalls = table_read_scratch("asked/shortfalls.csv");
    for (size_t i = 0; i < zones.count; i++) {
        bool fails = text_equal(table_cell(&zones, &zones.rows[i], "result"), "fail");
        const TableRow *row =
            row_of(&shortfalls, "zone_id", table_cell(&zones, &zones.rows[i], "zone_id"));
        assert_int_equal(row != NULL, fails);
        failing += fails;
        if (!row)
            continue;
        assert_string_equal(table_cell(&shortfalls, row, "coverable_share"),
                            table_cell(&zones, &zones.rows[i], "coverable_share"));
        assert_int_equal(text_equal(table_cell(&shortfalls, row, "reason"), "not coverable"),
                         figure(&shortfalls, row, "coverable_share") <
                             figure(&shortfalls, row, "quota") - 1e-4);
        assert_true(strlen(table_cell(&shortfalls, row, "what_would_mend")) > 20);
    }
    assert_int_equal(shortfalls.count, failing);
    table_release(&zones);
    table_release(&shortfalls);
}

static void the_record_holds_them_and_the_curve_is_drawn(void **state)
{
    (void)state;
    plan_made();
    Ran ran = shell("cd \"$D\" && $P verify asked && pdftotext asked/maps/tradeoff.pdf - && "
                    "grep -c 'tradeoff\\|refusals.csv\\|shortfalls.csv' asked/run.json");
    expect("verified", &ran, 0, "true|Share against cost|The project's plan|90 %|6");
    ran = shell("cd \"$D\" && sed -i 's/camera/kamera/' asked/refusals.csv && $P verify asked");
    expect("changed", &ran, 1, "refusals.csv");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_is_what_a_run_with_its_quota_costs),
        cmocka_unit_test(every_planned_camera_is_refused_once_alone_and_once_with_its_pole),
        cmocka_unit_test(each_zone_that_misses_its_quota_is_told_why),
        cmocka_unit_test(the_record_holds_them_and_the_curve_is_drawn),
    };
    program_need();
    return scratch_run(tests);
}
