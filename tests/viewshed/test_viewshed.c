/* What else the engine promises: the same bits from a window of the raster and with any number of
 * threads, bounds that are inclusive, and a comparison that notices a single wrong bit. */
#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/coverage/viewshed/simd.h"
#include "tests/check.h"
#include "tests/viewshed/trial.h"

enum { SIDE = 150 };

static const ViewshedRules round_earth = {.refraction = VIEWSHED_REFRACTION};

/* A window of a terrain as a Relief. */
static Relief *relief_window(const Terrain *terrain, bool apart, const ReliefShape *window)
{
    ReliefShape shape = *window;
    size_t cells = (size_t)(shape.columns * shape.rows);
    float *surface = memory_new(cells, sizeof *surface),
          *ground = memory_new(cells, sizeof *ground);
    Relief *relief;
    Diag diag = {0};

    shape.cell_width_m = terrain->cell_width_m;
    shape.cell_height_m = terrain->cell_height_m;
    shape.ground_apart = apart;
    assert_int_equal(relief_new(&relief, &shape, &diag), OK);
    for (long row = 0; row < shape.rows; row++) {
        size_t from = (size_t)((shape.first_row + row) * terrain->columns + shape.first_column);
        size_t bytes = (size_t)shape.columns * sizeof(float);
        memcpy(surface + row * shape.columns, terrain->surface + from, bytes);
        memcpy(ground + row * shape.columns, terrain->ground + from, bytes);
    }
    relief_lay(relief, 0, shape.rows, surface, apart ? ground : NULL);
    free(surface);
    free(ground);
    relief_finish(relief);
    return relief;
}

static Relief *relief_whole(const Terrain *terrain, bool apart)
{
    return relief_window(terrain, apart,
                         &(ReliefShape){.columns = terrain->columns, .rows = terrain->rows});
}

static Viewshed *viewshed_on(const Relief *relief, double reach_m)
{
    Viewshed *viewshed;
    Diag diag = {0};

    assert_int_equal(viewshed_new(&viewshed, relief, &round_earth, reach_m, &diag), OK);
    return viewshed;
}

/* First and count of the samples that a range touches, with up to 3 more. */
static void touched(double at, double reach, long count, long more, long *first, long *length)
{
    long low = (long)floor(at - reach) - more, high = (long)ceil(at + reach) + more;

    low = low < 0 ? 0 : low;
    high = high >= count ? count - 1 : high;
    *first = low;
    *length = high - low + 1;
}

static void compare_in_window(const Terrain *terrain, bool apart, Viewshed *whole, Dice *dice)
{
    EyeLimits limits = {3.0, 50.0, 360.0, false};
    ViewshedEye eye = eyes_any(&limits, terrain, apart, dice);
    const VisibleCells *a = viewshed_sweep(whole, &eye), *b;
    ReliefShape window = {0};
    Relief *relief;
    Viewshed *part;
    size_t set = 0;

    touched(eye.column, eye.range_m / terrain->cell_width_m, terrain->columns,
            dice_from(dice, 0, 4), &window.first_column, &window.columns);
    touched(eye.row, eye.range_m / terrain->cell_height_m, terrain->rows, dice_from(dice, 0, 4),
            &window.first_row, &window.rows);
    relief = relief_window(terrain, apart, &window);
    part = viewshed_on(relief, eyes_reach_m(&limits, terrain));
    b = viewshed_sweep(part, &eye);
    assert_int_equal(a->visible, b->visible);
    for (long row = 0; row < terrain->rows; row++)
        for (long column = 0; column < terrain->columns; column++) {
            set += visible_cell(a, column, row);
            assert_true(visible_cell(a, column, row) == visible_cell(b, column, row));
        }
    assert_int_equal(a->visible, set);
    viewshed_free(part);
    relief_free(relief);
}

static void a_window_gives_the_bits_of_the_whole(void **state)
{
    SimdSet before = simd_set();

    (void)state;
    for (int kind = 0; kind < TERRAIN_COUNT; kind++) {
        Terrain terrain = terrain_of((TerrainKind)kind, SIDE, SIDE - 20, 77);
        Dice dice = dice_new((uint64_t)kind);
        for (int turn = 0; turn < 2 * SIMD_COUNT; turn++) {
            bool apart = turn % 2;
            Relief *relief = relief_whole(&terrain, apart);
            Viewshed *whole;
            if (simd_has((SimdSet)(turn / 2)))
                simd_use((SimdSet)(turn / 2));
            whole = viewshed_on(relief, 60.0 * 7.0);
            for (int i = 0; i < 4; i++)
                compare_in_window(&terrain, apart, whole, &dice);
            viewshed_free(whole);
            relief_free(relief);
        }
        terrain_release(&terrain);
    }
    simd_use(before);
}

