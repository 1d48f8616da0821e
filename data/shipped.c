#include "data/shipped.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/text.h"

char *shipped_path(const char *name)
{
    const char *const roots[] = {getenv("CAMPLAN_DATA"), CAMPLAN_SOURCE_DATA_DIR, CAMPLAN_DATA_DIR};
    struct stat info;

    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        char *path = roots[i] && *roots[i] ? text_path_join(roots[i], name) : NULL;
        if (path && stat(path, &info) == 0)
            return path;
        free(path);
    }
    return text_path_join(CAMPLAN_DATA_DIR, name);
}
