#include "tests/check.h"

#include <math.h>

#include "render/label.h"
#include "tests/render/shapes.h"

static GEOSContextHandle_t geos;
static uint64_t seed = 7;

static double chance(void)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (double)(seed >> 33) / 2147483648.0;
}

static GEOSGeometry *outline(const LabelBox *box)
{
    double c = cos(box->turn_rad), s = sin(box->turn_rad), xy[10];
    const double corners[5][2] = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}};
    for (int i = 0; i < 5; i++) {
        double u = corners[i][0] * box->width / 2, v = corners[i][1] * box->height / 2;
        xy[2 * i] = box->x + u * c - v * s;
        xy[2 * i + 1] = box->y + u * s + v * c;
    }
    return shape_new_polygon(geos, xy, 5);
}

static double overlap_mm2(const LabelBox *a, const LabelBox *b)
{
    GEOSGeometry *left = outline(a), *right = outline(b);
    GEOSGeometry *both = GEOSIntersection_r(geos, left, right);
    double area = 0;
    GEOSArea_r(geos, both, &area);
    GEOSGeom_destroy_r(geos, left);
    GEOSGeom_destroy_r(geos, right);
    GEOSGeom_destroy_r(geos, both);
    return area;
}

static LabelBox random_box(void)
{
    return (LabelBox){chance() * 60, chance() * 40, 2 + chance() * 20, 1 + chance() * 4,
                      (chance() - 0.5) * 6};
}

static void boxes_overlap_as_geometry_says(void **state)
{
    (void)state;
    int hits = 0;
    for (int i = 0; i < 3000; i++) {
        LabelBox a = random_box(), b = random_box();
        double area = overlap_mm2(&a, &b);
        bool said = label_boxes_overlap(&a, &b, 0);
        hits += said;
        if (area > 1e-6 && !said)
            fail_msg("case %d: overlap of %g mm2 not seen", i, area);
        if (area == 0 && said)
            fail_msg("case %d: an overlap that is none", i);
    }
    assert_true(hits > 100);
}

static void taken_labels_never_overlap(void **state)
{
    (void)state;
    enum { COUNT = 600 };
    LabelMap *map = label_map_new((Rect){0, 0, 100, 60});
    LabelBox taken[COUNT];
    size_t count = 0;
    LabelBox camera = {50, 30, 3, 3, 0};
    label_map_block(map, camera);
    taken[count++] = camera;
    for (int i = 0; i < COUNT - 1; i++) {
        LabelBox box = random_box();
        if (label_map_take(map, &box, 1))
            taken[count++] = box;
    }
    label_map_free(map);
    assert_true(count > 20);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < i; k++)
            assert_true(overlap_mm2(&taken[i], &taken[k]) < 1e-9);
}

static void a_label_stays_in_the_window(void **state)
{
    (void)state;
    LabelMap *map = label_map_new((Rect){10, 10, 50, 50});
    assert_false(label_map_take(map, &(LabelBox){12, 30, 10, 3, 0}, 1));
    assert_false(label_map_take(map, &(LabelBox){35, 58, 10, 3, 1.5707963}, 1));
    assert_true(label_map_take(map, &(LabelBox){16, 30, 10, 3, 0}, 1));
    label_map_free(map);
}

static void a_bent_label_is_taken_whole_or_not_at_all(void **state)
{
    (void)state;
    LabelMap *map = label_map_new((Rect){0, 0, 100, 60});
    const LabelBox bent[3] = {{10, 10, 3, 3, 0}, {13, 10.5, 3, 3, 0.2}, {16, 11.5, 3, 3, 0.4}};
    label_map_block(map, (LabelBox){16, 11.5, 1, 1, 0});
    assert_false(label_map_take(map, bent, 3));
    assert_true(label_map_take(map, bent, 2)); /* the first two left no trace; they may touch */
    label_map_free(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_overlap_as_geometry_says),
        cmocka_unit_test(taken_labels_never_overlap),
        cmocka_unit_test(a_label_stays_in_the_window),
        cmocka_unit_test(a_bent_label_is_taken_whole_or_not_at_all),
    };
    geos = shape_context();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    GEOS_finish_r(geos);
    return failed;
}