/* A number that stands for all bits of many answers, whatever their order. */
static uint64_t sweep_many(const Relief *relief, const ViewshedEye *eyes, int count, int threads)
{
    uint64_t sum = 0;

#pragma omp parallel num_threads(threads) reduction(+ : sum)
    {
        Viewshed *viewshed = viewshed_on(relief, 60.0);
#pragma omp for schedule(dynamic)
        for (int i = 0; i < count; i++) {
            const VisibleCells *cells = viewshed_sweep(viewshed, &eyes[i]);
            uint64_t hash = (uint64_t)i;
            for (size_t word = 0; word < (size_t)cells->rows * cells->row_words; word++)
                hash = (hash ^ cells->words[word]) * 0x9e3779b97f4a7c15u + (hash >> 29);
            sum += hash;
        }
        viewshed_free(viewshed);
    }
    return sum;
}

static void threads_change_nothing(void **state)
{
    enum { EYES = 200 };
    static ViewshedEye eyes[EYES];
    Terrain terrain = terrain_of(TERRAIN_HOLES, SIDE, SIDE, 5);
    Relief *relief = relief_whole(&terrain, true);
    Dice dice = dice_new(9);
    uint64_t alone;

    (void)state;
    for (int i = 0; i < EYES; i++)
        eyes[i] = eyes_any(&(EyeLimits){3.0, 50.0, 360.0, false}, &terrain, true, &dice);
    alone = sweep_many(relief, eyes, EYES, 1);
    for (int threads = 2; threads <= 5; threads++)
        assert_true(sweep_many(relief, eyes, EYES, threads) == alone);
    relief_free(relief);
    terrain_release(&terrain);
}

static void the_ground_is_bilinear(void **state)
{
    (void)state;
    for (int kind = 0; kind < TERRAIN_COUNT; kind++) {
        Terrain terrain = terrain_of((TerrainKind)kind, 40, 30, 3);
        Dice dice = dice_new((uint64_t)kind);
        for (int apart = 0; apart < 2; apart++) {
            Relief *relief = relief_whole(&terrain, apart);
            for (int i = 0; i < 1000; i++) {
                double x = dice_between(&dice, -1.0, 41.0), y = dice_between(&dice, -1.0, 31.0);
                if (i % 4 == 0)
                    x = floor(x);
                if (i % 3 == 0)
                    y = floor(y);
                double want = reference_ground_at(&terrain, apart, x, y);
                double got = relief_ground_at(relief, x, y);
                assert_true(isnan(want) ? isnan(got) : fabs(want - got) < 1e-9);
            }
            relief_free(relief);
        }
        terrain_release(&terrain);
    }
}

/* From (20, 20) on a plain of 41 x 41 cells of 1 m: is the cell at this offset in view? */
static const struct {
    const char *promise;
    double range_m, azimuth_deg, hfov_deg;
    long east, south;
    bool seen;
} bounds[] = {
    {"the range is inclusive", 15, 0, 360, 9, 12, true},
    {"and ends there", 14.999999, 0, 360, 9, 12, false},
    {"due north", 20, 0, 360, 0, -20, true},
    {"no farther", 19, 0, 360, 0, -20, false},
    {"the eye's own cell", 5, 0, 360, 0, 0, true},
    {"its own cell within a window", 5, 90, 10, 0, 0, true},
    {"right edge of a quarter, inclusive", 20, 45, 90, 7, 0, true},
    {"left edge", 20, 45, 90, 0, -7, true},
    {"past the right edge", 20, 45, 90, 7, 1, false},
    {"past the left edge", 20, 45, 90, -1, -7, false},
    {"a narrow window holds its axis", 20, 90, 0.01, 13, 0, true},
    {"and nothing beside it", 20, 90, 0.01, 13, 1, false},
    {"a whole turn back", 20, -270, 0.01, 13, 0, true},
    {"two turns on", 20, 810, 0.01, 13, 0, true},
    {"a half circle, one edge", 20, 0, 180, 9, 0, true},
    {"a half circle, other edge", 20, 0, 180, -9, 0, true},
    {"nothing behind it", 20, 0, 180, 9, 1, false},
    {"three quarters", 20, 0, 270, 8, 8, true},
    {"not the last", 20, 0, 270, 7, 8, false},
    {"almost all round leaves its back", 20, 0, 359.9, 0, 9, false},
    {"and nothing else", 20, 0, 359.9, 1, 9, true},
};

