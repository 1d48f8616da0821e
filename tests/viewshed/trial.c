#include "tests/viewshed/trial.h"

#include <ctype.h>
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
    TrialEye common; /* of all its eyes */
    double reach_m;
    bool skip_portable;
    Terrain terrain;
    Relief *relief;
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

/* All that is needed to make the difference again, as C. */
static void complain(Run *run, const Asked *asked, const char *what, Cell cell)
{
    const ViewshedEye *eye = &asked->reference.eye;
    const TrialEye *common = &run->common;
    char kind[16];
    size_t i = 0;

    for (const char *name = terrain_name(common->kind); name[i] && i + 1 < sizeof kind; i++)
        kind[i] = (char)toupper((unsigned char)name[i]);
    kind[i] = '\0';
#pragma omp critical(complaints)
    if (run->tally.told++ < MOST_TOLD)
        fprintf(
            run->complaints,
            "/* %s: column %ld row %ld %s */\n{TERRAIN_%s, %llu, %ld, %ld, %d, {%.17g, %d, %d}, "
            "{%.17g, %.17g, %.17g, %.17g, %.17g, %.17g, %.17g, %d, %.17g, %.17g}},\n",
            simd_name(simd_set()), cell.column, cell.row, what, kind,
            (unsigned long long)common->seed, common->columns, common->rows, common->ground_apart,
            common->rules.refraction, common->rules.flat, common->rules.count_nodata, eye->column,
            eye->row, eye->elevation_m, eye->range_m, eye->target_height_m, eye->azimuth_deg,
            eye->hfov_deg, eye->camera, eye->tilt_deg, eye->vfov_deg);
}

/* In words, what is wrong with a cell. */
static const char *wrong_with(const Answer *answer, Cell cell)
{
    static const char *const words[] = {[SIGHTED_NO_TARGET] = "seen but outside the view",
                                        [SIGHTED_HIDDEN] = "seen but hidden",
                                        [SIGHTED_VISIBLE] = "not seen but visible",
                                        [SIGHTED_TIE] = "a tie"};
    long x = cell.column - answer->first_column, y = cell.row - answer->first_row;

    if (x < 0 || y < 0)
        return "wrong count or bits beyond the view";
    return words[answer->cells[y * answer->columns + x]];
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
        complain(run, asked, wrong_with(&asked->answer, where), where);
    if (!asked->first.words) {
        if (run->common.rules.count_nodata && !counts_nodata(asked, cells)) {
            differences++;
            complain(run, asked, "wrong count of lines over no data", where);
        }
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

#pragma omp parallel reduction(+ : differences)
    {
        Viewshed *viewshed = NULL;
        Diag diag = {0};
        if (viewshed_new(&viewshed, run->relief, &run->common.rules, run->reach_m, &diag) != OK) {
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

/* At most BATCH of them. */
static void ask(Run *run, const ViewshedEye *eyes, int count)
{
    Asked asked[BATCH] = {0};

    for (int i = 0; i < count; i++)
        asked[i].reference =
            reference_of(&run->terrain, run->common.ground_apart, &eyes[i], &run->common.rules);
    ask_reference(run, asked, count);
    for (int set = SIMD_COUNT - 1; set >= 0; set--) {
        if (!simd_has((SimdSet)set) || (set == SIMD_PORTABLE && run->skip_portable))
            continue;
        simd_use((SimdSet)set);
        ask_engine(run, asked, count);
    }
    for (int i = 0; i < count; i++) {
        answer_release(&asked[i].answer);
        free(asked[i].first.words);
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

/* Make what `run->common` says. */
static bool run_open(Run *run)
{
    const TrialEye *common = &run->common;
    ReliefShape shape = {
        .columns = common->columns, .rows = common->rows, .ground_apart = common->ground_apart};
    Diag diag = {0};

    run->terrain = terrain_of(common->kind, common->columns, common->rows, common->seed);
    shape.cell_width_m = run->terrain.cell_width_m;
    shape.cell_height_m = run->terrain.cell_height_m;
    if (relief_new(&run->relief, &shape, &diag) != OK) {
        fprintf(run->complaints, "%s\n", diag.message);
        run->tally.differences++;
        return false;
    }
    relief_lay(run->relief, 0, common->rows, run->terrain.surface,
               common->ground_apart ? run->terrain.ground : NULL);
    relief_finish(run->relief);
    return true;
}

static void run_close(Run *run, SimdSet before, Tally *tally)
{
    simd_use(before);
    relief_free(run->relief);
    terrain_release(&run->terrain);
    run->tally.told -= tally->told;
    tally_add(tally, &run->tally);
}

void trial_run(const Trial *trial, Tally *tally, FILE *complaints)
{
    Dice dice = dice_new((trial->seed * TERRAIN_COUNT + trial->kind) ^ 0xe7e5);
    Run run = {.complaints = complaints, .tally.told = tally->told};
    SimdSet before = simd_set();
    ViewshedEye eyes[BATCH];

    run.common.ground_apart = dice_chance(&dice, 0.35);
    run.common.rules = any_rules(&dice);
    run.common.kind = trial->kind;
    run.common.seed = trial->seed;
    run.common.columns = trial->columns;
    run.common.rows = trial->rows;
    if (run_open(&run)) {
        run.reach_m = eyes_reach_m(&trial->limits, &run.terrain);
        for (int done = 0, count; done < trial->eyes; done += count) {
            count = trial->eyes - done < BATCH ? trial->eyes - done : BATCH;
            for (int i = 0; i < count; i++)
                eyes[i] = eyes_any(&trial->limits, &run.terrain, run.common.ground_apart, &dice);
            run.skip_portable =
                trial->portable_part > 0 &&
                (trial->seed + (uint64_t)(done / BATCH)) % (uint64_t)trial->portable_part != 0;
            ask(&run, eyes, count);
        }
    }
    run_close(&run, before, tally);
}

void trial_run_eye(const TrialEye *one, Tally *tally, FILE *complaints)
{
    Run run = {.common = *one,
               .complaints = complaints,
               .tally.told = tally->told,
               .reach_m = one->eye.range_m};
    SimdSet before = simd_set();

    if (run_open(&run))
        ask(&run, &one->eye, 1);
    run_close(&run, before, tally);
}
