#include "planner/siting/mast.h"
#include "tests/planner/little_town.h"

/* A hotel, a house, trees and a square beside the road; a border for long lenses. */
static void town_of_all(LittleTown *town)
{
    Zone *border;

    little_town_init(town, 100);
    little_town_building(town, (Box){-30, 12, -10, 30}, 9);
    little_town_building(town, (Box){20, 10, 40, 25}, 9);
    little_town_forbid(town, (Box){20, 10, 40, 25}, true);
    little_town_forbid(town, (Box){-30, 12, -10, 30}, true)->supplied = false;
    little_scene_raise(&town->little, (Box){50, -30, 60, -20}, 8, OBSTACLE_CANOPY);
    little_scene_zone(&town->little, (Box){40, -40, 70, -10}, false)->requirement.k = 2;
    border = little_scene_zone(&town->little, (Box){-90, 90, 90, 96}, true);
    border->requirement.use = USE_LONG_RANGE;
    border->requirement.thermal_ok = true;
    border->requirement.px_per_m = 6;
    little_town_open(town);
    little_town_candidates(town);
}

static void columns_are_footprints(void **state)
{
    LittleTown town;
    const CandidateSet *set;
    size_t thermal = 0;
    Diag diag = {0};

    (void)state;
    town_of_all(&town);
    set = town.candidates;
    assert_true(set->count > 100 && set->lines > 0 && set->forbidden > 0);
    for (size_t j = 0; j < set->count; j += 37) {
        const Candidate *c = &set->candidates[j];
        const Site *site = &town.sites->sites[c->site];
        Lookout lookout = {
            .id = "x", .eye = site->eye, .long_eye = site->long_eye, .optics = c->optics};
        Coverage *alone;
        size_t at = set->matrix->first[j], end = set->matrix->first[j + 1];
        assert_int_equal(coverage_compute(&alone, town.demand, &lookout, 1, "coverage", &diag), OK);
        FootprintWalk walk = footprint_walk(&alone->footprints[0]);
        for (uint32_t cell; footprint_next(&walk, &cell);) {
            SurfaceUse use = town.demand->points[town.demand->cells[cell].point].use;
            /* Only masts on high ground are asked about long-range demand. */
            if (use == USE_LONG_RANGE && site->kind != SITE_LONG_RANGE)
                continue;
            assert_true(at < end);
            assert_int_equal(set->matrix->rows_of[at], cell);
            at++;
        }
        assert_int_equal(at, end);
        coverage_free(alone);
    }
    for (size_t j = 0; j < set->count; j++)
        thermal += set->candidates[j].optics.thermal;
    assert_true(thermal > 0);
    little_town_release(&town);
}

static bool covers_all_of(const CoverMatrix *m, size_t a, size_t b)
{
    size_t i = m->first[a];

    for (size_t k = m->first[b]; k < m->first[b + 1]; k++) {
        while (i < m->first[a + 1] && m->rows_of[i] < m->rows_of[k])
            i++;
        if (i == m->first[a + 1] || m->rows_of[i] != m->rows_of[k])
            return false;
    }
    return true;
}

static void none_is_dominated(void **state)
{
    LittleTown town;
    const CandidateSet *set;

    (void)state;
    town_of_all(&town);
    set = town.candidates;
    for (size_t a = 0; a < set->count; a++) {
        assert_true(set->matrix->first[a + 1] > set->matrix->first[a]);
        for (size_t b = a + 1; b < set->count && set->candidates[b].site == set->candidates[a].site;
             b++) {
            const Candidate *one = &set->candidates[a], *two = &set->candidates[b];
            if (one->slot != two->slot)
                continue;
            assert_false(one->cost <= two->cost && covers_all_of(set->matrix, a, b));
            assert_false(two->cost <= one->cost && covers_all_of(set->matrix, b, a));
        }
    }
    little_town_release(&town);
}

static void coverable_and_causes(void **state)
{
    LittleTown town;
    const CandidateSet *set;
    size_t canopy = 0, uncoverable = 0;
    uint8_t *seen;

    (void)state;
    town_of_all(&town);
    set = town.candidates;
    seen = memory_new(town.demand->cell_count, 1);
    for (size_t a = 0; a < set->matrix->arcs; a++)
        seen[set->matrix->rows_of[a]] = 1;
    for (size_t c = 0; c < town.demand->cell_count; c++) {
        int k = town.little.zone[town.demand->cells[c].zone].requirement.k;
        if (set->coverable[c])
            assert_true(seen[c]);
        else if (k == 1)
            assert_false(seen[c]);
        assert_int_equal(set->coverable[c], set->cause[c] == CAUSE_COVERED);
        uncoverable += !set->coverable[c];
        canopy += set->cause[c] == CAUSE_CANOPY;
    }
    /* The ground under the crowns is asked for and seen by nobody. */
    assert_true(uncoverable > 0 && canopy > 20);
    free(seen);
    little_town_release(&town);
}

