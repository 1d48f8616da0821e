#include <locale.h>
#include <string.h>

#include "base/text.h"
#include "tests/check.h"

#define EACH(i, table) for (size_t i = 0; i < sizeof table / sizeof *table; i++)

static void text_grows(void **state)
{
    (void)state;
    Text text = {0};
    for (int i = 0; i < 1000; i++) {
        text_add(&text, "ab");
        text_printf(&text, "%d", i % 10);
    }
    assert_int_equal(text.length, 3000);
    assert_int_equal(strlen(text.text), 3000);
    assert_memory_equal(text.text + 2994, "ab8ab9", 6);
    text_release(&text);
    assert_null(text.text);
}

static void no_decimal_comma(void **state)
{
    (void)state;
    Text text = {0};
    double value = 0;
    /* Where that locale is not installed the promise holds of itself. */
    setlocale(LC_ALL, "de_DE.UTF-8");
    text_printf(&text, "%.1f", 1.5);
    assert_string_equal(text.text, "1.5");
    assert_true(text_number("1.5", &value));
    assert_true(value == 1.5);
    setlocale(LC_ALL, "C");
    text_release(&text);
}

static const struct {
    const char *a, *b;
    int equal, nocase, begins, ends;
} pairs[] = {
    {"abc", "abc", 1, 1, 1, 1}, {"abc", "ABC", 0, 1, 0, 0}, {"abcd", "abc", 0, 0, 1, 0},
    {"abc", "bc", 0, 0, 0, 1},  {"", "", 1, 1, 1, 1},       {"a", "", 0, 0, 1, 1},
    {"", "a", 0, 0, 0, 0},      {NULL, "a", 0, 0, 0, 0},
};

static void texts_compare(void **state)
{
    (void)state;
    EACH(i, pairs)
    {
        const char *a = pairs[i].a, *b = pairs[i].b;
        if (text_equal(a, b) != pairs[i].equal || text_equal_nocase(a, b) != pairs[i].nocase ||
            text_begins(a, b) != pairs[i].begins || text_ends(a, b) != pairs[i].ends)
            fail_msg("'%s' with '%s'", a ? a : "NULL", b);
    }
    assert_true(text_equal(NULL, NULL));
    assert_true(text_equal_nocase(NULL, NULL));
}

static const struct {
    const char *text;
    int good;
    double value;
} numbers[] = {
    {"0", 1, 0},      {"-1.5", 1, -1.5}, {"+2", 1, 2},    {".5", 1, 0.5},   {"5.", 1, 5},
    {"1e3", 1, 1000}, {"1E-2", 1, 0.01}, {"", 0, 0},      {" 1", 0, 0},     {"1 ", 0, 0},
    {"nan", 0, 0},    {"inf", 0, 0},     {"1e999", 0, 0}, {"0x10", 0, 0},   {"1,5", 0, 0},
    {"1e", 0, 0},     {".", 0, 0},       {"--1", 0, 0},   {"1.2.3", 0, 0},  {NULL, 0, 0},
    {"-", 0, 0},      {"e5", 0, 0},      {"1e+", 0, 0},   {"-.5e1", 1, -5}, {"007", 1, 7},
};

static void numbers_are_whole_texts(void **state)
{
    (void)state;
    EACH(i, numbers)
    {
        double value = 77;
        if (text_number(numbers[i].text, &value) != numbers[i].good ||
            value != (numbers[i].good ? numbers[i].value : 77))
            fail_msg("'%s' gave %g", numbers[i].text ? numbers[i].text : "NULL", value);
    }
}

static const struct {
    const char *text;
    int good;
    long value;
} integers[] = {
    {"0", 1, 0},
    {"-12", 1, -12},
    {"+3", 1, 3},
    {"9223372036854775807", 1, 9223372036854775807L},
    {"-9223372036854775808", 1, -9223372036854775807L - 1},
    {"9223372036854775808", 0, 0},
    {"-9223372036854775809", 0, 0},
    {"1.0", 0, 0},
    {"", 0, 0},
    {"-", 0, 0},
    {"1 ", 0, 0},
    {NULL, 0, 0},
};

static void integers_are_whole_texts(void **state)
{
    (void)state;
    EACH(i, integers)
    {
        long value = 77;
        if (text_integer(integers[i].text, &value) != integers[i].good ||
            value != (integers[i].good ? integers[i].value : 77))
            fail_msg("'%s' gave %ld", integers[i].text ? integers[i].text : "NULL", value);
    }
}

