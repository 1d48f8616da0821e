#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "planner/verify/reference_restraint.h"
#include "planner/verify/verify_parts.h"

/* What the plan finds about a camera under a clause. */
static Restraint written_restraint(const WrittenPlan *plan, const Camera *camera,
                                   const Clause *clause)
{
    Text subject = {0};
    Restraint worst = RESTRAINT_FINE;

    text_printf(&subject, "camera %s", camera->id);
    for (size_t i = 0; i < plan->finding_count; i++) {
        const WrittenFinding *finding = &plan->findings[i];
        Restraint now =
            text_equal(finding->severity, "violation") ? RESTRAINT_BROKEN : RESTRAINT_UNDECIDED;
        if (text_equal(finding->clause, clause->id) && text_equal(finding->subject, subject.text))
            worst = now > worst ? now : worst;
    }
    text_release(&subject);
    return worst;
}

/* How many cameras the plan finds together under the clause, as of unknown builders. */
static unsigned long written_together(const WrittenPlan *plan, const Clause *clause)
{
    static const char before[] = "cannot decide whether ";

    for (size_t i = 0; i < plan->finding_count; i++) {
        const WrittenFinding *finding = &plan->findings[i];
        if (text_equal(finding->clause, clause->id) && text_equal(finding->subject, "cameras") &&
            finding->sentence && text_begins(finding->sentence, before))
            return strtoul(finding->sentence + strlen(before), NULL, 10);
    }
    return 0;
}

/* Cameras of unknown builders that are not found one by one. */
typedef struct {
    size_t count, ties; /* that are; that may be */
} Together;

static void check_builder(Verify *verify, const Clause *clause, const Camera *camera,
                          Together *together)
{
    bool unknown = !camera->builder && !camera->operator_name;
    static const char *const names[] = {"nothing", "a warning", "a violation"};
    Restraint written = written_restraint(verify->plan, camera, clause);
    Restraint again =
        reference_restraint(verify->reserved, verify->pack, verify->project->as_of, camera, clause);

    if (unknown && written == RESTRAINT_FINE &&
        (again == RESTRAINT_TIE || again == RESTRAINT_UNDECIDED)) {
        together->ties += again == RESTRAINT_TIE;
        together->count += again == RESTRAINT_UNDECIDED;
        return;
    }
    if (again != RESTRAINT_TIE && again != written)
        verify_differs(verify,
                       "camera %s: clause %s: the plan finds %s about its builder, recomputed %s",
                       camera->id, clause->id, names[written], names[again]);
}

static void check_clause_builders(Verify *verify, const Clause *clause)
{
    Together together = {0};
    unsigned long written = written_together(verify->plan, clause);

    for (size_t i = 0; i < verify->scene->cameras.count; i++)
        check_builder(verify, clause, &verify->scene->cameras.cameras[i], &together);
    if (written < together.count || written > together.count + together.ties)
        verify_differs(
            verify,
            "clause %s: the plan finds %lu cameras of unknown builders together, recomputed "
            "%zu",
            clause->id, written, together.count);
}

/* Was every existing camera installed by who may? A narrowed run leaves findings out. */
void verify_builders(Verify *verify)
{
    const WrittenPlan *plan = verify->plan;
    const Clause *clauses;
    size_t count = pack_clauses(verify->pack, &clauses);

    if (plan->only_department || plan->only_township || plan->only_clause)
        return;
    for (size_t c = 0; c < count; c++)
        if (clause_reserves(&clauses[c]))
            check_clause_builders(verify, &clauses[c]);
    printf("restraints   %zu cameras against %zu reserved places\n", verify->scene->cameras.count,
           verify->reserved->count);
}
