/* The engine sees exactly what the reference sees: every kind of surface, eye, view and range,
 * with every instruction set. Over 100 million cells. */
#include <time.h>

#include "tests/check.h"
#include "tests/viewshed/trial.h"

/* Under a sanitizer with less time only one eye in so many is asked. */
#ifndef PROOF_PART
#define PROOF_PART 1
#endif
/* And the portable set, which sanitizers slow down most, answers for one batch in so many. */
#ifndef PROOF_PORTABLE_PART
#define PROOF_PORTABLE_PART 0
#endif

/* Small ranges often, large ones seldom. */
typedef struct {
    TerrainKind first, last;
    long side_low, side_high; /* cells of the surface */
    int eyes, times;
    EyeLimits limits;
} Pass;

static const Pass near[] = {
    {TERRAIN_CITY, TERRAIN_SEA, 1, 12, 40, 30, {0.0, 20.0, 360.0, false}},
    {TERRAIN_CITY, TERRAIN_SEA, 20, 160, 150, 40, {3.0, 60.0, 360.0, false}},
    {TERRAIN_CITY, TERRAIN_SEA, 300, 500, 24, 4, {60.0, 200.0, 360.0, false}},
    {TERRAIN_CITY, TERRAIN_SEA, 700, 1100, 6, 2, {300.0, 500.0, 100.0, false}},
};

static const Pass far[] = {
    {TERRAIN_CITY, TERRAIN_FRACTAL, 2500, 3200, 24, 1, {1000.0, 3000.0, 15.0, true}},
    {TERRAIN_STAIRS, TERRAIN_STAIRS, 2500, 3200, 6, 1, {1000.0, 3000.0, 6.0, true}},
    {TERRAIN_HIGH, TERRAIN_HIGH, 2500, 3200, 16, 1, {1000.0, 3000.0, 15.0, true}},
    {TERRAIN_HOLES, TERRAIN_HOLES, 2500, 3200, 16, 1, {1000.0, 3000.0, 15.0, true}},
};

static void pass_run(const Pass *pass, TerrainKind kind, uint64_t seed, Tally *tally)
{
    Dice dice = dice_new(seed + (uint64_t)kind);

    for (int i = 0; i < pass->times; i++) {
        Trial trial = {.kind = kind,
                       .seed = seed + (uint64_t)i,
                       .columns = dice_from(&dice, pass->side_low, pass->side_high),
                       .rows = dice_from(&dice, pass->side_low, pass->side_high),
                       .eyes = (pass->eyes + PROOF_PART - 1) / PROOF_PART,
                       .limits = pass->limits,
                       .portable_part = PROOF_PORTABLE_PART};
        trial_run(&trial, tally, stderr);
    }
}

static void report(const char *what, const Tally *tally, clock_t since)
{
    print_message("%-10s %7llu eyes %10llu cells %5.1f %% visible %8llu ties %llu differences, "
                  "%.0f s of processor\n",
                  what, (unsigned long long)tally->eyes, (unsigned long long)tally->cells,
                  100.0 * (double)tally->visible / (double)(tally->cells ? tally->cells : 1),
                  (unsigned long long)tally->ties, (unsigned long long)tally->differences,
                  (double)(clock() - since) / CLOCKS_PER_SEC);
}

static Tally near_and_far;

static void run_all(const Pass *passes, size_t count, uint64_t seed)
{
    uint64_t differences = 0;

    for (int kind = 0; kind < TERRAIN_COUNT; kind++) {
        Tally tally = {0};
        clock_t since = clock();
        for (size_t i = 0; i < count; i++)
            if (kind >= (int)passes[i].first && kind <= (int)passes[i].last)
                pass_run(&passes[i], (TerrainKind)kind, seed + i * 1000, &tally);
        if (tally.eyes > 0)
            report(terrain_name((TerrainKind)kind), &tally, since);
        differences += tally.differences;
        tally_add(&near_and_far, &tally);
    }
    assert_true(differences == 0);
}

static void every_cell_near_is_the_references(void **state)
{
    (void)state;
    run_all(near, sizeof near / sizeof *near, 0);
}

static void and_up_to_3000_cells_away(void **state)
{
    (void)state;
    run_all(far, sizeof far / sizeof *far, 50000);
}

static void enough_cells_were_compared(void **state)
{
    (void)state;
    print_message("%llu cells were compared\n", (unsigned long long)near_and_far.cells);
    assert_true(near_and_far.cells >= 100000000 / PROOF_PART);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cell_near_is_the_references),
        cmocka_unit_test(and_up_to_3000_cells_away),
        cmocka_unit_test(enough_cells_were_compared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