static void bounds_are_inclusive(void **state)
{
    Terrain terrain = terrain_of(TERRAIN_PLAIN, 41, 41, 1);
    Relief *relief = relief_whole(&terrain, false);

    (void)state;
    for (int set = 0; set < SIMD_COUNT; set++) {
        SimdSet before = simd_set();
        Viewshed *viewshed;
        if (!simd_has((SimdSet)set))
            continue;
        simd_use((SimdSet)set);
        viewshed = viewshed_on(relief, 30.0);
        for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++) {
            ViewshedEye eye = {.column = 20,
                               .row = 20,
                               .elevation_m = 20.0,
                               .range_m = bounds[i].range_m,
                               .target_height_m = 1.7,
                               .azimuth_deg = bounds[i].azimuth_deg,
                               .hfov_deg = bounds[i].hfov_deg};
            const VisibleCells *cells = viewshed_sweep(viewshed, &eye);
            if (visible_cell(cells, 20 + bounds[i].east, 20 + bounds[i].south) != bounds[i].seen)
                fail_msg("%s: %s", simd_name((SimdSet)set), bounds[i].promise);
        }
        viewshed_free(viewshed);
        simd_use(before);
    }
    relief_free(relief);
    terrain_release(&terrain);
}

static uint64_t differences_with(const Answer *answer, VisibleCells cells, long column, long row)
{
    size_t count = (size_t)cells.rows * cells.row_words;
    uint64_t *words = memory_new(count, sizeof *words), differences;
    size_t at = (size_t)(row - cells.first_row) * cells.row_words;

    memcpy(words, cells.words, count * sizeof *words);
    cells.words = words;
    column -= cells.first_column;
    words[at + (size_t)column / 64] ^= (uint64_t)1 << (column & 63);
    if (words[at + (size_t)column / 64] >> (column & 63) & 1)
        cells.visible++;
    else
        cells.visible--;
    differences = answer_differences(answer, &cells, NULL);
    free(words);
    return differences;
}

static void the_comparison_can_fail(void **state)
{
    Terrain terrain = terrain_of(TERRAIN_CITY, SIDE, SIDE, 21);
    Relief *relief = relief_whole(&terrain, false);
    Viewshed *viewshed = viewshed_on(relief, 50.0);
    ViewshedEye eye = {75.3, 71.9, 0.0, 50.0, 1.7, 0.0, 360.0, false, 0.0, 0.0};
    Reference reference;
    Answer answer;
    VisibleCells cells;

    (void)state;
    eye.elevation_m = relief_ground_at(relief, eye.column, eye.row) + 20.0;
    reference = reference_of(&terrain, false, &eye, &round_earth);
    answer = answer_of(&reference);
    cells = *viewshed_sweep(viewshed, &eye);
    assert_true(cells.visible > 100);
    assert_int_equal(answer_differences(&answer, &cells, NULL), 0);
    for (long row = answer.first_row; row < answer.first_row + answer.rows; row++)
        for (long column = answer.first_column; column < answer.first_column + answer.columns;
             column++) {
            bool tie = reference_sees(&reference, column, row) == SIGHTED_TIE;
            if ((row * 7 + column) % 16 == 0 && row - cells.first_row < cells.rows)
                assert_int_equal(differences_with(&answer, cells, column, row), tie ? 0 : 1);
        }
    cells.visible++; /* a count that is wrong alone */
    assert_int_equal(answer_differences(&answer, &cells, NULL), 1);
    answer_release(&answer);
    viewshed_free(viewshed);
    relief_free(relief);
    terrain_release(&terrain);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_comparison_can_fail),
        cmocka_unit_test(bounds_are_inclusive),
        cmocka_unit_test(the_ground_is_bilinear),
        cmocka_unit_test(a_window_gives_the_bits_of_the_whole),
        cmocka_unit_test(threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
