/* The rules of the house that a compiler does not know: who may include what,
 * how long a file may be, which functions are banned. Each rule is first shown
 * to fail on a line that breaks it; then every file of the program is read. */
#include <ctype.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "tests/check.h"

enum { LONGEST_FILE = 500 };

/* A room may include itself and the rooms named here. */
static const struct {
    const char *room, *below;
} floors[] = {
    {"base/", ""},
    {"data/", "base/"},
    {"rules/", "base/ data/"},
    {"render/", "base/ data/"},
    {"planner/coverage/viewshed/", "base/"}, /* an engine: rasters in, bits out */
    {"planner/coverage/", "base/ data/ rules/"},
    {"planner/audit/", "base/ data/ rules/ planner/coverage/"},
    {"planner/siting/cover/", "base/"}, /* an engine: columns, rows and costs */
    {"planner/siting/quota/", "base/ planner/siting/cover/"}, /* the same with quotas and sites */
    {"planner/siting/", "base/ data/ rules/ planner/coverage/ planner/audit/"},
    {"planner/report/", "base/ data/ rules/ render/ planner/coverage/ planner/audit/ "
                        "planner/siting/"},
    {"planner/verify/", "base/ data/ rules/"}, /* shares nothing with what it checks */
    {"planner/command/", "base/ data/ rules/ render/ planner/coverage/ planner/audit/ "
                         "planner/siting/ planner/report/ planner/verify/"},
    {"planner/main.c", "base/ planner/command/"},
};

/* A library has one place in the house. */
static const struct {
    const char *header, *place;
} libraries[] = {
    {"gdal", "data/"},
    {"ogr", "data/"},
    {"cpl_", "data/"},
    {"proj", "data/"},
    {"cairo", "render/"},
    {"pango", "render/"},
    {"glib", "render/"},
    {"fontconfig", "render/"},
    {"hb", "render/"},
    {"libfyaml", "base/yaml.c"},
    {"coin/", "planner/siting/cover/cover_exact.c"},
};

static const struct {
    const char *name, *instead;
} banned[] = {
    {"strcpy", "memory_text()"},     {"strncpy", "snprintf()"},
    {"strcat", "text_add()"},        {"strncat", "text_add()"},
    {"sprintf", "snprintf()"},       {"vsprintf", "vsnprintf()"},
    {"strtok", "strcspn()"},         {"strtok_r", "strcspn()"},
    {"atoi", "text_integer()"},      {"atol", "text_integer()"},
    {"atof", "text_number()"},       {"gets", "fgets()"},
    {"alloca", "memory_new()"},      {"rand", "a seeded generator"},
    {"srand", "a seeded generator"}, {"time", "as_of of the project"},
    {"localtime", "as_of"},          {"gmtime", "as_of"},
    {"gettimeofday", "progress.h"},  {"setlocale", "text.h"},
    {"system", "a function"},
};

static bool names_room(const char *rooms, const char *path)
{
    for (const char *at = rooms; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (strncmp(path, at, length) == 0)
            return true;
        at += length;
    }
    return false;
}

/* What is wrong with an include of "path" or <path> in `file`, or NULL. */
static const char *wrong_include(const char *file, const char *path, bool quoted)
{
    for (size_t i = 0; !quoted && i < sizeof libraries / sizeof *libraries; i++)
        if (text_begins(path, libraries[i].header) && !text_begins(file, libraries[i].place))
            return "this library belongs to another room";
    if (!quoted)
        return NULL;
    for (size_t i = 0; i < sizeof floors / sizeof *floors; i++) {
        if (!text_begins(file, floors[i].room))
            continue;
        if (text_begins(path, floors[i].room) || names_room(floors[i].below, path))
            return NULL;
        return "calls go down, never up or sideways, and includes begin at the root";
    }
    return "the file lies in no room";
}

