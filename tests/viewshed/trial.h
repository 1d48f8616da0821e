/* trial.h - one made-up surface, many eyes: the engine's answers beside the reference's.
 *
 * Every eye is asked with each instruction set that the processor has and each cell of its
 * range is compared. Cells that are ties for the reference may be either way, but each answer
 * must have the same bits. Uses OpenMP; one trial at a time, since the instruction set belongs
 * to the process.
 */
#ifndef TESTS_VIEWSHED_TRIAL_H
#define TESTS_VIEWSHED_TRIAL_H

#include <stdio.h>

#include "tests/viewshed/eyes.h"
#include "tests/viewshed/reference.h"

typedef struct {
    TerrainKind kind;
    uint64_t seed; /* of the surface, the eyes, the rules and of whether the ground is apart */
    long columns, rows;
    int eyes;
    EyeLimits limits;
    int portable_part; /* the portable set answers for one in so many batches of eyes; 0: for all */
} Trial;

/* One eye with all that its answer depends on. */
typedef struct {
    TerrainKind kind;
    uint64_t seed; /* of the surface */
    long columns, rows;
    bool ground_apart;
    ViewshedRules rules;
    ViewshedEye eye;
} TrialEye;

typedef struct {
    uint64_t eyes;
    uint64_t cells;   /* targets that are no ties: compared, once an eye */
    uint64_t visible; /* of them, for the reference */
    uint64_t ties;
    uint64_t differences; /* cells, counts and bits beyond the range, over all instruction sets */
    uint64_t told;        /* lines of complaint so far */
} Tally;

void tally_add(Tally *tally, const Tally *more);

/* Compare and add to `tally`. What differs goes to `complaints`, until a tally has told a few: each
 * a line to add to the table of test_once_wrong.c. */
void trial_run(const Trial *trial, Tally *tally, FILE *complaints);
void trial_run_eye(const TrialEye *one, Tally *tally, FILE *complaints);

/* What the reference says of every cell that a range may touch. */
typedef struct {
    long first_column, first_row, columns, rows;
    uint8_t *cells; /* Sighted; owned */
} Answer;

Answer answer_of(const Reference *reference);
void answer_release(Answer *answer);

/* Differences between an answer and the engine's cells; `where` (may be NULL) is the first. */
typedef struct {
    long column, row;
} Cell;
uint64_t answer_differences(const Answer *answer, const VisibleCells *cells, Cell *where);

#endif
