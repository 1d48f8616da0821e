/* init.c - a project that runs, written from an OpenStreetMap extract for the user to edit. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "data/file_write.h"
#include "planner/command/command.h"
#include "planner/command/project_start.h"

typedef struct {
    ProjectStart start;
    bool help, overwrite;
} InitJob;

/* Before the extract is read: is there room for the project? */
static Status check_target(const InitJob *job, const char *path, Diag *diag)
{
    struct stat info;

    if (stat(job->start.folder, &info) == 0 && !S_ISDIR(info.st_mode))
        return diag_fail(diag, ERR_OUTPUT, "%s: is a file, and the project needs a folder",
                         job->start.folder);
    if (stat(path, &info) == 0 && !job->overwrite)
        return diag_fail(diag, ERR_OUTPUT, "%s exists; --overwrite replaces it", path);
    return OK;
}

/* The folder and those above it. */
static Status make_folder(const char *path, Diag *diag)
{
    struct stat info;
    char *above;
    Status status = OK;

    if (stat(path, &info) == 0)
        return OK;
    above = text_path_folder(path);
    if (strcmp(above, path) != 0)
        status = make_folder(above, diag);
    free(above);
    if (status == OK && mkdir(path, 0777) != 0 && errno != EEXIST)
        status = diag_fail(diag, ERR_OUTPUT, "%s: this folder cannot be made: %s", path,
                           strerror(errno));
    return status;
}

/* The path as a shell reads it. */
static void add_shell_word(Text *out, const char *path)
{
    bool plain = path[0] != '\0' && path[0] != '~';

    for (const char *c = path; *c; c++)
        plain &= strchr(" \t\n'\"\\$`!&;|<>()[]{}*?#", *c) == NULL;
    if (plain) {
        text_add(out, path);
        return;
    }
    text_add(out, "'");
    for (const char *c = path; *c; c++)
        if (*c == '\'')
            text_add(out, "'\\''");
        else
            text_printf(out, "%c", *c);
    text_add(out, "'");
}

static Status write_project(const InitJob *job, const char *path, Diag *diag)
{
    Status status = make_folder(job->start.folder, diag);
    char *yaml, *words;
    Text shell = {0};

    if (status != OK)
        return status;
    yaml = project_start_yaml(&job->start);
    words = project_start_words(&job->start);
    status = file_write(path, yaml, strlen(yaml), diag);
    add_shell_word(&shell, path);
    if (status == OK)
        printf("wrote         %s\n%snext          camplan run %s\n", path, words, shell.text);
    text_release(&shell);
    free(words);
    free(yaml);
    return status;
}

static void option_table(InitJob *job, Option table[COMMON_OPTION_ROWS])
{
    ProjectStart *start = &job->start;
    const Option rows[] = {
        {"help", 'h', OPTION_FLAG, &job->help, NULL, NULL, "print this help"},
        {"osm", 0, OPTION_TEXT, &start->osm, "FILE", NULL,
         "OpenStreetMap extract, .osm or .osm.pbf"},
        {"dem", 0, OPTION_TEXT, &start->dem, "FILE", NULL, "terrain model; flat without one"},
        {"rules", 0, OPTION_TEXT, &start->rules, "PACK", NULL,
         "rule pack; tengchong-2017 by default"},
        {"overwrite", 0, OPTION_FLAG, &job->overwrite, NULL, NULL,
         "replace an existing project.yaml"},
        {0}};

    memcpy(table, rows, sizeof rows);
}

void command_init_options(Option table[COMMON_OPTION_ROWS])
{
    InitJob unused;

    option_table(&unused, table);
    options_describe(table);
}

static Status init_parse(InitJob *job, int argc, char *const argv[], Diag *diag)
{
    Option table[COMMON_OPTION_ROWS];
    OptionList positional = {0};
    Status status;

    option_table(job, table);
    status = options_parse(table, argc, argv, &positional, diag);
    if (status == OK && job->help) {
        printf("camplan init DIR --osm FILE [--dem FILE] [--rules PACK]\nwrite a project that "
               "runs, for you to edit\n\n");
        options_help(table, stdout);
    } else if (status == OK && (positional.count != 1 || !job->start.osm)) {
        status = diag_fail(diag, ERR_USAGE,
                           "init wants a folder and an extract: camplan init DIR --osm FILE");
    } else if (status == OK) {
        job->start.folder = positional.items[0];
    }
    free(positional.items);
    return status;
}

static Status init_run(InitJob *job, Diag *diag)
{
    char *path = text_path_join(job->start.folder, "project.yaml");
    Status status = check_target(job, path, diag);

    if (status == OK)
        status = project_start_decide(&job->start, diag);
    if (status == OK)
        status = write_project(job, path, diag);
    project_start_release(&job->start);
    free(path);
    return status;
}

int command_init(int argc, char *const argv[])
{
    InitJob job = {.start = {.rules = "tengchong-2017"}};
    Diag diag = {0};
    Status status = init_parse(&job, argc, argv, &diag);

    if (status == OK && !job.help)
        status = init_run(&job, &diag);
    return command_end(status, &diag);
}
