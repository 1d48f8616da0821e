#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/json.h"
#include "base/yaml.h"
#include "tests/check.h"

static void a_document_reads_as_written(void **state)
{
    (void)state;
    JsonWriter json = {0};
    json_object(&json, NULL);
    json_text(&json, "name", "青溪 \"a\\b\"\n\x01");
    json_array(&json, "list");
    json_integer(&json, NULL, -3);
    json_number(&json, NULL, 0.1);
    json_object(&json, NULL);
    json_end(&json);
    json_end(&json);
    json_array(&json, "empty");
    json_end(&json);
    json_bool(&json, "yes", true);
    json_text(&json, "none", NULL);
    json_number(&json, "nan", (double)NAN);
    json_end(&json);
    assert_string_equal(json.out.text, "{\n"
                                       "  \"name\": \"青溪 \\\"a\\\\b\\\"\\n\\u0001\",\n"
                                       "  \"list\": [\n"
                                       "    -3,\n"
                                       "    0.1,\n"
                                       "    {}\n"
                                       "  ],\n"
                                       "  \"empty\": [],\n"
                                       "  \"yes\": true,\n"
                                       "  \"none\": null,\n"
                                       "  \"nan\": null\n"
                                       "}\n");
    YamlDoc *doc;
    Diag diag = {0};
    assert_int_equal(yaml_parse(&doc, json.out.text, "json", &diag), OK);
    assert_int_equal(yaml_count(yaml_root(doc)), 6);
    yaml_free(doc);
    text_release(&json.out);
}

static const struct {
    double value;
    const char *text;
} numbers[] = {
    {0, "0"},
    {-0.0, "0"},
    {0.1, "0.1"},
    {1.0 / 3, "0.3333333333333333"},
    {100000, "100000"},
    {-2.5, "-2.5"},
    {1e100, "1e+100"},
    {5e-324, "5e-324"},
    {DBL_MAX, "1.7976931348623157e+308"},
    {0.1 + 0.2, "0.30000000000000004"},
};

static void numbers_are_short_and_exact(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char text[32];
        json_format_number(numbers[i].value, text);
        assert_string_equal(text, numbers[i].text);
    }
    for (int i = 1; i < 20000; i++) {
        double value = sin(i) * exp(i % 50 - 25);
        char text[32];
        json_format_number(value, text);
        assert_true(strtod(text, NULL) == value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_reads_as_written),
        cmocka_unit_test(numbers_are_short_and_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
