#include "planner/command/command.h"

#include <stdio.h>

#include "base/log.h"

static const Command commands[] = {
    {"run", "PROJECT.yaml [-o OUT]", "check, coverage, place, report: the main job", command_run,
     common_options, false},
    {"check", "PROJECT.yaml [-o OUT]", "read everything and apply the rules to what exists",
     command_check, common_options, false},
    {"coverage", "PROJECT.yaml [-o OUT]", "coverage and gaps of the existing cameras only",
     command_coverage, common_options, false},
    {"place", "PROJECT.yaml [-o OUT]", "as run, without maps", command_place, common_options,
     false},
    {"verify", "OUT [--inputs DIR]", "recompute a written plan by separate slow code",
     command_verify, command_verify_options, false},
    {"viewshed", "SURFACE OUT.tif --at X,Y ...", "what one eye, or each of many, sees; no project",
     command_viewshed, command_viewshed_options, false},
    {"init", "DIR --osm FILE [--dem FILE]", "write a project that runs, for you to edit",
     command_init, command_init_options, false},
    {"info", "PROJECT.yaml", "the resolved project: defaults, sources, counts, extent",
     command_info, common_options, false},
    {"rules", "list | show | test | diff ...",
     "the rule packs, what they say, their cases, and how two differ", command_rules,
     command_rules_options, false},
    {"completion", "bash | man", "print the completion script or the man page's options",
     command_completion, NULL, true},
    {0},
};

const Command *command_table(void)
{
    return commands;
}

void command_print_help(void)
{
    printf("camplan plans the public-safety cameras that a regulation requires.\n\n"
           "Try this first:  camplan run examples/qingxi/project.yaml\n\n"
           "Commands:\n");
    for (const Command *c = commands; c->name; c++)
        if (!c->hidden)
            printf("  %-9s %-28s %s\n", c->name, c->arguments, c->summary);
    printf("\n'camplan COMMAND --help' lists a command's options. Exit codes: 0 fine, 1 done and\n"
           "violations remain, 2 usage, 3 input, 4 computing, 5 output, 130 interrupted.\n");
}

int command_end(Status status, const Diag *diag)
{
    if (status != OK)
        log_error("%s", diag->message[0] ? diag->message : "failed without a reason");
    return status_exit_code(status);
}
