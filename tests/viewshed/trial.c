#include "tests/viewshed/trial.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "planner/coverage/viewshed/simd.h"

enum { BATCH = 64, MOST_TOLD = 6 };

typedef struct {
    Reference reference;
    Answer answer;
    VisibleCells first; /* of the first instruction set; words owned */
} Asked;

typedef struct {
    const Trial *trial;
    Terrain terrain;
    Relief *relief;
    bool ground_apart;
    ViewshedRules rules;
    FILE *complaints;
    Tally tally;
} Run;

void tally_add(Tally *tally, const Tally *more)
{
    tally->eyes += more->eyes;
    tally->cells += more->cells;
    tally->visible += more->visible;
    tally->ties += more->ties;
    tally->differences += more->differences;
    tally->told += more->told;
}

/* All that is needed to make the difference again. */
static void complain(Run *run, const Asked *asked, const char *what, Cell cell)
{
    const ViewshedEye *eye = &asked->reference.eye;
    const Trial *trial = run->trial;

#pragma omp critical(complaints)
    if (run->tally.told++ < MOST_TOLD)
        fprintf(run->complaints,
                "%s seed %llu of %ld x %ld cells, ground %s, %s k %g: eye at column %.17g row "
                "%.17g elevation %.17g range %.17g target %.17g azimuth %.17g hfov %.17g%s tilt "
                "%.17g vfov %.17g: column %ld row %ld: %s: %s\n",
                terrain_name(trial->kind), (unsigned long long)trial->seed, trial->columns,
                trial->rows, run->ground_apart ? "apart" : "same",
                run->rules.flat ? "flat" : "round", run->rules.refraction, eye->column, eye->row,
                eye->elevation_m, eye->range_m, eye->target_height_m, eye->azimuth_deg,
                eye->hfov_deg, eye->camera ? " camera" : "", eye->tilt_deg, eye->vfov_deg,
                cell.column, cell.row, simd_name(simd_set()), what);
}

/* Lines of sight over cells without data: the engine counts them, the reference too. */
static bool counts_nodata(const Asked *asked, const VisibleCells *cells)
{
    const Answer *answer = &asked->answer;
    size_t lines = 0;

    for (long y = answer->first_row; y < answer->first_row + answer->rows; y++)
        for (long x = answer->first_column; x < answer->first_column + answer->columns; x++)
            lines += visible_cell(cells, x, y) && reference_crosses_nodata(&asked->reference, x, y);
    return lines == cells->nodata_lines;
}

static bool same_bits(const VisibleCells *a, const VisibleCells *b)
{
    return a->first_column == b->first_column && a->first_row == b->first_row &&
           a->rows == b->rows && a->row_words == b->row_words && a->visible == b->visible &&
           a->nodata_lines == b->nodata_lines &&
           memcmp(a->words, b->words, (size_t)a->rows * a->row_words * sizeof *a->words) == 0;
}

static VisibleCells copy_of(const VisibleCells *cells)
{
    VisibleCells copy = *cells;
    size_t words = (size_t)cells->rows * cells->row_words;

    copy.words = memory_new(words + 1, sizeof *copy.words);
    memcpy(copy.words, cells->words, words * sizeof *copy.words);
    return copy;
}

/* The engine's differences for one eye with the instruction set of now. */
static uint64_t judge(Run *run, Viewshed *viewshed, Asked *asked)
{
    const VisibleCells *cells = viewshed_sweep(viewshed, &asked->reference.eye);
    Cell where = {-1, -1};
    uint64_t differences = answer_differences(&asked->answer, cells, &where);

    if (differences > 0)
        complain(run, asked,
                 where.row < 0 ? "wrong count or bits beyond the view"
                 : visible_cell(cells, where.column, where.row) ? "seen but hidden"
                                                                : "not seen but visible",
                 where);
    if (run->rules.count_nodata && !counts_nodata(asked, cells)) {
        differences++;
        complain(run, asked, "wrong count of lines over no data", where);
    }
    if (!asked->first.words) {
        asked->first = copy_of(cells);
    } else if (!same_bits(&asked->first, cells)) {
        differences++;
        complain(run, asked, "other bits than another instruction set", where);
    }
    return differences;
}

