/* Both views of a cover matrix tell the same. */
#include "tests/cover/puzzle.h"

static void rows_agree_with_columns(void **state)
{
    PuzzleShape shape = {40, 25, 3, 1};

    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        SetCover p = puzzle_make(&shape, seed);
        const CoverMatrix *m = p.matrix;
        size_t found = 0;
        assert_int_equal(m->row_first[m->rows], m->arcs);
        for (size_t i = 0; i < m->rows; i++)
            for (size_t a = m->row_first[i]; a < m->row_first[i + 1]; a++) {
                uint32_t j = m->columns_of[a];
                assert_true(a == m->row_first[i] || j > m->columns_of[a - 1]);
                for (size_t b = m->first[j]; b < m->first[j + 1]; b++)
                    found += m->rows_of[b] == i;
            }
        assert_int_equal(found, m->arcs);
        set_cover_release(&p);
    }
}

static void twice_transposed_is_the_same(void **state)
{
    PuzzleShape shape = {17, 9, 3, 1};
    SetCover p = puzzle_make(&shape, 5);
    CoverMatrix *once, *twice;
    Diag diag = {0};

    (void)state;
    assert_int_equal(cover_matrix_transposed(&once, p.matrix, &diag), OK);
    assert_int_equal(cover_matrix_transposed(&twice, once, &diag), OK);
    assert_int_equal(once->columns, p.matrix->rows);
    assert_int_equal(twice->arcs, p.matrix->arcs);
    assert_memory_equal(twice->first, p.matrix->first, (p.matrix->columns + 1) * sizeof(size_t));
    assert_memory_equal(twice->rows_of, p.matrix->rows_of, p.matrix->arcs * sizeof(uint32_t));
    cover_matrix_free(once);
    cover_matrix_free(twice);
    set_cover_release(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_agree_with_columns),
        cmocka_unit_test(twice_transposed_is_the_same),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
