#include "data/source_options.h"

#include <cpl_string.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/text.h"
#include "data/shipped.h"

static bool has_ending(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);

    return length > tail && strcasecmp(name + length - tail, ending) == 0;
}

static bool has_sibling(const char *path, const char *ending)
{
    Text name = {0};
    struct stat info;
    bool there;

    text_printf(&name, "%.*s%s", (int)(strlen(path) - 4), path, ending);
    there = stat(name.text, &info) == 0;
    text_release(&name);
    return there;
}

/* A .dbf whose language byte says nothing: GDAL would take it for Latin-1, and
 * Chinese would become nonsense without a word. */
static bool dbf_says_nothing(const char *path)
{
    enum { LANGUAGE_BYTE = 29, CURRENT_CODE_PAGE = 0x57 };
    Text name = {0};
    FILE *file;
    unsigned char head[32] = {0};
    size_t read = 0;

    text_printf(&name, "%.*s.dbf", (int)(strlen(path) - 4), path);
    file = fopen(name.text, "rb");
    text_release(&name);
    if (file) {
        read = fread(head, 1, sizeof head, file);
        fclose(file);
    }
    return read == sizeof head &&
           (head[LANGUAGE_BYTE] == 0 || head[LANGUAGE_BYTE] == CURRENT_CODE_PAGE);
}

/* Opened immutable, a database shows nothing of what still lies in its journal. */
static Status check_journal(const SourceRef *ref, const char *name, Diag *diag)
{
    Text journal = {0};
    struct stat info;
    bool unsaved;

    text_printf(&journal, "%s-wal", ref->source);
    unsaved = stat(journal.text, &info) == 0 && info.st_size > 0;
    text_release(&journal);
    if (unsaved)
        return diag_fail(diag, ERR_INPUT,
                         "%s: %s: another program has the GeoPackage open and its latest changes "
                         "are not in it yet (%s-wal): save and close it there first",
                         ref->place, name, ref->written);
    return OK;
}

Status source_options(const SourceRef *ref, const char *name, char ***options, Diag *diag)
{
    const char *path = ref->source;

    if (has_ending(path, ".csv") || has_ending(path, ".tsv")) {
        *options = CSLSetNameValue(*options, "HEADERS", "YES");
        *options = CSLSetNameValue(*options, "AUTODETECT_TYPE", "NO");
    } else if (has_ending(path, ".osm") || has_ending(path, ".pbf")) {
        char *config = shipped_path("data/osmconf.ini");
        *options = CSLSetNameValue(*options, "CONFIG_FILE", config);
        free(config);
    } else if (has_ending(path, ".gpkg")) {
        Status status = check_journal(ref, name, diag);
        if (status != OK)
            return status;
        *options = CSLSetNameValue(*options, "IMMUTABLE", "YES");
    } else if (ref->encoding) {
        *options = CSLSetNameValue(*options, "ENCODING", ref->encoding);
    } else if ((has_ending(path, ".shp") || has_ending(path, ".dbf")) &&
               !has_sibling(path, ".cpg") && !has_sibling(path, ".CPG") && dbf_says_nothing(path)) {
        *options = CSLSetNameValue(*options, "ENCODING", "");
    }
    return OK;
}
