/* Which clauses maps draw alike, why each figure is what it is, and what is said of a pack's day.
 */
#include <math.h>
#include <string.h>

#include "rules/pack_standing.h"
#include "tests/rules/pack_text.h"

enum { REPLACED = 15 }; /* the line of the codes: what follows stands beside it */

static const char codes[] = "codes: {gbt21010: [\"0101\"]}";

static const struct {
    const char *promise, *groups;
    const char *clause, *zh, *en;
    size_t at;
} groups[] = {
    {"without groups: article and item, with the title of the clause", "", "8.5b", "8(5) 学校",
     "8(5) schools", 1},
    {"the clause before it has its own", "", "9.4", "9(4) 无", "9(4) nobody", 0},
    {"a group that the pack says has the pack's words",
     "groups: [{clauses: \"8\", zh: 第八条, en: article 8}]", "8.5b", "第八条", "article 8", 0},
    {"what no group of the pack has comes after them",
     "groups: [{clauses: \"8.5\", zh: 第八条, en: article 8}]", "9.4", "9(4) 无", "9(4) nobody", 1},
};

static void clauses_are_grouped(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        char line[400];
        RulePack *pack = NULL;
        Diag diag = {0};
        size_t at = 99;
        snprintf(line, sizeof line, "%s\n%s", codes, groups[i].groups);
        if (read_with(REPLACED, line, &pack, &diag) != OK)
            fail_msg("%s: %s", groups[i].promise, diag.message);
        const ClauseGroup *group = pack_group_of(pack, pack_clause(pack, groups[i].clause), &at);
        if (!group || at != groups[i].at || !text_equal(group->title.zh, groups[i].zh) ||
            !text_equal(group->title.en, groups[i].en))
            fail_msg("%s: group %zu is '%s' '%s'", groups[i].promise, at,
                     group ? group->title.zh : "none", group ? group->title.en : "none");
        pack_free(pack);
    }
}

static const struct {
    const char *promise, *line, *mistake;
} mistakes[] = {
    {"a group of no clause", "groups: [{clauses: \"7.7\", zh: a, en: b}]",
     "groups: there is no clause '7.7' and none under it"},
    {"a group without words", "groups: [{clauses: \"8.5\", zh: a}]",
     "groups: each needs clauses, zh and en"},
    {"an unknown key", "groups: [{clauses: \"8.5\", zh: a, en: b, color: red}]", "color"},
};

static void mistakes_of_groups_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        char line[400];
        RulePack *pack = NULL;
        Diag diag = {0};
        snprintf(line, sizeof line, "%s\n%s", codes, mistakes[i].line);
        if (read_with(REPLACED, line, &pack, &diag) == OK)
            fail_msg("%s: was read", mistakes[i].promise);
        if (!strstr(diag.message, mistakes[i].mistake))
            fail_msg("%s: said %s", mistakes[i].promise, diag.message);
    }
}

/* The parts of 8.5b: the gate takes its size by name and its px/m by task, the yard states both. */
static const struct {
    size_t part;
    const char *word, *parameter, *source, *from;
    double value;
    bool usual;
} figures[] = {
    {0, "size_m", "disc_m", "ours", "pack", 4, false},
    {0, "px_per_m", "8.5b.gate.px_per_m", "planning choice: task observe of E1", "pack", 60, false},
    {0, "k", NULL, "one camera sees each cell", "default", 1, true},
    {1, "px_per_m", "8.5b.yard.px_per_m", "planning choice,  of E1", "pack", 33, false},
    {1, "k", NULL, "planning choice: stated in the part", "pack", 2, false},
    {1, "quota", NULL, "the plan's: plan.quota", "default", NAN, true},
};

static void each_figure_has_a_source(void **state)
{
    (void)state;
    RulePack *pack = NULL;
    Diag diag = {0};
    PartFigure all[PART_FIGURES];
    assert_int_equal(read_with(0, NULL, &pack, &diag), OK);
    const Clause *clause = pack_clause(pack, "8.5b");
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        const PartFigure *found = NULL;
        pack_part_figures(pack, clause, &clause->parts[figures[i].part], all);
        for (size_t k = 0; k < PART_FIGURES; k++)
            found = text_equal(all[k].word, figures[i].word) ? &all[k] : found;
        assert_non_null(found);
        bool same =
            found->value == figures[i].value || (isnan(found->value) && isnan(figures[i].value));
        if (!same || !text_equal(found->parameter, figures[i].parameter) ||
            !text_equal(found->source, figures[i].source) ||
            !text_equal(found->from, figures[i].from) || found->usual != figures[i].usual)
            fail_msg("%s of part %zu: %g by '%s', '%s' from %s", figures[i].word, figures[i].part,
                     found->value, found->parameter ? found->parameter : "none", found->source,
                     found->from);
    }
    pack_free(pack);
}

static const struct {
    int as_of;
    const char *mark, *zh, *en;
} days[] = {
    {20200101, "little", NULL, NULL},
    {20211231, "little", NULL, NULL},
    {20220101, "little: expired 2021-12-31 已失效",
     "规则包 little 有效期 2020-01-01 至 2021-12-31，2022-01-01 已失效。",
     "Rule pack little was in force from 2020-01-01 to 2021-12-31, not on 2022-01-01."},
    {20191231, "little: not in force before 2020-01-01 尚未施行",
     "规则包 little 有效期 2020-01-01 至 2021-12-31，2019-12-31 尚未施行。",
     "Rule pack little was in force from 2020-01-01 to 2021-12-31, not on 2019-12-31."},
};

static void a_pack_out_of_force_says_so(void **state)
{
    (void)state;
    RulePack *pack = NULL;
    Diag diag = {0};
    Arena *arena = arena_new();
    assert_int_equal(read_with(0, NULL, &pack, &diag), OK);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        const PackStanding is = pack_standing(pack, days[i].as_of, arena);
        assert_string_equal(is.mark, days[i].mark);
        assert_true(text_equal(is.warning.zh, days[i].zh));
        assert_true(text_equal(is.warning.en, days[i].en));
    }
    arena_free(arena);
    pack_free(pack);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses_are_grouped), cmocka_unit_test(mistakes_of_groups_are_named),
        cmocka_unit_test(each_figure_has_a_source), cmocka_unit_test(a_pack_out_of_force_says_so)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
