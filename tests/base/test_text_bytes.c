#include "base/text.h"
#include "tests/check.h"

static const struct {
    const char *text;
    bool fine;
    size_t bytes;
} cases[] = {
    {"1", true, 1},
    {"4096", true, 4096},
    {"500M", true, 500 << 20},
    {"8G", true, 8ull << 30},
    {"8g", true, 8ull << 30},
    {"1.5K", true, 1536},
    {"2GB", true, 2ull << 30},
    {"2GiB", true, 2ull << 30},
    {"1T", true, 1ull << 40},
    {"", false, 0},
    {NULL, false, 0},
    {"0", false, 0},
    {"-5M", false, 0},
    {"nan", false, 0},
    {"M", false, 0},
    {"5 M", false, 0},
    {"5X", false, 0},
    {"5MM", false, 0},
    {"1.2.3K", false, 0},
    {"99999999T", false, 0},
};

static void sizes_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t bytes = 0;
        if (text_bytes(cases[i].text, &bytes) != cases[i].fine || bytes != cases[i].bytes)
            fail_msg("%s: %zu", cases[i].text ? cases[i].text : "NULL", bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sizes_are_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
