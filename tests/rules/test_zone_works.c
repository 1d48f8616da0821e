/* Who pays for roads of which a part is rebuilt. */
#include "tests/rules/scene_text.h"

static void works_pay_for_their_arms(void **state)
{
    SceneText text;
    size_t by_works = 0, by_city = 0;

    (void)state;
    text_open(&text, "layer roads osm\n"
                     "LINESTRING(-200 0,0 0,200 0) highway=primary; name=A\n"
                     "LINESTRING(0 0,0 200) highway=primary; name=B; works_status=rebuild\n");
    ZoneSet *set = text_derive(&text);
    for (size_t z = 0; z < set->zone_count; z++) {
        const Zone *zone = &set->zones[z];
        bool north = strstr(zone->name, "north arm") != NULL;
        if (!text_equal(zone->clause->id, "8.1c"))
            continue;
        if (!text_equal(zone->duty.payer.en, north ? "construction project" : "city budget"))
            fail_msg("%s: %s pays", zone->name, zone->duty.payer.en);
        by_works += north;
        by_city += !north;
    }
    assert_int_equal(by_works, 1); /* the arm of B, which is rebuilt */
    assert_int_equal(by_city, 3);  /* the arms of A, and the junction's area */
    zones_free(set);
    text_close(&text);
}

/* A stretch that is rebuilt is a section of its own, paid by its works; a bridge stays whole. */
static void works_pay_for_their_stretch(void **state)
{
    static const struct {
        const char *promise, *scene, *clause;
        size_t zones;
        double by_works_m, by_others_m;
    } rows[] = {
        {"600 m of a road are rebuilt",
         "layer roads osm\n"
         "LINESTRING(0 0,400 0) highway=primary; name=A\n"
         "LINESTRING(400 0,1000 0) highway=primary; name=A; works_status=rebuild\n",
         "8.1b", 2, 600, 400},
        {"all of it is",
         "layer roads osm works=new\n"
         "LINESTRING(0 0,400 0) highway=primary; name=A\n"
         "LINESTRING(400 0,1000 0) highway=primary; name=A\n",
         "8.1b", 1, 1000, 0},
        {"half a bridge is no bridge",
         "layer roads osm\n"
         "LINESTRING(0 0,60 0) highway=primary; name=A; bridge=yes\n"
         "LINESTRING(60 0,120 0) highway=primary; name=A; bridge=yes; works_status=rebuild\n",
         "8.8c", 1, 0, 120},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        SceneText text;
        double by_works_m = 0, by_others_m = 0;
        size_t zones = 0;
        text_open(&text, rows[i].scene);
        ZoneSet *set = text_derive(&text);
        for (size_t z = 0; z < set->zone_count; z++) {
            const Zone *zone = &set->zones[z];
            if (!text_equal(zone->clause->id, rows[i].clause) || !zone->line)
                continue;
            bool works = text_equal(zone->duty.payer.en, "construction project");
            *(works ? &by_works_m : &by_others_m) += shape_length_m(set->geos, zone->line);
            zones++;
        }
        if (zones != rows[i].zones || fabs(by_works_m - rows[i].by_works_m) > 0.1 ||
            fabs(by_others_m - rows[i].by_others_m) > 0.1)
            fail_msg("%s: %zu zones, %g m by works, %g m by others", rows[i].promise, zones,
                     by_works_m, by_others_m);
        zones_free(set);
        text_close(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(works_pay_for_their_arms),
                                       cmocka_unit_test(works_pay_for_their_stretch)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
