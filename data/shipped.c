#include "data/shipped.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

/* "share/camplan" beside the folder that holds the program: wherever it was installed. */
static void beside_program(char out[PATH_MAX])
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);

    out[0] = '\0';
    if (length <= 0)
        return;
    program[length] = '\0';
    char *folder = text_path_folder(program), *prefix = text_path_folder(folder);
    if (snprintf(out, PATH_MAX, "%s/share/camplan", prefix) >= PATH_MAX)
        out[0] = '\0';
    free(prefix);
    free(folder);
}

char *shipped_path(const char *name)
{
    char beside[PATH_MAX];
    const char *const roots[] = {getenv("CAMPLAN_DATA"), beside, CAMPLAN_SOURCE_DATA_DIR,
                                 CAMPLAN_DATA_DIR};
    struct stat info;

    beside_program(beside);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
        char *path = roots[i] && *roots[i] ? text_path_join(roots[i], name) : NULL;
        if (path && stat(path, &info) == 0)
            return path;
        free(path);
    }
    return text_path_join(CAMPLAN_DATA_DIR, name);
}

#define SHIPPED "shipped:"

/* "data/catalogue.yaml" when `path` is below the shipped file or folder `name`; or NULL. */
static char *below_shipped(const char *path, const char *name)
{
    char *root = shipped_path(name), *found = NULL;

    if (text_begins(path, root)) {
        Text text = {0};
        text_printf(&text, SHIPPED "%s%s", name, path + strlen(root));
        found = text.text;
    }
    free(root);
    return found;
}

char *shipped_record(const char *path, const char *folder)
{
    static const char *const others[] = {"rules/packs/", "rules/ladders.yaml",
                                         "rules/johnson.yaml"};
    char *found = below_shipped(path, "data/catalogue.yaml");

    for (size_t i = 0; i < sizeof others / sizeof *others && !found; i++)
        found = below_shipped(path, others[i]);
    return found ? found : text_path_relative(path, folder);
}

char *shipped_resolve(const char *recorded, const char *folder)
{
    if (text_begins(recorded, SHIPPED))
        return shipped_path(recorded + strlen(SHIPPED));
    return text_path_join(folder, recorded);
}
