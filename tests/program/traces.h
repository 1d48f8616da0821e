/* traces.h - does a row of compliance.csv trace back to a clause?
 *
 * Its clause, the clause whose duty holds and that of its penalty are of the pack, in the pack's
 * words; what says who bears a duty stands beside the article that says so.
 */
#ifndef TESTS_PROGRAM_TRACES_H
#define TESTS_PROGRAM_TRACES_H

#include <ctype.h>

#include "rules/pack.h"
#include "tests/program/table.h"

typedef struct {
    const Table *table;
    const TableRow *row;
    const RulePack *pack;
} Traced;

static inline const char *traced_cell(const Traced *traced, const char *name)
{
    return table_cell(traced->table, traced->row, name);
}

static inline bool traced_filled(const Traced *traced, const char *name)
{
    return *traced_cell(traced, name) != '\0';
}

/* "9(1)", "10(1); 13", "article 10 names none": a number. What another law says has none. */
static inline bool names_article(const char *basis)
{
    if (strstr(basis, "cited law"))
        return true;
    for (; *basis; basis++)
        if (isdigit((unsigned char)*basis))
            return true;
    return false;
}

/* What a cell says needs another that says why; and what does not apply is empty. */
static inline void row_is_whole(const Traced *traced)
{
    static const char *const always[] = {"clause", "category",    "measure",
                                         "result", "duty_clause", "department"};
    static const char *const pairs[][2] = {{"department", "department_basis"},
                                           {"coordinators", "coordinators_basis"},
                                           {"builder", "builder_basis"},
                                           {"payer", "payer_basis"}};
    static const struct {
        const char *column, *measure;
    } figures[] = {{"zones", "share"},
                   {"inventory_lines", "count"},
                   {"assets", "count"},
                   {"forbidden_places", NULL}, /* of what restrains */
                   {"violations", NULL}};
    const char *id = traced_cell(traced, "clause"), *measure = traced_cell(traced, "measure");
    bool restrains = text_equal(measure, "prohibition") || text_equal(measure, "consent") ||
                     text_equal(measure, "builder");

    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (!traced_filled(traced, always[i]))
            fail_msg("%s: %s is empty", id, always[i]);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *who = traced_cell(traced, pairs[i][0]), *why = traced_cell(traced, pairs[i][1]);
        if (!*who != !*why || (*why && !names_article(why)))
            fail_msg("%s: %s is '%s', %s is '%s'", id, pairs[i][0], who, pairs[i][1], why);
        if (!*who && !text_equal(pairs[i][0], "coordinators") && !restrains)
            fail_msg("%s: no %s", id, pairs[i][0]);
    }
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        if (traced_filled(traced, figures[i].column) !=
            (figures[i].measure ? text_equal(measure, figures[i].measure) : restrains))
            fail_msg("%s: a row by %s whose %s is '%s'", id, measure, figures[i].column,
                     traced_cell(traced, figures[i].column));
    if (!text_equal(traced_cell(traced, "result"), "pass") &&
        !text_equal(traced_cell(traced, "result"), "counted") && !traced_filled(traced, "reason"))
        fail_msg("%s: %s without a reason", id, traced_cell(traced, "result"));
}

/* Its ids are clauses of the pack, its category and penalty that clause's own words. */
static inline void row_is_of_the_pack(const Traced *traced)
{
    const char *id = traced_cell(traced, "clause"), *penalty = traced_cell(traced, "penalty");
    const Clause *clause = pack_clause(traced->pack, id);
    char category[512];

    if (!clause)
        fail_msg("the pack has no clause %s", id);
    if (!pack_clause(traced->pack, traced_cell(traced, "duty_clause")))
        fail_msg("%s: the pack has no clause %s", id, traced_cell(traced, "duty_clause"));
    snprintf(category, sizeof category, "%s %s", clause->title.zh, clause->title.en);
    if (!text_equal(category, traced_cell(traced, "category")))
        fail_msg("%s: '%s' is not the clause's title", id, traced_cell(traced, "category"));
    /* A breach that the law does not punish has none. */
    if (*penalty && !names_article(penalty))
        fail_msg("%s: no article in '%s'", id, penalty);
    if (!text_equal(clause->penalty ? clause->penalty : "", penalty))
        fail_msg("%s: '%s' is not its penalty", id, penalty);
}

static inline void rows_trace(const Table *table, const RulePack *pack)
{
    for (size_t i = 0; i < table->count; i++) {
        const Traced traced = {table, &table->rows[i], pack};
        row_is_whole(&traced);
        row_is_of_the_pack(&traced);
    }
}

#endif
