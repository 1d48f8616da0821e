/* verify.c - is a written plan true? Exit code 0: yes; 1: something differs. */
#include <stdio.h>

#include "planner/command/command.h"
#include "planner/verify/verify.h"

int command_verify(int argc, char *const argv[])
{
    CommonOptions common = {.jobs = -1};
    bool help = false, holds = false;
    const char *inputs = NULL;
    const Option table[] = {
        {"help", 'h', OPTION_FLAG, &help, NULL, NULL, "print this help"},
        {"inputs", 0, OPTION_TEXT, &inputs, "DIR", NULL,
         "folder of the project file; by default where timings.json says, or the one that holds "
         "OUT"},
        {"progress", 0, OPTION_CHOICE, &common.progress, "MODE", "auto|bar|json|none",
         "how to show progress"},
        {"jobs", 'j', OPTION_INTEGER, &common.jobs, "N", NULL, "threads; every core by default"},
        {0}};
    OptionList positional = {0};
    Diag diag = {0};
    Status status = options_parse(table, argc, argv, &positional, &diag);

    if (status == OK && help) {
        printf("camplan verify OUT [--inputs DIR]\n\n");
        options_help(table, stdout);
    } else if (status == OK && positional.count != 1) {
        status = diag_fail(&diag, ERR_USAGE, "verify wants one folder: camplan verify OUT");
    } else if (status == OK) {
        status = common_apply(&common, &diag);
        if (status == OK)
            status = verify_plan(positional.items[0], inputs, &holds, &diag);
    }
    options_list_release(&positional);
    return status == OK && !help ? (holds ? 0 : 1) : command_end(status, &diag);
}
