#include "base/log.h"
#include "tests/base/capture.h"
#include "tests/check.h"

static void speak(void)
{
    log_note("note %d", 1);
    log_detail("detail");
    log_warning("layer %s", "roads");
    log_error("broken");
}

/* The captured stderr is no terminal: no colour. */
static const struct {
    LogLevel level;
    const char *said;
} levels[] = {
    {LOG_QUIET, "warning: layer roads\ncamplan: broken\n"},
    {LOG_NORMAL, "note 1\nwarning: layer roads\ncamplan: broken\n"},
    {LOG_VERBOSE, "note 1\ndetail\nwarning: layer roads\ncamplan: broken\n"},
};

static void levels_choose(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        char said[512];
        log_level(levels[i].level);
        capture_stderr(speak, said, sizeof said);
        assert_string_equal(said, levels[i].said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(levels_choose)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
