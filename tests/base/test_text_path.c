#include <stdlib.h>

#include "base/text.h"
#include "tests/check.h"

static const struct {
    const char *promise;
    char *(*work)(const char *, const char *);
    const char *a, *b, *out;
} cases[] = {
    {"join", text_path_join, "a/b", "c", "a/b/c"},
    {"join after a slash", text_path_join, "a/", "c", "a/c"},
    {"an absolute name stays", text_path_join, "a", "/c", "/c"},
    {"no folder", text_path_join, "", "c", "c"},
    {"below", text_path_relative, "/a/b/c", "/a", "b/c"},
    {"above", text_path_relative, "/a", "/a/b/c", "../.."},
    {"beside", text_path_relative, "/a/x", "/a/b", "../x"},
    {"a longer name is not below", text_path_relative, "/a/bc", "/a/b", "../bc"},
    {"the folder itself", text_path_relative, "/a/b", "/a/b", "."},
    {"dots are walked", text_path_relative, "/a/./b/../c", "/a/d/", "../c"},
    {"dots above the root", text_path_relative, "/../a", "/", "a"},
    {"nothing in common", text_path_relative, "/x", "/a/b", "../../x"},
    {"relative to here", text_path_relative, "x/y", "x", "y"},
    {"to the root", text_path_relative, "/", "/a", ".."},
};

static void paths_are_joined_and_related(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *out = cases[i].work(cases[i].a, cases[i].b);
        if (!text_equal(out, cases[i].out))
            fail_msg("%s: got '%s'", cases[i].promise, out);
        free(out);
    }
}

static const struct {
    const char *path, *folder;
} folders[] = {{"a/b/c.yaml", "a/b"}, {"c.yaml", "."}, {"/c", "/"}, {"/a/b", "/a"}};

static void folder_of_a_path(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        char *out = text_path_folder(folders[i].path);
        assert_string_equal(out, folders[i].folder);
        free(out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_joined_and_related),
        cmocka_unit_test(folder_of_a_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
