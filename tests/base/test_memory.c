#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "tests/check.h"

static void new_items_are_zero(void **state)
{
    (void)state;
    unsigned char *items = memory_new(1000, 3);
    for (size_t i = 0; i < 3000; i++)
        assert_int_equal(items[i], 0);
    free(items);
}

static void nothing_is_still_something(void **state)
{
    (void)state;
    void *none = memory_new(0, 8), *tried = memory_try(0, 8), *resized = memory_resize(NULL, 0, 8);
    assert_non_null(none);
    assert_non_null(tried);
    assert_non_null(resized);
    free(none);
    free(tried);
    free(resized);
}

static void growing_keeps_items(void **state)
{
    (void)state;
    size_t capacity = 0, grown = 0;
    int *items = NULL;
    for (size_t i = 0; i < 1000; i++) {
        size_t before = capacity;
        items = memory_grow(items, i, &capacity, sizeof *items);
        assert_true(capacity > i);
        grown += capacity != before;
        items[i] = (int)i;
    }
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    assert_true(grown < 12); /* doubling, not one by one */
    free(items);
}

static void text_is_a_copy(void **state)
{
    (void)state;
    char text[] = "青溪";
    char *copy = memory_text(text);
    text[0] = 'x';
    assert_string_equal(copy, "青溪");
    assert_null(memory_text(NULL));
    free(copy);
}

/* The overflow of count * size must not become a small block. */
static void too_much_is_refused(void **state)
{
    (void)state;
    void *volatile tried = memory_try(SIZE_MAX / 2, 4);
    assert_null(tried);
}

static void ask_new(void)
{
    void *volatile never = memory_new(SIZE_MAX / 2, 4);
    (void)never;
}

static void ask_resize(void)
{
    void *volatile never = memory_resize(NULL, SIZE_MAX / 2, 4);
    (void)never;
}

static int exit_code_of(void (*work)(void))
{
    int status = -1;
    pid_t child = fork();
    if (child == 0) {
        if (!freopen("/dev/null", "w", stderr))
            _exit(99);
        work();
        _exit(0);
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void no_room_ends_with_4(void **state)
{
    (void)state;
    assert_int_equal(exit_code_of(ask_new), 4);
    assert_int_equal(exit_code_of(ask_resize), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_items_are_zero),  cmocka_unit_test(nothing_is_still_something),
        cmocka_unit_test(growing_keeps_items), cmocka_unit_test(text_is_a_copy),
        cmocka_unit_test(too_much_is_refused), cmocka_unit_test(no_room_ends_with_4),
    };
    /* The sanitizer would end the program itself instead of returning NULL. */
    if (!getenv("CAMPLAN_TEST_AGAIN")) {
        const char *options = getenv("ASAN_OPTIONS");
        char joined[512];
        snprintf(joined, sizeof joined, "%s:allocator_may_return_null=1", options ? options : "");
        setenv("ASAN_OPTIONS", joined, 1);
        setenv("TSAN_OPTIONS", "allocator_may_return_null=1", 1);
        setenv("CAMPLAN_TEST_AGAIN", "1", 1);
        execl("/proc/self/exe", "test_memory", (char *)NULL);
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
