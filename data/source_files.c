/* source_files.c - the files of a dataset, for the record of a run. */
#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "data/gdal_quiet.h"
#include "data/source.h"
#include "data/source_options.h"

typedef struct {
    Arena *arena;
    const char **names;
    size_t count, capacity;
} FileList;

static void list_add(FileList *list, const char *name)
{
    if (list->count == list->capacity) {
        size_t capacity = 2 * list->capacity + 8;
        const char **more = arena_alloc(list->arena, capacity, sizeof *more);
        if (list->count)
            memcpy(more, list->names, list->count * sizeof *more);
        list->names = more;
        list->capacity = capacity;
    }
    list->names[list->count++] = arena_text(list->arena, name);
}

static void list_add_path(FileList *list, const char *path)
{
    struct stat info;
    char **inner;

    if (stat(path, &info) != 0)
        return;
    if (S_ISREG(info.st_mode)) {
        list_add(list, path);
        return;
    }
    /* A file geodatabase is a folder; so may be a set of shapefiles. */
    inner = S_ISDIR(info.st_mode) ? VSIReadDir(path) : NULL;
    for (int i = 0; inner && inner[i]; i++) {
        char *name = text_path_join(path, inner[i]);
        if (stat(name, &info) == 0 && S_ISREG(info.st_mode) && !text_ends(name, ".lock"))
            list_add(list, name);
        free(name);
    }
    CSLDestroy(inner);
}

/* "/vsizip//data/town.zip/roads.shp" lies in the file /data/town.zip. */
static void list_add_archive(FileList *list, const char *path)
{
    const char *inner = strchr(path + 1, '/');
    Text name = {0};
    struct stat info;

    text_add(&name, inner ? inner + 1 : "");
    while (name.length && (stat(name.text, &info) != 0 || !S_ISREG(info.st_mode))) {
        char *slash = strrchr(name.text, '/');
        name.length = slash ? (size_t)(slash - name.text) : 0;
        name.text[name.length] = '\0';
    }
    if (name.length)
        list_add(list, name.text);
    text_release(&name);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

Status source_files(const SourceRef *ref, Arena *arena, const char ***files, size_t *count,
                    Diag *diag)
{
    FileList list = {.arena = arena};
    char **options = NULL, **names;
    GDALDatasetH dataset;
    Status status = source_options(ref, ref->written, &options, diag);

    if (status != OK)
        return status;
    gdal_quiet_begin();
    dataset = GDALOpenEx(ref->source, GDAL_OF_VECTOR | GDAL_OF_RASTER | GDAL_OF_READONLY, NULL,
                         (const char *const *)options, NULL);
    names = dataset ? GDALGetFileList(dataset) : NULL;
    if (dataset)
        GDALClose(dataset);
    gdal_quiet_end();
    CSLDestroy(options);
    if (text_begins(ref->source, "/vsizip/") || text_begins(ref->source, "/vsitar/") ||
        text_begins(ref->source, "/vsigzip/"))
        list_add_archive(&list, ref->source);
    else
        list_add_path(&list, ref->source);
    for (int i = 0; names && names[i]; i++)
        list_add_path(&list, names[i]);
    CSLDestroy(names);
    *files = list.names;
    *count = 0;
    if (list.count)
        qsort(list.names, list.count, sizeof *list.names, by_name);
    for (size_t i = 0; i < list.count; i++)
        if (i == 0 || strcmp(list.names[i], list.names[i - 1]) != 0)
            list.names[(*count)++] = list.names[i];
    return OK;
}
