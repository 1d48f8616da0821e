#include "planner/siting/lens.h"
#include "planner/siting/stand.h"
#include "tests/planner/little_town.h"

static size_t sites_of_kind(const SiteSet *sites, SiteKind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < sites->count; i++)
        count += sites->sites[i].kind == kind;
    return count;
}

static void find(LittleTown *town)
{
    Diag diag = {0};

    little_town_open(town);
    if (sites_find(&town->sites, &town->little.scene, town->pack, &town->little.zones, town->demand,
                   town->prohibit, town->before, &diag) != OK)
        fail_msg("%s", diag.message);
}

static void beside_the_road_on_both_sides(void **state)
{
    LittleTown town;
    size_t north = 0, south = 0;

    (void)state;
    little_town_init(&town, 100);
    find(&town);
    for (size_t i = 0; i < town.sites->count; i++) {
        const Site *site = &town.sites->sites[i];
        if (site->kind != SITE_ROAD)
            continue;
        north += site->y > 4;
        south += site->y < -4;
        assert_true(site->pole_new && site->mount_height_m == 6 && isnan(site->network_m));
        assert_string_equal(site->on, "residential 1");
        assert_true(site->eye.at.z > 5.9 && !site->eye.stuck);
    }
    assert_true(north >= 7 && south >= 7);
    little_town_release(&town);
}

/* Nothing stands where nothing may. */
static void never_where_forbidden(void **state)
{
    LittleTown town;
    Stand *stand;

    (void)state;
    little_town_init(&town, 100);
    little_town_building(&town, (Box){-80, 4.5, -40, 20}, 9);
    little_town_forbid(&town, (Box){20, 4.5, 60, 20}, false);
    little_town_pole(&town, 0, 1);
    little_scene_zone(&town.little, (Box){-60, -40, 60, -10}, false);
    find(&town);
    assert_true(town.sites->in_building > 0 && town.sites->prohibited > 0);
    assert_true(town.sites->on_carriageway > 0);
    stand = stand_new(&town.little.scene, &town.little.zones, town.prohibit);
    for (size_t i = 0; i < town.sites->count; i++) {
        const Site *site = &town.sites->sites[i];
        assert_int_equal(stand_at(stand, site->x, site->y), STAND_FREE);
        assert_true(stand_in_area(stand, site->x, site->y));
        for (size_t k = 0; k < i; k++)
            assert_true(hypot(site->x - town.sites->sites[k].x, site->y - town.sites->sites[k].y) >=
                        4 - 1e-9);
    }
    assert_int_equal(stand_at(stand, -60, 10), STAND_IN_BUILDING);
    assert_int_equal(stand_at(stand, 30, 10), STAND_PROHIBITED);
    assert_int_equal(stand_at(stand, 0, 0), STAND_ON_CARRIAGEWAY);
    assert_int_equal(stand_at(stand, 500, 0), STAND_OUTSIDE);
    assert_false(stand_in_area(stand, 500, 0));
    stand_free(stand);
    stand_free(NULL);
    little_town_release(&town);
}

static void buildings_of_a_surface_model(void **state)
{
    LittleTown town;
    Stand *stand;

    (void)state;
    little_town_init(&town, 40);
    little_scene_raise(&town.little, (Box){-10, 10, 10, 20}, 6, OBSTACLE_BUILDING);
    find(&town);
    stand = stand_new(&town.little.scene, &town.little.zones, town.prohibit);
    assert_int_equal(stand_at(stand, 0, 15), STAND_IN_BUILDING);
    assert_int_equal(stand_at(stand, 0, 25), STAND_FREE);
    stand_free(stand);
    little_town_release(&town);
}

static void every_kind_is_found(void **state)
{
    static ClausePart junction = {.name = "arm", .derive = DERIVE_JUNCTIONS};
    static ClausePart park = {.name = "area", .derive = DERIVE_AREA};
    LittleTown town;
    size_t inside = 0;

    (void)state;
    little_town_init(&town, 100);
    little_town_building(&town, (Box){-40, 20, -20, 40}, 9);
    little_town_pole(&town, 50, 10);
    town.little.project.sites.on_buildings = true;
    town.cameras[0] = (Camera){.id = "C-1", .x = 50, .y = 20};
    town.little.scene.cameras.count = 1;
    little_scene_zone(&town.little, (Box){-6, -6, 6, 6}, false)->part = &junction;
    little_scene_zone(&town.little, (Box){-80, -80, 0, -20}, false)->part = &park;
    find(&town);
    assert_true(sites_of_kind(town.sites, SITE_ROAD) > 4);
    assert_true(sites_of_kind(town.sites, SITE_JUNCTION) >= 4);
    assert_true(sites_of_kind(town.sites, SITE_ZONE) >= 4);
    assert_int_equal(sites_of_kind(town.sites, SITE_POLE), 1);
    assert_int_equal(sites_of_kind(town.sites, SITE_BUILDING), 4);
    for (size_t i = 0; i < town.sites->count; i++) {
        const Site *site = &town.sites->sites[i];
        if (site->kind == SITE_POLE) {
            assert_false(site->pole_new);
            assert_string_equal(site->on, "pole poles 7");
            assert_true(site->network_m == 0);
        }
        if (site->kind == SITE_BUILDING)
            assert_true(!site->pole_new && site->eye.moved_m >= 0);
        inside += site->x > -70 && site->x < -10 && site->y > -70 && site->y < -30;
    }
    assert_true(inside >= 2);
    assert_string_equal(site_kind_name(SITE_LONG_RANGE), "long range");
    little_town_release(&town);
}

