#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/options.h"
#include "base/text.h"
#include "tests/check.h"

/* What the table below fills. */
static struct {
    bool quiet, verbose;
    const char *output, *progress;
    double height_m;
    long jobs;
    int as_of;
    OptionList set;
} given;

static const Option table[] = {
    {"quiet", 'q', OPTION_FLAG, &given.quiet, NULL, NULL, "say only what is wrong"},
    {"verbose", 'v', OPTION_FLAG, &given.verbose, NULL, NULL, "say more"},
    {"output", 'o', OPTION_TEXT, &given.output, "OUT", NULL, "folder of the results"},
    {"progress", 0, OPTION_CHOICE, &given.progress, NULL, "auto|bar|json|none", "how to show it"},
    {"height", 0, OPTION_NUMBER, &given.height_m, "M", NULL, "metres above *ground*"},
    {"jobs", 'j', OPTION_INTEGER, &given.jobs, "N", NULL, "threads"},
    {"as-of", 0, OPTION_DATE, &given.as_of, "DATE", NULL, "the day of the plan"},
    {"set", 0, OPTION_LIST, &given.set, "PATH=VALUE", NULL, "override a key of the project file"},
    {0},
};

static Status parse(const char *line, OptionList *rest, Diag *diag)
{
    static char copy[256];
    char *argv[32] = {"run"}, *at = copy;
    int argc = 1;
    options_list_release(&given.set);
    memset(&given, 0, sizeof given);
    snprintf(copy, sizeof copy, "%s", line);
    while (*at) {
        argv[argc++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return options_parse(table, argc, argv, rest, diag);
}

static void every_form_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        size_t rest;
    } forms[] = {
        {"-q -v -j 4 -o out --progress bar --height 3.5 --as-of 2021-06-01 --set a=1 --set b=2 p",
         1},
        {"p -qvj4 -oout --progress=bar --height=3.5 --as-of=2021-06-01 --set=a=1 --set=b=2 - r", 3},
        {"--jobs=1 --jobs=4 -qv -o x --output out --progress=none --progress=bar --height=1 "
         "--height 3.5 --as-of 2021-06-01 --set a=1 --set b=2 -- -x --set",
         2},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        OptionList rest = {0};
        Diag diag = {0};
        if (parse(forms[i].line, &rest, &diag) != OK)
            fail_msg("%s: %s", forms[i].line, diag.message);
        assert_true(given.quiet && given.verbose && given.jobs == 4 && given.height_m == 3.5);
        assert_string_equal(given.output, "out");
        assert_string_equal(given.progress, "bar");
        assert_int_equal(given.as_of, 20210601);
        assert_int_equal(given.set.count, 2);
        assert_string_equal(given.set.items[0], "a=1");
        assert_string_equal(given.set.items[1], "b=2");
        assert_int_equal(rest.count, forms[i].rest);
        options_list_release(&rest);
    }
    options_list_release(&given.set);
}

static const struct {
    const char *line, *message;
} wrong[] = {
    {"--quite", "unknown option '--quite'; did you mean '--quiet'?"},
    {"--hieght=3", "unknown option '--hieght'; did you mean '--height'?"},
    {"--zzzzzz", "unknown option '--zzzzzz'; --help lists the known ones"},
    {"-x", "unknown option '-x'; --help lists the known ones"},
    {"-qx", "unknown option '-x'; --help lists the known ones"},
    {"--jobs", "--jobs needs a value: --jobs N"},
    {"-j", "--jobs needs a value: --jobs N"},
    {"--jobs x", "--jobs: expected a whole number, found 'x'"},
    {"--jobs=", "--jobs: expected a whole number, found ''"},
    {"--height high", "--height: expected a number, found 'high'"},
    {"--as-of 2021", "--as-of: expected a date like 2021-06-01, found '2021'"},
    {"--progress=au", "--progress: 'au' is not one of auto|bar|json|none"},
    {"--progress=", "--progress: '' is not one of auto|bar|json|none"},
    {"--quiet=1", "--quiet takes no value"},
};

static void mistakes_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        OptionList rest = {0};
        Diag diag = {0};
        assert_int_equal(parse(wrong[i].line, &rest, &diag), ERR_USAGE);
        assert_string_equal(diag.message, wrong[i].message);
        options_list_release(&rest);
    }
}

/* What `print` writes, as text to be freed. */
static char *printed(void (*print)(const Option *, FILE *))
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    print(table, out);
    fclose(out);
    return text;
}

static void help_is_aligned(void **state)
{
    (void)state;
    char *help = printed(options_help);
    assert_true(text_begins(help, "  -q, --quiet           say only what is wrong\n"
                                  "  -v, --verbose         say more\n"
                                  "  -o, --output OUT      folder of the results\n"
                                  "      --progress=auto|bar|json|none\n"
                                  "                        how to show it\n"));
    assert_non_null(strstr(help, "      --set PATH=VALUE  override a key"));
    free(help);
}

static void man_list_is_escaped(void **state)
{
    (void)state;
    char *man = printed(options_man);
    assert_true(text_begins(man, "*-q*, *--quiet*\n\tsay only what is wrong\n\n"));
    assert_non_null(strstr(man, "*-o*, *--output* _OUT_\n\tfolder"));
    assert_non_null(strstr(man, "metres above \\*ground\\*"));
    free(man);
}

/* The script is asked as bash asks it. */
static const struct {
    const char *words, *last, *replies;
} completions[] = {
    {"camplan ", "ru", "run rules "},
    {"camplan run ", "--q", "--quiet "},
    {"camplan run --progress ", "j", "json "},
    {"camplan run --progress = ", "b", "bar "},
    {"camplan rules ", "--q", ""},
    {"camplan run ", "CMakeL", "CMakeLists.txt "},
};

static void completion_completes(void **state)
{
    (void)state;
    static const Option none[] = {{0}};
    static const OptionCommand commands[] = {
        {"run", "the main job", table}, {"rules", "list rules", none}, {0}};
    char path[] = "/tmp/camplan-completion-XXXXXX";
    FILE *script = fdopen(mkstemp(path), "w");
    options_completion("camplan", commands, script);
    fclose(script);
    for (size_t i = 0; i < sizeof completions / sizeof *completions; i++) {
        Text command = {0};
        char replies[256] = "";
        text_printf(&command,
                    "bash -c '. %s; COMP_WORDS=(%s \"%s\"); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); "
                    "_camplan; for r in \"${COMPREPLY[@]}\"; do echo -n \"$r \"; done'",
                    path, completions[i].words, completions[i].last);
        FILE *answer = popen(command.text, "r");
        replies[fread(replies, 1, sizeof replies - 1, answer)] = '\0';
        assert_int_equal(pclose(answer), 0);
        if (strcmp(replies, completions[i].replies) != 0)
            fail_msg("%s%s gave '%s'", completions[i].words, completions[i].last, replies);
        text_release(&command);
    }
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_is_read),   cmocka_unit_test(mistakes_are_named),
        cmocka_unit_test(help_is_aligned),      cmocka_unit_test(man_list_is_escaped),
        cmocka_unit_test(completion_completes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
