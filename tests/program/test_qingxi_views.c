/* One office's view of Qingxi, and one day's: --department, --township, --clause and --as-of, and
 * land-use codes that their set does not have.
 *
 * Zones do not depend on the surfaces, which are coarse here.
 */
#include "tests/program/table.h"

#define ON_A_DAY "2019-03-31" /* the last of the work safety, health and forestry bureaus */
#define COARSE                                                                                     \
    " --set surface.0.accept_coarse=true --set surface.0.cell_m=20 --set surface.1.cell_m=20"      \
    " --set demand.cell_m=20"

static Table everything; /* zones.csv of the whole town on that day */

static Ran covered(const char *folder, const char *options)
{
    char line[1024];

    snprintf(line, sizeof line,
             "$P coverage examples/qingxi/project.yaml -q -o \"$D/%s\" %s" COARSE, folder, options);
    return shell(line);
}

static const TableRow *zone_with(const Table *table, const char *id)
{
    for (size_t i = 0; i < table->count; i++)
        if (text_equal(table_cell(table, &table->rows[i], "zone_id"), id))
            return &table->rows[i];
    return NULL;
}

/* The narrowed zones are those of the whole town whose `column` ends with the words. */
static size_t narrowed_holds(const Table *narrow, const char *column, const char *words)
{
    size_t expected = 0;

    for (size_t i = 0; i < everything.count; i++) {
        const TableRow *row = &everything.rows[i];
        const char *id = table_cell(&everything, row, "zone_id");
        bool wanted = table_ends(&everything, row, column, words);
        const TableRow *kept = zone_with(narrow, id);
        if (wanted != (kept != NULL))
            fail_msg("%s: zone %s is %s", words, id, kept ? "not left out" : "missing");
        if (kept && !text_equal(table_cell(narrow, kept, "supervisor"),
                                table_cell(&everything, row, "supervisor")))
            fail_msg("%s: zone %s changes its supervisor", words, id);
        expected += wanted;
    }
    assert_int_equal(narrow->count, expected);
    return expected;
}

/* --- one day ------------------------------------------------------------------------------ */

/* Bodies have their names of that day, wherever the run names them. */
static void bodies_are_called_as_on_the_day(void **state)
{
    static const struct {
        const char *clause, *then;
    } names[] = {{"8.4e", "市安监局 Work Safety Bureau"},
                 {"8.5a", "市卫计局 Health and Family Planning Bureau"},
                 {"8.11a", "市林业局 Forestry Bureau"}};
    static const char *const later[] = {"应急管理局", "卫生健康局", "林业和草原局"};
    Table sums = table_read_scratch("day/compliance.csv");
    const struct {
        const Table *table;
        const char *column;
    } tables[] = {{&everything, "supervisor"}, {&sums, "department"}};

    (void)state;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        const Table *table = tables[t].table;
        size_t found = 0;
        for (size_t i = 0; i < table->count; i++) {
            const TableRow *row = &table->rows[i];
            const char *named = table_cell(table, row, tables[t].column);
            for (size_t k = 0; k < sizeof later / sizeof *later; k++)
                if (strstr(named, later[k]))
                    fail_msg("on " ON_A_DAY " there was no %s", named);
            for (size_t k = 0; k < sizeof names / sizeof *names; k++)
                /* Where another clause has the duty its bodies stand. */
                if (text_equal(table_cell(table, row, "clause"), names[k].clause) &&
                    text_equal(table_cell(table, row, "duty_clause"), names[k].clause)) {
                    assert_string_equal(named, names[k].then);
                    found++;
                }
        }
        assert_true(found >= sizeof names / sizeof *names);
    }
    table_release(&sums);
}

/* The areas of 8(14) hold from April 2021: on that day there are none yet. */
static void dated_areas_wait_for_their_day(void **state)
{
    (void)state;
    for (size_t i = 0; i < everything.count; i++)
        assert_string_not_equal(table_cell(&everything, &everything.rows[i], "clause"), "8.14");
}

/* --- one office --------------------------------------------------------------------------- */

