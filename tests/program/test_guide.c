/* test_guide.c - docs/new-pack.md does what it shows: its files are written, its commands run, and
 * what they print is what the page prints.
 *
 * A block that begins with ```yaml FILE (or csv) is that file, with += what is added to it; in a
 * block of ```console, lines with "$ " are commands and those after them what is printed.
 */
#include "base/text.h"
#include "tests/program/program.h"

static const char GUIDE[] = "docs/new-pack.md";

/* The page, a line at a time. */
typedef struct {
    FILE *file;
    char line[2048]; /* without its end */
    int number;
    size_t files, commands;
} Page;

static bool next_line(Page *page)
{
    if (!fgets(page->line, sizeof page->line, page->file))
        return false;
    page->number++;
    page->line[strcspn(page->line, "\n")] = '\0';
    return true;
}

static bool in_block(Page *page)
{
    return next_line(page) && strcmp(page->line, "```") != 0;
}

/* A folder of the file's path, if it names one. */
static void make_folder(const char *path)
{
    char line[512];
    const char *slash = strrchr(path, '/');

    if (!slash)
        return;
    snprintf(line, sizeof line, "mkdir -p \"$D/%.*s\"", (int)(slash - path), path);
    assert_int_equal(shell(line).code, 0);
}

static void write_block(Page *page, const char *name, bool more)
{
    FILE *file;

    make_folder(name);
    file = fopen(scratch_path(name), more ? "a" : "w");
    if (!file)
        fail_msg("%s:%d: %s cannot be written", GUIDE, page->number, name);
    while (in_block(page))
        fprintf(file, "%s\n", page->line);
    fclose(file);
    page->files++;
}

static void run_command(Page *page, const char *command, Text *said)
{
    char line[3072];
    Ran ran;

    snprintf(line, sizeof line, "camplan() { \"$P\" \"$@\"; }; cd \"$D\" && { %s ; }", command);
    ran = shell(line);
    text_release(said);
    /* Lines of CSV end as RFC 4180 has them; a page shows no difference. */
    for (const char *at = ran.said; *at; at += strspn(at, "\r")) {
        size_t plain = strcspn(at, "\r");
        text_printf(said, "%.*s", (int)plain, at);
        at += plain;
    }
    page->commands++;
}

/* All that was printed has been shown? */
static void expect_end(const Page *page, const char *command, const char *rest)
{
    if (rest && *rest)
        fail_msg("%s:%d: '%s' also prints:\n%s", GUIDE, page->number, command, rest);
}

static void run_block(Page *page)
{
    char command[2048] = "";
    Text said = {0};
    const char *rest = NULL;

    while (in_block(page)) {
        size_t length = strlen(page->line);
        if (text_begins(page->line, "$ ")) {
            expect_end(page, command, rest);
            snprintf(command, sizeof command, "%s", page->line + 2);
            run_command(page, command, &said);
            rest = said.text ? said.text : "";
            continue;
        }
        if (!rest || strncmp(rest, page->line, length) != 0 ||
            (rest[length] != '\n' && rest[length]))
            fail_msg("%s:%d: '%s' prints otherwise\nthe page: %s\nprinted: %s", GUIDE, page->number,
                     command, page->line, rest ? rest : "");
        rest += length + (rest[length] == '\n');
    }
    expect_end(page, command, rest);
    text_release(&said);
}

/* What a block is, by the words beside its fence. */
static void use_block(Page *page)
{
    char kind[16] = "", name[256] = "", more[4] = "";

    sscanf(page->line, "```%15s %255s %3s", kind, name, more);
    if (strcmp(kind, "console") == 0)
        run_block(page);
    else if (*name)
        write_block(page, name, strcmp(more, "+=") == 0);
    else
        fail_msg("%s:%d: a block that is neither a file nor commands", GUIDE, page->number);
}

static void does_what_it_shows(void **state)
{
    Page page = {.file = fopen(GUIDE, "r")};

    (void)state;
    assert_non_null(page.file);
    while (next_line(&page))
        if (text_begins(page.line, "```"))
            use_block(&page);
    fclose(page.file);
    assert_true(page.files >= 6 && page.commands >= 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(does_what_it_shows)};

    program_need();
    scratch_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    scratch_end();
    return failed;
}
