#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "tests/check.h"

static const size_t sizes[] = {0, 1, 4095, 4096, 8193, 100000};

static void all_bytes_come_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        char path[] = "/tmp/camplan-file-XXXXXX";
        int file = mkstemp(path);
        char *written = memory_new(sizes[i], 1), *bytes;
        size_t size;
        Diag diag = {0};
        memset(written, 'x', sizes[i]);
        assert_int_equal(write(file, written, sizes[i]), sizes[i]);
        close(file);
        assert_int_equal(file_read(path, &bytes, &size, &diag), OK);
        assert_int_equal(size, sizes[i]);
        assert_memory_equal(bytes, written, size);
        assert_int_equal(bytes[size], '\0');
        free(bytes);
        free(written);
        unlink(path);
    }
}

static const struct {
    const char *path, *words;
} bad[] = {{"tests/none.yaml", "No such file"}, {"tests", "Is a directory"}};

static void what_is_wrong_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Diag diag = {0};
        char *bytes;
        size_t size;
        assert_int_equal(file_read(bad[i].path, &bytes, &size, &diag), ERR_INPUT);
        assert_null(bytes);
        assert_non_null(strstr(diag.message, bad[i].path));
        assert_non_null(strstr(diag.message, bad[i].words));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_bytes_come_back),
        cmocka_unit_test(what_is_wrong_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
