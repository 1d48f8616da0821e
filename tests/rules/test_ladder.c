/* Ladders of detail by edition, and Johnson's criteria. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rules/ladder.h"
#include "tests/check.h"

static LadderSet shipped(Arena *arena)
{
    LadderSet set;
    Diag diag = {0};

    if (ladders_read(&set, arena, NULL, &diag) != OK)
        fail_msg("%s", diag.message);
    return set;
}

static const struct {
    const char *edition, *word;
    double px_per_m;
    JohnsonTask thermal;
    bool checked;
} rungs[] = {
    {"IEC 62676-4:2014", "monitor", 12.5, JOHNSON_DETECTION, true},
    {"IEC 62676-4:2014", "detect", 25, JOHNSON_DETECTION, true},
    {"IEC 62676-4:2014", "observe", 62.5, JOHNSON_RECOGNITION, true},
    {"IEC 62676-4:2014", "recognise", 125, JOHNSON_RECOGNITION, true},
    {"IEC 62676-4:2014", "identify", 250, JOHNSON_IDENTIFICATION, true},
    {"IEC 62676-4:2014", "inspect", 1000, JOHNSON_NONE, false},
    {"IEC 62676-4:2025", "overview", 20, JOHNSON_DETECTION, false},
    {"IEC 62676-4:2025", "outline", 40, JOHNSON_DETECTION, false},
    {"IEC 62676-4:2025", "discern", 80, JOHNSON_RECOGNITION, false},
    {"IEC 62676-4:2025", "perceive", 125, JOHNSON_RECOGNITION, false},
    {"IEC 62676-4:2025", "characterise", 250, JOHNSON_IDENTIFICATION, false},
    {"IEC 62676-4:2025", "validate", 500, JOHNSON_NONE, false},
    {"IEC 62676-4:2025", "scrutinise", 1500, JOHNSON_NONE, false},
};

static void ships_two_editions(void **state)
{
    Arena *arena = arena_new();
    LadderSet set = shipped(arena);

    (void)state;
    assert_int_equal(set.count, 2);
    for (size_t i = 0; i < sizeof rungs / sizeof *rungs; i++) {
        const Ladder *ladder = ladder_find(&set, rungs[i].edition);
        const Rung *rung = ladder ? ladder_word(ladder, rungs[i].word) : NULL;
        if (!rung || rung->px_per_m != rungs[i].px_per_m || rung->thermal != rungs[i].thermal ||
            rung->checked != rungs[i].checked)
            fail_msg("%s, %s", rungs[i].edition, rungs[i].word);
        assert_non_null(ladder->source);
    }
    assert_null(ladder_find(&set, "IEC 62676-4"));
    arena_free(arena);
}

static const struct {
    double px_per_m;
    const char *word; /* NULL: beyond the top */
} densities[] = {{1, "monitor"},    {12.5, "monitor"}, {25, "detect"},  {25.1, "observe"},
                 {62.5, "observe"}, {300, "inspect"},  {1000.001, NULL}};

static void a_density_is_worth_its_rung(void **state)
{
    Arena *arena = arena_new();
    LadderSet set = shipped(arena);
    const Ladder *ladder = ladder_find(&set, "IEC 62676-4:2014");

    (void)state;
    for (size_t i = 0; i < sizeof densities / sizeof *densities; i++) {
        const Rung *rung = ladder_rung(ladder, densities[i].px_per_m);
        if (!rung != !densities[i].word || (rung && strcmp(rung->word, densities[i].word) != 0))
            fail_msg("%g px/m", densities[i].px_per_m);
    }
    arena_free(arena);
}

#define HEAD "camplan_ladders: 1\nladders:\n"
static const struct {
    const char *promise, *text, *words[2]; /* no words: it reads */
} files[] = {
    {"the least ladder",
     HEAD "  - {edition: E, source: s, tasks: [{word: w, px_per_m: 3}]}\n",
     {NULL}},
    {"another schema", "camplan_ladders: 2\nladders: []\n", {":1:", "it reads 1"}},
    {"a misspelt key",
     HEAD "  - {editoin: E, source: s, tasks: []}\n",
     {":3:", "did you mean 'edition'"}},
    {"no source", HEAD "  - {edition: E, tasks: []}\n", {":3:", "source"}},
    {"a rung that is no sharper",
     HEAD "  - {edition: E, source: s, tasks: [{word: a, px_per_m: 3}, {word: b, px_per_m: 3}]}\n",
     {":3:", "not sharper than 'a'"}},
    {"a rung of nothing",
     HEAD "  - {edition: E, source: s, tasks: [{word: a, px_per_m: 0}]}\n",
     {":3:", "over 0"}},
    {"a thermal task that is none",
     HEAD "  - {edition: E, source: s, tasks: [{word: a, px_per_m: 1, thermal: detecton}]}\n",
     {":3:", "did you mean 'detection'"}},
    {"an edition twice",
     HEAD "  - {edition: E, source: s, tasks: []}\n  - {edition: E, source: s, tasks: []}\n",
     {":4:", "stands twice"}},
    {"what is no list", "camplan_ladders: 1\nladders: {}\n", {":2:", NULL}},
};

