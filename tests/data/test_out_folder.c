#include "data/out_folder.h"

#include <signal.h>
#include <sys/wait.h>

#include "base/text.h"
#include "tests/check.h"
#include "tests/data/scratch.h"

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static bool holds(const char *path, const char *text)
{
    size_t size;
    char *bytes = scratch_load(path, &size);
    bool same = text_equal(bytes, text);

    free(bytes);
    return same;
}

static bool exists(const char *path)
{
    struct stat what;

    return lstat(path, &what) == 0;
}

/* Hidden folders left in the scratch folder. */
static size_t hidden(void)
{
    FolderList list = folder_list(scratch_folder);
    size_t count = 0;

    for (size_t i = 0; i < list.count; i++)
        count += list.names[i][0] == '.';
    folder_list_release(&list);
    return count;
}

static void write_out(const char *name, bool overwrite, const char *text)
{
    OutFolder *folder;
    Diag diag = {0};

    assert_int_equal(out_folder_begin(&folder, scratch_path(name), overwrite, &diag), OK);
    put(out_folder_file(folder, "run.json"), text);
    put(out_folder_file(folder, "maps/deep/overview.pdf"), "map");
    assert_int_equal(out_folder_commit(folder, &diag), OK);
    out_folder_free(folder);
}

static void out_appears_whole_and_private(void **state)
{
    OutFolder *folder;
    Diag diag = {0};
    struct stat what;

    (void)state;
    assert_int_equal(out_folder_begin(&folder, scratch_path("whole/"), false, &diag), OK);
    put(out_folder_file(folder, "maps/overview.pdf"), "map");
    assert_false(exists(scratch_path("whole")));
    assert_int_equal(hidden(), 1);
    assert_int_equal(out_folder_commit(folder, &diag), OK);
    assert_true(holds(scratch_path("whole/maps/overview.pdf"), "map"));
    out_folder_free(folder);
    assert_true(holds(scratch_path("whole/maps/overview.pdf"), "map"));
    assert_int_equal(hidden(), 0);
    assert_int_equal(stat(scratch_path("whole/maps/overview.pdf"), &what), 0);
    assert_int_equal(what.st_mode & 0777, 0600);
    assert_int_equal(stat(scratch_path("whole/maps"), &what), 0);
    assert_int_equal(what.st_mode & 0777, 0700);
    assert_int_equal(stat(scratch_path("whole"), &what), 0);
    assert_int_equal(what.st_mode & 0777, 0700);
}

static void what_is_not_committed_is_removed(void **state)
{
    OutFolder *folder;
    Diag diag = {0};

    (void)state;
    write_out("kept", false, "{\"camplan\": 1}");
    assert_int_equal(out_folder_begin(&folder, scratch_path("kept"), true, &diag), OK);
    put(out_folder_file(folder, "run.json"), "half");
    out_folder_free(folder);
    assert_true(holds(scratch_path("kept/run.json"), "{\"camplan\": 1}"));
    assert_int_equal(hidden(), 0);
    out_folder_free(NULL);
}

static void overwrite_replaces_all_of_it(void **state)
{
    (void)state;
    write_out("again", false, "{\"camplan\": 1}");
    put(scratch_path("again/old.csv"), "old");
    write_out("again", true, "{\"camplan\": 2}");
    assert_true(holds(scratch_path("again/run.json"), "{\"camplan\": 2}"));
    assert_false(exists(scratch_path("again/old.csv")));
    assert_int_equal(hidden(), 0);
}

static void a_link_keeps_pointing(void **state)
{
    struct stat what;

    (void)state;
    write_out("real", false, "{\"camplan\": 1}");
    assert_int_equal(symlink("real", scratch_path("link")), 0);
    write_out("link", true, "{\"camplan\": 2}");
    assert_true(holds(scratch_path("real/run.json"), "{\"camplan\": 2}"));
    assert_int_equal(lstat(scratch_path("link"), &what), 0);
    assert_true(S_ISLNK(what.st_mode));
}

static void make_cases(void)
{
    mkdir(scratch_path("empty"), 0700);
    mkdir(scratch_path("foreign"), 0700);
    put(scratch_path("foreign/thesis.txt"), "years of work");
    mkdir(scratch_path("other"), 0700);
    put(scratch_path("other/run.json"), "{\"tool\": \"another\"}");
    mkdir(scratch_path("findings"), 0700);
    put(scratch_path("findings/findings.csv"), "\xEF\xBB\xBF"
                                               "clause,severity\r\n");
    put(scratch_path("file"), "a file");
    write_out("plan", false, "{\"camplan\": 1}");
}

