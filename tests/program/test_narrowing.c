/* A run narrowed to one office: its own cameras are listed, drawn and filed; others are cover. */
#include "tests/program/program.h"

/* The builder of C-1, which sees the school's fence and the street; of the others, the police. */
static void cameras_built_by(const char *builder)
{
    char line[800];

    fixture_copy("town");
    snprintf(line, sizeof line,
             "cd \"$D/town\" && tr -d '\\r' <cameras.csv | awk -v OFS=, 'NR == 1 {print $0, "
             "\"builder\"; next} {print $0, (/^C-1/ ? \"%s\" : \"市公安局\")}' >t && mv t "
             "cameras.csv",
             builder);
    assert_int_equal(shell(line).code, 0);
}

static const struct {
    const char *promise, *builder, *option;
    const char *listed; /* cameras of the build list, by id */
} views[] = {
    {"not narrowed, all are listed", "市公安局", "", "C-1 C-2 C-3 C-4 C-5 "},
    {"another office's camera is not listed, though it sees the school", "市公安局",
     "--department Education", ""},
    {"one that the department built is", "市教育局", "--department Education", "C-1 "},
    {"in either language", "City Education Bureau", "--department 教育", "C-1 "},
    {"one of nobody knows whom that sees its place is", "", "--department Education", "C-1 "},
    {"so is the unit's own", "Town School", "--department Education", "C-1 "},
    {"what the department built is listed wherever it looks", "市教育局", "--department 公安",
     "C-2 C-3 C-4 C-5 "},
    {"by clause: what sees a place of it, whoever built it", "市公安局", "--clause 8.5", "C-1 "},
    {"and what breaks it, or may", "市公安局", "--clause 14.1", "C-2 C-3 "},
};

static void cameras_of_the_office_are_listed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        char line[600];
        cameras_built_by(views[i].builder);
        snprintf(line, sizeof line,
                 "cd \"$D\" && $P coverage town/project.yaml -q %s >said.txt; grep -o ',C-[1-5],' "
                 "town/out/build_list.csv | tr -d , | tr '\\n' ' '",
                 views[i].option);
        Ran ran = shell(line);
        if (strcmp(ran.said, views[i].listed) != 0)
            fail_msg("%s: listed are %s", views[i].promise, ran.said);
        snprintf(line, sizeof line,
                 "cd \"$D\" && grep -o ',C-[1-5],' town/out/filing.csv | tr -d , | tr '\\n' ' '");
        ran = shell(line);
        if (strcmp(ran.said, views[i].listed) != 0)
            fail_msg("%s: filed are %s", views[i].promise, ran.said);
    }
}

static const struct {
    const char *promise, *line, *words;
} cases[] = {
    {"others stay as fixed cover",
     "grep -c '\"covered_weight_before_m2\": 0$\\|\"covered_weight_before_m2\": 0,' "
     "town/out/run.json",
     "0\n"},
    {"in a layer of their own", "ogrinfo -q -al -geom=NO town/out/plan.gpkg fixed_cover",
     "camera_id (String) = C-1"},
    {"their footprints are not drawn",
     "ogrinfo -so town/out/plan.gpkg footprints | grep 'Feature Count'", "Feature Count: 0"},
    {"nothing is told of their cameras", "grep -c 'camera C-' town/out/findings.csv", "0\n"},
    {"the record counts what is listed", "grep listed_cameras town/out/run.json", ": 0"},
    {"and what there is", "grep existing_cameras town/out/run.json", ": 5"},
    {"verify finds them all", "$P verify town/out", "true"},
    {"the map is of the school alone",
     "$P run town/project.yaml -q --department Education "
     "--overwrite >/dev/null; pdftotext "
     "town/out/maps/overview.pdf - | grep '^1:\\|Education'",
     "Education|1:1 500"},
};

static void others_are_cover_and_no_more(void **state)
{
    (void)state;
    cameras_built_by("市公安局");
    Ran whole = shell("cd \"$D\" && $P coverage town/project.yaml -q --department Education");
    expect("coverage for one office", &whole, 1, "by 5 existing cameras");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[800];
        snprintf(line, sizeof line, "cd \"$D\" && { %s ; } ; true", cases[i].line);
        Ran ran = shell(line);
        expect(cases[i].promise, &ran, 0, cases[i].words);
    }
}

static void a_township_lists_what_stands_in_it(void **state)
{
    (void)state;
    fixture_copy("town");
    fixture_copy("border_town");
    Ran ran =
        shell("cd \"$D\" && for t in West 530502; do $P coverage border_town/project.yaml -q "
              "--overwrite --township $t >said.txt; cut -d, -f2 border_town/out/build_list.csv "
              "| grep '^[A-Z]-1\\|C-4' | tr '\\n' ' '; echo in $t; done");
    expect("by name and by code", &ran, 0, "C-1 C-4 F-1 P-1 in West|I-1 in 530502");
}

/* What a batch script meets: a slip is wrong usage and leaves no OUT; a right name that finds
 * nothing gives a whole OUT with empty tables, which verify, and no error. */
static const struct {
    const char *promise, *line;
    int code;
    const char *words;
} nothings[] = {
    {"an unknown clause", "$P run town/project.yaml -q --clause 8.5z", 2,
     "no such clause in the pack; did you mean 8.5"},
    {"a clause without places", "$P place town/project.yaml -q --clause 9.1", 2,
     "--clause 9.1: 9.1 (builder"},
    {"an unknown department", "$P coverage town/project.yaml -q --department Astrology", 2,
     "no such department"},
    {"an empty one", "$P coverage town/project.yaml -q --department ''", 2, "no such department"},
    {"an unknown township", "$P check town/project.yaml -q --township Atlantis", 2,
     "no such township"},
    {"none of them leaves an OUT", "ls town/out", 2, "cannot access"},
    {"a clause whose places are not here", "$P run town/project.yaml -q --overwrite --clause 8.12",
     0, "no place of what was asked"},
    {"its OUT is whole", "cd town/out && ls gaps.csv zones.csv plan.gpkg maps/overview.pdf", 0,
     "overview.pdf"},
    {"its tables are empty", "wc -l <town/out/zones.csv", 0, "1\n"},
    {"and say why", "cat town/out/findings.csv", 0, "nothing-selected"},
    {"it verifies", "$P verify town/out", 0, "true"},
    {"a department of the pack without a duty here",
     "$P run town/project.yaml -q --overwrite --department Forestry", 0,
     "no place of what was asked"},
    {"names that have nothing in common",
     "$P place town/project.yaml -q --overwrite --department Education --clause 8.9 >said.txt && "
     "cat town/out/findings.csv",
     0, "--department Education alone leaves 2 zones"},
};

static void nothing_is_told(void **state)
{
    (void)state;
    fixture_copy("town");
    for (size_t i = 0; i < sizeof nothings / sizeof *nothings; i++) {
        char line[600];
        snprintf(line, sizeof line, "cd \"$D\" && { %s ; } 2>&1", nothings[i].line);
        Ran ran = shell(line);
        expect(nothings[i].promise, &ran, nothings[i].code, nothings[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cameras_of_the_office_are_listed),
        cmocka_unit_test(others_are_cover_and_no_more),
        cmocka_unit_test(a_township_lists_what_stands_in_it),
        cmocka_unit_test(nothing_is_told),
    };
    program_need();
    return scratch_run(tests);
}
