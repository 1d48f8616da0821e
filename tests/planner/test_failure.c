/* What is lost with cameras, against the coverage of those that are left, computed afresh. */
#include "planner/audit/compliance.h"
#include "planner/audit/failure.h"
#include "planner/coverage/cover_tally.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"

enum { CAMERAS = 24, GROUPS = 7 };

typedef struct {
    LittleScene little;
    Lookout lookouts[CAMERAS];
    Demand *demand;
    Coverage *all;
} Street;

static double random_to(unsigned *seed, double from, double to)
{
    *seed = *seed * 1664525u + 1013904223u;
    return from + (to - from) * (double)(*seed >> 8) / (double)(1u << 24);
}

static Coverage *cover(const Street *street, const Lookout *lookouts, size_t count)
{
    Coverage *coverage;
    Diag diag = {0};

    assert_int_equal(
        coverage_compute(&coverage, street->demand, lookouts, count, "coverage", &diag), OK);
    return coverage;
}

/* A street judged by stations, squares that one and two cameras must see, and one that nobody
 * sees; houses between them. */
static void street_make(Street *street, unsigned seed)
{
    LittleScene *little = &street->little;
    Diag diag = {0};

    little_scene_init(little, 60, 1);
    little->project.plan.quota = 0.4;
    little_scene_zone(little, (Box){-55, -6, 55, 6}, true)->requirement.px_per_m = 30;
    little_scene_zone(little, (Box){-50, 15, -10, 45}, false)->requirement.weight = 0.3;
    little_scene_zone(little, (Box){5, -40, 45, 30}, false)->requirement.k = 2;
    little_scene_zone(little, (Box){50, 50, 58, 58}, false)->requirement.px_per_m = 5000;
    little_scene_raise(little, (Box){-5, 10, 2, 40}, 8, OBSTACLE_BUILDING);
    little_scene_raise(little, (Box){20, -30, 30, -20}, 8, OBSTACLE_BUILDING);
    assert_int_equal(demand_build(&street->demand, &little->scene, &little->zones, &diag), OK);
    for (size_t i = 0; i < CAMERAS; i++) {
        double x = random_to(&seed, -58, 58), y = random_to(&seed, -58, 58);
        street->lookouts[i] = little_lookout(
            little, x, y, 6, little_optics(random_to(&seed, 0, 360), 15, 30 + (double)i * 2));
    }
    street->lookouts[3].blind = true;
    street->lookouts[3].blind_cause = CAUSE_OFFLINE;
    street->all = cover(street, street->lookouts, CAMERAS);
}

static void street_release(Street *street)
{
    coverage_free(street->all);
    demand_free(street->demand);
    little_scene_release(&street->little);
}

static const ZoneLoss *loss_of(const Failure *failure, size_t zone)
{
    for (size_t i = 0; i < failure->count; i++)
        if (failure->losses[i].zone == zone)
            return &failure->losses[i];
    return NULL;
}

/* Compare with what the cameras outside group `g` cover. */
static void assert_group(const Street *street, const uint32_t *group_of, uint32_t g,
                         const Failure *failure)
{
    const Demand *demand = street->demand;
    Lookout rest[CAMERAS];
    size_t count = 0, falling = 0;
    double lost = 0;

    for (size_t i = 0; i < CAMERAS; i++)
        if (group_of[i] != g)
            rest[count++] = street->lookouts[i];
    assert_int_equal(failure->cameras, CAMERAS - count);
    Coverage *without = cover(street, rest, count);
    for (size_t z = 0; z < demand->zones->zone_count; z++) {
        double before = coverage_zone_weight(demand, street->all, z);
        double after = coverage_zone_weight(demand, without, z);
        double quota = compliance_quota(&demand->zones->zones[z], &street->little.project);
        bool falls = compliance_reached(before, quota, demand->zone_weight[z]) &&
                     !compliance_reached(after, quota, demand->zone_weight[z]);
        const ZoneLoss *loss = loss_of(failure, z);
        lost += before - after;
        falling += falls;
        assert_int_equal(loss != NULL, before - after > 1e-6);
        if (loss) {
            assert_true(fabs(loss->lost - (before - after)) < 1e-6);
            assert_true(fabs(loss->left - after) < 1e-6);
            assert_int_equal(loss->falls, falls);
        }
    }
    assert_true(fabs(failure->lost - lost) < 1e-6);
    assert_int_equal(failure->falling, falling);
    coverage_free(without);
}

