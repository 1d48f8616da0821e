#include <pthread.h>
#include <string.h>

#include "base/progress.h"
#include "tests/base/capture.h"
#include "tests/check.h"

static void *steps(void *argument)
{
    (void)argument;
    for (int i = 0; i < 5000; i++)
        progress_step();
    return NULL;
}

static void two_phases(void)
{
    pthread_t other;
    progress_begin("reading", 10000);
    pthread_create(&other, NULL, steps, NULL);
    steps(NULL);
    pthread_join(other, NULL);
    progress_end();
    progress_begin("maps", 0);
    progress_end();
    progress_end(); /* once more is nothing */
}

static void json_counts_every_thread(void **state)
{
    (void)state;
    char said[4096];
    progress_mode(PROGRESS_JSON);
    capture_stderr(two_phases, said, sizeof said);
    assert_non_null(strstr(said, "{\"phase\":\"reading\",\"done\":0,\"total\":10000}\n"));
    assert_non_null(strstr(said, "{\"phase\":\"reading\",\"done\":10000,\"total\":10000}\n"));
    assert_non_null(strstr(said, "{\"phase\":\"maps\",\"done\":0,\"total\":0}\n"));
}

static void bars_fill(void **state)
{
    (void)state;
    char said[8192];
    progress_mode(PROGRESS_BAR);
    capture_stderr(two_phases, said, sizeof said);
    assert_non_null(strstr(said, "##############################] 100% 10000/10000\n"));
    assert_non_null(strstr(said, "..............................]   0% 0/10000"));
}

/* The captured stderr is no terminal. */
static void nothing_is_said_elsewhere(void **state)
{
    (void)state;
    char said[64];
    progress_mode(PROGRESS_AUTO);
    capture_stderr(two_phases, said, sizeof said);
    assert_string_equal(said, "");
    progress_mode(PROGRESS_NONE);
    capture_stderr(two_phases, said, sizeof said);
    assert_string_equal(said, "");
}

static void phases_are_timed_in_order(void **state)
{
    (void)state;
    const char *const *phases;
    const double *seconds;
    size_t count = progress_timings(&phases, &seconds);
    assert_int_equal(count, 8);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(phases[i], i % 2 ? "maps" : "reading");
        assert_true(seconds[i] >= 0 && seconds[i] < 60);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_counts_every_thread),
        cmocka_unit_test(bars_fill),
        cmocka_unit_test(nothing_is_said_elsewhere),
        cmocka_unit_test(phases_are_timed_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
