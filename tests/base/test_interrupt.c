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
    static const int signals[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < 2; i++) {
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_is_asked_for),
        cmocka_unit_test(the_second_ends_the_process),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