static void assert_worst_first(const Failure *failure)
{
    for (size_t i = 1; i < failure->count; i++) {
        const ZoneLoss *a = &failure->losses[i - 1], *b = &failure->losses[i];
        assert_true(a->falls >= b->falls);
        assert_true(a->falls != b->falls || a->lost >= b->lost);
    }
}

static void losses_are_what_the_rest_no_longer_covers(void **state)
{
    size_t losing = 0, falling = 0, shared = 0;

    (void)state;
    for (unsigned seed = 1; seed <= 3; seed++) {
        Street street = {0};
        uint32_t alone[CAMERAS], together[CAMERAS];
        street_make(&street, seed);
        for (uint32_t i = 0; i < CAMERAS; i++) {
            alone[i] = i;
            together[i] = i % (GROUPS + 1) == GROUPS ? FAILURE_NO_GROUP : i % (GROUPS + 1);
        }
        FailureSet *one =
            failures_find(street.demand, &street.little.project, street.all, alone, CAMERAS);
        FailureSet *many =
            failures_find(street.demand, &street.little.project, street.all, together, GROUPS);
        double sums[GROUPS] = {0};
        for (uint32_t i = 0; i < CAMERAS; i++) {
            assert_group(&street, alone, i, &one->items[i]);
            assert_worst_first(&one->items[i]);
            losing += one->items[i].lost > 0;
            if (together[i] != FAILURE_NO_GROUP)
                sums[together[i]] += one->items[i].lost;
        }
        for (uint32_t g = 0; g < GROUPS; g++) {
            assert_group(&street, together, g, &many->items[g]);
            assert_worst_first(&many->items[g]);
            falling += many->items[g].falling;
            shared += many->items[g].lost > sums[g] + 1e-6;
        }
        assert_true(one->items[3].lost == 0 && one->items[3].count == 0); /* blind */
        assert_true(one->covered == many->covered);
        failures_free(one);
        failures_free(many);
        street_release(&street);
    }
    /* Else nothing was tried: losses of one, zones that fall, and what only several lose. */
    assert_true(losing > CAMERAS && falling > 0 && shared > 0);
}

/* A tally that cameras enter and leave in any order is the coverage of those that stand. */
static void a_tally_follows_every_step(void **state)
{
    Street street = {0};
    bool stands[CAMERAS] = {false};
    unsigned seed = 9;

    (void)state;
    street_make(&street, 4);
    CoverTally *tally = cover_tally_new(street.demand);
    for (int step = 0; step < 60; step++) {
        size_t i = (size_t)random_to(&seed, 0, CAMERAS - 0.01), count = 0;
        Lookout standing[CAMERAS];
        double total = 0;
        if (stands[i])
            cover_tally_remove(tally, &street.all->footprints[i]);
        else
            cover_tally_add(tally, &street.all->footprints[i]);
        stands[i] = !stands[i];
        for (size_t k = 0; k < CAMERAS; k++)
            if (stands[k])
                standing[count++] = street.lookouts[k];
        Coverage *coverage = cover(&street, standing, count);
        for (size_t z = 0; z < street.demand->zones->zone_count; z++) {
            double weight = coverage_zone_weight(street.demand, coverage, z);
            assert_true(fabs(cover_tally_zone(tally, z) - weight) < 1e-6);
            total += weight;
        }
        assert_true(fabs(cover_tally_total(tally) - total) < 1e-6);
        coverage_free(coverage);
    }
    cover_tally_free(tally);
    street_release(&street);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(losses_are_what_the_rest_no_longer_covers),
        cmocka_unit_test(a_tally_follows_every_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
