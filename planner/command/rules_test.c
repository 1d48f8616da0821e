/* rules_test.c - the worked cases of a pack, run. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "planner/command/case_cameras.h"
#include "planner/command/rules.h"
#include "rules/case.h"

typedef struct {
    const RulePack *pack;
    const CaseSet *cases;
    const char *wanted;
    size_t run, failed, clauses, lacking;
} CaseRun;

static Status run_case(CaseRun *run, const Case *one, Diag *diag)
{
    Text wrong = {0};
    Status status = case_run(one, run->pack, case_judge_cameras, &wrong, diag);

    run->run++;
    if (status == OK && wrong.length) {
        run->failed++;
        printf("%s: %s: %s\n", one->place, one->clause,
               one->title.en ? one->title.en : one->title.zh);
        for (const char *line = wrong.text; *line;) {
            size_t length = strcspn(line, "\n");
            printf("    %.*s\n", (int)length, line);
            line += length + (line[length] == '\n');
        }
    }
    text_release(&wrong);
    return status;
}

/* A clause is shown at work, and where it just does not apply. */
static void say_lacking(CaseRun *run, const Clause *clause)
{
    bool applies = false, just_not = false;

    for (size_t i = 0; i < run->cases->count; i++) {
        const Case *one = &run->cases->cases[i];
        if (!text_equal(one->clause, clause->id))
            continue;
        applies |= case_applies(one);
        just_not |= !case_applies(one);
    }
    run->clauses++;
    if (applies && just_not)
        return;
    run->lacking++;
    printf("%s: no case in which it %s\n", clause->id,
           !applies && !just_not ? "applies, none in which it just does not"
           : applies             ? "just does not apply"
                                 : "applies");
}

static Status run_all(CaseRun *run, Diag *diag)
{
    const Clause *clauses;
    size_t count = pack_clauses(run->pack, &clauses);
    Status status = OK;

    for (size_t i = 0; i < run->cases->count && status == OK; i++)
        if (clause_is_under(run->cases->cases[i].clause, run->wanted))
            status = run_case(run, &run->cases->cases[i], diag);
    for (size_t i = 0; i < count && status == OK; i++)
        if (clause_needs_cases(&clauses[i]) && clause_is_under(clauses[i].id, run->wanted))
            say_lacking(run, &clauses[i]);
    return status;
}

Status rules_test(const RulesWish *wish, bool *held, Diag *diag)
{
    RulePack *pack = NULL;
    CaseSet *cases = NULL;
    CaseRun run = {.wanted = wish->clause};
    Status status = pack_read(&pack, wish->pack, diag);

    if (status == OK)
        status = cases_read(&cases, pack, diag);
    run.pack = pack;
    run.cases = cases;
    if (status == OK)
        status = run_all(&run, diag);
    if (status == OK && run.run + run.clauses == 0)
        status = diag_fail(diag, ERR_USAGE,
                           "pack %s has no clause '%s'; 'camplan rules show %s' lists them",
                           wish->pack, wish->clause, wish->pack);
    if (status == OK) {
        printf("%s: %zu cases, %zu as expected; %zu clauses, %zu of them %s\n", pack_id(pack),
               run.run, run.run - run.failed, run.clauses, run.lacking,
               run.lacking == 1 ? "lacks a case" : "lack cases");
        *held = !run.failed && !run.lacking;
    }
    cases_free(cases);
    pack_free(pack);
    return status;
}