static const struct {
    const char *word, *nearest;
} words[] = {
    {"qouta", "quota"}, {"quotas", "quota"},   {"Budget", "budget"}, {"x", NULL},
    {"colour", NULL},   {"budgett", "budget"}, {"", NULL},           {"crs", "crs"},
    {"csr", "crs"}, /* two neighbours swapped are one slip */
};

static void nearest_key_is_near(void **state)
{
    (void)state;
    static const char *const known[] = {"quota", "budget", "crs", "objective", NULL};
    char long_word[200];
    EACH(i, words)
    {
        const char *nearest = text_nearest(words[i].word, known);
        if (!text_equal(nearest, words[i].nearest))
            fail_msg("'%s' gave '%s'", words[i].word, nearest ? nearest : "nothing");
    }
    memset(long_word, 'q', sizeof long_word - 1);
    long_word[sizeof long_word - 1] = '\0';
    assert_null(text_nearest(long_word, known));
}

static void lists_are_cut(void **state)
{
    (void)state;
    static const char *const items[] = {"a", "b", "c", NULL};
    static const struct {
        size_t most;
        const char *out;
    } cuts[] = {{9, "a, b, c"}, {3, "a, b, c"}, {2, "a, b, ..."}, {0, "..."}};
    EACH(i, cuts)
    {
        Text out = {0};
        text_list(&out, items, cuts[i].most);
        assert_string_equal(out.text, cuts[i].out);
        text_release(&out);
    }
    Text out = {0};
    text_list(&out, items + 3, 5);
    assert_string_equal(out.text, "");
    text_release(&out);
}

static const struct {
    const char *promise, *text;
    int valid;
} encodings[] = {
    {"ASCII", "abc", 1},
    {"Chinese", "青溪", 1},
    {"four bytes", "\xF0\x9F\x98\x80", 1},
    {"the last code point", "\xF4\x8F\xBF\xBF", 1},
    {"past the last", "\xF4\x90\x80\x80", 0},
    {"a lone continuation", "\x80", 0},
    {"overlong slash", "\xC0\xAF", 0},
    {"overlong, three bytes", "\xE0\x80\xAF", 0},
    {"a surrogate", "\xED\xA0\x80", 0},
    {"cut short", "\xE9\x9D", 0},
    {"GBK", "\xC7\xE0\xCF\xAA", 0},
};

static void a_word_goes_with_its_number(void **state)
{
    (void)state;
    assert_string_equal(text_by_number(1, "gap remains", "gaps remain"), "gap remains");
    assert_string_equal(text_by_number(0, "gap remains", "gaps remain"), "gaps remain");
    assert_string_equal(text_by_number(2, "gap remains", "gaps remain"), "gaps remain");
}

static void columns_are_a_terminals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t columns;
    } widths[] = {{"", 0}, {"abc", 3}, {"青溪", 4}, {"é", 1}, {"：", 2}, {"𠀀x", 3}};
    EACH(i, widths)
    assert_int_equal(text_columns(widths[i].text), widths[i].columns);
}

static void utf8_is_strict(void **state)
{
    (void)state;
    EACH(i, encodings)
    if (text_utf8_valid(encodings[i].text) != encodings[i].valid)
        fail_msg("%s", encodings[i].promise);
}

static const struct {
    const char *less, *more;
} orders[] = {
    {"8.2", "8.10"},
    {"zone-9", "zone-10"},
    {"8.13", "8.13a"},
    {"a", "b"},
    {"", "a"},
    {"a1b", "a1c"},
    {"07", "7"},
    {"a2", "a10b"},
    {"Z", "a"},
    {"9", "a"},
    {"99999999999999999999", "100000000000000000000"},
    {"a-1", "a1"},
};

static void order_reads_digits_by_value(void **state)
{
    (void)state;
    EACH(i, orders)
    if (text_order(orders[i].less, orders[i].more) >= 0 ||
        text_order(orders[i].more, orders[i].less) <= 0 ||
        text_order(orders[i].less, orders[i].less) != 0)
        fail_msg("'%s' before '%s'", orders[i].less, orders[i].more);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_grows),
        cmocka_unit_test(no_decimal_comma),
        cmocka_unit_test(texts_compare),
        cmocka_unit_test(numbers_are_whole_texts),
        cmocka_unit_test(integers_are_whole_texts),
        cmocka_unit_test(nearest_key_is_near),
        cmocka_unit_test(lists_are_cut),
        cmocka_unit_test(a_word_goes_with_its_number),
        cmocka_unit_test(columns_are_a_terminals),
        cmocka_unit_test(utf8_is_strict),
        cmocka_unit_test(order_reads_digits_by_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