/* The banned function that `line` calls, as an index, or -1. */
static int banned_call(const char *line)
{
    for (size_t i = 0; i < sizeof banned / sizeof *banned; i++) {
        size_t length = strlen(banned[i].name);
        for (const char *at = line; (at = strstr(at, banned[i].name)); at += length) {
            bool begins = at == line || !(isalnum((unsigned char)at[-1]) || at[-1] == '_');
            if (begins && at[length] == '(')
                return (int)i;
        }
    }
    return -1;
}

/* Complaints about one line of a file, one each line of `out`. */
static void check_line(const char *file, int number, const char *line, Text *out)
{
    char path[256], quote;
    const char *wrong = NULL;
    int call = -1;

    if (sscanf(line, " # include %c%255[^\">]", &quote, path) == 2)
        wrong = wrong_include(file, path, quote == '"');
    else if (line[strspn(line, " ")] != '*' && !strstr(line, "/*"))
        call = banned_call(line);
    if (wrong)
        text_printf(out, "%s:%d: includes %s: %s\n", file, number, path, wrong);
    if (call >= 0)
        text_printf(out, "%s:%d: %s() is banned; use %s\n", file, number, banned[call].name,
                    banned[call].instead);
}

/* A header says first what it is: "/" "* noun.h - ...". */
static void check_heading(const char *file, const char *bytes, Text *out)
{
    Text heading = {0};
    const char *name = strrchr(file, '/');

    text_printf(&heading, "/* %s - ", name ? name + 1 : file);
    if (text_ends(file, ".h") && !text_begins(bytes, heading.text))
        text_printf(out, "%s:1: a header begins with \"%s\" and what it is\n", file, heading.text);
    text_release(&heading);
}

static void check_file(const char *file, char *bytes, Text *out)
{
    int number = 0;

    check_heading(file, bytes, out);
    for (char *at = bytes; *at;) {
        char *end = at + strcspn(at, "\n");
        bool more = *end == '\n';
        *end = '\0';
        check_line(file, ++number, at, out);
        at = end + more;
    }
    if (number > LONGEST_FILE)
        text_printf(out, "%s: has %d lines; over %d it holds two nouns: split it\n", file, number,
                    LONGEST_FILE);
}

static const struct {
    const char *promise, *file, *line;
    int complaints;
} promises[] = {
    {"a room may use itself", "data/grid.c", "#include \"data/grid.h\"", 0},
    {"a room may call down", "data/grid.c", "#include \"base/text.h\"", 0},
    {"base calls nobody", "base/text.c", "#include \"data/grid.h\"", 1},
    {"never up", "data/grid.c", "#include \"rules/zone.h\"", 1},
    {"never sideways", "rules/zone.c", "#include \"render/map.h\"", 1},
    {"nor the other way", "render/map.c", "#include \"rules/zone.h\"", 1},
    {"the planner has floors too", "planner/coverage/gap.c", "#include \"planner/audit/x.h\"", 1},
    {"the engine knows no place", "planner/coverage/viewshed/a.c", "#include \"data/grid.h\"", 1},
    {"coverage drives the engine", "planner/coverage/a.c",
     "#include \"planner/coverage/viewshed/viewshed.h\"", 0},
    {"report draws", "planner/report/atlas.c", "#include \"render/map.h\"", 0},
    {"siting does not draw", "planner/siting/plan.c", "#include \"render/map.h\"", 1},
    {"command stands on top", "planner/command/run.c", "#include \"planner/report/out.h\"", 0},
    {"the check shares nothing", "planner/verify/a.c", "#include \"planner/coverage/sight.h\"", 1},
    {"main knows commands", "planner/main.c", "#include \"planner/command/command.h\"", 0},
    {"main knows nothing else", "planner/main.c", "#include \"rules/pack.h\"", 1},
    {"includes begin at the root", "data/grid.c", "#include \"grid.h\"", 1},
    {"not with dots", "data/grid.c", "#include \"../base/text.h\"", 1},
    {"blanks hide nothing", "base/text.c", "  #  include \"data/grid.h\"", 1},
    {"GDAL in data", "data/raster.c", "#include <gdal.h>", 0},
    {"GDAL not in rules", "rules/zone.c", "#include <gdal.h>", 1},
    {"OGR not in planner", "planner/report/tables.c", "#include <ogr_api.h>", 1},
    {"CPL not in render", "render/page.c", "#include <cpl_conv.h>", 1},
    {"Cairo in render", "render/page.c", "#include <cairo-pdf.h>", 0},
    {"Cairo not in report", "planner/report/atlas.c", "#include <cairo.h>", 1},
    {"Pango not in data", "data/table.c", "#include <pango/pangocairo.h>", 1},
    {"libfyaml in yaml.c", "base/yaml.c", "#include <libfyaml.h>", 0},
    {"libfyaml not beside it", "base/yaml_value.c", "#include <libfyaml.h>", 1},
    {"GEOS above base", "rules/zone.c", "#include <geos_c.h>", 0},
    {"a banned call", "base/text.c", "    strcpy(a, b);", 1},
    {"a call within a call", "base/text.c", "    x = f(atoi(b));", 1},
    {"a longer name is another", "base/text.c", "    my_strcpy(a, b); strcpy_all(a);", 0},
    {"a clock", "data/raster.c", "    seed = time(NULL);", 1},
    {"a word in a comment", "base/text.c", "    /* sprintf() would not do */", 0},
};

