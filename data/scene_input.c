/* scene_input.c - the input files of a run, by path and content. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/sha256.h"
#include "base/text.h"
#include "data/scene_parts.h"
#include "data/shipped.h"
#include "data/source.h"

Status scene_input_file(SceneOwner *owner, const char *path, const char *role, const char *license,
                        Diag *diag)
{
    Scene *scene = &owner->scene;
    char *relative = shipped_record(path, scene->project->folder);
    InputFile *input = NULL;
    char hash[65];
    Status status = OK;

    for (size_t i = 0; i < scene->input_count && !input; i++)
        if (text_equal(scene->inputs[i].path, relative))
            input = &scene->inputs[i];
    if (input) {
        /* One file with many layers is hashed once and named by all its roles. */
        if (!strstr(input->role, role))
            input->role = arena_printf(scene->arena, "%s, %s", input->role, role);
        if (!input->license)
            input->license = arena_text(scene->arena, license);
    } else {
        status = sha256_file(path, hash, diag);
        if (status == OK) {
            scene->inputs = memory_grow(scene->inputs, scene->input_count, &owner->input_capacity,
                                        sizeof *scene->inputs);
            scene->inputs[scene->input_count++] =
                (InputFile){arena_text(scene->arena, relative), arena_text(scene->arena, hash),
                            arena_text(scene->arena, role), arena_text(scene->arena, license)};
        }
    }
    free(relative);
    return status;
}

Status scene_input(SceneOwner *owner, const SourceRef *ref, const char *role, Diag *diag)
{
    const char **files = NULL;
    size_t count = 0;
    Status status;

    if (!ref->source)
        return OK;
    status = source_files(ref, owner->scene.arena, &files, &count, diag);
    for (size_t i = 0; i < count && status == OK; i++)
        status = scene_input_file(owner, files[i], role, ref->license, diag);
    return status;
}

static int by_path(const void *left, const void *right)
{
    return strcmp(((const InputFile *)left)->path, ((const InputFile *)right)->path);
}

void scene_inputs_sort(SceneOwner *owner)
{
    if (owner->scene.input_count)
        qsort(owner->scene.inputs, owner->scene.input_count, sizeof *owner->scene.inputs, by_path);
}
