/* Dates that layers give: what is said of one that is none. */
#include "tests/rules/scene_text.h"

#define PAPERS "category=8.14\nPOLYGON((0 0,100 0,100 100,0 100,0 0)) window=2020; method=counts; "

static const struct {
    const char *promise, *scene, *code;
    size_t zones;
    const char *words; /* "|" between; NULL: no finding of that code */
} rows[] = {
    {"an end that is no date says where it stands, what it is and what is wanted",
     "asof 2021-06-01\nlayer areas none " PAPERS "name=Market; valid_to=2021-13-40",
     "date-unreadable", 0,
     "layer areas, feature 1 (Market): valid_to is \"2021-13-40\", which is no date|so the area is "
     "refused|write YYYY-MM-DD, such as 2021-06-30"},
    {"a beginning that is none",
     "asof 2021-06-01\nlayer areas none " PAPERS "valid_from=spring; valid_to=2021-12-31",
     "date-unreadable", 0, "layer areas, feature 1: valid_from is \"spring\""},
    {"in the project's own field",
     "asof 2021-06-01\nlayer areas none valid_to=end " PAPERS "end=soon", "date-unreadable", 0,
     "feature 1: end is \"soon\""},
    {"a date with a time", "asof 2021-06-01\nlayer areas none " PAPERS "valid_to=2021/12/31 23:59",
     "date-unreadable", 1, NULL},
    {"no end at all is another thing",
     "asof 2021-06-01\nlayer areas none " PAPERS "valid_from=2021-01-01", "date-unreadable", 0,
     NULL},
    {"and is told as such", "asof 2021-06-01\nlayer areas none " PAPERS "valid_from=2021-01-01",
     "dated-area-without-end", 0, "fill valid_to"},
};

static const Finding *finding_of(const FindingList *findings, const char *code)
{
    for (size_t i = 0; i < findings->count; i++)
        if (text_equal(findings->items[i].code, code))
            return &findings->items[i];
    return NULL;
}

static void says_which_date_is_none(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        char words[300] = "";
        text_open(&text, rows[i].scene);
        ZoneSet *set = text_derive(&text);
        const Finding *found = finding_of(&text.findings, rows[i].code);
        if (!found != !rows[i].words || set->zone_count != rows[i].zones)
            fail_msg("%s: %zu zones, %s", rows[i].promise, set->zone_count,
                     found ? found->sentence : "nothing is said");
        snprintf(words, sizeof words, "%s", rows[i].words ? rows[i].words : "");
        for (char *rest = words, *word; (word = strtok_r(rest, "|", &rest));)
            if (!strstr(found->sentence, word))
                fail_msg("%s: no \"%s\" in: %s", rows[i].promise, word, found->sentence);
        zones_free(set);
        text_close(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_which_date_is_none)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
