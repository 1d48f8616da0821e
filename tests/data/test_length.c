#include "data/length.h"

#include <math.h>

#include "tests/check.h"

static const struct {
    const char *promise, *text;
    double metres; /* NaN: none */
} cases[] = {
    {"a bare number is metres", "12", 12},
    {"decimals", "12.5", 12.5},
    {"a unit with a space", "12 m", 12},
    {"a unit without one", "12.5m", 12.5},
    {"a decimal comma", "10,5", 10.5},
    {"about", "~9", 9},
    {"feet", "40 ft", 12.192},
    {"feet by a mark", "40'", 12.192},
    {"feet and inches", "5'10\"", 1.778},
    {"kilometres", "0.1 km", 100},
    {"Chinese metres", "12米", 12},
    {"the largest of a list", "3;4", 4},
    {"in any order", "4; 3", 4},
    {"what cannot be read in a list is left out", "3;yes", 3},
    {"zero is a length", "0", 0},
    {"a word is none", "high", (double)NAN},
    {"a range is none", "10-12", (double)NAN},
    {"negative is none", "-3", (double)NAN},
    {"an unknown unit is none", "3 parsecs", (double)NAN},
    {"empty is none", "", (double)NAN},
    {"a list of nothing is none", ";", (double)NAN},
    {"NULL is none", NULL, (double)NAN},
};

static void lengths_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double got = -7;
        bool found = length_parse(cases[i].text, &got);
        if (found != !isnan(cases[i].metres) || fabs(got - (found ? cases[i].metres : -7)) > 1e-12)
            fail_msg("%s: got %d, %g", cases[i].promise, found, got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lengths_are_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
