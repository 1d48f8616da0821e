#include <string.h>

#include "base/text.h"
#include "base/yaml.h"
#include "tests/check.h"

#define EACH(i, table) for (size_t i = 0; i < sizeof table / sizeof *table; i++)

static YamlDoc *parse(const char *text)
{
    YamlDoc *doc = NULL;
    Diag diag = {0};
    if (yaml_parse(&doc, text, "p.yaml", &diag) != OK)
        fail_msg("%s", diag.message);
    return doc;
}

static const struct {
    const char *promise, *text, *message;
} broken[] = {
    {"a duplicate key", "a: 1\nb: 2\na: 3\n", "p.yaml:3:1: this key stands twice"},
    {"a duplicate key inside", "m:\n  a: 1\n  a: 2\n", "p.yaml:3:3: this key stands twice"},
    {"an open list", "a: [1, 2\nb: 3", "p.yaml:3:1: "},
    {"a tab", "m:\n\ta: 1\n", "p.yaml:2:1: a tab"},
    {"an unknown alias", "a: *x\n", "p.yaml:1:5: an alias"},
    {"two colons", "title: a: b\n", "p.yaml:1:9: two colons"},
    {"another encoding", "a: 1\nb: \xC7\xE0\xCF\xAA\n", "p.yaml:2:1: is not UTF-8"},
    {"two documents", "a: 1\n---\nb: 2\n", "p.yaml: holds a second document"},
};

static void errors_say_where(void **state)
{
    (void)state;
    EACH(i, broken)
    {
        YamlDoc *doc;
        Diag diag = {0};
        if (yaml_parse(&doc, broken[i].text, "p.yaml", &diag) != ERR_INPUT || doc)
            fail_msg("%s was accepted", broken[i].promise);
        if (!text_begins(diag.message, broken[i].message))
            fail_msg("%s: %s", broken[i].promise, diag.message);
    }
}

static void a_missing_file_is_named(void **state)
{
    (void)state;
    YamlDoc *doc;
    Diag diag = {0};
    assert_int_equal(yaml_read(&doc, "tests/none.yaml", &diag), ERR_INPUT);
    assert_true(text_begins(diag.message, "tests/none.yaml: "));
}

static void empty_documents_have_no_root(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n", "# only a comment\n"};
    EACH(i, texts)
    {
        YamlDoc *doc = parse(texts[i]);
        assert_null(yaml_root(doc));
        assert_int_equal(yaml_count(yaml_root(doc)), 0);
        yaml_free(doc);
    }
    yaml_free(NULL);
}

static void nodes_are_walked_in_file_order(void **state)
{
    (void)state;
    YamlDoc *doc = parse("z: 1\na: [x, 'y', {k: v}]\n8.13a: 城\nn: ~\n");
    YamlNode *root = yaml_root(doc), *list = yaml_get(root, "a");
    static const char *const keys[] = {"z", "a", "8.13a", "n"};
    assert_string_equal(yaml_name(doc), "p.yaml");
    assert_int_equal(yaml_count(root), 4);
    EACH(i, keys)
    {
        const char *key;
        YamlNode *value = yaml_pair(doc, root, i, &key);
        assert_string_equal(key, keys[i]);
        assert_ptr_equal(value, yaml_get(root, key));
        assert_string_equal(yaml_raw(yaml_key(root, i)), keys[i]);
    }
    assert_true(yaml_is_map(root) && yaml_is_list(list) && yaml_is_scalar(yaml_get(root, "z")));
    assert_int_equal(yaml_count(list), 3);
    assert_string_equal(yaml_raw(yaml_item(list, 1)), "y");
    assert_string_equal(yaml_raw(yaml_get(root, "8.13a")), "城");
    assert_null(yaml_item(list, 3));
    assert_null(yaml_raw(list));
    assert_null(yaml_get(root, "absent"));
    assert_null(yaml_get(list, "z"));
    assert_null(yaml_get(NULL, "z"));
    yaml_free(doc);
}

static const struct {
    const char *text;
    int null;
} nulls[] = {{"a:", 1},        {"a: ~", 1},        {"a: null", 1}, {"a: ''", 0},
             {"a: 'null'", 0}, {"a: nullable", 0}, {"a: 0", 0},    {"a: []", 0}};

static void null_is_plain(void **state)
{
    (void)state;
    EACH(i, nulls)
    {
        YamlDoc *doc = parse(nulls[i].text);
        if (yaml_is_null(yaml_get(yaml_root(doc), "a")) != nulls[i].null)
            fail_msg("%s", nulls[i].text);
        yaml_free(doc);
    }
    assert_true(yaml_is_null(NULL));
}

typedef Status Reader(YamlDoc *doc, YamlNode *node, Diag *diag);

static Status as_text(YamlDoc *doc, YamlNode *node, Diag *diag)
{
    const char *out;
    return yaml_text(doc, node, "k", &out, diag);
}

static Status as_number(YamlDoc *doc, YamlNode *node, Diag *diag)
{
    double out;
    return yaml_number(doc, node, "k", &out, diag);
}

