#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "tests/check.h"

/* Sizes around a block and around what gets a block of its own. */
static const size_t sizes[] = {0, 1, 7, 8, 15, 16, 17, 1000, 16383, 16384, 16385, 65536, 1 << 20};

static void items_are_zero_aligned_and_apart(void **state)
{
    (void)state;
    enum { COUNT = sizeof sizes / sizeof *sizes, ROUNDS = 20 };
    Arena *arena = arena_new();
    unsigned char *items[ROUNDS][COUNT];
    for (size_t round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < COUNT; i++) {
            items[round][i] = arena_alloc(arena, sizes[i], 1);
            assert_int_equal((uintptr_t)items[round][i] % _Alignof(max_align_t), 0);
            for (size_t b = 0; b < sizes[i]; b++)
                assert_int_equal(items[round][i][b], 0);
            memset(items[round][i], (int)(round * COUNT + i) & 0xFF, sizes[i]);
        }
    }
    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < COUNT; i++)
            for (size_t b = 0; b < sizes[i]; b++)
                assert_int_equal(items[round][i][b], (round * COUNT + i) & 0xFF);
    arena_free(arena);
}

static void texts_are_copies(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    char text[] = "bridge";
    const char *copy = arena_text(arena, text);
    text[0] = 'B';
    assert_string_equal(copy, "bridge");
    assert_null(arena_text(arena, NULL));
    assert_string_equal(arena_printf(arena, "%s-%03d", "zone", 7), "zone-007");
    assert_string_equal(arena_printf(arena, "%s", ""), "");
    arena_free(arena);
}

static void free_takes_null(void **state)
{
    (void)state;
    arena_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_zero_aligned_and_apart),
        cmocka_unit_test(texts_are_copies),
        cmocka_unit_test(free_takes_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
