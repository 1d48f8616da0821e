/* completion.c - the completion script and the man page's options, out of the same tables. */
#include <stdio.h>
#include <string.h>

#include "planner/command/command.h"

enum { COMMANDS_MAX = 15 };

int command_completion(int argc, char *const argv[])
{
    Diag diag = {0};
    Option common[COMMON_OPTION_ROWS], tables[COMMANDS_MAX][COMMON_OPTION_ROWS];
    OptionCommand commands[COMMANDS_MAX + 1] = {{0}};
    size_t count = 0;

    common_options(common);
    for (const Command *c = command_table(); c->name && count < COMMANDS_MAX; c++) {
        if (c->hidden)
            continue;
        c->options(tables[count]);
        commands[count] = (OptionCommand){c->name, c->summary, tables[count]};
        count++;
    }
    if (argc == 2 && !strcmp(argv[1], "bash")) {
        options_completion("camplan", commands, stdout);
        return 0;
    }
    if (argc == 2 && !strcmp(argv[1], "man")) {
        options_man(common, stdout);
        return 0;
    }
    for (size_t i = 0; i < count && argc == 3 && !strcmp(argv[1], "man"); i++)
        if (!strcmp(argv[2], commands[i].name)) {
            options_man(tables[i], stdout);
            return 0;
        }
    return command_end(
        diag_fail(&diag, ERR_USAGE, "completion wants 'bash', 'man' or 'man COMMAND'"), &diag);
}
