#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/interrupt.h"
#include "tests/check.h"

static void a_signal_is_asked_for(void **state)
{
    (void)state;
    Diag diag = {0};
    assert_int_equal(interrupt_check(&diag), OK);
    assert_false(interrupt_requested());
    interrupt_install();
    raise(SIGINT);
    assert_true(interrupt_requested());
    assert_int_equal(interrupt_check(&diag), ERR_INTERRUPTED);
    assert_int_equal(diag.status, ERR_INTERRUPTED);
}

static void the_second_ends_the_process(void **state)
{
    (void)state;
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        int status;
        pid_t child = fork();
        if (child == 0) {
            interrupt_install();
            raise(signals[i]);
            raise(signals[i]);
            _exit(0);
        }
        waitpid(child, &status, 0);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == signals[i]);
    }
}

static int status_of(void (*act)(void))
{
    int status;
    pid_t child = fork();

    if (child == 0) {
        interrupt_install();
        act();
        _exit(0);
    }
    waitpid(child, &status, 0);
    return status;
}

static void defer_before(void)
{
    Diag diag = {0};

    interrupt_defer();
    if (interrupt_noted())
        _exit(1);
    raise(SIGINT);
    if (interrupt_requested() || interrupt_check(&diag) != OK || !interrupt_noted())
        _exit(2);
}

static void defer_after(void)
{
    Diag diag = {0};

    raise(SIGTERM);
    if (!interrupt_requested())
        _exit(1);
    interrupt_defer();
    if (interrupt_requested() || interrupt_check(&diag) != OK || !interrupt_noted())
        _exit(2);
}

static void defer_and_insist(void)
{
    interrupt_defer();
    raise(SIGINT);
    raise(SIGINT);
}

static void insist_in_other_words(void)
{
    raise(SIGINT);
    interrupt_defer();
    raise(SIGTERM);
}

static void a_deferred_one_stops_nothing_but_the_second_does(void **state)
{
    (void)state;
    assert_int_equal(status_of(defer_before), 0);
    assert_int_equal(status_of(defer_after), 0);
    int status = status_of(defer_and_insist);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
    status = status_of(insist_in_other_words);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
}

static void other_ends_are_survived(void **state)
{
    (void)state;
    int status, ends[2];
    pid_t child = fork();
    if (child == 0) {
        signal(SIGHUP, SIG_IGN); /* as nohup does */
        interrupt_install();
        raise(SIGHUP);
        if (interrupt_requested() || pipe(ends) != 0)
            _exit(1);
        close(ends[0]);
        _exit(write(ends[1], "x", 1) == -1 ? 0 : 2); /* nobody reads */
    }
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_ends_are_survived), cmocka_unit_test(the_second_ends_the_process),
        cmocka_unit_test(a_deferred_one_stops_nothing_but_the_second_does),
        cmocka_unit_test(a_signal_is_asked_for), /* last: the flag is never taken back */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
