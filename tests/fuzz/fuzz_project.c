/* fuzz_project.c - any bytes as a project file. */
#include "data/project.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Project *project = NULL;
    Diag diag = {0};

    fuzz_judge(project_read(&project, fuzz_file(bytes, size, ".yaml"), NULL, &diag), &diag);
    project_free(project);
    return 0;
}
