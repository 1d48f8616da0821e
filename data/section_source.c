/* section_source.c - a dataset as the project file names it, resolved and looked for. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "data/section.h"

/* "PG:...", "http:...", "/vsis3/..." and the like are names for GDAL, not files. */
static bool is_file_name(const char *name)
{
    size_t letters = 0;

    if (text_begins(name, "/vsi") || name[0] == '<' || name[0] == '{')
        return false;
    while (isalnum((unsigned char)name[letters]) || name[letters] == '_')
        letters++;
    return !(letters >= 2 && name[letters] == ':');
}

/* Archives name a file after their prefix: "/vsizip/town.zip/roads.shp". */
static const char *archive_inner(const char *name)
{
    static const char *const prefixes[] = {"/vsizip/", "/vsigzip/", "/vsitar/", NULL};

    for (size_t i = 0; prefixes[i]; i++)
        if (text_begins(name, prefixes[i])) {
            const char *inner = name + strlen(prefixes[i]);
            return *inner == '/' || *inner == '{' || text_begins(inner, "vsi") ? NULL : inner;
        }
    return NULL;
}

static void resolve(const Section *in, const char *key, SourceRef *ref)
{
    SectionReader *reader = in->reader;
    const char *inner = archive_inner(ref->written);
    struct stat info;
    char *path;

    if (!*ref->written) {
        section_fail(in, key, "is empty: it must name a dataset");
    } else if (inner) {
        path = text_path_join(reader->folder, inner);
        ref->source =
            arena_printf(reader->arena, "%.*s%s", (int)(inner - ref->written), ref->written, path);
        free(path);
    } else if (is_file_name(ref->written)) {
        path = text_path_join(reader->folder, ref->written);
        ref->source = arena_text(reader->arena, path);
        if (stat(path, &info) != 0)
            section_fail(in, key, "names the file %s, which is not there (looked for %s)",
                         ref->written, path);
        free(path);
    } else {
        ref->source = ref->written;
    }
}

void section_source(const Section *in, SourceRef *ref)
{
    section_need(in, "source", "it must name a file or another GDAL dataset");
    ref->place =
        section_place(in, section_has(in, "source") ? section_node(in, "source") : in->map);
    section_text(in, "source", &ref->written);
    section_optional(in, "layer", &ref->layer);
    section_optional(in, "crs", &ref->crs);
    section_optional(in, "encoding", &ref->encoding);
    section_optional(in, "where", &ref->where);
    section_optional(in, "x", &ref->x);
    section_optional(in, "y", &ref->y);
    section_optional(in, "license", &ref->license);
    if (in->reader->status == OK && !ref->x != !ref->y)
        section_fail(in, ref->x ? "x" : "y", "stands alone: a table needs both x and y columns");
    if (in->reader->status == OK)
        resolve(in, "source", ref);
}

Section section_source_key(const Section *in, const char *key, const char *const *known,
                           SourceRef *ref)
{
    static const char *const own[] = {SECTION_SOURCE_KEYS, NULL};
    YamlNode *node = section_node(in, key);
    Section section = {in->reader, NULL, section_path(in, key)};

    if (!node) {
        section_record(in, key, NULL, NULL);
    } else if (yaml_is_scalar(node)) {
        ref->place = section_place(in, node);
        section_text(in, key, &ref->written);
        if (in->reader->status == OK)
            resolve(in, key, ref);
    } else {
        section = section_map(in, key, known ? known : own);
        if (section.map)
            section_source(&section, ref);
    }
    return section;
}
