/* main.c - argv -> command table -> exit code. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/interrupt.h"
#include "base/log.h"
#include "base/text.h"
#include "planner/command/command.h"

static int unknown_command(const char *word)
{
    const Command *table = command_table();
    const char *known[32] = {0};
    size_t count = 0;

    for (const Command *c = table; c->name && count < 31; c++)
        if (!c->hidden)
            known[count++] = c->name;
    const char *near = text_nearest(word, known);
    if (near)
        log_error("'%s' is not a command; did you mean '%s'? 'camplan --help' lists them", word,
                  near);
    else
        log_error("'%s' is not a command; 'camplan --help' lists them", word);
    return status_exit_code(ERR_USAGE);
}

/* `camplan help run` is `camplan run --help`. */
static int help_on(char *name)
{
    char help[] = "--help", *words[] = {name, help, NULL};

    for (const Command *c = command_table(); c->name; c++)
        if (!strcmp(c->name, name))
            return c->run(2, words);
    return unknown_command(name);
}

static int run(int argc, char *argv[])
{
    if (argc < 2) {
        command_print_help();
        return status_exit_code(ERR_USAGE);
    }
    if (argc == 3 && !strcmp(argv[1], "help"))
        return help_on(argv[2]);
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        command_print_help();
        return 0;
    }
    if (!strcmp(argv[1], "--version")) {
        printf("camplan " CAMPLAN_VERSION "\n");
        return 0;
    }
    for (const Command *c = command_table(); c->name; c++)
        if (!strcmp(c->name, argv[1]))
            return c->run(argc - 1, argv + 1);
    return unknown_command(argv[1]);
}

/* A full disk behind `camplan .. >file` is told. A pipe whose reader has left, as head
 * does, is no error: the reader has what it wanted. */
static int told(int code)
{
    struct stat info;
    bool lost = fflush(stdout) != 0 || ferror(stdout);

    if (!lost ||
        (fstat(STDOUT_FILENO, &info) == 0 && (S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode))))
        return code;
    log_error("the summary cannot be written to standard output; is its disk full?");
    return code <= 1 ? status_exit_code(ERR_OUTPUT) : code;
}

int main(int argc, char *argv[])
{
    interrupt_install();
    return told(run(argc, argv));
}
