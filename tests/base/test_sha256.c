#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/sha256.h"
#include "tests/check.h"

/* The examples of FIPS 180-4 and of NIST's example pages. */
static const struct {
    const char *text;
    size_t times;
    const char *hash;
} cases[] = {
    {"", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
};

static void hashes_are_the_standards(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Sha256 hash;
        char out[65];
        sha256_init(&hash);
        for (size_t n = 0; n < cases[i].times; n++)
            sha256_add(&hash, cases[i].text, strlen(cases[i].text));
        sha256_hex(&hash, out);
        assert_string_equal(out, cases[i].hash);
    }
}

/* However the bytes are cut, the hash is the same. */
static void pieces_do_not_matter(void **state)
{
    (void)state;
    char bytes[300], whole[65], cut[65];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    for (size_t length = 0; length < sizeof bytes; length++) {
        Sha256 hash;
        sha256_init(&hash);
        sha256_add(&hash, bytes, length);
        sha256_hex(&hash, whole);
        sha256_init(&hash);
        sha256_add(&hash, bytes, length / 3);
        sha256_add(&hash, bytes + length / 3, length - length / 3);
        sha256_hex(&hash, cut);
        assert_string_equal(whole, cut);
    }
}

static void files_are_hashed(void **state)
{
    (void)state;
    char path[] = "/tmp/camplan-sha256-XXXXXX", out[65];
    int file = mkstemp(path);
    Diag diag = {0};
    assert_int_equal(write(file, "abc", 3), 3);
    close(file);
    assert_int_equal(sha256_file(path, out, &diag), OK);
    assert_string_equal(out, cases[1].hash);
    unlink(path);
    assert_int_equal(sha256_file(path, out, &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, path));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hashes_are_the_standards),
        cmocka_unit_test(pieces_do_not_matter),
        cmocka_unit_test(files_are_hashed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
