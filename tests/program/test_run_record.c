/* run.json tells every figure that no law gives, with its source; and what each clause selected. */
#include <math.h>

#include "base/text.h"
#include "base/yaml.h"
#include "rules/pack.h"
#include "tests/program/program.h"

static YamlDoc *read_yaml(const char *path)
{
    YamlDoc *doc = NULL;
    Diag diag = {0};

    if (yaml_read(&doc, path, &diag) != OK)
        fail_msg("%s", diag.message);
    return doc;
}

static YamlDoc *read_record(const char *name)
{
    char path[1024];

    snprintf(path, sizeof path, "%s/%s", scratch_folder, name);
    return read_yaml(path);
}

static YamlNode *entry_with(YamlNode *list, const char *key, const char *value)
{
    for (size_t i = 0; i < yaml_count(list); i++)
        if (text_equal(yaml_raw(yaml_get(yaml_item(list, i), key)), value))
            return yaml_item(list, i);
    return NULL;
}

static double number_at(YamlNode *map, const char *key)
{
    double value = NAN;

    text_number(yaml_raw(yaml_get(map, key)), &value);
    return value;
}

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-9 * fmax(1, fabs(b));
}

static void expect_text(const char *of, YamlNode *map, const char *key, const char *expected)
{
    const char *found = yaml_raw(yaml_get(map, key));

    if (!text_equal(found ? found : "", expected ? expected : ""))
        fail_msg("%s: %s is '%s', not '%s'", of, key, found ? found : "", expected ? expected : "");
}

static const char *const packs[] = {"tengchong-2017", "cn-799-2025"};
static const char *const as_of[] = {"2021-06-01", "2025-06-01"};

/* The town under each pack, once. */
static void run_under(const char *pack, const char *day)
{
    char line[600];

    snprintf(line, sizeof line,
             "cd \"$D\" && $P coverage town/project.yaml -q --overwrite --set rules=%s --as-of %s "
             "-o %s >/dev/null",
             pack, day, pack);
    if (shell(line).code > 1)
        fail_msg("the town under %s could not be run", pack);
}

/* As the pack's file has them, whoever reads it. */
static void every_parameter_is_told(void **state)
{
    (void)state;
    fixture_copy("town");
    for (size_t p = 0; p < 2; p++) {
        char path[200];
        run_under(packs[p], as_of[p]);
        snprintf(path, sizeof path, "%s/run.json", packs[p]);
        YamlDoc *record = read_record(path);
        snprintf(path, sizeof path, "rules/packs/%s/pack.yaml", packs[p]);
        YamlDoc *pack = read_yaml(path);
        YamlNode *law = yaml_get(yaml_root(record), "pack");
        YamlNode *told = yaml_get(law, "planning_parameters");
        YamlNode *own = yaml_get(yaml_root(pack), "parameters");
        assert_true(yaml_count(own) > 20);
        for (size_t i = 0; i < yaml_count(own); i++) {
            YamlNode *parameter = yaml_item(own, i);
            const char *name = yaml_raw(yaml_get(parameter, "name"));
            YamlNode *entry = entry_with(told, "name", name);
            if (!entry)
                fail_msg("run.json has no parameter %s of %s", name, packs[p]);
            if (!same_number(number_at(entry, "value"), number_at(parameter, "value")))
                fail_msg("%s: another value", name);
            expect_text(name, entry, "unit", yaml_raw(yaml_get(parameter, "unit")));
            expect_text(name, entry, "source", yaml_raw(yaml_get(parameter, "source")));
            expect_text(name, entry, "from", "pack");
        }
        yaml_free(pack);
        yaml_free(record);
    }
}

static void part_is_told(YamlNode *told, const RulePack *pack, const Clause *clause, size_t p)
{
    const ClausePart *part = &clause->parts[p];
    PartFigure figures[PART_FIGURES];
    YamlNode *entry = NULL;

    for (size_t i = 0; i < yaml_count(told) && !entry; i++)
        if (text_equal(yaml_raw(yaml_get(yaml_item(told, i), "clause")), clause->id) &&
            text_equal(yaml_raw(yaml_get(yaml_item(told, i), "part")), part->name))
            entry = yaml_item(told, i);
    if (!entry)
        fail_msg("run.json has no requirement of %s %s", clause->id, part->name);
    pack_part_figures(pack, clause, part, figures);
    for (size_t i = 0; i < PART_FIGURES; i++) {
        YamlNode *why = yaml_get(yaml_get(entry, "sources"), figures[i].word);
        if (!why || !*figures[i].source || !*figures[i].from)
            fail_msg("%s %s: no source of %s", clause->id, part->name, figures[i].word);
        expect_text(figures[i].word, why, "source", figures[i].source);
        if (text_equal(figures[i].word, "quota") && isnan(figures[i].value))
            assert_non_null(strstr(yaml_raw(yaml_get(why, "from")), "project.yaml:"));
        else
            expect_text(figures[i].word, why, "from", figures[i].from);
    }
    assert_true(same_number(number_at(entry, "px_per_m"), part->requirement.px_per_m));
    assert_true(same_number(number_at(entry, "size_m"), part->size_m));
    assert_true(same_number(number_at(entry, "quota"), part->requirement.quota));
    assert_true(same_number(number_at(entry, "k"), part->requirement.k));
}

