/* options.h - command-line options as a table.
 *
 * One table a subcommand serves parsing, `--help`, the man page's option
 * list and bash completion, so they cannot disagree.
 */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/status.h"

typedef enum {
    OPTION_FLAG,    /* bool *: set to true */
    OPTION_TEXT,    /* const char **: borrowed from argv */
    OPTION_NUMBER,  /* double * */
    OPTION_INTEGER, /* long * */
    OPTION_DATE,    /* int * as yyyymmdd */
    OPTION_CHOICE,  /* const char **: one of `choices` ("auto|bar|json|none") */
    OPTION_LIST,    /* OptionList *: may be given again */
} OptionKind;

typedef struct {
    const char **items; /* malloc'd array of borrowed texts */
    size_t count;
} OptionList;

/* A table ends with a row whose `name` is NULL. */
typedef struct {
    const char *name; /* "jobs" for --jobs */
    char letter;      /* 'j' for -j, or 0 */
    OptionKind kind;
    void *value;
    const char *argument; /* "N" in help; NULL for flags */
    const char *choices;
    const char *help; /* one line */
} Option;

/* One row a subcommand; a table ends with a row whose `name` is NULL. */
typedef struct {
    const char *name;
    const char *help; /* one line */
    const Option *options;
} OptionCommand;

/* Parse argv[1..] (argv[0] is the subcommand). `--name=value`, `--name value`,
 * `-nvalue`, `-n value`, flags together as `-qv`; `--` ends options, `-` alone
 * is none. Given twice, the last one counts. What is left goes to `positional`.
 * ERR_USAGE names the option and the nearest known one. Lists, `positional`
 * too, are the caller's to release, also after a failure. */
MUST_CHECK Status options_parse(const Option *table, int argc, char *const argv[],
                                OptionList *positional, Diag *diag);

/* Empty the list; the texts are borrowed and stay. */
void options_list_release(OptionList *list);

/* Forget where the values go, so that the table outlives them: what is then left is
 * for the printers below, not for options_parse(). */
void options_describe(Option *table);

/* Aligned help lines, as `--help` prints them. */
void options_help(const Option *table, FILE *out);

/* The same as a list for a man page, in scdoc(5) syntax. */
void options_man(const Option *table, FILE *out);

/* A bash script that completes subcommands, options, choices and file names. */
void options_completion(const char *program, const OptionCommand *commands, FILE *out);

#endif
