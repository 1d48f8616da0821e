/* rules_show_select.c - what a clause speaks of, and which of its parts each alternative feeds. */
#include <stdio.h>

#include "base/text.h"
#include "planner/command/rules_show.h"
#include "rules/codeset.h"
#include "rules/selector.h"

enum { LABEL = 14 };

/* "  builder       ...": a label and what follows it on the line. */
void rules_print_label(const char *label)
{
    printf("  %-*s", LABEL, label);
}

void rules_print_texts(const char *const *items, size_t count, const char *last)
{
    for (size_t i = 0; i < count; i++)
        printf("%s%s", i == 0 ? "" : i + 1 < count ? ", " : last, items[i]);
}

/* "amenity = school or college, and access = private" */
static void print_tests(const RulePack *pack, const TagTest *tests, size_t count,
                        const char *between)
{
    for (size_t i = 0; i < count; i++) {
        printf("%s%s = ", i ? between : "", pack_tag_key(pack, tests[i].key));
        if (tests[i].any)
            printf("anything");
        else
            rules_print_texts((const char *const *)tests[i].values, tests[i].value_count, " or ");
    }
}

static void print_shapes(unsigned shapes)
{
    const char *before = " drawn as ";

    for (int kind = 0; shapes && shape_words[kind]; kind++)
        if (shapes >> kind & 1) {
            printf("%s%s", before, shape_words[kind]);
            before = " or ";
        }
}

/* "24 m [set by t.yaml:5]": a planning parameter, and whether it is the project's. */
static void print_parameter(const RulePack *pack, const char *name, const char *unit)
{
    const Parameter *parameter = pack_parameter_named(pack, name);

    printf("%g%s%s", pack_parameter(pack, name), *unit ? " " : "", unit);
    if (parameter)
        rules_print_set(parameter->from);
}

static void print_least(const RulePack *pack, const char *what, const char *parameter,
                        const char *unit)
{
    if (!parameter)
        return;
    printf(", %s at least ", what);
    print_parameter(pack, parameter, unit);
    printf(" (planning parameter %s)", parameter);
}

static void print_near(const RulePack *pack, const char *how, const NearTest *test)
{
    if (test->count == 0)
        return;
    printf(", %s ", how);
    rules_print_texts(test->names, test->count, ", ");
    if (test->within) {
        printf(" (within ");
        print_parameter(pack, test->within, "m");
        printf(": planning parameter %s)", test->within);
    }
}

static bool takes_role(const ClausePart *part, const char *as)
{
    for (size_t i = 0; i < part->from_count; i++)
        if (text_equal(part->from[i], as))
            return true;
    return false;
}

/* Which parts what has a role and a shape is for, where the parts tell roles apart. What is
 * supplied is for all where none says so. */
static void print_feeds(const Clause *clause, const char *as, unsigned shapes)
{
    const char *before = "; for ";
    size_t told = 0, named = 0;

    for (size_t p = 0; p < clause->part_count; p++) {
        told += clause->parts[p].from_count > 0;
        named += takes_role(&clause->parts[p], as);
    }
    if (told == 0 || (named == 0 && text_equal(as, "supplied")))
        return;
    for (size_t p = 0; p < clause->part_count; p++) {
        const ClausePart *part = &clause->parts[p];
        bool fits = !shapes || !part->shapes || (shapes & part->shapes);
        if (fits && (part->from_count == 0 || takes_role(part, as))) {
            printf("%s%s", before, part->name);
            before = ", ";
        }
    }
    for (size_t p = 0; p < clause->part_count; p++)
        if (clause->parts[p].against && text_equal(clause->parts[p].against, as))
            printf("; where it is met: %s", clause->parts[p].name);
}

static void print_select(const RulePack *pack, const Select *select)
{
    const CodeSet *set = pack_codeset(pack, select->codeset);

    if (select->codeset)
        printf("%s: ", set ? set->title : "OpenStreetMap");
    print_tests(pack, select->all, select->all_count, ", and ");
    rules_print_texts(select->codes, select->code_count, ", ");
    if (select->but_count) {
        printf("; not ");
        rules_print_texts(select->but, select->but_count, ", ");
    }
    if (select->clause_count) {
        printf("what is under ");
        rules_print_texts(select->clauses, select->clause_count, ", ");
    }
    if (select->none_count) {
        printf("; not ");
        print_tests(pack, select->none, select->none_count, ", nor ");
    }
    print_shapes(select->shapes);
    print_least(pack, "area", select->min_area, "m2");
    print_least(pack, "length", select->min_length, "m");
    print_near(pack, "near places of", &select->near);
    print_near(pack, "not near places of", &select->apart);
    if (select->only_if) {
        printf("; only where the project sets %s (now ", select->only_if);
        print_parameter(pack, select->only_if, "");
        printf(")");
    }
    if (select->doubt)
        printf("; in doubt: %s", select->doubt);
}

void rules_print_selects(const RulePack *pack, int as_of, const Clause *clause)
{
    size_t count = clause->select ? clause->select->count : 0;

    for (size_t i = 0; i < count; i++) {
        const Select *select = &clause->select->items[i];
        rules_print_label(i ? "  or" : "speaks of");
        print_select(pack, select);
        print_feeds(clause, select->as, select->shapes);
        rules_print_own_duties(pack, as_of, &select->duties);
        printf("\n");
    }
    if (clause_has_places(clause)) {
        rules_print_label(count ? "  or" : "speaks of");
        printf("whatever a layer or feature of the project puts under category %s", clause->id);
        print_feeds(clause, "supplied", 0);
        printf("\n");
    }
}
