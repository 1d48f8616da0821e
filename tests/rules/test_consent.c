/* Where consent is needed, who may install where, and yards that forbid: the places alone. */
#include "rules/consent.h"
#include "rules/reserved.h"
#include "tests/rules/scene_text.h"

/* A law of three clauses: schools are mandated and reserved, depots need consent, banks a reason.
 */
static const char law[] =
    "camplan_pack: 1\n"
    "id: little\n"
    "citation: Document 1\n"
    "title: {zh: 小规则, en: little rules}\n"
    "valid_from: 2017-01-01\n"
    "ladder: {edition: E1, tasks: {observe: 60}}\n"
    "bodies:\n"
    "  - {id: police, zh: 公安, en: Police, also: [police bureau]}\n"
    "  - {id: unit, zh: 单位, en: Unit, own: true}\n"
    "parameters:\n"
    "  - {name: around_m, value: 40, unit: m, source: ours}\n"
    "  - {name: road_width_default, value: 6, unit: m, source: ours}\n"
    "roads: {drive: [primary], service: [service], walk: [path]}\n"
    "codes: {}\n"
    "clauses:\n"
    "  - id: \"1.1\"\n"
    "    kind: zone\n"
    "    zh: 学校\n"
    "    en: schools\n"
    "    select:\n"
    "      - {osm: {amenity: school}}\n"
    "      - {osm: {highway: primary}, as: road}\n"
    "    parts:\n"
    "      - {name: yard, zh: 院, en: yard, derive: area, shape: area, task: observe}\n"
    "      - {name: way, zh: 路, en: way, derive: along, from: road, task: observe}\n"
    "    builder: unit\n"
    "    builder_basis: \"3\"\n"
    "  - id: \"1.2\"\n"
    "    kind: exclusive\n"
    "    zh: 专属\n"
    "    en: nobody else\n"
    "    select: [{clauses: [\"1.1\"]}]\n"
    "    allowed: unit\n"
    "  - id: \"2.1\"\n"
    "    kind: consent\n"
    "    zh: 同意\n"
    "    en: consent\n"
    "    select:\n"
    "      - {osm: {landuse: depot}}\n"
    "      - {osm: {office: government}, doubt: the tag does not say it}\n"
    "      - {osm: {barrier: fence}}\n"
    "    buffer: around_m\n"
    "    requires: consent_doc\n"
    "    penalty: a fine\n"
    "  - id: \"3.1\"\n"
    "    kind: conditional\n"
    "    zh: 必要\n"
    "    en: where necessary\n"
    "    select: [{osm: {amenity: bank}}]\n"
    "    allowed: unit\n"
    "    requires: necessity\n"
    "  - {id: \"4.1\", kind: prohibition, zh: 禁止, en: forbidden, select: [{osm: {room: "
    "bath}}]}\n";

#define HOUSE "building POLYGON((0 0,20 0,20 20,0 20,0 0)) building=yes; building:levels=4\n"

static const struct {
    const char *promise, *scene, *expected;
} cases[] = {
    {"grounds are themselves, seen on their ground",
     "layer p osm\nPOLYGON((0 0,100 0,100 100,0 100,0 0)) landuse=depot; name=Depot",
     "2.1-001 Depot 10000 m2 outdoor, 40 m around, 62.5 px/m\n"},
    {"whatever buildings stand on them",
     HOUSE "layer p osm\nPOLYGON((0 0,100 0,100 100,0 100,0 0)) landuse=depot",
     "2.1-001 - 10000 m2 outdoor, 40 m around, 62.5 px/m\n"},
    {"a building has walls", HOUSE "layer p osm\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) landuse=depot",
     "2.1-001 - 400 m2, 40 m around, 62.5 px/m\n"},
    {"a point in a building is the building, doubtful or not",
     HOUSE "layer p osm\nPOINT(10 10) office=government; name=Hall",
     "2.1-001 Hall 400 m2, 40 m around, 62.5 px/m, the tag does not say it\n"},
    {"a point in the open is a disc", "layer p osm\nPOINT(10 10) landuse=depot",
     "2.1-001 - 28 m2 outdoor, 40 m around, 62.5 px/m\n"},
    {"a line is a strip", "layer p osm\nLINESTRING(0 0,100 0) barrier=fence",
     "2.1-001 - 628 m2 outdoor, 40 m around, 62.5 px/m\n"},
    {"a category leaves no doubt",
     "layer p osm category=2.1\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) office=government",
     "2.1-001 - 400 m2 outdoor, 40 m around, 62.5 px/m\n"},
    {"a place outside the area reaches in by its surroundings",
     "area POLYGON((0 0,500 0,500 500,0 500,0 0))\n"
     "layer p osm\nPOLYGON((-60 0,-39 0,-39 20,-60 20,-60 0)) landuse=depot",
     "2.1-001 - 420 m2 outdoor, 40 m around, 62.5 px/m\n"},
    {"one further off does not",
     "area POLYGON((0 0,500 0,500 500,0 500,0 0))\n"
     "layer p osm\nPOLYGON((-62 0,-41 0,-41 20,-62 20,-62 0)) landuse=depot",
     ""},
    {"what a clause mandates is reserved: the place and its zones",
     "layer p osm\nPOLYGON((0 0,20 0,20 20,0 20,0 0)) amenity=school; owner=Town; name=School",
     "1.2-001 School 400 m2 reserved, Town's\n1.2-002 School 400 m2 reserved, Town's\n"},
    {"of a road the zones alone", "layer p osm\nLINESTRING(0 0,100 0) highway=primary",
     "1.2-001 - 600 m2 reserved\n"},
    {"of a point in the open nothing", "layer p osm\nPOINT(0 0) amenity=school", ""},
    {"other places by their own selectors",
     HOUSE "layer p osm\nPOINT(10 10) amenity=bank; operator=Bank",
     "3.1-001 - 400 m2 reserved, Bank's\n"},
    {"a yard that its layer calls open, beside a house",
     HOUSE "layer p none category=4.1 open_air\nPOLYGON((19 0,40 0,40 20,19 20,19 0))",
     "4.1-001 - 420 m2 outdoor, 0 m around, 62.5 px/m\n"},
    {"one that it does not has the walls of that house",
     HOUSE "layer p none category=4.1\nPOLYGON((19 0,40 0,40 20,19 20,19 0))",
     "4.1-001 - 20 m2, 0 m around, 62.5 px/m\n"},
};

