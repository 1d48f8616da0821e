#include "base/bitset.h"
#include "tests/check.h"

static const size_t counts[] = {0, 1, 63, 64, 65, 128, 1000};

static void every_bit_is_its_own(void **state)
{
    (void)state;
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        Bitset set;
        size_t thirds = 0;
        bitset_init(&set, counts[c]);
        assert_int_equal(bitset_popcount(&set), 0);
        for (size_t i = 0; i < counts[c]; i += 3, thirds++)
            bitset_put(&set, i);
        for (size_t i = 0; i < counts[c]; i++)
            assert_int_equal(bitset_get(&set, i), i % 3 == 0);
        assert_int_equal(bitset_popcount(&set), thirds);
        if (counts[c])
            bitset_clear(&set, 0);
        assert_int_equal(bitset_popcount(&set), counts[c] ? thirds - 1 : 0);
        bitset_release(&set);
        assert_null(set.words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_bit_is_its_own)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
