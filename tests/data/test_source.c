#include "data/source.h"

#include <cpl_vsi.h>
#include <math.h>

#include "data/misplaced.h"
#include "data/osm_tags.h"
#include "tests/data/layer_case.h"

static void test_unsaved_journal_is_refused(void **state)
{
    Read read;

    (void)state;
    vector_text("town.gpkg-wal", "pages");
    read = read_ref(vector_ref("town.gpkg", "roads"), NULL);
    assert_int_equal(read.status, ERR_INPUT);
    assert_non_null(strstr(read.diag.message, "save and close it"));
    done(&read);
    unlink(scratch_path("town.gpkg-wal"));
}

static void test_osm(void **state)
{
    SourceRef ref;
    Read read;

    (void)state;
    vector_text("t.osm",
                "<osm version='0.6'>"
                "<node id='1' lat='25' lon='98.5'><tag k='man_made' v='surveillance'/>"
                "<tag k='camera:direction' v='90-270'/><tag k='note:x' v='a \"b\" \\ c'/></node>"
                "<node id='2' lat='25.001' lon='98.5'/><node id='3' lat='25.002' lon='98.5'/>"
                "<way id='9'><nd ref='2'/><nd ref='3'/><tag k='highway' v='primary'/>"
                "<tag k='tunnel' v='yes'/><tag k='name:zh' v='大街'/></way></osm>");
    ref = vector_ref("t.osm", "lines");
    ref.where = "highway IS NOT NULL AND tunnel = 'yes'";
    read = read_ref(ref, NULL);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_int_equal(read.layer.count, 1);
    assert_int_equal(read.layer.features[0].fid, 9);
    assert_string_equal(layer_feature_name(&read.layer, &read.layer.features[0]), "大街");
    done(&read);
    read = read_ref(vector_ref("t.osm", "points"), NULL);
    assert_int_equal(read.layer.count, 1);
    assert_string_equal(layer_value(&read.layer, &read.layer.features[0], "camera:direction"),
                        "90-270");
    assert_string_equal(layer_value(&read.layer, &read.layer.features[0], "camera_direction"),
                        "90-270");
    assert_null(layer_value(&read.layer, &read.layer.features[0], "camera:tilt"));
    done(&read);
}

static void test_tags(void **state)
{
    static const struct {
        const char *promise, *hstore, *key, *expected;
    } cases[] = {
        {"one tag", "\"a\"=>\"1\"", "a", "1"},
        {"the second tag", "\"a\"=>\"1\",\"b\"=>\"2\"", "b", "2"},
        {"quotes and backslashes are unescaped", "\"a\"=>\"x \\\"y\\\" \\\\\"", "a", "x \"y\" \\"},
        {"an arrow inside a value is text", "\"a\"=>\"=>\",\"b\"=>\"2\"", "b", "2"},
        {"a colon may be written as an underscore", "\"a:b\"=>\"1\"", "a_b", "1"},
        {"but no other way round", "\"a_b\"=>\"1\"", "a:b", NULL},
        {"a key is no prefix", "\"ab\"=>\"1\"", "a", NULL},
        {"an empty value is unset", "\"a\"=>\"\"", "a", NULL},
        {"nonsense has no tags", "a=>1", "a", NULL},
        {"an unfinished tag is dropped", "\"a\"=>\"1\",\"b\"=>\"2", "b", NULL},
        {"what came before it stays", "\"a\"=>\"1\",\"b\"=>\"2", "a", "1"},
        {"nothing has none", "", "a", NULL},
    };
    Arena *arena = arena_new();

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *found = osm_tags_find(osm_tags_unpack(arena, cases[i].hstore), cases[i].key);
        if ((!found) != (!cases[i].expected) || (found && strcmp(found, cases[i].expected) != 0))
            fail_msg("%s: %s", cases[i].promise, found ? found : "NULL");
    }
    assert_null(osm_tags_unpack(arena, NULL));
    arena_free(arena);
}

static void test_misplaced(void **state)
{
    static const struct {
        const char *promise;
        Box found, wanted;
        const char *words;
    } cases[] = {
        {"swapped metres",
         {2766000, 449000, 2767000, 450000},
         {449500, 2766500, 450500, 2767500},
         "swapped"},
        {"swapped degrees", {25, 98.5, 25.1, 98.6}, {98, 24.5, 99, 25.5}, "swapped"},
        {"a zone number too many",
         {33449000, 2766000, 33450000, 2767000},
         {449500, 2766500, 450500, 2767500},
         "carry a zone number"},
        {"a zone number missing",
         {449000, 2766000, 450000, 2767000},
         {33449500, 2766500, 33450500, 2767500},
         "lack the zone number"},
        {"both",
         {2766000, 33449000, 2767000, 33450000},
         {449500, 2766500, 450500, 2767500},
         "swapped, and"},
        {"just elsewhere", {10, 10, 11, 11}, {98, 24.5, 99, 25.5}, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *reason = misplaced_reason(cases[i].found, cases[i].wanted);
        if (!reason != !cases[i].words || (reason && !strstr(reason, cases[i].words)))
            fail_msg("%s: %s", cases[i].promise, reason ? reason : "nothing");
    }
}

static void test_swapped_table_is_told(void **state)
{
    const Box clip = {449000, 2766000, 450000, 2767000};
    SourceRef ref;
    Read read;

    (void)state;
    vector_text("swap.csv", "id,X,Y\n1,2766147,449524\n2,2766148,449525\n");
    ref = vector_ref("swap.csv", NULL);
    ref.x = "X";
    ref.y = "Y";
    ref.crs = "EPSG:4542";
    read = read_ref(ref, &clip);
    assert_int_equal(read.status, OK);
    assert_int_equal(read.layer.outside, 2);
    assert_non_null(read.layer.misplaced);
    assert_non_null(strstr(read.layer.misplaced, "swapped"));
    done(&read);
}

static void test_archive(void **state)
{
    const char text[] = "id,x,y\na,500000,2766000\n";
    char name[600];
    VSILFILE *file;
    SourceRef ref = vector_ref("town.zip", NULL);
    Arena *arena = arena_new();
    const char **files = NULL;
    size_t count = 0;
    Diag diag = {0};
    Read read;

    (void)state;
    snprintf(name, sizeof name, "/vsizip/%s/units.csv", scratch_path("town.zip"));
    file = VSIFOpenL(name, "wb");
    assert_non_null(file);
    VSIFWriteL(text, 1, strlen(text), file);
    VSIFCloseL(file);
    ref.source = name;
    ref.x = "x";
    ref.y = "y";
    ref.crs = "EPSG:4542";
    read = read_ref(ref, NULL);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_int_equal(read.layer.count, 1);
    done(&read);
    assert_int_equal(source_files(&ref, arena, &files, &count, &diag), OK);
    assert_int_equal(count, 1);
    assert_string_equal(files[0], scratch_path("town.zip"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unsaved_journal_is_refused),
        cmocka_unit_test(test_osm),
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_misplaced),
        cmocka_unit_test(test_swapped_table_is_told),
        cmocka_unit_test(test_archive),
    };
    int failed;

    scratch_begin();
    failed = cmocka_run_group_tests(tests, set_up, tear_down);
    scratch_end();
    return failed;
}
