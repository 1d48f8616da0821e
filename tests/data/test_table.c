#include "data/table.h"

#include <math.h>

#include "tests/check.h"
#include "tests/data/scratch.h"

/* Each row: a text cell, and how the file shows it. */
static const struct {
    const char *promise, *text, *shown;
} texts[] = {
    {"plain text stays", "road 5", "road 5"},
    {"Chinese stays", "青溪镇", "青溪镇"},
    {"a comma is quoted", "a,b", "\"a,b\""},
    {"a quote is doubled", "a\"b", "\"a\"\"b\""},
    {"a line break is quoted", "a\nb", "\"a\nb\""},
    {"a formula is made harmless", "=1+2", "'=1+2"},
    {"so is a plus", "+86", "'+86"},
    {"so is a minus in text", "-x", "'-x"},
    {"so is an at sign", "@SUM(A1)", "'@SUM(A1)"},
    {"so is a tab", "\t=1", "'\t=1"},
    {"so is a carriage return", "\r=1", "\"'\r=1\""},
    {"an apostrophe before a formula keeps its own", "'=1", "''=1"},
    {"an apostrophe elsewhere is left", "'t Hof", "'t Hof"},
    {"a device code of 20 digits is quoted as text", "53052200001310000001",
     "\"53052200001310000001\""},
    {"NULL is empty", NULL, ""},
    {"empty is empty", "", ""},
};

static const struct {
    const char *promise;
    double value;
    int decimals;
    const char *shown;
} numbers[] = {
    {"decimals are rounded", 2.345678, 2, "2.35"},
    {"a negative number is no formula", -4.5, 1, "-4.5"},
    {"minus zero has no minus", -0.001, 2, "0.00"},
    {"whole", 12, 0, "12"},
    {"NaN is empty", (double)NAN, 2, ""},
    {"infinity is empty", HUGE_VAL, 2, ""},
};

static void cells_are_written_as_promised(void **state)
{
    static const char *const columns[] = {"cell", "end", NULL};
    const char *path = scratch_path("cell.csv");
    char expected[200];

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts + sizeof numbers / sizeof *numbers; i++) {
        bool text = i < sizeof texts / sizeof *texts;
        size_t n = text ? i : i - sizeof texts / sizeof *texts, size;
        Table *table = table_new(columns);
        Diag diag = {0};
        char *bytes;
        if (text)
            table_text(table, texts[n].text);
        else
            table_number(table, numbers[n].value, numbers[n].decimals);
        table_text(table, "x");
        table_end_row(table);
        assert_int_equal(table_write_csv(table, path, &diag), OK);
        bytes = scratch_load(path, &size);
        snprintf(expected, sizeof expected,
                 "\xEF\xBB\xBF"
                 "cell,end\r\n%s,x\r\n",
                 text ? texts[n].shown : numbers[n].shown);
        if (strcmp(bytes, expected) != 0)
            fail_msg("%s: got %s", text ? texts[n].promise : numbers[n].promise, bytes);
        free(bytes);
        table_free(table);
    }
}

static void texts_come_back(void **state)
{
    static const char *const columns[] = {"n", "text", NULL};
    const char *path = scratch_path("back.csv");
    Table *table = table_new(columns), *back;
    Diag diag = {0};

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        table_integer(table, (long long)i);
        table_text(table, texts[i].text);
        table_end_row(table);
    }
    assert_int_equal(table_write_csv(table, path, &diag), OK);
    assert_int_equal(table_read_csv(&back, path, &diag), OK);
    assert_int_equal(table_rows(back), table_rows(table));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_string_equal(table_cell(back, i, "text"), texts[i].text ? texts[i].text : "");
    assert_null(table_cell(back, 0, "absent"));
    assert_null(table_cell(back, 999, "text"));
    table_free(back);
    table_free(table);
}

static const struct {
    const char *promise, *file;
    Status status;
    size_t rows;
    const char *words;
} files[] = {
    {"no BOM and bare line feeds are read", "a,b\n1,2\n3,4\n", OK, 2, ""},
    {"the last line needs no end", "a,b\r\n1,2", OK, 1, ""},
    {"a quoted cell may hold a line break", "a,b\r\n\"x\r\ny\",2\r\n", OK, 1, ""},
    {"empty lines are skipped", "a,b\n\n1,2\n\n", OK, 1, ""},
    {"only a header", "a,b\r\n", OK, 0, ""},
    {"a short row is named by its line", "a,b\n1,2\n3\n", ERR_INPUT, 0, ":3: 1 cells"},
    {"lines within cells are counted", "a,b\n\"x\ny\",2\n3\n", ERR_INPUT, 0, ":4:"},
    {"an open quote is named", "a,b\n\"1,2\n", ERR_INPUT, 0, ":2: a quoted cell"},
    {"text after a quote is refused", "a,b\n\"1\"x,2\n", ERR_INPUT, 0, ":2: a quoted cell"},
};

static void files_are_read_as_promised(void **state)
{
    const char *path = scratch_path("read.csv");

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        FILE *file = fopen(path, "wb");
        Diag diag = {0};
        Table *table;
        fputs(files[i].file, file);
        fclose(file);
        if (table_read_csv(&table, path, &diag) != files[i].status)
            fail_msg("%s: %s", files[i].promise, diag.message);
        if (files[i].status == OK)
            assert_int_equal(table_rows(table), files[i].rows);
        else if (!strstr(diag.message, files[i].words) || !strstr(diag.message, path))
            fail_msg("%s: got \"%s\"", files[i].promise, diag.message);
        table_free(table);
    }
}

static void failures_name_the_file(void **state)
{
    static const char *const columns[] = {"a", "b", NULL};
    Table *table = table_new(columns), *none;
    Diag diag = {0}, second = {0}, third = {0};

    (void)state;
    table_text(table, "only one");
    table_end_row(table);
    assert_int_equal(table_write_csv(table, scratch_path("x.csv"), &diag), ERR_OUTPUT);
    assert_non_null(strstr(diag.message, "row 1"));
    table_text(table, "two");
    table_free(table);

    assert_int_equal(table_read_csv(&none, scratch_path("absent.csv"), &second), ERR_INPUT);
    assert_non_null(strstr(second.message, "absent.csv"));

    table = table_new(columns);
    assert_int_equal(table_write_csv(table, scratch_path("no/such/x.csv"), &third), ERR_OUTPUT);
    assert_non_null(strstr(third.message, "no/such/x.csv"));
    table_free(table);
}

static void a_full_disk_is_an_error(void **state)
{
    static const char *const columns[] = {"a", NULL};
    const char *path;
    Table *table = table_new(columns);
    Diag diag = {0};

    (void)state;
    for (int i = 0; i < 20000; i++) {
        table_text(table, "a row that takes room");
        table_end_row(table);
    }
    if (!scratch_small_disk("disk")) {
        table_free(table);
        skip();
    }
    path = scratch_path("disk/x.csv");
    assert_int_equal(table_write_csv(table, path, &diag), ERR_OUTPUT);
    assert_non_null(strstr(diag.message, path));
    assert_int_not_equal(access(path, F_OK), 0);
    umount(scratch_path("disk"));
    table_free(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_written_as_promised), cmocka_unit_test(texts_come_back),
        cmocka_unit_test(files_are_read_as_promised), cmocka_unit_test(failures_name_the_file),
        cmocka_unit_test(a_full_disk_is_an_error)};
    return scratch_run(tests);
}
