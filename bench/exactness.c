/* Engine against reference over as many cells as one likes: exit 1 on any difference. */
#include <omp.h>
#include <stdio.h>
#include <string.h>

#include "base/options.h"
#include "bench/measure.h"
#include "bench/table.h"
#include "planner/coverage/viewshed/simd.h"
#include "tests/viewshed/trial.h"

typedef struct {
    bool markdown, help;
    const char *only;
    double cells;
    long seed, threads;
} Wishes;

static Status parse(Wishes *wishes, int argc, char **argv, Diag *diag)
{
    Option table[] = {
        {"cells", 0, OPTION_NUMBER, &wishes->cells, "N", NULL, "compare at least so many (1e9)"},
        {"kind", 0, OPTION_TEXT, &wishes->only, "NAME", NULL, "this kind of surface alone"},
        {"seed", 0, OPTION_INTEGER, &wishes->seed, "N", NULL,
         "of everything; another, other cases"},
        {"threads", 0, OPTION_INTEGER, &wishes->threads, "N", NULL, "at most (all)"},
        {"markdown", 0, OPTION_FLAG, &wishes->markdown, NULL, NULL, "print Markdown"},
        {"help", 'h', OPTION_FLAG, &wishes->help, NULL, NULL, "print this"},
        {0},
    };
    OptionList rest = {0};
    Status status = options_parse(table, argc, argv, &rest, diag);

    if (status == OK && (rest.count > 0 || !(wishes->cells > 0.0) || wishes->threads < 0))
        status = diag_fail(diag, ERR_USAGE, "cells and threads are positive numbers");
    options_list_release(&rest);
    if (wishes->help)
        options_help(table, stdout);
    return status;
}

/* The next trial of a kind: mostly near, each tenth far, each hundredth very far. */
static Trial next_trial(TerrainKind kind, uint64_t seed)
{
    Dice dice = dice_new((seed * TERRAIN_COUNT + kind) ^ 0x5eed);
    Trial trial = {kind, seed, 0, 0, 200, {3.0, 60.0, 360.0, false}, 0};
    long side = 160;

    if (dice_chance(&dice, 0.03)) {
        side = dice_from(&dice, 1500, 3500);
        trial.eyes = 12;
        trial.limits = (EyeLimits){300.0, 3000.0, 40.0, dice_chance(&dice, 0.5)};
    } else if (dice_chance(&dice, 0.2)) {
        side = dice_from(&dice, 400, 1200);
        trial.eyes = 24;
        trial.limits = (EyeLimits){60.0, 500.0, dice_chance(&dice, 0.5) ? 360.0 : 120.0, false};
    }
    trial.columns = dice_from(&dice, side / 3, side);
    trial.rows = dice_from(&dice, side / 3, side);
    return trial;
}

static void print_tally(const Table *table, const char *name, const Tally *tally)
{
    char eyes[32], cells[32], ties[32], differences[32], seen[32];
    double share = tally->cells ? (double)tally->visible / (double)tally->cells : 0.0;

    snprintf(eyes, sizeof eyes, "%llu", (unsigned long long)tally->eyes);
    snprintf(cells, sizeof cells, "%llu", (unsigned long long)tally->cells);
    snprintf(seen, sizeof seen, "%.1f %%", 100.0 * share);
    snprintf(ties, sizeof ties, "%llu", (unsigned long long)tally->ties);
    snprintf(differences, sizeof differences, "%llu", (unsigned long long)tally->differences);
    table_row(table, (const char *[]){name, eyes, cells, seen, ties, differences});
}

static uint64_t run(const Wishes *wishes, Tally tallies[TERRAIN_COUNT])
{
    uint64_t cells = 0, turn = 0;
    double start = measure_wall_s(), told = start;

    for (; (double)cells < wishes->cells; turn++)
        for (int kind = 0; kind < TERRAIN_COUNT; kind++) {
            uint64_t before = tallies[kind].cells;
            Trial trial = next_trial((TerrainKind)kind, (uint64_t)wishes->seed * 1000003u + turn);
            if (wishes->only && strcmp(wishes->only, terrain_name((TerrainKind)kind)) != 0)
                continue;
            trial_run(&trial, &tallies[kind], stderr);
            cells += tallies[kind].cells - before;
            if (measure_wall_s() - told > 10.0) {
                told = measure_wall_s();
                fprintf(stderr, "%.0f %% after %.0f s\n", 100.0 * (double)cells / wishes->cells,
                        told - start);
            }
        }
    return cells;
}

int main(int argc, char **argv)
{
    Wishes wishes = {.cells = 1e9, .seed = 1};
    Tally tallies[TERRAIN_COUNT] = {0}, all = {0};
    Diag diag = {0};
    Status status = parse(&wishes, argc, argv, &diag);
    Table table = {.columns = 6,
                   .titles = {"surface", "eyes", "cells", "visible", "ties", "differences"},
                   .widths = {-10, 9, 12, 8, 10, 11}};
    bool known = !wishes.only;

    for (int kind = 0; kind < TERRAIN_COUNT; kind++)
        known |= wishes.only && strcmp(wishes.only, terrain_name((TerrainKind)kind)) == 0;
    if (status == OK && !known)
        status = diag_fail(&diag, ERR_USAGE, "%s: no such kind of surface", wishes.only);
    if (status != OK)
        fprintf(stderr, "exactness: %s\n", diag.message);
    if (status != OK || wishes.help)
        return status_exit_code(status);
    if (wishes.threads > 0)
        omp_set_num_threads((int)wishes.threads);
    table.markdown = wishes.markdown;
    run(&wishes, tallies);
    table_begin(&table);
    for (int kind = 0; kind < TERRAIN_COUNT; kind++) {
        if (tallies[kind].eyes > 0)
            print_tally(&table, terrain_name((TerrainKind)kind), &tallies[kind]);
        tally_add(&all, &tallies[kind]);
    }
    print_tally(&table, "all", &all);
    printf("\nEach cell with:");
    for (int set = 0; set < SIMD_COUNT; set++)
        if (simd_has((SimdSet)set))
            printf(" %s", simd_name((SimdSet)set));
    printf("\n");
    return all.differences > 0;
}
