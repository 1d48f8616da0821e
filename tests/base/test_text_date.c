#include "base/text.h"
#include "tests/check.h"

static const struct {
    const char *text;
    int date; /* 0: refused */
} dates[] = {
    {"2021-06-01", 20210601},
    {"2020-02-29", 20200229},
    {"2021-02-29", 0},
    {"2000-02-29", 20000229},
    {"1900-02-29", 0},
    {"2021-13-01", 0},
    {"2021-00-01", 0},
    {"2021-01-00", 0},
    {"2021-04-31", 0},
    {"2021-6-1", 0},
    {"20210601", 0},
    {"2021-06-01T", 0},
    {"", 0},
    {NULL, 0},
    {"0000-01-01", 0},
    {"9999-12-31", 99991231},
    {"2021-06-0", 0},
};

static void dates_are_in_the_calendar(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        int date = 7;
        bool good = text_date(dates[i].text, &date);
        if (good != (dates[i].date != 0) || date != (dates[i].date ? dates[i].date : 7))
            fail_msg("'%s' gave %d", dates[i].text ? dates[i].text : "NULL", date);
    }
}

static const struct {
    int date, days, then;
} sums[] = {
    {20210601, 0, 20210601},      {20210601, 30, 20210701},   {20211201, 31, 20220101},
    {20200228, 1, 20200229},      {20210228, 1, 20210301},    {20000101, 366, 20010101},
    {20210301, -1, 20210228},     {20200301, -1, 20200229},   {19991231, 1, 20000101},
    {20210601, 146097, 24210601}, {20211201, -365, 20201201},
};

static void days_are_added(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        int then = text_date_add(sums[i].date, sums[i].days);
        if (then != sums[i].then)
            fail_msg("%d + %d gave %d", sums[i].date, sums[i].days, then);
    }
}

/* Every day of four centuries follows the day before it, and is a date. */
static void days_run_on(void **state)
{
    (void)state;
    int date = 19000101;
    for (int i = 0; i < 146097; i++) {
        char text[11];
        int next = text_date_add(date, 1), again = 0;
        assert_true(next > date);
        text_date_format(next, text);
        assert_true(text_date(text, &again));
        assert_int_equal(again, next);
        date = next;
    }
    assert_int_equal(date, 23000101);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_in_the_calendar),
        cmocka_unit_test(days_are_added),
        cmocka_unit_test(days_run_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
