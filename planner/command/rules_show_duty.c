/* rules_show_duty.c - who bears a clause's duties, in the words of the day. */
#include <stdio.h>

#include "base/text.h"
#include "planner/command/rules_show.h"

static const char *body_name(const RulePack *pack, int as_of, const char *id)
{
    const Body *body = pack_body(pack, id, as_of);

    return body ? body->name.en : id;
}

/* All who bear it from `bearer` on, with the article that says so. */
static void print_from(const RulePack *pack, int as_of, const Bearers *bearers,
                       const Bearer *bearer)
{
    for (const char *before = ""; bearer; bearer = bearer_next(bearers, as_of, bearer)) {
        const Body *body = pack_body(pack, bearer->body, as_of);
        printf("%s%s%s%s", before, body ? body->name.zh : "未指定 ", body ? " " : "",
               body ? body->name.en : "not named");
        if (*bearer->basis)
            printf(" (%s)", bearer->basis);
        before = ", ";
    }
}

void rules_print_own_duties(const RulePack *pack, int as_of, const ClauseDuties *duties)
{
    const struct {
        const char *label;
        const Bearers *bearers;
    } rows[] = {{"builder", &duties->builder},
                {"builder of new works", &duties->builder_new_works},
                {"payer", &duties->payer},
                {"payer of new works", &duties->payer_new_works},
                {"supervisor", &duties->supervisor},
                {"supervisor of new works", &duties->supervisor_new_works}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Bearer *first = bearer_first(rows[i].bearers, as_of);
        if (!first)
            continue;
        printf("; its own %s: ", rows[i].label);
        print_from(pack, as_of, rows[i].bearers, first);
    }
}

void rules_print_duties(const RulePack *pack, int as_of, const Clause *clause)
{
    const ClauseDuties *duties = &clause->duties;
    const struct {
        const char *label;
        const Bearers *bearers;
    } rows[] = {{"builder", &duties->builder},
                {"  new works", &duties->builder_new_works},
                {"payer", &duties->payer},
                {"  new works", &duties->payer_new_works},
                {"supervisor", &duties->supervisor},
                {"  new works", &duties->supervisor_new_works},
                {"together with", &clause->coordinators}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const Bearer *first = bearer_first(rows[i].bearers, as_of);
        if (!first)
            continue;
        rules_print_label(rows[i].label);
        print_from(pack, as_of, rows[i].bearers, first);
        printf("\n");
    }
    for (size_t i = 0; i < clause->allowed_count; i++) {
        rules_print_label(i ? "" : "only by");
        printf("%s\n", body_name(pack, as_of, clause->allowed[i]));
    }
}