static void every_figure_of_a_requirement_has_its_source(void **state)
{
    (void)state;
    for (size_t p = 0; p < 2; p++) {
        char path[200];
        RulePack *pack = NULL;
        const Clause *clauses;
        Diag diag = {0};
        size_t parts = 0;
        snprintf(path, sizeof path, "%s/run.json", packs[p]);
        YamlDoc *record = read_record(path);
        YamlNode *told = yaml_get(yaml_root(record), "requirements");
        assert_int_equal(pack_read(&pack, packs[p], &diag), OK);
        size_t count = pack_clauses(pack, &clauses);
        for (size_t c = 0; c < count; c++)
            for (size_t i = 0; i < clauses[c].part_count; i++, parts++)
                part_is_told(told, pack, &clauses[c], i);
        assert_int_equal(yaml_count(told), parts);
        pack_free(pack);
        yaml_free(record);
    }
}

static void an_override_is_told_as_the_project_s(void **state)
{
    (void)state;
    Ran ran = shell("cd \"$D\" && printf 'requirements:\\n  gate_disc_m: 6\\n  8.5b.gate.k: 2\\n' "
                    ">>town/project.yaml && $P coverage town/project.yaml -q -o own >/dev/null; "
                    "grep -n gate_disc_m town/project.yaml | cut -d: -f1");
    char place[40];
    snprintf(place, sizeof place, "project.yaml:%d", atoi(ran.said));
    YamlDoc *record = read_record("own/run.json");
    YamlNode *told = yaml_get(yaml_get(yaml_root(record), "pack"), "planning_parameters");
    YamlNode *disc = entry_with(told, "name", "gate_disc_m");
    assert_true(number_at(disc, "value") == 6);
    if (!strstr(yaml_raw(yaml_get(disc, "from")), place))
        fail_msg("gate_disc_m is said to come from %s", yaml_raw(yaml_get(disc, "from")));
    expect_text("an override", disc, "source", "project file");
    assert_true(number_at(disc, "pack_value") == 4);
    if (!text_begins(yaml_raw(yaml_get(disc, "pack_source")), "planning choice"))
        fail_msg("the pack's reason is %s", yaml_raw(yaml_get(disc, "pack_source")));
    YamlNode *both = entry_with(told, "name", "8.5b.gate.k");
    assert_true(both && number_at(both, "value") == 2);
    yaml_free(record);
    ran = shell("cd \"$D\" && grep '^8.5b' own/zones.csv | grep -c 'k 2 (.*project.yaml'");
    assert_true(atoi(ran.said) >= 1);
}

/* Clauses of the town, counted by hand in its tables. */
static const struct {
    const char *clause;
    int features, zones, lines;
} selected[] = {
    {"8.5b", 1, 2, 1}, {"8.6c", 1, 1, 1}, {"8.8e", 1, 1, 0}, {"8.9", 1, 0, 1}, {"8.4a", 0, 0, 0}};

static void each_clause_tells_what_it_selected(void **state)
{
    (void)state;
    YamlDoc *record = read_record("tengchong-2017/run.json");
    YamlNode *told = yaml_get(yaml_root(record), "clauses");
    for (size_t i = 0; i < sizeof selected / sizeof *selected; i++) {
        YamlNode *entry = entry_with(told, "clause", selected[i].clause);
        assert_non_null(entry);
        if (number_at(entry, "features") != selected[i].features ||
            number_at(entry, "zones") != selected[i].zones ||
            number_at(entry, "lines") != selected[i].lines)
            fail_msg("%s: %g features, %g zones, %g lines", selected[i].clause,
                     number_at(entry, "features"), number_at(entry, "zones"),
                     number_at(entry, "lines"));
    }
    YamlNode *rooms = entry_with(told, "clause", "14.1");
    assert_true(number_at(rooms, "view_px_per_m") == 62.5);
    assert_true(number_at(rooms, "forbidden_places") >= 1);
    yaml_free(record);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_parameter_is_told),
        cmocka_unit_test(every_figure_of_a_requirement_has_its_source),
        cmocka_unit_test(each_clause_tells_what_it_selected),
        cmocka_unit_test(an_override_is_told_as_the_project_s),
    };
    program_need();
    return scratch_run(tests);
}
