/* program.h - the whole program run as a user runs it, on copies of a fixture.
 *
 * Tests skip (exit 77) where the program was not built.
 */
#ifndef TESTS_PROGRAM_PROGRAM_H
#define TESTS_PROGRAM_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/check.h"
#include "tests/data/scratch.h"

typedef struct {
    int code;         /* exit code; 128 + signal */
    char said[65536]; /* stdout and stderr */
} Ran;

static inline void program_need(void)
{
    const char *program = getenv("CAMPLAN");

    if (!program || !program[0]) {
        print_message("skipped: CAMPLAN does not name the program\n");
        exit(77);
    }
    program = realpath(program, NULL); /* commands run in other folders */
    if (!program || setenv("CAMPLAN", program, 1) != 0)
        exit(1);
    free((char *)(uintptr_t)program);
}

/* Run a shell command line in which $P is the program and $D the scratch folder. */
static inline Ran shell(const char *line)
{
    char command[4096];
    Ran ran = {0};
    size_t used = 0, got;
    FILE *pipe;
    int status;

    snprintf(command, sizeof command, "P='%s'; D='%s'; { %s ; } 2>&1", getenv("CAMPLAN"),
             scratch_folder, line);
    pipe = popen(command, "r");
    if (!pipe)
        exit(1);
    while ((got = fread(ran.said + used, 1, sizeof ran.said - 1 - used, pipe)) > 0)
        used += got;
    /* What no longer fits is read all the same, so that nobody writes to a closed pipe. */
    for (char rest[4096]; fread(rest, 1, sizeof rest, pipe) > 0;)
        ;
    status = pclose(pipe);
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ran;
}

/* Copy tests/fixtures/NAME to the scratch folder as "NAME", afresh. */
static inline void fixture_copy(const char *name)
{
    char line[1024];

    snprintf(line, sizeof line, "rm -rf \"$D/%s\"; cp -r tests/fixtures/%s \"$D/%s\"", name, name,
             name);
    assert_int_equal(shell(line).code, 0);
}

/* Fail with what was said unless the exit code and every one of the words agree;
 * words are separated by '|'. */
static inline void expect(const char *promise, const Ran *ran, int code, const char *words)
{
    char list[1024], *rest = list, *word;

    snprintf(list, sizeof list, "%s", words);
    if (ran->code != code)
        fail_msg("%s: exit code %d, not %d; said: %s", promise, ran->code, code, ran->said);
    while ((word = strsep(&rest, "|")))
        if (word[0] && !strstr(ran->said, word))
            fail_msg("%s: '%s' is not said: %s", promise, word, ran->said);
}

#endif
