/* completion.c - the completion script and the man page's options, out of the same tables. */
#include <stdio.h>
#include <string.h>

#include "planner/command/command.h"

int command_completion(int argc, char *const argv[])
{
    Diag diag = {0};
    CommonOptions common = {0};
    Option table[COMMON_OPTION_ROWS];
    OptionCommand commands[32] = {{0}};
    size_t count = 0;

    common_option_table(&common, table);
    for (const Command *c = command_table(); c->name && count < 31; c++)
        if (!c->hidden)
            commands[count++] = (OptionCommand){c->name, c->summary, table};
    if (argc == 2 && !strcmp(argv[1], "bash")) {
        options_completion("camplan", commands, stdout);
        return 0;
    }
    if (argc == 2 && !strcmp(argv[1], "man")) {
        options_man(table, stdout);
        return 0;
    }
    return command_end(diag_fail(&diag, ERR_USAGE, "completion wants 'bash' or 'man'"), &diag);
}
