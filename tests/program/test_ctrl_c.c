/* test_ctrl_c.c - Ctrl-C in each phase: exit code 130, and neither OUT nor its hidden folder; with
 * --save-on-interrupt the plan so far.
 *
 * The program's messages come through a pipe that holds one of them, and are looked at there
 * before they are taken out: so the program cannot leave the phase whose beginning it has just
 * told before it gets the signal, however short the phase is.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "tests/program/program.h"

enum { LINE = 4096 };

/* The reading end of a pipe for one message; its writing end is to become stderr. */
static int one_message_pipe(int *writing)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC | O_DIRECT) != 0 || fcntl(ends[1], F_SETPIPE_SZ, LINE) != LINE) {
        print_message("skipped: this system has no pipe that holds one message\n");
        exit(77);
    }
    *writing = ends[1];
    return ends[0];
}

/* Copy the message that waits in the pipe without taking it out; false at the end of it all. */
static bool look(int reading, char message[LINE + 1])
{
    int copy[2];
    ssize_t got;
    struct pollfd wait = {.fd = reading, .events = POLLIN};

    if (poll(&wait, 1, 120000) != 1)
        fail_msg("nothing was said for two minutes");
    if (pipe2(copy, O_CLOEXEC) != 0)
        fail_msg("no pipe: %s", strerror(errno));
    got = tee(reading, copy[1], LINE, 0);
    if (got > 0)
        got = read(copy[0], message, LINE);
    close(copy[0]);
    close(copy[1]);
    message[got > 0 ? got : 0] = '\0';
    return got > 0;
}

static pid_t start(const char *command, const char *option, int *reading)
{
    char project[600], out[600];
    const char *file = strcmp(command, "verify") ? "town/project.yaml" : "town/done";
    int writing;
    pid_t child;

    snprintf(project, sizeof project, "%s", scratch_path(file));
    snprintf(out, sizeof out, "%s", scratch_path("said.txt"));
    *reading = one_message_pipe(&writing);
    child = fork();
    if (child == 0) {
        if (!freopen(out, "w", stdout) || dup2(writing, STDERR_FILENO) < 0)
            _exit(99);
        execl(getenv("CAMPLAN"), "camplan", command, project, "--progress=json",
              strcmp(command, "verify") ? "--overwrite" : (char *)NULL, option, (char *)NULL);
        _exit(99);
    }
    close(writing);
    return child;
}

static double now_s(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* Run, send the signal when `phase` begins, and return the exit code; what took longer
 * than ten seconds from then on fails. */
static int interrupted_in(const char *command, const char *phase, int number)
{
    char message[LINE + 1], taken[LINE], begin[64];
    int reading, status;
    double since = 0;
    bool sent = false;
    pid_t child = start(command, NULL, &reading);

    snprintf(begin, sizeof begin, "{\"phase\":\"%s\"", phase);
    while (look(reading, message)) {
        if (!sent && strstr(message, begin)) {
            kill(child, number);
            sent = true;
            since = now_s();
        }
        if (read(reading, taken, sizeof taken) <= 0)
            break;
    }
    close(reading);
    waitpid(child, &status, 0);
    if (!sent)
        fail_msg("%s has no phase '%s'", command, phase);
    if (now_s() - since > 10)
        fail_msg("interrupted in '%s', it took %.1f s to end", phase, now_s() - since);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The same with --save-on-interrupt, and `signals` of them once a message says `words`. The end of
 * the viewsheds is held back for a second: by then the clock of the placement runs, so that it
 * tells its first step and cannot end before that is taken out. */
static int saved_after(const char *words, int signals)
{
    char message[LINE + 1], taken[LINE];
    int reading, status;
    bool sent = false;
    pid_t child = start("run", "--save-on-interrupt", &reading);

    while (look(reading, message)) {
        size_t done, total;
        if (sscanf(message, "{\"phase\":\"viewsheds\",\"done\":%zu,\"total\":%zu", &done, &total) ==
                2 &&
            done == total)
            sleep(1);
        if (!sent && strstr(message, words)) {
            for (int i = 0; i < signals; i++) {
                kill(child, SIGINT);
                nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
            }
            sent = true;
        }
        if (read(reading, taken, sizeof taken) <= 0)
            break;
    }
    close(reading);
    waitpid(child, &status, 0);
    if (!sent)
        fail_msg("nothing said '%s'", words);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void nothing_is_left(const char *phase)
{
    Ran ran = shell("ls -A \"$D/town\"");

    if (strstr(ran.said, "out"))
        fail_msg("interrupted in '%s', it left: %s", phase, ran.said);
}

static const struct {
    const char *command, *phase;
    int number;
} interrupts[] = {
    {"run", "reading", SIGINT},       {"run", "zones", SIGINT},
    {"run", "coverage", SIGINT},      {"run", "viewsheds", SIGINT},
    {"run", "placement", SIGINT},     {"run", "coverage after", SIGINT},
    {"run", "tables", SIGINT},        {"run", "maps", SIGINT},
    {"run", "viewsheds", SIGTERM},    {"place", "tables", SIGINT},
    {"coverage", "coverage", SIGINT}, {"check", "reading", SIGINT},
    {"info", "reading", SIGINT},
};

static void an_interrupt_leaves_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof interrupts / sizeof *interrupts; i++) {
        fixture_copy("town");
        int code = interrupted_in(interrupts[i].command, interrupts[i].phase, interrupts[i].number);
        if (code != 130)
            fail_msg("%s interrupted in '%s': exit code %d, not 130", interrupts[i].command,
                     interrupts[i].phase, code);
        nothing_is_left(interrupts[i].phase);
    }
}

static void verify_is_interrupted_too(void **state)
{
    (void)state;
    fixture_copy("town");
    expect("a plan",
           &(Ran){shell("cd \"$D\" && $P run town/project.yaml -q -o town/done").code, ""}, 1, "");
    assert_int_equal(interrupted_in("verify", "verify", SIGINT), 130);
}

static const struct {
    const char *promise, *line, *words;
} marks[] = {
    {"the record", "grep -c '\"interrupted\": true\\|\"cut_by\": \"interrupt\"' town/out/run.json",
     "2\n"},
    {"nothing is proven", "grep '\"lower_bound\"' town/out/run.json", "null"},
    {"the summary", "cat said.txt",
     "search             interrupted: this is the best plan until then|to build"},
    {"every row of the build list",
     "grep -vc 'interrupted: this is the best plan' town/out/build_list.csv", "1\n"},
    {"the findings", "grep search-cut town/out/findings.csv", "warning,|interrupted"},
    {"the map, in both languages", "pdftotext town/out/maps/overview.pdf -",
     "计算中断：为中断时的最佳方案|interrupted: this is the best plan"},
    {"it is whole and true", "$P verify town/out", "true\n"},
};

/* Once a zone is met Ctrl-C keeps what there is. */
static void a_plan_so_far_is_saved(void **state)
{
    (void)state;
    fixture_copy("town");
    assert_int_equal(saved_after("{\"phase\":\"placement\",\"done\":1,", 1), 130);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char line[300];
        snprintf(line, sizeof line, "cd \"$D\" && { %s ; } ; true", marks[i].line);
        Ran ran = shell(line);
        expect(marks[i].promise, &ran, 0, marks[i].words);
    }
}

