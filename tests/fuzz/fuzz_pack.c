/* fuzz_pack.c - any bytes as a rule pack. */
#include "rules/pack.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    RulePack *pack = NULL;
    Diag diag = {0};
    Text listing = {0};

    fuzz_judge(pack_read_listing(&pack, fuzz_file(bytes, size, ".yaml"), &listing, &diag), &diag);
    text_release(&listing);
    pack_free(pack);
    return 0;
}