static size_t unknown_codes(const char *folder, const char *code, const char *sentence)
{
    char file[128];
    size_t found = 0;

    snprintf(file, sizeof file, "%s/findings.csv", folder);
    Table findings = table_read_scratch(file);
    for (size_t i = 0; i < findings.count; i++) {
        const TableRow *row = &findings.rows[i];
        if (!text_equal(table_cell(&findings, row, "code"), "unknown-land-use-code"))
            continue;
        assert_string_equal(table_cell(&findings, row, "subject"), "layer landuse");
        found += strstr(table_cell(&findings, row, "sentence"), code) &&
                 strncmp(table_cell(&findings, row, "sentence"), sentence, strlen(sentence)) == 0;
    }
    table_release(&findings);
    return found;
}

/* The survey's codes are of GB/T 21010: read as those of GB 50137, each is told with its count. */
static void a_department_sees_its_zones(void **state)
{
    static const struct {
        const char *code, *sentence;
    } codes[] = {{"'0301'", "22 features have the land-use code"},
                 {"'0801'", "1 feature has the land-use code"},
                 {"'0803'", "1 feature has the land-use code"},
                 {"'0805'", "1 feature has the land-use code"}};

    (void)state;
    Ran ran = covered("department", "--as-of " ON_A_DAY " --department 安监局"
                                    " --set layers.11.codeset=gb50137");
    expect("--department", &ran, 1, "written to");
    Table narrow = table_read_scratch("department/zones.csv");
    /* two filling stations with gate and forecourt, a gas store with gate and fence */
    assert_int_equal(narrowed_holds(&narrow, "supervisor", "Work Safety Bureau"), 6);
    table_release(&narrow);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (unknown_codes("department", codes[i].code, codes[i].sentence) != 1)
            fail_msg("it is not said that %s %s", codes[i].sentence, codes[i].code);
}

static void a_township_sees_its_zones(void **state)
{
    (void)state;
    Ran ran = covered("township", "--as-of " ON_A_DAY " --township 北山乡");
    expect("--township", &ran, 1, "written to");
    Table narrow = table_read_scratch("township/zones.csv");
    assert_true(narrowed_holds(&narrow, "township", "北山乡") >= 20);
    table_release(&narrow);
}

/* 11(2): each enterprise or institution that is drawn as an area builds around itself; 40 of the
 * places and the park. The bank that is extended is paid by its works, and around the lorry park
 * that nobody owns the township has to (11(1)). */
static void a_clause_sees_its_zones(void **state)
{
    (void)state;
    Ran ran = covered("clause", "--clause 11.2 --set requirements.surroundings_wanted=1");
    expect("--clause", &ran, 1, "written to");
    Table narrow = table_read_scratch("clause/zones.csv");
    assert_int_equal(narrow.count, 41);
    for (size_t i = 0; i < narrow.count; i++) {
        const TableRow *row = &narrow.rows[i];
        const char *name = table_cell(&narrow, row, "name");
        const char *builder =
            text_equal(name, "口岸货车停车场") ? "township government" : "the unit itself";
        const char *payer = text_equal(name, "金融数据中心") ? "construction project" : builder;
        if (!text_equal(table_cell(&narrow, row, "clause"), "11.2") ||
            !table_ends(&narrow, row, "builder", builder) ||
            !table_ends(&narrow, row, "payer", payer) ||
            !table_ends(&narrow, row, "supervisor", "township government"))
            fail_msg("%s: %s builds, %s pays, %s supervises", name,
                     table_cell(&narrow, row, "builder"), table_cell(&narrow, row, "payer"),
                     table_cell(&narrow, row, "supervisor"));
    }
    table_release(&narrow);
}

static int cover_everything(void **state)
{
    Ran ran = covered("day", "--as-of " ON_A_DAY);

    (void)state;
    expect("the whole town", &ran, 1, "written to");
    everything = table_read_scratch("day/zones.csv");
    return 0;
}

static int forget(void **state)
{
    (void)state;
    table_release(&everything);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_are_called_as_on_the_day),
        cmocka_unit_test(dated_areas_wait_for_their_day),
        cmocka_unit_test(a_department_sees_its_zones),
        cmocka_unit_test(a_township_sees_its_zones),
        cmocka_unit_test(a_clause_sees_its_zones),
    };

    program_need();
    scratch_begin();
    int failed = cmocka_run_group_tests(tests, cover_everything, forget);
    scratch_end();
    return failed;
}