static void what_is_not_there_cannot_be_saved(void **state)
{
    (void)state;
    fixture_copy("town");
    assert_int_equal(saved_after("{\"phase\":\"viewsheds\"", 1), 130);
    nothing_is_left("viewsheds");
    Ran ran = shell("cd \"$D\" && $P check town/project.yaml --save-on-interrupt");
    expect("no plan, nothing to save", &ran, 2, "check chooses no cameras|run and place do");
}

/* A plan that is finished is written, and bears no mark. */
static void a_finished_plan_is_written_all_the_same(void **state)
{
    (void)state;
    fixture_copy("town");
    assert_int_equal(saved_after("{\"phase\":\"tables\"", 1), 130);
    Ran ran = shell("cd \"$D\" && grep -rac 'interrupted: this' town/out/build_list.csv; grep "
                    "'\"interrupted\"' town/out/run.json; $P verify town/out");
    expect("a whole OUT", &ran, 0, "0\n|\"interrupted\": false|true\n");
}

static void the_second_ends_it_without_an_out(void **state)
{
    (void)state;
    fixture_copy("town");
    assert_int_equal(saved_after("{\"phase\":\"placement\",\"done\":1,", 2), 128 + SIGINT);
    Ran ran = shell("ls \"$D/town\"");
    if (strstr(ran.said, "out"))
        fail_msg("a second Ctrl-C left: %s", ran.said);
}

/* With --overwrite, what stood there stays as it was. */
static void an_interrupt_keeps_the_plan_before(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P coverage town/project.yaml -q >first.txt; echo code $?; "
                    "rm -rf before; cp -r town/out before");
    expect("a plan that stands", &ran, 0, "code 1");
    assert_int_equal(interrupted_in("run", "maps", SIGINT), 130);
    ran = shell("cd \"$D\" && diff -r before town/out; ls -A town | grep camplan");
    if (ran.said[0])
        fail_msg("interrupted with --overwrite: %s", ran.said);
}

/* A reader who leaves, as `| head -1` does, costs no plan. */
static void a_reader_who_leaves_is_survived(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && mkfifo pipe; { $P run town/project.yaml --progress=json "
                    ">pipe 2>&1; echo code $? >code.txt; } & head -1 <\"$D/pipe\" >/dev/null; "
                    "wait; cat \"$D/code.txt\"; test -s \"$D/town/out/run.json\"");
    expect("a reader who leaves", &ran, 0, "code 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(an_interrupt_leaves_nothing),
                                       cmocka_unit_test(verify_is_interrupted_too),
                                       cmocka_unit_test(a_plan_so_far_is_saved),
                                       cmocka_unit_test(what_is_not_there_cannot_be_saved),
                                       cmocka_unit_test(a_finished_plan_is_written_all_the_same),
                                       cmocka_unit_test(the_second_ends_it_without_an_out),
                                       cmocka_unit_test(an_interrupt_keeps_the_plan_before),
                                       cmocka_unit_test(a_reader_who_leaves_is_survived)};
    program_need();
    return scratch_run(tests);
}
