#include "tests/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "render/svg_ids.h"

static const struct {
    const char *promise, *in, *out;
} cases[] = {
    {"ids count from one in order", "<g id=\"surface17\"><g id=\"glyph0-3\"/></g>",
     "<g id=\"i1\"><g id=\"i2\"/></g>"},
    {"references follow", "<g id=\"clip8\"/><use xlink:href=\"#clip8\" clip-path=\"url(#clip8)\"/>",
     "<g id=\"i1\"/><use xlink:href=\"#i1\" clip-path=\"url(#i1)\"/>"},
    {"a reference may come first", "<use href=\"#a\"/><g id=\"b\"/><g id=\"a\"/>",
     "<use href=\"#i1\"/><g id=\"i2\"/><g id=\"i1\"/>"},
    {"images and text stay", "<image href=\"data:image/png;base64,AAAAurl\"/> idle uh",
     "<image href=\"data:image/png;base64,AAAAurl\"/> idle uh"},
    {"an end in the middle is kept", "<g id=\"x", "<g id=\"i1"},
    {"nothing is nothing", "", ""},
};

static void renumbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *bytes = memory_text(cases[i].in);
        size_t count = strlen(bytes);
        svg_ids_renumber(&bytes, &count);
        if (count != strlen(cases[i].out) || memcmp(bytes ? bytes : "", cases[i].out, count) != 0)
            fail_msg("%s: %.*s", cases[i].promise, (int)count, bytes);
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(renumbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
