#include <limits.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/memory.h"
#include "base/progress.h"
#include "base/text.h"
#include "planner/command/command.h"

/* What --seed can hardly be asked to be. */
static const long NO_SEED = LONG_MIN;

void common_option_table(CommonOptions *c, Option table[COMMON_OPTION_ROWS])
{
    const Option rows[COMMON_OPTION_ROWS] = {
        {"help", 'h', OPTION_FLAG, &c->help, NULL, NULL, "print this help"},
        {"quiet", 'q', OPTION_FLAG, &c->quiet, NULL, NULL, "print errors and results only"},
        {"verbose", 'v', OPTION_FLAG, &c->verbose, NULL, NULL, "print what is being done"},
        {"progress", 0, OPTION_CHOICE, &c->progress, "MODE", "auto|bar|json|none",
         "how to show progress"},
        {"jobs", 'j', OPTION_INTEGER, &c->jobs, "N", NULL, "threads; every core by default"},
        {"out", 'o', OPTION_TEXT, &c->out, "OUT", NULL,
         "folder for the results; out/ beside the project by default"},
        {"overwrite", 0, OPTION_FLAG, &c->overwrite, NULL, NULL, "replace an existing OUT"},
        {"dry-run", 'n', OPTION_FLAG, &c->dry_run, NULL, NULL,
         "read and check everything, compute and write nothing"},
        {"save-on-interrupt", 0, OPTION_FLAG, &c->save_on_interrupt, NULL, NULL,
         "run and place: Ctrl-C while cameras are chosen keeps the best plan so far"},
        {"set", 0, OPTION_LIST, &c->set, "PATH=VALUE", NULL,
         "override a key of the project file; may be repeated"},
        {"as-of", 0, OPTION_DATE, &c->as_of, "DATE", NULL, "judge as of this date"},
        {"department", 0, OPTION_TEXT, &c->department, "NAME", NULL,
         "only what this department supervises or builds"},
        {"township", 0, OPTION_TEXT, &c->township, "CODE", NULL, "only this township"},
        {"clause", 0, OPTION_TEXT, &c->clause, "ID", NULL, "only this clause, such as 8.5 or 8.5b"},
        {"seed", 0, OPTION_INTEGER, &c->seed, "N", NULL, "seed of the optimiser"},
        {"format", 0, OPTION_CHOICE, &c->format, "FORMAT", "text|json", "how to print the summary"},
        {0},
    };
    memcpy(table, rows, sizeof rows);
}

void common_option_add(CommonOptions *common, const char *const *names,
                       Option table[COMMON_OPTION_ROWS])
{
    Option shared[COMMON_OPTION_ROWS];

    common_option_table(common, shared);
    while (table->name)
        table++;
    for (; *names; names++)
        for (const Option *row = shared; row->name; row++)
            if (text_equal(row->name, *names))
                *table++ = *row;
    *table = (Option){0};
}

void common_options(Option table[COMMON_OPTION_ROWS])
{
    CommonOptions unused;

    common_option_table(&unused, table);
    options_describe(table);
}

static const Command *command_named(const char *name)
{
    const Command *c = command_table();

    while (c->name && !text_equal(c->name, name))
        c++;
    return c;
}

static void print_help(const char *name, const Option *table)
{
    const Command *command = command_named(name);

    printf("camplan %s %s\n%s\n\n", name, command->arguments, command->summary);
    options_help(table, stdout);
}

Status common_apply(const CommonOptions *common, Diag *diag)
{
    if (common->jobs != -1 && (common->jobs < 1 || common->jobs > 4096))
        return diag_fail(diag, ERR_USAGE, "--jobs %ld: give a number of threads from 1 to 4096",
                         common->jobs);
    if (common->seed < 0 && common->seed != NO_SEED)
        return diag_fail(diag, ERR_USAGE, "--seed %ld: give a whole number from 0 on",
                         common->seed);
    if (common->quiet)
        log_level(LOG_QUIET);
    else if (common->verbose)
        log_level(LOG_VERBOSE);
    if (text_equal(common->progress, "bar"))
        progress_mode(PROGRESS_BAR);
    else if (text_equal(common->progress, "json"))
        progress_mode(PROGRESS_JSON);
    else if (text_equal(common->progress, "none") || common->quiet)
        progress_mode(PROGRESS_NONE);
    if (common->jobs > 0)
        omp_set_num_threads((int)common->jobs);
    return OK;
}

Status common_parse(CommonOptions *common, const char *name, int argc, char *const argv[],
                    size_t wanted, OptionList *positional, bool *done, Diag *diag)
{
    Option table[COMMON_OPTION_ROWS];
    Status status;

    *common = (CommonOptions){.seed = NO_SEED, .jobs = -1};
    *positional = (OptionList){0};
    *done = false;
    common_option_table(common, table);
    status = options_parse(table, argc, argv, positional, diag);
    if (status == OK && common->help) {
        print_help(name, table);
        *done = true;
        return OK;
    }
    if (status == OK && positional->count != wanted)
        status = diag_fail(diag, ERR_USAGE,
                           "%zu arguments given where %zu is wanted: camplan %s %s; 'camplan %s "
                           "--help' lists the options",
                           positional->count, wanted, name, command_named(name)->arguments, name);
    if (status == OK && common->save_on_interrupt && !text_equal(name, "run") &&
        !text_equal(name, "place"))
        status = diag_fail(diag, ERR_USAGE,
                           "--save-on-interrupt: %s chooses no cameras, so there is no plan to "
                           "save; run and place do",
                           name);
    return status == OK ? common_apply(common, diag) : status;
}

void common_release(CommonOptions *common, OptionList *positional)
{
    free(common->set.items);
    free(positional->items);
    common->set = *positional = (OptionList){0};
}

/* --as-of and --seed are settings like any other, so that run.json names them. */
Status common_project(Project **out, const CommonOptions *common, const char *path, Diag *diag)
{
    OptionList sets = {memory_new(common->set.count + 2, sizeof *sets.items), 0};
    char as_of[32], day[11], seed[48];
    Status status;

    for (size_t i = 0; i < common->set.count; i++)
        sets.items[sets.count++] = common->set.items[i];
    if (common->as_of) {
        text_date_format(common->as_of, day);
        snprintf(as_of, sizeof as_of, "as_of=%s", day);
        sets.items[sets.count++] = as_of;
    }
    if (common->seed >= 0) {
        snprintf(seed, sizeof seed, "plan.seed=%ld", common->seed);
        sets.items[sets.count++] = seed;
    }
    status = project_read(out, path, &sets, diag);
    free(sets.items);
    if (status == OK) {
        (*out)->only_department = common->department;
        (*out)->only_township = common->township;
        (*out)->only_clause = common->clause;
        (*out)->save_on_interrupt = common->save_on_interrupt;
    }
    return status;
}
