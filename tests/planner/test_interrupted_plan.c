/* Ctrl-C wherever the choice of cameras asks for it: what is left is a plan, or nothing.
 *
 * The questions are answered here instead of by base/interrupt.c, so that each can be the one.
 */
#include <limits.h>

#include "base/interrupt.h"
#include "tests/planner/little_town.h"

static struct {
    bool counting, deferred, noted;
    long asked, at; /* the question that Ctrl-C comes before */
} hand;

void interrupt_install(void)
{
}

bool interrupt_noted(void)
{
    return hand.noted;
}

void interrupt_defer(void)
{
    hand.deferred = true;
}

bool interrupt_requested(void)
{
    if (!hand.counting)
        return false;
    if (__atomic_fetch_add(&hand.asked, 1, __ATOMIC_RELAXED) >= hand.at)
        hand.noted = true;
    return hand.noted && !hand.deferred;
}

Status interrupt_check(Diag *diag)
{
    return interrupt_requested() ? diag_fail(diag, ERR_INTERRUPTED, "interrupted") : OK;
}

static Status choose_until(LittleTown *town, long at)
{
    Diag diag = {0};
    Status status;

    plan_free(town->plan);
    town->plan = NULL;
    hand.asked = 0;
    hand.at = at;
    hand.noted = hand.deferred = false;
    hand.counting = true;
    status = little_town_choose(town, &diag);
    hand.counting = false;
    return status;
}

/* One a slot, n a site, costs that add up, shares that grow. */
static void assert_plan(const LittleTown *town)
{
    const Plan *plan = town->plan;
    double cost = 0, last = 0;

    assert_true(plan->count > 0 && plan->interrupted && plan->limited);
    assert_true(isnan(plan->lower_bound) || plan->lower_bound <= plan->cost + 1e-6);
    for (size_t i = 0; i < plan->count; i++) {
        const Candidate *c = &town->candidates->candidates[plan->cameras[i].candidate];
        int same_site = 0;
        for (size_t j = 0; j < plan->count; j++) {
            const Candidate *d = &town->candidates->candidates[plan->cameras[j].candidate];
            same_site += d->site == c->site;
            assert_true(i == j || d->site != c->site || d->slot != c->slot);
        }
        assert_true(same_site <= town->little.project.plan.max_per_pole);
        assert_true(plan->cameras[i].cumulative >= last);
        last = plan->cameras[i].cumulative;
        cost += plan->cameras[i].cost;
    }
    assert_true(fabs(cost - plan->cost) < 1e-6);
    assert_true(last > 0);
}

static void town_make(LittleTown *town)
{
    little_town_init(town, 100);
    little_town_building(town, (Box){-40, 8, -20, 30}, 8);
    little_town_building(town, (Box){20, -30, 40, -8}, 8);
    little_scene_zone(&town->little, (Box){-60, 20, -20, 50}, false)->requirement.px_per_m = 40;
    little_scene_zone(&town->little, (Box){30, -40, 60, -10}, false)->requirement.k = 2;
    little_town_open(town);
    little_town_candidates(town);
}

static void every_moment_leaves_a_plan_or_nothing(void **state)
{
    LittleTown town;
    long questions;
    size_t whole, nothing = 0, kept = 0, smaller = 0;

    (void)state;
    town_make(&town);
    assert_int_equal(choose_until(&town, LONG_MAX), OK);
    assert_false(town.plan->interrupted);
    questions = hand.asked;
    whole = town.plan->count;
    assert_true(questions > 8);
    for (long at = 0; at < questions; at += 1 + at / 8) {
        town.little.project.save_on_interrupt = false;
        assert_int_equal(choose_until(&town, at), ERR_INTERRUPTED);
        assert_null(town.plan);
        town.little.project.save_on_interrupt = true;
        Status status = choose_until(&town, at);
        if (status == ERR_INTERRUPTED) {
            nothing++;
            assert_null(town.plan);
            assert_true(kept == 0); /* once something is chosen it is kept */
            continue;
        }
        assert_int_equal(status, OK);
        assert_plan(&town);
        little_town_after(&town);
        /* The share that it says is what its cameras cover. */
        double covered = 0, mandated = 0;
        for (size_t z = 0; z < town.little.zones.zone_count; z++) {
            covered += coverage_zone_weight(town.demand, town.after, z);
            mandated += town.demand->zone_weight[z];
        }
        assert_true(fabs(covered / mandated - town.plan->cameras[town.plan->count - 1].cumulative) <
                    1e-6);
        coverage_free(town.after);
        free(town.planned);
        town.after = NULL;
        town.planned = NULL;
        kept++;
        smaller += town.plan->count < whole;
    }
    assert_true(nothing > 0 && kept > 0 && smaller > 0);
    little_town_release(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_moment_leaves_a_plan_or_nothing)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