static void in_order_and_named(void **state)
{
    LittleTown one, two;

    (void)state;
    little_town_init(&one, 100);
    little_town_init(&two, 100);
    find(&one);
    find(&two);
    assert_int_equal(one.sites->count, two.sites->count);
    for (size_t i = 0; i < one.sites->count; i++) {
        const Site *site = &one.sites->sites[i];
        char id[32];
        snprintf(id, sizeof id, "S-%05zu", i + 1);
        assert_string_equal(site->id, id);
        assert_string_equal(site->id, two.sites->sites[i].id);
        assert_true(site->x == two.sites->sites[i].x && site->y == two.sites->sites[i].y);
        if (i)
            assert_true(floor(-site->y / 32) >= floor(-one.sites->sites[i - 1].y / 32));
    }
    little_town_release(&one);
    little_town_release(&two);
}

/* High ground beside a border, on its own side. */
static void long_range_sites_climb(void **state)
{
    LittleTown town;
    Zone *border;
    bool climbed = false;

    (void)state;
    little_town_init(&town, 200);
    little_scene_raise(&town.little, (Box){-60, 100, -40, 120}, 15, OBSTACLE_TERRAIN);
    border = little_scene_zone(&town.little, (Box){-190, 160, 190, 170}, true);
    border->requirement.use = USE_LONG_RANGE;
    border->requirement.px_per_m = 4;
    border->requirement.thermal_ok = true;
    find(&town);
    assert_true(sites_of_kind(town.sites, SITE_LONG_RANGE) >= 3);
    for (size_t i = 0; i < town.sites->count; i++) {
        const Site *site = &town.sites->sites[i];
        if (site->kind != SITE_LONG_RANGE)
            continue;
        assert_true(site->mount_height_m == 12);
        climbed = climbed || site->long_eye.ground_m > 14;
    }
    assert_true(climbed);
    little_town_release(&town);
}

static void without_demand_no_site(void **state)
{
    LittleTown town;

    (void)state;
    little_town_init(&town, 60);
    little_town_open(&town);
    for (size_t i = 0; i < town.demand->cell_count; i++)
        town.before->cause[i] = CAUSE_COVERED;
    Diag diag = {0};
    assert_int_equal(sites_find(&town.sites, &town.little.scene, town.pack, &town.little.zones,
                                town.demand, town.prohibit, town.before, &diag),
                     OK);
    assert_int_equal(town.sites->count, 0);
    assert_int_equal(town.sites->no_demand, town.sites->tried);
    sites_free(NULL);
    little_town_release(&town);
}

static void wrong_names_are_named(void **state)
{
    static const struct {
        const char *promise, *along, *on, *model, *words;
    } cases[] = {{"roads", "rods", NULL, NULL, "sites.along names the layer rods"},
                 {"poles", "roads", "pols", NULL, "sites.on names the layer pols"},
                 {"models", "roads", NULL, "eye-9000", "sites.models names eye-9000"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        LittleTown town;
        Diag diag = {0};
        const char *on[] = {cases[i].on}, *models[] = {cases[i].model};
        little_town_init(&town, 40);
        little_town_open(&town);
        town.little.project.sites.along = cases[i].along;
        town.little.project.sites.on = on;
        town.little.project.sites.on_count = cases[i].on != NULL;
        town.little.project.sites.models = models;
        town.little.project.sites.model_count = cases[i].model != NULL;
        assert_int_equal(sites_find(&town.sites, &town.little.scene, town.pack, &town.little.zones,
                                    town.demand, town.prohibit, town.before, &diag),
                         ERR_INPUT);
        if (!strstr(diag.message, cases[i].words))
            fail_msg("%s: %s", cases[i].promise, diag.message);
        little_town_release(&town);
    }
}

/* Wide, middle and narrow: the middle one halves the way in focal length. */
static void varifocal_lenses_have_three_settings(void **state)
{
    LittleTown town;
    LensSet lenses;
    Diag diag = {0};
    const char *models[] = {"hikvision-ds-2cd3686g2t-izsy-h"};

    (void)state;
    little_town_init(&town, 40);
    little_town_open(&town);
    town.little.project.sites.models = models;
    town.little.project.sites.model_count = 1;
    assert_int_equal(lenses_make(&lenses, &town.little.scene, town.demand, &diag), OK);
    assert_int_equal(lenses.count, 3);
    assert_true(lenses.items[0].optics.hfov_deg > lenses.items[1].optics.hfov_deg &&
                lenses.items[1].optics.hfov_deg > lenses.items[2].optics.hfov_deg);
    assert_true(fabs(lenses.items[1].optics.tan_half_h * lenses.items[1].optics.tan_half_h -
                     lenses.items[0].optics.tan_half_h * lenses.items[2].optics.tan_half_h) < 1e-9);
    assert_true(lenses.range_m[USE_STREET] > 0 && lenses.range_m[USE_LONG_RANGE] == 0);
    assert_true(isinf(lenses.least_px_per_m[false][USE_LONG_RANGE]));
    lenses_release(&lenses);
    little_town_release(&town);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beside_the_road_on_both_sides),
        cmocka_unit_test(never_where_forbidden),
        cmocka_unit_test(buildings_of_a_surface_model),
        cmocka_unit_test(every_kind_is_found),
        cmocka_unit_test(in_order_and_named),
        cmocka_unit_test(long_range_sites_climb),
        cmocka_unit_test(without_demand_no_site),
        cmocka_unit_test(wrong_names_are_named),
        cmocka_unit_test(varifocal_lenses_have_three_settings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