static void measures_are_made(void **state)
{
    LittleTown town;
    double outside = 0, dwelling = 0;

    (void)state;
    town_of_all(&town);
    for (size_t j = 0; j < town.candidates->count; j++) {
        const Candidate *c = &town.candidates->candidates[j];
        assert_true(c->outside_m2 >= 0 && c->dwelling_m2 >= 0 && c->cost > 0);
        assert_true((double)c->outside_m2 < 3.15 * 100 * 100);
        outside = fmax(outside, (double)c->outside_m2);
        dwelling = fmax(dwelling, (double)c->dwelling_m2);
        if (j && c[-1].site == c->site)
            assert_true(c[-1].optics.azimuth_deg <= c->optics.azimuth_deg);
    }
    assert_true(outside > 100 && dwelling > 12);
    little_town_release(&town);
}

/* A pole that needs a pole, a trench and a cable; the second camera only part of the trench. */
static void what_a_site_costs(void **state)
{
    LittleTown town;

    (void)state;
    little_town_init(&town, 60);
    little_town_pole(&town, 0, 8);
    little_town_open(&town);
    little_town_candidates(&town);
    for (size_t i = 0; i < town.sites->count; i++) {
        const Site *site = &town.sites->sites[i];
        double expected = 3000 + (site->pole_new ? 4000 : 0) + 20 * site->network_m;
        assert_true(fabs(town.candidates->site_cost[i] - expected) < 1e-9);
        assert_true(town.candidates->again_cost[i] == 1200);
    }
    little_town_release(&town);
}

/* When a mast may have only a few, each direction keeps its best. */
static void few_are_the_best_of_each_arm(void **state)
{
    LittleTown town;
    LensSet lenses;
    MastWorld world;
    Mast all, few;
    MastBench *bench;
    Diag diag = {0};
    size_t slots = 0, kept = 0;

    (void)state;
    little_town_init(&town, 60);
    little_town_open(&town);
    little_town_candidates(&town);
    assert_int_equal(lenses_make(&lenses, &town.little.scene, town.demand, &diag), OK);
    mast_world_init(&world, &town.little.scene, town.demand, town.prohibit, &lenses, town.before);
    bench = mast_bench_new(&world);
    world.candidates_most = 1000;
    world.arcs_most = 1000000;
    assert_int_equal(mast_make(&all, &world, &town.sites->sites[0], 0, bench, &diag), OK);
    for (size_t j = 0; j < all.count; j++)
        slots += j == 0 || all.items[j].slot != all.items[j - 1].slot;
    assert_true(slots > 1 && all.count > slots);
    world.candidates_most = slots;
    assert_int_equal(mast_make(&few, &world, &town.sites->sites[0], 0, bench, &diag), OK);
    assert_int_equal(few.count, slots);
    for (size_t j = 0; j < few.count; j++)
        kept += j == 0 || few.items[j].slot != few.items[j - 1].slot;
    assert_int_equal(kept, slots);
    mast_release(&few);
    world.arcs_most = all.first[1] + 1;
    assert_int_equal(mast_make(&few, &world, &town.sites->sites[0], 0, bench, &diag), OK);
    assert_true(few.count >= 1 && few.count < slots);
    mast_release(&few);
    mast_release(&all);
    mast_bench_free(bench);
    mast_world_release(&world);
    lenses_release(&lenses);
    candidates_free(NULL);
    cover_matrix_free(NULL);
    little_town_release(&town);
}

/* Panoramic, fisheye, multi-sensor and PTZ models when a project lists them. */
static void unusual_models(void **state)
{
    static const ModelClass classes[] = {MODEL_PTZ, MODEL_FISHEYE, MODEL_PANORAMIC, MODEL_MULTI};
    LittleTown town;
    const CameraModel *models;
    const char *ids[4];
    size_t count, found = 0, used[4] = {0};

    (void)state;
    little_town_init(&town, 60);
    count = catalogue_models(town.little.scene.catalogue, &models);
    for (size_t k = 0; k < 4; k++)
        for (size_t i = 0; i < count; i++)
            if (models[i].class == classes[k] && models[i].cost > 0 && models[i].width_px > 0) {
                ids[found++] = models[i].id;
                break;
            }
    assert_int_equal(found, 4);
    town.little.project.sites.models = ids;
    town.little.project.sites.model_count = 4;
    town.little.project.sites.azimuth_step_deg = 0; /* not said: 30 */
    little_town_forbid(&town, (Box){20, 10, 40, 25}, true);
    little_town_open(&town);
    little_town_candidates(&town);
    for (size_t j = 0; j < town.candidates->count; j++)
        for (size_t k = 0; k < 4; k++)
            used[k] += town.candidates->candidates[j].model->class == classes[k];
    assert_true(used[0] > 0 && used[3] > 0);
    /* However it is turned at home, a PTZ beside the hotel could look in. */
    assert_true(town.candidates->forbidden > 0);
    little_town_release(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_footprints), cmocka_unit_test(none_is_dominated),
        cmocka_unit_test(coverable_and_causes),   cmocka_unit_test(measures_are_made),
        cmocka_unit_test(what_a_site_costs),      cmocka_unit_test(few_are_the_best_of_each_arm),
        cmocka_unit_test(unusual_models),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