static const struct {
    const char *promise, *name;
    bool overwrite;
    Status status;
    const char *words;
} begins[] = {
    {"a plan stays without --overwrite", "plan", false, ERR_OUTPUT, "--overwrite"},
    {"and goes with it", "plan", true, OK, ""},
    {"findings alone are ours too", "findings", true, OK, ""},
    {"an empty folder stays without --overwrite", "empty", false, ERR_OUTPUT, "--overwrite"},
    {"an empty folder may go", "empty", true, OK, ""},
    {"another's folder is never replaced", "foreign", true, ERR_OUTPUT, "never replaced"},
    {"nor one with another's run.json", "other", true, ERR_OUTPUT, "never replaced"},
    {"a file is never replaced", "file", true, ERR_OUTPUT, "is a file"},
    {"a missing parent is named", "no/such/out", false, ERR_OUTPUT, "no/such"},
    {"dots are no name", "..", true, ERR_OUTPUT, ""},
};

static void what_stands_there_is_respected(void **state)
{
    (void)state;
    make_cases();
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        OutFolder *folder;
        Diag diag = {0};
        const char *path = scratch_path(begins[i].name);
        if (out_folder_begin(&folder, path, begins[i].overwrite, &diag) != begins[i].status)
            fail_msg("%s: %s", begins[i].promise, diag.message);
        if (!strstr(diag.message, begins[i].words))
            fail_msg("%s: says \"%s\"", begins[i].promise, diag.message);
        out_folder_free(folder);
    }
    assert_true(holds(scratch_path("foreign/thesis.txt"), "years of work"));
    assert_int_equal(hidden(), 0);
}

static void a_folder_that_appears_meanwhile_is_respected(void **state)
{
    OutFolder *folder;
    Diag diag = {0};

    (void)state;
    assert_int_equal(out_folder_begin(&folder, scratch_path("late"), false, &diag), OK);
    mkdir(scratch_path("late"), 0700);
    assert_int_equal(out_folder_commit(folder, &diag), ERR_OUTPUT);
    out_folder_free(folder);
    assert_int_equal(hidden(), 0);
}

/* A run that ends by exit() removes its folder; one that is killed leaves it to the next. */
static void other_ends_leave_nothing(void **state)
{
    static const struct {
        const char *promise;
        bool killed;
        size_t left;
    } ends[] = {{"exit() removes it", false, 0}, {"a kill leaves it", true, 1}};
    OutFolder *folder;
    Diag diag = {0};

    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        pid_t child = fork();
        int how;
        if (child == 0) {
            if (out_folder_begin(&folder, scratch_path("ended"), false, &diag) == OK)
                put(out_folder_file(folder, "run.json"), "half");
            if (ends[i].killed)
                raise(SIGKILL);
            exit(0);
        }
        waitpid(child, &how, 0);
        if (hidden() != ends[i].left)
            fail_msg("%s: %zu left", ends[i].promise, hidden());
    }
    assert_int_equal(out_folder_begin(&folder, scratch_path("ended"), false, &diag), OK);
    assert_int_equal(hidden(), 1); /* its own: the killed one's is gone */
    out_folder_free(folder);
    assert_int_equal(hidden(), 0);
}

/* The folder of a run that still lives is not swept away by another. */
static void two_runs_do_not_disturb_each_other(void **state)
{
    OutFolder *one, *two;
    Diag diag = {0};

    (void)state;
    assert_int_equal(out_folder_begin(&one, scratch_path("same"), true, &diag), OK);
    assert_int_equal(out_folder_begin(&two, scratch_path("same"), true, &diag), OK);
    put(out_folder_file(one, "run.json"), "{\"camplan\": 1}");
    put(out_folder_file(two, "run.json"), "{\"camplan\": 2}");
    assert_int_equal(out_folder_commit(one, &diag), OK);
    out_folder_free(one);
    assert_int_equal(out_folder_commit(two, &diag), OK);
    out_folder_free(two);
    assert_true(holds(scratch_path("same/run.json"), "{\"camplan\": 2}"));
    assert_int_equal(hidden(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(out_appears_whole_and_private),
        cmocka_unit_test(what_is_not_committed_is_removed),
        cmocka_unit_test(overwrite_replaces_all_of_it),
        cmocka_unit_test(a_link_keeps_pointing),
        cmocka_unit_test(what_stands_there_is_respected),
        cmocka_unit_test(a_folder_that_appears_meanwhile_is_respected),
        cmocka_unit_test(other_ends_leave_nothing),
        cmocka_unit_test(two_runs_do_not_disturb_each_other)};
    return scratch_run(tests);
}