static Status as_integer(YamlDoc *doc, YamlNode *node, Diag *diag)
{
    long out;
    return yaml_integer(doc, node, "k", &out, diag);
}

static Status as_bool(YamlDoc *doc, YamlNode *node, Diag *diag)
{
    bool out;
    return yaml_bool(doc, node, "k", &out, diag);
}

static Status as_date(YamlDoc *doc, YamlNode *node, Diag *diag)
{
    int out;
    return yaml_date(doc, node, "k", &out, diag);
}

static Status as_list(YamlDoc *doc, YamlNode *node, Diag *diag)
{
    return yaml_expect_list(doc, node, "k", diag);
}

static Status as_map(YamlDoc *doc, YamlNode *node, Diag *diag)
{
    static const char *const known[] = {"quota", "budget", NULL};
    return yaml_expect_map(doc, node, "k", known, diag);
}

/* `message` NULL: the value is accepted. */
static const struct {
    Reader *read;
    const char *text, *message;
} values[] = {
    {as_text, "k: abc", NULL},
    {as_text, "k: ''", NULL},
    {as_text, "k: 8.13", NULL},
    {as_text, "k:", "p.yaml:1:1: k: expected a text, found nothing"},
    {as_text, "k: [1]", "p.yaml:1:1: k: expected a text, found a list"},
    {as_text, "k: \"a\\0b\"", "p.yaml:1:5: k: expected a text, found a single value"},
    {as_number, "k: 0.95", NULL},
    {as_number, "k: high", "p.yaml:1:4: k: expected a number, found 'high'"},
    {as_number, "\nj: 1\nk: {a: 1}", "p.yaml:3:1: k: expected a number, found a map"},
    {as_number, "k: .nan", "p.yaml:1:4: k: expected a number, found '.nan'"},
    {as_integer, "k: 3", NULL},
    {as_integer, "k: 3.5", "p.yaml:1:4: k: expected a whole number, found '3.5'"},
    {as_bool, "k: true", NULL},
    {as_bool, "k: False", NULL},
    {as_bool, "k: yes", "p.yaml:1:4: k: expected true or false, found 'yes'"},
    {as_date, "k: 2021-06-01", NULL},
    {as_date, "k: 2021-02-30",
     "p.yaml:1:4: k: expected a date like 2021-06-01, found '2021-02-30'"},
    {as_list, "k: [1]", NULL},
    {as_list, "k: 1", "p.yaml:1:4: k: expected a list ([a, b]), found '1'"},
    {as_map, "k: {quota: 1}", NULL},
    {as_map, "k: {}", NULL},
    {as_map, "k: 1", "p.yaml:1:4: k: expected a map (key: value), found '1'"},
    {as_map, "k:\n  qouta: 1", "p.yaml:2:3: k has no key 'qouta'; did you mean 'quota'?"},
    {as_map, "k:\n  colour: 1", "p.yaml:2:3: k has no key 'colour'; it may have: quota, budget"},
};

static void values_are_typed(void **state)
{
    (void)state;
    EACH(i, values)
    {
        YamlDoc *doc = parse(values[i].text);
        Diag diag = {0};
        Status status = values[i].read(doc, yaml_get(yaml_root(doc), "k"), &diag);
        if (status != (values[i].message ? ERR_INPUT : OK))
            fail_msg("'%s' gave %d", values[i].text, (int)status);
        if (values[i].message)
            assert_string_equal(diag.message, values[i].message);
        yaml_free(doc);
    }
}

static void typed_values_arrive(void **state)
{
    (void)state;
    YamlDoc *doc = parse("t: abc\nn: -1.5\ni: 42\nb: true\nd: 2021-06-01\n");
    YamlNode *root = yaml_root(doc);
    Diag diag = {0};
    const char *text = NULL;
    double number = 0;
    long integer = 0;
    bool yes = false;
    int date = 0;
    assert_int_equal(yaml_text(doc, yaml_get(root, "t"), "t", &text, &diag), OK);
    assert_int_equal(yaml_number(doc, yaml_get(root, "n"), "n", &number, &diag), OK);
    assert_int_equal(yaml_integer(doc, yaml_get(root, "i"), "i", &integer, &diag), OK);
    assert_int_equal(yaml_bool(doc, yaml_get(root, "b"), "b", &yes, &diag), OK);
    assert_int_equal(yaml_date(doc, yaml_get(root, "d"), "d", &date, &diag), OK);
    assert_string_equal(text, "abc");
    assert_true(number == -1.5 && integer == 42 && yes && date == 20210601);
    yaml_free(doc);
}