static void mistakes_have_a_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        char path[] = "/tmp/camplan-ladders-XXXXXX";
        FILE *file = fdopen(mkstemp(path), "w");
        Arena *arena = arena_new();
        LadderSet set;
        Diag diag = {0};
        fputs(files[i].text, file);
        fclose(file);
        Status status = ladders_read(&set, arena, path, &diag);
        unlink(path);
        if (status != (files[i].words[0] ? ERR_INPUT : OK))
            fail_msg("%s: %d %s", files[i].promise, (int)status, diag.message);
        for (int w = 0; w < 2 && files[i].words[w]; w++)
            if (!strstr(diag.message, files[i].words[w]))
                fail_msg("%s: no \"%s\" in: %s", files[i].promise, files[i].words[w], diag.message);
        arena_free(arena);
    }
}

/* What a pack says under `ladder`. */
static const struct {
    const char *promise, *text, *edition, *words; /* words NULL: it reads */
} stated[] = {
    {"an edition's name", "IEC 62676-4:2025", "IEC 62676-4:2025", NULL},
    {"an edition without its tasks", "{edition: 'IEC 62676-4:2014'}", "IEC 62676-4:2014", NULL},
    {"some of its tasks", "{edition: 'IEC 62676-4:2014', tasks: {detect: 25}}", "IEC 62676-4:2014",
     NULL},
    {"a ladder of one's own", "{edition: ours, tasks: {read: 300, glance: 10}}", "ours", NULL},
    {"an edition that nobody ships", "IEC 62676-4:2015", NULL, "did you mean 'IEC 62676-4:2014'?"},
    {"another number under the edition's name",
     "{edition: 'IEC 62676-4:2014', tasks: {detect: 40}}", NULL, "'detect' is 25 px/m"},
    {"another edition's word", "{edition: 'IEC 62676-4:2014', tasks: {outline: 40}}", NULL,
     "has no task 'outline'"},
    {"nothing", "{tasks: {detect: 40}}", NULL, "needs edition"},
    {"a list", "[1]", NULL, "expected a map"},
};

static void packs_state_theirs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof stated / sizeof *stated; i++) {
        Arena *arena = arena_new();
        LadderSet set = shipped(arena);
        const Ladder *ladder = NULL;
        YamlDoc *doc = NULL;
        Diag diag = {0};
        assert_int_equal(yaml_parse(&doc, stated[i].text, "pack.yaml", &diag), OK);
        Status status = ladder_state(&ladder, &set, arena, doc, yaml_root(doc), &diag);
        if (stated[i].words ? status != ERR_INPUT || !strstr(diag.message, stated[i].words)
                            : status != OK || strcmp(ladder->edition, stated[i].edition) != 0)
            fail_msg("%s: %s", stated[i].promise, diag.message);
        yaml_free(doc);
        arena_free(arena);
    }
}

/* 12 um pitch behind 100 mm: 100 / 0.012 = 8333.3 px at one metre. */
static const struct {
    const char *promise;
    Johnson wants;
    double px, range_m;
} criteria[] = {
    {"a person detected", {JOHNSON_DETECTION, 1, 2, 0.75}, 2, 3125},
    {"a person recognised", {JOHNSON_RECOGNITION, 4, 2, 0.75}, 8, 781.25},
    {"identified, as a type of object", {JOHNSON_IDENTIFICATION, 6.4, 2, 0.75}, 12.8, 488.28125},
    {"a vehicle detected", {JOHNSON_DETECTION, 1, 2, 2.3}, 2, 9583.3333333},
    {"by makers' 1.5 pixels", {JOHNSON_DETECTION, 0.75, 2, 0.75}, 1.5, 4166.6666667},
    {"what no thermal camera can", {JOHNSON_NONE, 0, 2, 0.75}, INFINITY, 0},
};

static void johnson_agrees_with_the_hand(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof criteria / sizeof *criteria; i++) {
        double px = johnson_px_on_target(&criteria[i].wants);
        double range = 100 / 0.012 / johnson_px_per_m(&criteria[i].wants);
        if (px != criteria[i].px || fabs(range - criteria[i].range_m) > 1e-6)
            fail_msg("%s: %g px, %.7f m", criteria[i].promise, px, range);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ships_two_editions),
        cmocka_unit_test(a_density_is_worth_its_rung),
        cmocka_unit_test(mistakes_have_a_place),
        cmocka_unit_test(packs_state_theirs),
        cmocka_unit_test(johnson_agrees_with_the_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
