/* verify.c - is a written plan true? Exit code 0: yes; 1: something differs. */
#include <stdio.h>
#include <string.h>

#include "planner/command/command.h"
#include "planner/verify/verify.h"

typedef struct {
    CommonOptions common;
    const char *inputs;
} VerifyWish;

static void option_table(VerifyWish *wish, Option table[COMMON_OPTION_ROWS])
{
    static const char *const shared[] = {"quiet", "progress", "jobs", NULL};
    const Option rows[] = {
        {"help", 'h', OPTION_FLAG, &wish->common.help, NULL, NULL, "print this help"},
        {"inputs", 0, OPTION_TEXT, &wish->inputs, "DIR", NULL,
         "folder of the project file; by default as OUT records it"},
        {0}};

    memcpy(table, rows, sizeof rows);
    common_option_add(&wish->common, shared, table);
}

void command_verify_options(Option table[COMMON_OPTION_ROWS])
{
    VerifyWish unused;

    option_table(&unused, table);
    options_describe(table);
}

int command_verify(int argc, char *const argv[])
{
    VerifyWish wish = {.common.jobs = -1};
    bool holds = false;
    Option table[COMMON_OPTION_ROWS];
    OptionList positional = {0};
    Diag diag = {0};
    Status status;

    option_table(&wish, table);
    status = options_parse(table, argc, argv, &positional, &diag);
    if (status == OK && wish.common.help) {
        printf("camplan verify OUT [--inputs DIR]\nrecompute a written plan by separate slow "
               "code\n\n");
        options_help(table, stdout);
    } else if (status == OK && positional.count != 1) {
        status = diag_fail(&diag, ERR_USAGE, "verify wants one folder: camplan verify OUT");
    } else if (status == OK) {
        status = common_apply(&wish.common, &diag);
        if (status == OK)
            status = verify_plan(positional.items[0], wish.inputs, &holds, &diag);
    }
    options_list_release(&positional);
    return status == OK && !wish.common.help ? (holds ? 0 : 1) : command_end(status, &diag);
}
