/* Promises of base/random.h. */
#include "base/random.h"
#include "tests/check.h"

static void the_same_seed_gives_the_same_numbers(void **state)
{
    /* The first number of splitmix64 seeded with 1, as its authors publish it, is the state. */
    Random a = random_seeded(1), b = random_seeded(1), c = random_seeded(2);

    (void)state;
    assert_true(a.state == 0x910A2DEC89025CC1u);
    for (int k = 0; k < 100; k++)
        assert_true(random_bits(&a) == random_bits(&b));
    assert_true(random_bits(&a) != random_bits(&c));
}

static void below_stays_below_and_reaches_all(void **state)
{
    Random random = random_seeded(7);
    int seen[6] = {0};

    (void)state;
    for (int k = 0; k < 6000; k++) {
        uint32_t at = random_below(&random, 6);
        assert_true(at < 6);
        seen[at]++;
    }
    for (int k = 0; k < 6; k++)
        assert_in_range(seen[k], 850, 1150);
    assert_int_equal(random_below(&random, 1), 0);
}

static void no_seed_is_stuck(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 1000; seed++) {
        Random random = random_seeded(seed - 0x9E3779B97F4A7C15u);
        assert_true(random.state != 0);
        assert_true(random_bits(&random) != random_bits(&random));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_seed_gives_the_same_numbers),
        cmocka_unit_test(below_stays_below_and_reaches_all),
        cmocka_unit_test(no_seed_is_stuck),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
