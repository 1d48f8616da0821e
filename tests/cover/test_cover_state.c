/* What a cover state keeps up to date equals what is counted anew. */
#include "planner/siting/cover/cover_state.h"
#include "tests/cover/puzzle.h"

static void gains_and_losses_are_right(const CoverState *s)
{
    const CoverMatrix *m = s->matrix;

    for (size_t j = 0; j < m->columns; j++) {
        bool chosen = s->place[j] != COVER_NONE;
        int64_t sum = 0;
        for (size_t a = m->first[j]; a < m->first[j + 1]; a++) {
            uint32_t row = m->rows_of[a], count = 0;
            for (size_t b = m->row_first[row]; b < m->row_first[row + 1]; b++)
                count += s->place[m->columns_of[b]] != COVER_NONE;
            assert_int_equal(s->count[row], count);
            assert_int_equal(s->row[row].only != 0, count == 1);
            if (chosen && count == 1)
                assert_int_equal(s->chosen[s->row[row].only - 1], j);
            if (count == (chosen ? 1u : 0u))
                sum += s->row[row].weight;
        }
        assert_int_equal(chosen ? s->loss[s->place[j]] : s->gain[j], sum);
    }
    for (size_t k = 0; k < s->open_count; k++) {
        assert_int_equal(s->count[s->open[k]], 0);
        assert_int_equal(s->open_place[s->open[k]], k);
    }
}

static void random_moves(void **state)
{
    PuzzleShape shape = {60, 30, 5, 1};

    (void)state;
    for (uint64_t seed = 0; seed < 10; seed++) {
        SetCover p = puzzle_make(&shape, seed);
        Random random = random_seeded(seed + 100);
        CoverState s;
        cover_state_init(&s, p.matrix);
        for (int move = 0; move < 300; move++) {
            uint32_t column = random_below(&random, (uint32_t)shape.columns);
            s.step++;
            if (s.place[column] == COVER_NONE)
                cover_state_add(&s, column);
            else
                cover_state_drop(&s, column);
            if (move % 3 == 0)
                cover_state_press(&s);
            gains_and_losses_are_right(&s);
        }
        cover_state_complete(&s);
        assert_int_equal(s.open_count, 0);
        for (size_t k = 0; k < s.chosen_count; k++)
            assert_true(s.loss[k] > 0);
        gains_and_losses_are_right(&s);
        cover_state_release(&s);
        set_cover_release(&p);
    }
}

static void heavy_weights_are_halved(void **state)
{
    PuzzleShape shape = {8, 4, 3, 1};
    SetCover p = puzzle_make(&shape, 1);
    CoverState s;

    (void)state;
    cover_state_init(&s, p.matrix);
    cover_state_add(&s, 0);
    for (size_t i = 0; i < shape.rows; i++) {
        s.total_weight += (1 << 28) - s.row[i].weight;
        for (size_t a = p.matrix->row_first[i]; a < p.matrix->row_first[i + 1]; a++)
            if (s.count[i] == 0)
                s.gain[p.matrix->columns_of[a]] += (1 << 28) - s.row[i].weight;
        if (s.count[i] == 1)
            s.loss[s.row[i].only - 1] += (1 << 28) - s.row[i].weight;
        s.row[i].weight = 1 << 28;
    }
    gains_and_losses_are_right(&s);
    cover_state_press(&s);
    assert_true(s.total_weight <= ((int64_t)1 << 30) + (int64_t)shape.rows);
    gains_and_losses_are_right(&s);
    cover_state_release(&s);
    set_cover_release(&p);
}

static void the_oldest_of_least_loss(void **state)
{
    /* Columns 0, 1, 2 cover one row each. */
    PuzzleShape shape = {3, 3, 1000000, 1};
    SetCover p = puzzle_make(&shape, 3);
    CoverState s;

    (void)state;
    cover_state_init(&s, p.matrix);
    assert_int_equal(cover_state_least_loss(&s, COVER_NONE), COVER_NONE);
    for (uint32_t j = 0; j < 3; j++) {
        s.step = 10 - j;
        cover_state_add(&s, j);
    }
    assert_int_equal(cover_state_least_loss(&s, COVER_NONE), 2);
    assert_int_equal(cover_state_least_loss(&s, 2), 1);
    s.row[1].weight = 5;
    s.loss[s.place[1]] = 5;
    assert_int_equal(cover_state_least_loss(&s, 2), 0);
    cover_state_release(&s);
    set_cover_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_moves),
        cmocka_unit_test(heavy_weights_are_halved),
        cmocka_unit_test(the_oldest_of_least_loss),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
