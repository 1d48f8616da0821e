/* test_view_count.c - counts by planes of bits against counts by cells. */
#include <stdlib.h>
#include <string.h>

#include "planner/coverage/view_count.h"
#include "tests/check.h"

/* Where a viewshed's first column lies from the box's, and how far its rows. */
static const struct {
    const char *promise;
    CellBox box;
    size_t observers;
    long columns, rows; /* of each viewshed */
} cases[] = {
    {"one observer", {0, 0, 100, 40}, 1, 30, 20},
    {"two need two bits", {10, 5, 64, 30}, 2, 64, 30},
    {"a box of less than a word", {7, 9, 3, 4}, 5, 3, 4},
    {"a word's edge", {0, 0, 128, 10}, 7, 65, 10},
    {"nine bits and more", {0, 3, 200, 20}, 700, 90, 15},
    {"seventeen bits", {0, 0, 70, 2}, 70000, 70, 2},
    {"viewsheds that reach beyond the box", {50, 50, 130, 30}, 40, 300, 60},
};

static uint32_t noise = 11;

static long dice(long sides)
{
    noise = noise * 1664525u + 1013904223u;
    return (long)((noise >> 8) % (uint32_t)sides);
}

/* A viewshed somewhere over the box, its words in `words`; added to `sums` by cells. */
static VisibleCells random_view(size_t i, uint64_t *words, uint32_t *sums)
{
    const CellBox *box = &cases[i].box;
    VisibleCells view = {
        .rows = cases[i].rows, .row_words = (size_t)cases[i].columns / 64 + 2, .words = words};
    long free_columns = box->columns - cases[i].columns, free_rows = box->rows - cases[i].rows;

    view.first_column = box->column + (free_columns > 0 ? dice(free_columns + 1) : free_columns);
    view.first_row = box->row + (free_rows > 0 ? dice(free_rows + 1) : free_rows);
    memset(words, 0, (size_t)view.rows * view.row_words * sizeof *words);
    for (long row = 0; row < view.rows; row++)
        for (long column = 0; column < cases[i].columns; column++) {
            long x = view.first_column + column - box->column;
            long y = view.first_row + row - box->row;
            if (dice(3))
                continue;
            words[(size_t)row * view.row_words + (size_t)column / 64] |= (uint64_t)1
                                                                         << (column & 63);
            if (x >= 0 && y >= 0 && x < box->columns && y < box->rows)
                sums[y * box->columns + x]++;
        }
    return view;
}

static void counts_are_those_of_cells(void **state)
{
    uint64_t *words = calloc(4096, sizeof *words);
    uint32_t *sums = calloc(8192, sizeof *sums), *line = calloc(300, sizeof *line);
    ViewCount *count = view_count_new();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const CellBox *box = &cases[i].box;
        memset(sums, 0, 8192 * sizeof *sums);
        assert_true(view_count_begin(count, box, cases[i].observers));
        assert_true(view_count_bytes(box, cases[i].observers) >=
                    cell_box_cells(box) / 8); /* a bit a cell at least */
        for (size_t k = 0; k < cases[i].observers; k++) {
            VisibleCells view = random_view(i, words, sums);
            view_count_add(count, &view);
        }
        for (long row = 0; row < box->rows; row++) {
            memset(line, 0, 300 * sizeof *line);
            view_count_row(count, row, line);
            if (memcmp(line, sums + row * box->columns, (size_t)box->columns * sizeof *line))
                fail_msg("%s: row %ld differs", cases[i].promise, row);
            assert_int_equal(line[box->columns], 0); /* nothing beyond the box */
        }
    }
    view_count_free(count);
    free(line);
    free(sums);
    free(words);
}

static void it_begins_afresh(void **state)
{
    const CellBox box = {0, 0, 64, 1};
    uint64_t word = 5;
    const VisibleCells view = {.rows = 1, .row_words = 1, .words = &word};
    uint32_t line[64] = {9};
    ViewCount *count = view_count_new();

    (void)state;
    assert_true(view_count_begin(count, &box, 3));
    view_count_add(count, &view);
    assert_true(view_count_row(count, 0, line));
    assert_true(line[0] == 1 && line[1] == 0 && line[2] == 1);
    assert_true(view_count_begin(count, &box, 3));
    assert_false(view_count_row(count, 0, line));
    view_count_free(count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(counts_are_those_of_cells),
                                       cmocka_unit_test(it_begins_afresh)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
