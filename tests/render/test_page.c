#include "tests/check.h"

#include <string.h>

#include "render/page.h"
#include "tests/render/shapes.h"

static bool within(Rect inner, Rect outer)
{
    return inner.width > 0 && inner.height > 0 && inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.width <= outer.x + outer.width + 1e-9 &&
           inner.y + inner.height <= outer.y + outer.height + 1e-9;
}

static bool apart(Rect a, Rect b)
{
    return a.x + a.width <= b.x + 1e-9 || b.x + b.width <= a.x + 1e-9 ||
           a.y + a.height <= b.y + 1e-9 || b.y + b.height <= a.y + 1e-9;
}

static void parts_lie_on_the_paper_and_apart(void **state)
{
    (void)state;
    for (int paper = PAPER_A4; paper <= PAPER_A0; paper++)
        for (int portrait = 0; portrait <= 1; portrait++) {
            Page page;
            page_layout(&page, (Paper)paper, portrait);
            Rect sheet = {0, 0, page.width_mm, page.height_mm};
            assert_true(within(page.outer, sheet));
            const Rect parts[] = {page.title, page.frame, page.panel, page.foot};
            for (size_t i = 0; i < 4; i++) {
                assert_true(within(parts[i], page.outer));
                for (size_t k = 0; k < i; k++)
                    if (!apart(parts[i], parts[k]))
                        fail_msg("%s %s: parts %zu and %zu overlap", paper_name((Paper)paper),
                                 portrait ? "portrait" : "landscape", k, i);
            }
            assert_true(within(page.map, page.frame));
            /* The map has most of the sheet. */
            assert_true(page.map.width * page.map.height > 0.4 * page.width_mm * page.height_mm);
        }
}

static void knows_its_papers(void **state)
{
    (void)state;
    Diag diag = {0};
    Paper paper = PAPER_A4;
    Page page;
    assert_int_equal(paper_parse(&paper, "a1", &diag), OK);
    assert_int_equal(paper, PAPER_A1);
    page_layout(&page, PAPER_A1, false);
    assert_near(page.width_mm, 841, 0);
    assert_near(page.height_mm, 594, 0);
    assert_int_equal(paper_parse(&paper, "B2", &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, "B2"));
    assert_non_null(strstr(diag.message, "A3"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(parts_lie_on_the_paper_and_apart),
                                       cmocka_unit_test(knows_its_papers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
