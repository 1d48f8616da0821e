#include "rules/finding.h"

#include <math.h>

#include "tests/check.h"

static void add(FindingList *list, Severity severity, const char *clause, const char *subject)
{
    const Finding head = {severity, "code", clause, subject, NAN, NAN, NULL, "31(1)"};

    finding_add(list, &head, "%s about %s", "word", subject);
}

static void sorts_and_merges(void **state)
{
    static const struct {
        Severity severity;
        const char *clause, *subject;
    } expected[] = {
        {SEVERITY_VIOLATION, "14.1", "camera C-2"},
        {SEVERITY_VIOLATION, "14.1", "camera C-10"},
        {SEVERITY_WARNING, "8.2a", "zone 1"},
        {SEVERITY_WARNING, "8.10", "zone 1"},
        {SEVERITY_NOTE, "", "pack"},
    };
    FindingList list;

    (void)state;
    finding_list_init(&list);
    finding_sort(&list); /* nothing to do */
    add(&list, SEVERITY_NOTE, "", "pack");
    add(&list, SEVERITY_WARNING, "8.10", "zone 1");
    add(&list, SEVERITY_WARNING, "8.2a", "zone 1");
    add(&list, SEVERITY_VIOLATION, "14.1", "camera C-10");
    add(&list, SEVERITY_VIOLATION, "14.1", "camera C-2");
    add(&list, SEVERITY_VIOLATION, "14.1", "camera C-2");
    assert_int_equal(finding_count(&list, SEVERITY_VIOLATION), 3);
    finding_sort(&list);
    assert_int_equal(list.count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < list.count; i++) {
        assert_int_equal(list.items[i].severity, expected[i].severity);
        assert_string_equal(list.items[i].clause, expected[i].clause);
        assert_string_equal(list.items[i].subject, expected[i].subject);
    }
    assert_string_equal(list.items[0].sentence, "word about camera C-2");
    assert_string_equal(list.items[0].penalty, "31(1)");
    finding_list_release(&list);
}

static void keeps_places_apart(void **state)
{
    FindingList list;
    Finding head = {SEVERITY_NOTE, NULL, NULL, NULL, 2, 1, NULL, NULL};

    (void)state;
    finding_list_init(&list);
    finding_add(&list, &head, "here");
    head.x = 1;
    finding_add(&list, &head, "here %d", 2);
    finding_sort(&list);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[0].sentence, "here");
    assert_string_equal(list.items[0].code, "");
    finding_list_release(&list);
}

static void names_severities(void **state)
{
    (void)state;
    assert_string_equal(severity_name(SEVERITY_VIOLATION), "violation");
    assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
    assert_string_equal(severity_name(SEVERITY_NOTE), "note");
}

static void cites_something_always(void **state)
{
    static const struct {
        const char *clause, *subject, *cited;
    } rows[] = {
        {"14.1", "camera C-1", "14.1"}, {"", "project", "project"}, {"", "layer roads", "data"}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Finding finding = {.clause = rows[i].clause, .subject = rows[i].subject};
        assert_string_equal(finding_cites(&finding), rows[i].cited);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cites_something_always), cmocka_unit_test(sorts_and_merges),
        cmocka_unit_test(keeps_places_apart), cmocka_unit_test(names_severities)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