static void ask_engine(Run *run, Asked *asked, int count)
{
    uint64_t differences = 0;
    double reach = eyes_reach_m(&run->trial->limits, &run->terrain);

#pragma omp parallel reduction(+ : differences)
    {
        Viewshed *viewshed = NULL;
        Diag diag = {0};
        if (viewshed_new(&viewshed, run->relief, &run->rules, reach, &diag) != OK) {
            fprintf(run->complaints, "%s\n", diag.message);
            differences++;
        }
#pragma omp for schedule(dynamic)
        for (int i = 0; i < count; i++)
            if (viewshed)
                differences += judge(run, viewshed, &asked[i]);
        viewshed_free(viewshed);
    }
    run->tally.differences += differences;
}

static void ask_reference(Run *run, Asked *asked, int count)
{
    uint64_t cells = 0, visible = 0, ties = 0;

#pragma omp parallel for schedule(dynamic) reduction(+ : cells, visible, ties)
    for (int i = 0; i < count; i++) {
        Answer *answer = &asked[i].answer;
        *answer = answer_of(&asked[i].reference);
        for (long at = 0; at < answer->columns * answer->rows; at++) {
            cells += answer->cells[at] == SIGHTED_VISIBLE || answer->cells[at] == SIGHTED_HIDDEN;
            visible += answer->cells[at] == SIGHTED_VISIBLE;
            ties += answer->cells[at] == SIGHTED_TIE;
        }
    }
    tally_add(&run->tally,
              &(Tally){.eyes = (uint64_t)count, .cells = cells, .visible = visible, .ties = ties});
}

static void run_eyes(Run *run, Dice *dice)
{
    Asked asked[BATCH] = {0};

    for (int done = 0; done < run->trial->eyes; done += BATCH) {
        int count = run->trial->eyes - done < BATCH ? run->trial->eyes - done : BATCH;
        for (int i = 0; i < count; i++) {
            ViewshedEye eye = eyes_any(&run->trial->limits, &run->terrain, run->ground_apart, dice);
            asked[i].reference = reference_of(&run->terrain, run->ground_apart, &eye, &run->rules);
        }
        ask_reference(run, asked, count);
        for (int set = SIMD_COUNT - 1; set >= 0; set--) {
            if (!simd_has((SimdSet)set))
                continue;
            simd_use((SimdSet)set);
            ask_engine(run, asked, count);
        }
        for (int i = 0; i < count; i++) {
            answer_release(&asked[i].answer);
            free(asked[i].first.words);
            asked[i].first.words = NULL;
        }
    }
}

static ViewshedRules any_rules(Dice *dice)
{
    ViewshedRules rules = {.refraction = VIEWSHED_REFRACTION};

    rules.flat = dice_chance(dice, 0.4);
    if (dice_chance(dice, 0.3))
        rules.refraction = dice_between(dice, -1.0, 0.5);
    rules.count_nodata = dice_chance(dice, 0.1);
    return rules;
}

void trial_run(const Trial *trial, Tally *tally, FILE *complaints)
{
    Dice dice = dice_new(trial->seed);
    Run run = {.trial = trial, .complaints = complaints};
    ReliefShape shape;
    SimdSet before = simd_set();
    Diag diag = {0};

    run.tally.told = tally->told;
    run.ground_apart = dice_chance(&dice, 0.35);
    run.rules = any_rules(&dice);
    run.terrain = terrain_of(trial->kind, trial->columns, trial->rows, trial->seed);
    shape = (ReliefShape){.columns = trial->columns,
                          .rows = trial->rows,
                          .cell_width_m = run.terrain.cell_width_m,
                          .cell_height_m = run.terrain.cell_height_m,
                          .ground_apart = run.ground_apart};
    if (relief_new(&run.relief, &shape, &diag) == OK) {
        relief_lay(run.relief, 0, trial->rows, run.terrain.surface,
                   run.ground_apart ? run.terrain.ground : NULL);
        relief_finish(run.relief);
        run_eyes(&run, &dice);
    } else {
        fprintf(complaints, "%s\n", diag.message);
        run.tally.differences++;
    }
    simd_use(before);
    relief_free(run.relief);
    terrain_release(&run.terrain);
    run.tally.told -= tally->told;
    tally_add(tally, &run.tally);
}