static void print_places(const ForbiddenSet *set, Text *out)
{
    for (size_t i = 0; i < set->count; i++) {
        const Forbidden *place = &set->places[i];
        text_printf(out, "%s %s %.0f m2%s, %g m around, %g px/m%s%s\n", place->id,
                    *place->name ? place->name : "-", shape_area_m2(set->geos, place->shape),
                    place->outdoor ? " outdoor" : "", place->buffer_m, place->view_px_per_m,
                    place->doubt ? ", " : "", place->doubt ? place->doubt : "");
        assert_int_equal(forbidden_certain(place), place->doubt == NULL);
        assert_true(place->supplied && place->in_force);
    }
}

static void print_reserved(const ReservedSet *set, Text *out)
{
    for (size_t i = 0; i < set->count; i++) {
        const Reserved *place = &set->places[i];
        text_printf(out, "%s %s %.0f m2 reserved%s%s%s\n", place->id,
                    *place->name ? place->name : "-", shape_area_m2(set->geos, place->shape),
                    place->owner ? ", " : "", place->owner ? place->owner : "",
                    place->owner ? "'s" : "");
    }
}

static void finds_the_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        SceneText text;
        ForbiddenSet *forbidden;
        ReservedSet *reserved;
        Text got = {0};
        text_open_with_law(&text, law, cases[i].scene);
        ZoneSet *zones = text_derive(&text);
        assert_int_equal(
            forbidden_derive(&forbidden, &text.scene, text.pack, &text.findings, &text.diag), OK);
        assert_int_equal(reserved_derive(&reserved, &text.scene, text.pack, zones, &text.diag), OK);
        print_places(forbidden, &got);
        print_reserved(reserved, &got);
        if (!text_equal(got.text ? got.text : "", cases[i].expected))
            fail_msg("%s\nexpected:\n%sgot:\n%s", cases[i].promise, cases[i].expected,
                     got.text ? got.text : "");
        text_release(&got);
        reserved_free(reserved);
        forbidden_free(forbidden);
        zones_free(zones);
        text_close(&text);
    }
}

/* What the project's list says, and whose place then has the document; NULL: an error with words.
 */
static const struct {
    const char *promise;
    ProjectConsent given;
    const char *doc, *words;
} consents[] = {
    {"the second depot has it", {"2.1", "p", 2, "letter 7", "p.yaml:9"}, "letter 7", NULL},
    {"a clause that asks for none",
     {"1.1", "p", 2, "letter 7", "p.yaml:9"},
     NULL,
     "p.yaml:9: consent: clause 1.1 of rule pack little asks for no consent; those that do: 2.1"},
    {"a clause that is none", {"9.9", "p", 2, "letter 7", "p.yaml:9"}, NULL, "clause 9.9"},
    {"a feature that it does not select",
     {"2.1", "p", 3, "letter 7", "p.yaml:9"},
     NULL,
     "p.yaml:9: consent: clause 2.1 selects no feature 3 of layer p"},
    {"another layer", {"2.1", "q", 2, "letter 7", "p.yaml:9"}, NULL, "no feature 2 of layer q"},
};

static void gives_consent(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof consents / sizeof *consents; i++) {
        SceneText text;
        ForbiddenSet *set = NULL;
        ProjectConsent given = consents[i].given;
        Status status;
        text_open_with_law(&text, law,
                           "layer p osm\nPOLYGON((0 0,9 0,9 9,0 9,0 0)) landuse=depot\n"
                           "POLYGON((100 0,109 0,109 9,100 9,100 0)) landuse=depot\n"
                           "POINT(50 50) amenity=bank");
        text.project.consents = &given;
        text.project.consent_count = 1;
        status = forbidden_derive(&set, &text.scene, text.pack, &text.findings, &text.diag);
        if (consents[i].words) {
            assert_int_equal(status, ERR_INPUT);
            if (!strstr(text.diag.message, consents[i].words))
                fail_msg("%s: %s", consents[i].promise, text.diag.message);
        } else {
            assert_int_equal(status, OK);
            assert_null(set->places[0].consent_doc);
            assert_string_equal(set->places[1].consent_doc, consents[i].doc);
        }
        forbidden_free(set);
        text_close(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_the_places),
                                       cmocka_unit_test(gives_consent)};

    reserved_free(NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
