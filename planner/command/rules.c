/* rules.c - the rule packs: which there are; what else is asked of them has a file each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "data/folder.h"
#include "data/shipped.h"
#include "planner/command/command.h"
#include "planner/command/rules.h"
#include "rules/pack.h"

static Status show_one(const char *name, Diag *diag)
{
    RulePack *pack = NULL;
    Status status = pack_read(&pack, name, diag);

    if (status == OK)
        rules_print_validity(pack);
    pack_free(pack);
    return status;
}

Status rules_list(Diag *diag)
{
    char *folder = shipped_path("rules/packs");
    FolderList packs = folder_list(folder);
    Status status = OK;

    for (size_t i = 0; i < packs.count && status == OK; i++)
        status = show_one(packs.names[i], diag);
    folder_list_release(&packs);
    free(folder);
    return status;
}

/* --- the command ---------------------------------------------------------------------- */

typedef struct {
    bool help;
    RulesWish wish;
} RulesOptions;

static void option_table(RulesOptions *options, Option table[COMMON_OPTION_ROWS])
{
    const Option rows[] = {
        {"help", 'h', OPTION_FLAG, &options->help, NULL, NULL, "print this help"},
        {"as-of", 0, OPTION_DATE, &options->wish.as_of, "DATE", NULL,
         "show, diff: the day whose law and bodies are meant; else the project's, else the pack's "
         "first"},
        {"in", 0, OPTION_TEXT, &options->wish.project, "PROJECT.yaml", NULL,
         "show: by this project's day and figures, and what the clause selects there"},
        {0}};

    memcpy(table, rows, sizeof rows);
}

void command_rules_options(Option table[COMMON_OPTION_ROWS])
{
    RulesOptions unused;

    option_table(&unused, table);
    options_describe(table);
}

static void print_help(const Option *table)
{
    printf(
        "camplan rules list\n"
        "camplan rules show PACK [CLAUSE] [--as-of DATE] [--in PROJECT.yaml]\n"
        "camplan rules test PACK [CLAUSE]\n"
        "camplan rules diff PACK OTHER [CLAUSE] [--as-of DATE]\n"
        "the rule packs, what their clauses say, their worked cases, run, and what changes from\n"
        "one to another; CLAUSE may be cut short: 8 is all of article 8\n\n");
    options_help(table, stdout);
}

/* What is asked, of `words` after the verb. ERR_USAGE where they do not fit. */
static Status run_verb(RulesWish *wish, const OptionList *words, bool *held, Diag *diag)
{
    const char *verb = words->count ? words->items[0] : "";

    wish->pack = words->count > 1 ? words->items[1] : NULL;
    wish->clause = words->count > 2 ? words->items[2] : NULL;
    if (!strcmp(verb, "list") && words->count == 1)
        return rules_list(diag);
    if (!strcmp(verb, "show") && (words->count == 2 || words->count == 3))
        return rules_show(wish, diag);
    if (!strcmp(verb, "test") && (words->count == 2 || words->count == 3))
        return rules_test(wish, held, diag);
    if (!strcmp(verb, "diff") && (words->count == 3 || words->count == 4)) {
        wish->other = words->items[2];
        wish->clause = words->count > 3 ? words->items[3] : NULL;
        return rules_diff(wish, diag);
    }
    return diag_fail(diag, ERR_USAGE,
                     "rules wants 'list', 'show PACK [CLAUSE]', 'test PACK [CLAUSE]' or "
                     "'diff PACK OTHER [CLAUSE]', e.g. "
                     "'camplan rules show tengchong-2017 8.12'");
}

int command_rules(int argc, char *const argv[])
{
    RulesOptions options = {0};
    bool held = true;
    Option table[COMMON_OPTION_ROWS];
    OptionList words = {0};
    Diag diag = {0};
    Status status;

    option_table(&options, table);
    status = options_parse(table, argc, argv, &words, &diag);
    if (status == OK && options.help)
        print_help(table);
    else if (status == OK)
        status = run_verb(&options.wish, &words, &held, &diag);
    options_list_release(&words);
    return status == OK && !held ? 1 : command_end(status, &diag);
}
