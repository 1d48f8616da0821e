#include "data/observers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/observer_fields.h"
#include "data/source.h"

enum {
    ROWS_AN_ARENA = 4096, /* texts of so many rows are kept at once */
    FIELDS_MAX = 16,
    DBF_NAME = 10,
};

/* One reading of a source. */
typedef struct {
    const char *path;
    Source *source;
    GEOSContextHandle_t geos;
    Arena *arena;
    CrsTransform *transform; /* NULL: coordinates are taken as they are */
    const char *const *names;
    size_t name_count;
    int x, y;               /* columns; -1: the geometry says it */
    int fields[FIELDS_MAX]; /* the column of each of observer_fields, or -1 */
    ObserverList *list;
    size_t capacity;
} Reading;

static int column_of(const Reading *reading, const char *name)
{
    for (size_t i = 0; i < reading->name_count; i++)
        if (text_equal_nocase(reading->names[i], name))
            return (int)i;
    return -1;
}

/* As column_of(), and by the ten letters that a Shapefile leaves of a name. */
static int field_column(const Reading *reading, const char *name)
{
    char cut[DBF_NAME + 1];
    int column = column_of(reading, name);

    if (column >= 0 || strlen(name) <= DBF_NAME)
        return column;
    memcpy(cut, name, DBF_NAME);
    cut[DBF_NAME] = '\0';
    return column_of(reading, cut);
}

/* The name that `column` was meant to be, where none of the table is; else NULL. */
static const char *meant(const Reading *reading, size_t column)
{
    const char *missing[FIELDS_MAX + 3] = {0};
    size_t count = 0;

    for (size_t i = 0; observer_fields[i].column; i++) {
        if (reading->fields[i] == (int)column)
            return NULL;
        if (reading->fields[i] < 0)
            missing[count++] = observer_fields[i].column;
    }
    return text_nearest(reading->names[column], missing);
}

/* A misspelt column would be a value that nobody misses: in a table made for us that is an error,
 * in a layer made for others a warning. Other columns, such as names, are no concern of ours. */
static Status check_names(const Reading *reading, Diag *diag)
{
    Text others = {0};

    for (size_t i = 0; i < reading->name_count; i++) {
        const char *near = meant(reading, i);
        bool known = (int)i == reading->x || (int)i == reading->y ||
                     (reading->x < 0 && text_equal_nocase(reading->names[i], "WKT"));
        for (size_t k = 0; observer_fields[k].column; k++)
            known |= reading->fields[k] == (int)i;
        if (known)
            continue;
        if (near && reading->x < 0)
            log_warning("%s: field %s is not looked at; was %s meant?", reading->path,
                        reading->names[i], near);
        if (near && reading->x >= 0) {
            text_release(&others);
            return diag_fail(diag, ERR_INPUT,
                             "%s: column %s is not known; did you mean %s? Known are x, y, "
                             "height_m, radius_m, azimuth_deg, hfov_deg, tilt_deg, vfov_deg and "
                             "target_height_m",
                             reading->path, reading->names[i], near);
        }
        text_printf(&others, "%s%s", others.length ? ", " : "", reading->names[i]);
    }
    if (others.length)
        log_note("%s: columns not looked at: %.400s", reading->path, others.text);
    text_release(&others);
    return OK;
}

static Status find_columns(Reading *reading, Diag *diag)
{
    Text list = {0};

    reading->names = source_fields(reading->source, &reading->name_count);
    for (size_t i = 0; observer_fields[i].column; i++)
        reading->fields[i] = field_column(reading, observer_fields[i].column);
    reading->x = reading->y = -1;
    if (!source_has_places(reading->source)) {
        reading->x = column_of(reading, "x");
        reading->y = column_of(reading, "y");
        if (reading->x < 0 || reading->y < 0) {
            text_list(&list, reading->names, 60);
            diag_fail(diag, ERR_INPUT, "%s: there is no column %s; there are: %.600s",
                      reading->path, reading->x < 0 ? "x" : "y", list.text ? list.text : "none");
            text_release(&list);
            return ERR_INPUT;
        }
    }
    return check_names(reading, diag);
}

static Status find_transform(Reading *reading, const Crs *crs, Diag *diag)
{
    Crs *own = NULL;
    Diag unused = {0};
    Status status = OK;

    if (reading->x >= 0 || source_crs(reading->source, &own, &unused) != OK)
        return OK;
    if (!crs) {
        log_warning("%s: its places are in %s, and the raster has no CRS: they are taken as its "
                    "coordinates",
                    reading->path, crs_name(own));
    } else if (!crs_same(own, crs)) {
        status = crs_transform_open(&reading->transform, own, crs, reading->path, diag);
        if (status == OK)
            log_note("%s: places are transformed from %s to the raster's %s", reading->path,
                     crs_name(own), crs_name(crs));
    }
    crs_close(own);
    return status;
}