static void each_rule_can_fail(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof promises / sizeof *promises; i++) {
        Text out = {0};
        int complaints = 0;
        check_line(promises[i].file, 1, promises[i].line, &out);
        for (const char *at = out.text; at && (at = strchr(at, '\n')); at++)
            complaints++;
        if (complaints != promises[i].complaints)
            fail_msg("%s: %s", promises[i].promise, out.text ? out.text : "no complaint");
        text_release(&out);
    }
}

static void length_and_heading_can_fail(void **state)
{
    (void)state;
    Text long_file = {0}, out = {0};
    text_add(&long_file, "/* x.h - a long one */\n");
    for (int i = 1; i < LONGEST_FILE; i++)
        text_add(&long_file, "\n");
    char *copy = strdup(long_file.text);
    check_file("base/x.h", copy, &out);
    assert_null(out.text);
    free(copy);
    text_add(&long_file, "\n");
    check_file("base/x.h", long_file.text, &out);
    assert_non_null(strstr(out.text, "has 501 lines"));
    text_release(&out);
    char other[] = "/* y.h - another */\n";
    check_file("base/x.h", other, &out);
    assert_non_null(strstr(out.text, "a header begins with"));
    text_release(&out);
    text_release(&long_file);
}

/* What nftw() finds; it hands nothing through to its caller. */
static Text complaints;
static int files_read;

static int visit(const char *path, const struct stat *stat, int kind, struct FTW *where)
{
    char *bytes;
    size_t size;
    Diag diag = {0};

    (void)stat;
    (void)where;
    if (kind != FTW_F || !(text_ends(path, ".c") || text_ends(path, ".h")))
        return 0;
    if (file_read(path, &bytes, &size, &diag) != OK)
        fail_msg("%s", diag.message);
    check_file(path, bytes, &complaints);
    files_read++;
    free(bytes);
    return 0;
}

static void the_house_keeps_its_rules(void **state)
{
    (void)state;
    static const char *const rooms[] = {"base", "data", "rules", "render", "planner"};
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
        assert_int_equal(nftw(rooms[i], visit, 16, FTW_PHYS), 0);
    assert_true(files_read > 30);
    if (complaints.text) {
        fputs(complaints.text, stderr);
        text_release(&complaints);
        fail_msg("the lines above break the rules of the house");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_rule_can_fail),
        cmocka_unit_test(length_and_heading_can_fail),
        cmocka_unit_test(the_house_keeps_its_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
