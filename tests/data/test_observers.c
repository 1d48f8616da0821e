/* test_observers.c - tables of observers, well written and not. The program's own tests
 * (tests/program/test_viewshed_mistakes.c) hold the messages; here is what a row becomes. */
#include <math.h>

#include "data/observers.h"
#include "tests/check.h"
#include "tests/data/scratch.h"

static Crs *utm;

static const struct {
    const char *promise, *csv;
    size_t count;
    Observer last; /* NaN: 0 is not to be told from it here */
} tables[] = {
    {"the least", "x,y\n1,2\n", 1, {.row = 1, .x = 1, .y = 2}},
    {"any order, any case, any separator",
     "HEIGHT_M;Y;X\n3;2;1\n",
     1,
     {.row = 1, .x = 1, .y = 2, .height_m = 3}},
    {"blanks around numbers, cells left out",
     "x,y,height_m,radius_m\n1, 2 ,,\n7,8, 3 ,9\n",
     2,
     {.row = 2, .x = 7, .y = 8, .height_m = 3, .radius_m = 9}},
    {"everything",
     "x,y,height_m,radius_m,azimuth_deg,hfov_deg,tilt_deg,vfov_deg,target_height_m\n"
     "1e3,-2.5,3,4,350,60,-5,40,1.2\n",
     1,
     {1, 1000, -2.5, 3, 4, 350, 60, -5, 40, 1.2}},
    {"names that a Shapefile has cut",
     "x,y,azimuth_de,target_hei\n1,2,90,1.5\n",
     1,
     {.row = 1, .x = 1, .y = 2, .azimuth_deg = 90, .target_height_m = 1.5}},
    {"a geometry in a column",
     "height_m,WKT\n3,POINT (5 6)\n",
     1,
     {.row = 1, .x = 5, .y = 6, .height_m = 3}},
};

static bool same(double got, double want)
{
    return got == want || (isnan(got) && want == 0);
}

static void rows_become_observers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const char *path = scratch_path("eyes.csv");
        FILE *file = fopen(path, "w");
        ObserverList list;
        Diag diag = {0};
        fputs(tables[i].csv, file);
        fclose(file);
        if (observers_read(&list, path, NULL, utm, &diag) != OK)
            fail_msg("%s: %s", tables[i].promise, diag.message);
        assert_int_equal(list.count, tables[i].count);
        const Observer *got = &list.items[list.count - 1], *want = &tables[i].last;
        if (got->row != want->row || got->x != want->x || got->y != want->y ||
            !same(got->height_m, want->height_m) || !same(got->radius_m, want->radius_m) ||
            !same(got->azimuth_deg, want->azimuth_deg) || !same(got->hfov_deg, want->hfov_deg) ||
            !same(got->tilt_deg, want->tilt_deg) || !same(got->vfov_deg, want->vfov_deg) ||
            !same(got->target_height_m, want->target_height_m))
            fail_msg("%s: another observer", tables[i].promise);
        observers_release(&list);
    }
}

static void what_is_not_said_is_completed(void **state)
{
    Observer observer = observer_unknown(), usual = observer_unknown();

    (void)state;
    observer.height_m = 5;
    usual.height_m = 3;
    usual.radius_m = 100;
    usual.x = 1;
    observer_complete(&observer, &usual);
    assert_true(observer.height_m == 5 && observer.radius_m == 100);
    assert_true(isnan(observer.x) && isnan(observer.vfov_deg));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_become_observers),
                                       cmocka_unit_test(what_is_not_said_is_completed)};
    Diag diag = {0};
    if (crs_open(&utm, "EPSG:32647", "test", &diag) != OK)
        return 1;
    int failed = scratch_run(tests);
    crs_close(utm);
    return failed;
}