static Status number_of(const Reading *reading, const SourceFeature *row, int column, double *out,
                        Diag *diag)
{
    const char *text = row->values[column];
    char *plain;
    bool fine;

    if (!text)
        return OK;
    text += strspn(text, " \t");
    plain = memory_text(text);
    for (size_t n = strlen(plain); n && strchr(" \t", plain[n - 1]); n--)
        plain[n - 1] = '\0';
    fine = !*plain || text_number(plain, out);
    free(plain);
    return fine ? OK
                : diag_fail(diag, ERR_INPUT, "%s: row %zu: %s is \"%.60s\", which is no number",
                            reading->path, reading->list->count + 1, reading->names[column], text);
}

static Status place_of(const Reading *reading, const SourceFeature *row, Observer *observer,
                       Diag *diag)
{
    Status status = OK;
    Diag inner = {0};

    if (reading->x >= 0) {
        status = number_of(reading, row, reading->x, &observer->x, diag);
        if (status == OK)
            status = number_of(reading, row, reading->y, &observer->y, diag);
    } else if (row->box.min_x == row->box.max_x && row->box.min_y == row->box.max_y) {
        observer->x = row->box.min_x;
        observer->y = row->box.min_y;
    } else if (row->shape) {
        return diag_fail(diag, ERR_INPUT, "%s: row %ld: its geometry is no point", reading->path,
                         observer->row);
    }
    if (status == OK && !(isfinite(observer->x) && isfinite(observer->y)))
        return diag_fail(diag, ERR_INPUT, "%s: row %ld: has no place (%s)", reading->path,
                         observer->row,
                         reading->x >= 0 ? "x or y is empty" : "its geometry is empty");
    if (status == OK && reading->transform &&
        crs_transform(reading->transform, &observer->x, &observer->y, 1, &inner) != OK)
        return diag_fail(diag, ERR_INPUT,
                         "%s: row %ld: its place cannot be brought into the raster's CRS: does the "
                         "CRS of the file fit its coordinates?",
                         reading->path, observer->row);
    return status;
}

static Status take_row(Reading *reading, const SourceFeature *row, Diag *diag)
{
    ObserverList *list = reading->list;
    Observer observer = observer_unknown();
    Text where = {0};
    Status status;

    observer.row = (long)list->count + 1;
    status = place_of(reading, row, &observer, diag);
    for (size_t i = 0; observer_fields[i].column && status == OK; i++)
        if (reading->fields[i] >= 0)
            status = number_of(reading, row, reading->fields[i],
                               observer_field(&observer, &observer_fields[i]), diag);
    if (status == OK) {
        text_printf(&where, "%s: row %ld", reading->path, observer.row);
        status = observer_check_values(&observer, where.text, diag);
        text_release(&where);
    }
    if (status != OK)
        return status;
    list->items = memory_grow(list->items, list->count, &reading->capacity, sizeof *list->items);
    list->items[list->count++] = observer;
    return OK;
}

static Status read_rows(Reading *reading, Diag *diag)
{
    bool more = true;
    Status status = OK;

    while (status == OK && more) {
        SourceFeature row;
        if (reading->list->count % ROWS_AN_ARENA == 0) {
            arena_free(reading->arena);
            reading->arena = arena_new();
        }
        status = source_next(reading->source, reading->geos, reading->arena, &row, &more, diag);
        if (status == OK && more)
            status = take_row(reading, &row, diag);
        GEOSGeom_destroy_r(reading->geos, row.shape);
        if (status == OK)
            status = interrupt_check(diag);
    }
    if (status == OK && !reading->list->count)
        status =
            diag_fail(diag, ERR_INPUT, "%s: holds no observers: it has no rows", reading->path);
    return status;
}

Status observers_read(ObserverList *out, const char *path, const char *layer, const Crs *crs,
                      Diag *diag)
{
    SourceRef ref = {.source = path, .written = path, .layer = layer, .place = "--observers"};
    Reading reading = {.path = path, .list = out};
    Status status;

    *out = (ObserverList){0};
    reading.geos = GEOS_init_r();
    status = source_open(&reading.source, &ref, "observers", diag);
    if (status == OK)
        status = find_columns(&reading, diag);
    if (status == OK)
        status = find_transform(&reading, crs, diag);
    if (status == OK)
        status = read_rows(&reading, diag);
    crs_transform_close(reading.transform);
    source_close(reading.source);
    arena_free(reading.arena);
    GEOS_finish_r(reading.geos);
    if (status != OK)
        observers_release(out);
    return status;
}

void observers_release(ObserverList *list)
{
    free(list->items);
    *list = (ObserverList){0};
}
