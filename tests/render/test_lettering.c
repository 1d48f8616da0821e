#include "tests/check.h"

#include <fontconfig/fontconfig.h>
#include <string.h>

#include "render/lettering.h"
#include "tests/render/shapes.h"

static Lettering *lettering_or_fail(void)
{
    Diag diag = {0};
    Lettering *lettering;
    if (lettering_new(&lettering, &diag) != OK)
        fail_msg("%s", diag.message);
    return lettering;
}

static void known_characters_pass(void **state)
{
    (void)state;
    Diag diag = {0};
    double width, height;
    Lettering *lettering = lettering_or_fail();
    lettering_measure(lettering, "青溪镇 Qingxi 1:25 000 ≥ ½ ° — m²", &(Letters){.height_mm = 3},
                      &width, &height);
    lettering_measure(lettering, "一二\n三", &(Letters){.height_mm = 3}, &width, &height);
    assert_int_equal(lettering_check(lettering, &diag), OK);
    lettering_free(lettering);
}

static void a_missing_glyph_is_named(void **state)
{
    (void)state;
    /* U+12000 (cuneiform) and a private character are in neither font. */
    const struct {
        const char *text, *named;
    } cases[] = {{"路\xF0\x92\x80\x80口", "U+12000"}, {"\xEE\x80\x81", "U+E001"}};
    for (size_t i = 0; i < 2; i++) {
        Diag diag = {0};
        double width, height;
        Lettering *lettering = lettering_or_fail();
        lettering_measure(lettering, "前", &(Letters){.height_mm = 3}, &width, &height);
        lettering_measure(lettering, cases[i].text, &(Letters){.height_mm = 3}, &width, &height);
        lettering_measure(lettering, "后", &(Letters){.height_mm = 3}, &width, &height);
        assert_int_equal(lettering_check(lettering, &diag), ERR_OUTPUT);
        assert_non_null(strstr(diag.message, cases[i].named));
        assert_non_null(strstr(diag.message, cases[i].text));
        lettering_free(lettering);
    }
}

static void letters_have_their_size(void **state)
{
    (void)state;
    Lettering *lettering = lettering_or_fail();
    double one, four, large, height, wrapped;
    lettering_measure(lettering, "青", &(Letters){.height_mm = 3}, &one, &height);
    assert_near(one, 3, 0.01); /* a Chinese letter fills its em square */
    lettering_measure(lettering, "青溪小镇", &(Letters){.height_mm = 3}, &four, &height);
    assert_near(four, 12, 0.01);
    lettering_measure(lettering, "青溪小镇", &(Letters){.height_mm = 6}, &large, &wrapped);
    assert_near(large, 24, 0.02);
    lettering_measure(lettering, "青溪小镇", &(Letters){.height_mm = 3, .wrap_mm = 7}, &four,
                      &wrapped);
    assert_near(wrapped, 2 * height, 0.01);
    lettering_free(lettering);
}

static void a_missing_font_names_its_package(void **state)
{
    (void)state;
    Diag diag = {0};
    Lettering *lettering;
    FcConfig *fonts = FcConfigReference(NULL);
    FcConfig *empty = FcConfigCreate(); /* a machine without any font */
    FcConfigSetCurrent(empty);
    FcConfigDestroy(empty);
    assert_int_equal(lettering_new(&lettering, &diag), ERR_OUTPUT);
    assert_null(lettering);
    assert_non_null(strstr(diag.message, "Noto Sans CJK SC"));
    assert_non_null(strstr(diag.message, "fonts-noto-cjk"));
    FcConfigSetCurrent(fonts);
    FcConfigDestroy(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_characters_pass),
        cmocka_unit_test(a_missing_glyph_is_named),
        cmocka_unit_test(letters_have_their_size),
        cmocka_unit_test(a_missing_font_names_its_package),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
