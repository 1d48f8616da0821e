/* command.h - the subcommands, and what the command line says to all of them.
 *
 * One file a subcommand: command_<name>(argc, argv) with argv[0] the
 * subcommand's name; it returns the exit code and has printed its error.
 */
#ifndef PLANNER_COMMAND_COMMAND_H
#define PLANNER_COMMAND_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/options.h"
#include "base/status.h"
#include "data/project.h"

/* Room for the options of any command and the empty row after them. */
#define COMMON_OPTION_ROWS 24

typedef struct {
    const char *name;
    const char *arguments; /* "PROJECT.yaml [-o OUT]" */
    const char *summary;   /* one line */
    int (*run)(int argc, char *const argv[]);
    void (*options)(Option table[COMMON_OPTION_ROWS]); /* to read about, not to parse with */
    bool hidden;                                       /* for packagers: not in the help */
} Command;

/* All of them in the order of the help; ends with a row without a name. */
const Command *command_table(void);
void command_print_help(void);

/* What the options that commands share say. */
typedef struct {
    bool help, quiet, verbose, overwrite, dry_run, save_on_interrupt;
    const char *out, *progress, *format, *department, *township, *clause;
    long jobs, seed;
    int as_of;
    OptionList set;
} CommonOptions;

/* The rows of the table for `common`, ended by an empty row. */
void common_option_table(CommonOptions *common, Option table[COMMON_OPTION_ROWS]);

/* Add the rows of that table with these names, NULL after the last, to a table of one's own. */
void common_option_add(CommonOptions *common, const char *const *names,
                       Option table[COMMON_OPTION_ROWS]);

/* Parse argv; on --help print the command's help and set `*done`. Sets log level,
 * progress mode and thread count. ERR_USAGE unless exactly `wanted` positionals. */
MUST_CHECK Status common_parse(CommonOptions *common, const char *name, int argc,
                               char *const argv[], size_t wanted, OptionList *positional,
                               bool *done, Diag *diag);
/* Of `common`: log level, progress mode, thread count. */
MUST_CHECK Status common_apply(const CommonOptions *common, Diag *diag);
void common_release(CommonOptions *common, OptionList *positional);

/* Read the project with the command line's --set, --as-of, --seed and narrowing applied. */
MUST_CHECK Status common_project(Project **out, const CommonOptions *common, const char *path,
                                 Diag *diag);

/* Print the Diag when `status` failed; the exit code either way. */
int command_end(Status status, const Diag *diag);

int command_run(int argc, char *const argv[]);
int command_check(int argc, char *const argv[]);
int command_coverage(int argc, char *const argv[]);
int command_place(int argc, char *const argv[]);
int command_verify(int argc, char *const argv[]);
int command_viewshed(int argc, char *const argv[]);
int command_init(int argc, char *const argv[]);
int command_info(int argc, char *const argv[]);
int command_rules(int argc, char *const argv[]);
int command_completion(int argc, char *const argv[]);

/* What Command.options points to. */
void common_options(Option table[COMMON_OPTION_ROWS]);
void command_verify_options(Option table[COMMON_OPTION_ROWS]);
void command_viewshed_options(Option table[COMMON_OPTION_ROWS]);
void command_init_options(Option table[COMMON_OPTION_ROWS]);
void command_rules_options(Option table[COMMON_OPTION_ROWS]);

#endif