/* A place in a file is named by line; one that --set made by its path. */
static void places_are_named(void **state)
{
    (void)state;
    YamlDoc *doc = parse("a: 1\nplan:\n  quota: 0.9\nl:\n  - {b: 1}\n  - []\n");
    YamlNode *root = yaml_root(doc), *list = yaml_get(root, "l");
    const struct {
        YamlNode *node;
        const char *place;
    } places[] = {{yaml_get(root, "a"), "p.yaml:1"},
                  {yaml_get(root, "plan"), "p.yaml:2"},
                  {yaml_get(yaml_get(root, "plan"), "quota"), "p.yaml:3"},
                  {yaml_item(list, 0), "p.yaml:5"},
                  {yaml_item(list, 1), "p.yaml:4"},
                  {root, "p.yaml:1"},
                  {NULL, "p.yaml"}};
    char place[64];
    Diag diag = {0};
    EACH(i, places)
    {
        yaml_place(doc, places[i].node, place, sizeof place);
        assert_string_equal(place, places[i].place);
    }
    assert_int_equal(yaml_fail(doc, NULL, &diag, "no %s", "area"), ERR_INPUT);
    assert_string_equal(diag.message, "p.yaml: no area");
    assert_int_equal(yaml_set(doc, "plan.quota", "0.5", &(Diag){0}), OK);
    yaml_place(doc, yaml_get(yaml_get(root, "plan"), "quota"), place, sizeof place);
    assert_string_equal(place, "--set plan.quota");
    yaml_free(doc);
}

static const struct {
    const char *path, *value;
    Status status;
    const char *words; /* of the message */
} sets[] = {
    {"plan.quota", "0.5", OK, NULL},
    {"plan.quota", "0.7", OK, NULL},
    {"plan.phases", "[1, 2]", OK, NULL},
    {"requirements.8.13a.px", "250", OK, NULL},
    {"new.deep.key", "{a: b}", OK, NULL},
    {"layers.1.id", "roads", OK, NULL},
    {"layers.0", "{id: x}", OK, NULL},
    {"layers.2", "{id: last}", OK, NULL},
    {"empty.k", "1", OK, NULL},
    {"title", "", OK, NULL},
    {"layers.9", "x", ERR_USAGE, "list that is shorter"},
    {"layers.id", "x", ERR_USAGE, "--set layers.id"},
    {"crs.x", "1", ERR_USAGE, "single value"},
    {"crs.x.y", "1", ERR_USAGE, "single value"},
    {"plan.quota", "[1", ERR_USAGE, "not valid YAML"},
    {"plan.quota", "\xC7\xE0", ERR_USAGE, "not UTF-8"},
    {"", "1", ERR_USAGE, "--set"},
    {"plan..x", "1", ERR_USAGE, "--set plan..x"},
};

static void set_replaces_and_adds(void **state)
{
    (void)state;
    YamlDoc *doc = parse("crs: EPSG:4542\ntitle: t\nplan: {quota: 0.9}\nempty:\n"
                         "requirements: {8.13a: {px: 125}}\nlayers: [{id: a}, {id: b}]\n");
    YamlNode *root = yaml_root(doc);
    EACH(i, sets)
    {
        Diag diag = {0};
        Status status = yaml_set(doc, sets[i].path, sets[i].value, &diag);
        if (status != sets[i].status)
            fail_msg("--set %s=%s gave %d: %s", sets[i].path, sets[i].value, (int)status,
                     diag.message);
        if (sets[i].words && !strstr(diag.message, sets[i].words))
            fail_msg("--set %s: %s", sets[i].path, diag.message);
    }
    YamlNode *plan = yaml_get(root, "plan"), *layers = yaml_get(root, "layers");
    assert_string_equal(yaml_raw(yaml_get(plan, "quota")), "0.7");
    assert_int_equal(yaml_count(yaml_get(plan, "phases")), 2);
    assert_string_equal(yaml_raw(yaml_get(yaml_get(yaml_get(root, "requirements"), "8.13a"), "px")),
                        "250");
    assert_string_equal(
        yaml_raw(yaml_get(yaml_get(yaml_get(yaml_get(root, "new"), "deep"), "key"), "a")), "b");
    assert_int_equal(yaml_count(layers), 3);
    assert_string_equal(yaml_raw(yaml_get(yaml_item(layers, 0), "id")), "x");
    assert_string_equal(yaml_raw(yaml_get(yaml_item(layers, 1), "id")), "roads");
    assert_string_equal(yaml_raw(yaml_get(yaml_item(layers, 2), "id")), "last");
    assert_string_equal(yaml_raw(yaml_get(yaml_get(root, "empty"), "k")), "1");
    yaml_free(doc);
}

static void set_fills_an_empty_document(void **state)
{
    (void)state;
    YamlDoc *doc = parse("# nothing\n");
    Diag diag = {0};
    double number;
    assert_int_equal(yaml_set(doc, "plan.quota", "high", &diag), OK);
    assert_int_equal(yaml_number(doc, yaml_get(yaml_get(yaml_root(doc), "plan"), "quota"),
                                 "plan.quota", &number, &diag),
                     ERR_INPUT);
    assert_string_equal(diag.message, "--set plan.quota: expected a number, found 'high'");
    yaml_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_say_where),
        cmocka_unit_test(a_missing_file_is_named),
        cmocka_unit_test(empty_documents_have_no_root),
        cmocka_unit_test(nodes_are_walked_in_file_order),
        cmocka_unit_test(null_is_plain),
        cmocka_unit_test(values_are_typed),
        cmocka_unit_test(typed_values_arrive),
        cmocka_unit_test(places_are_named),
        cmocka_unit_test(set_replaces_and_adds),
        cmocka_unit_test(set_fills_an_empty_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
