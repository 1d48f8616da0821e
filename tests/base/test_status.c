#include <string.h>

#include "base/status.h"
#include "tests/check.h"

static const struct {
    Status status;
    int code;
} codes[] = {{OK, 0},         {ERR_USAGE, 2},  {ERR_INPUT, 3},        {ERR_COMPUTE, 4},
             {ERR_MEMORY, 4}, {ERR_OUTPUT, 5}, {ERR_INTERRUPTED, 130}};

static void codes_are_the_contract(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        assert_int_equal(status_exit_code(codes[i].status), codes[i].code);
}

static void first_failure_stays(void **state)
{
    (void)state;
    Diag diag = {0};
    assert_int_equal(diag_fail(&diag, ERR_INPUT, "%s:%d", "roads", 3), ERR_INPUT);
    assert_int_equal(diag_fail(&diag, ERR_OUTPUT, "later"), ERR_OUTPUT);
    assert_int_equal(diag.status, ERR_INPUT);
    assert_string_equal(diag.message, "roads:3");
}

static void long_message_is_cut(void **state)
{
    (void)state;
    Diag diag = {0};
    diag_fail(&diag, ERR_INPUT, "%5000d", 1);
    assert_int_equal(strlen(diag.message), sizeof diag.message - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_the_contract),
        cmocka_unit_test(first_failure_stays),
        cmocka_unit_test(long_message_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
