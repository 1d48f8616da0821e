#include "planner/report/filing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/text.h"
#include "planner/report/filing_unit.h"

#define SAME_PLACE_M                                                                               \
    0.5 /* two statements of one point: coordinates are written to the millimetre */

typedef struct {
    const Outcome *outcome;
    const Filing *filing;
    Arena *arena;
    const FilingUnits *units;
} Filer;

/* --- by when -------------------------------------------------------------------------- */

static const char *days_after(const Filer *filer, const char *event)
{
    return arena_printf(filer->arena, "%d days from %s", filer->filing->days, event);
}

/* What is built, moved or removed counts from the day that the project states. */
static void due_of_works(const Filer *filer, FilingPoint *point)
{
    const bool removed = point->row->status == CAMERA_ROW_REMOVE;
    const bool moved = point->row->status == CAMERA_ROW_MOVE;
    int accepted = filer->outcome->project->acceptance_date;

    if (removed && !filer->filing->removals) {
        point->reason = "removals are not filed";
        return;
    }
    if (moved && !filer->filing->changes) {
        point->reason = "changes are not filed";
        return;
    }
    point->reason = days_after(filer, removed                   ? "removal"
                                      : moved                   ? "the move"
                                      : filer->filing->from_use ? "first use"
                                                                : "acceptance");
    if (accepted)
        point->due = text_date_add(accepted, filer->filing->days);
    else
        point->reason = arena_printf(filer->arena, "%s: state acceptance_date", point->reason);
}

static void due_of_existing(const Filer *filer, FilingPoint *point)
{
    const Filing *filing = filer->filing;
    int installed = 0;

    if (!point->row->camera->installed || !text_date(point->row->camera->installed, &installed)) {
        point->reason = "its day of installation is not known";
    } else if (filing->existing_before && installed < filing->existing_before) {
        point->due = filing->existing_due;
        point->reason = "stood before the law";
    } else {
        point->due = text_date_add(installed, filing->days);
        point->reason = days_after(filer, "installation, as the inventory says");
    }
}

/* --- what has changed ----------------------------------------------------------------- */

static double cell_number(const Table *table, size_t row, const char *column)
{
    double value = NAN;

    text_number(table_cell(table, row, column), &value);
    return value;
}

static bool stands_at(const Table *last, size_t row, const CameraRow *now)
{
    return hypot(cell_number(last, row, "x") - now->x, cell_number(last, row, "y") - now->y) <=
           SAME_PLACE_M;
}

/* Bearings within a tenth of a degree are the same; both unknown too. */
static bool same_azimuth(double last, double now)
{
    return (isnan(last) && isnan(now)) || fabs(remainder(last - now, 360.0)) <= 0.1;
}

/* Ids of planned cameras are those of one plan: such a point is known by its place and model. */
static bool same_point(const Table *last, size_t row, const CameraRow *now)
{
    if (now->camera)
        return text_equal(table_cell(last, row, "camera_id"), now->id);
    return stands_at(last, row, now) &&
           text_equal(table_cell(last, row, "model"), now->candidate->model->id) &&
           same_azimuth(cell_number(last, row, "azimuth_true_deg"), now->azimuth_true_deg);
}

static bool has_changed(const Table *last, size_t row, const CameraRow *now)
{
    bool removed = text_equal(table_cell(last, row, "statement"), "removal");

    return !stands_at(last, row, now) || removed != (now->status == CAMERA_ROW_REMOVE) ||
           !same_azimuth(cell_number(last, row, "azimuth_true_deg"), now->azimuth_true_deg);
}

static void compare(const Table *last, FilingPoint *point, bool *matched)
{
    for (size_t row = 0; row < table_rows(last); row++) {
        if (matched[row] || text_equal(table_cell(last, row, "change"), "gone") ||
            !same_point(last, row, point->row))
            continue;
        matched[row] = true;
        point->last = row + 1;
        point->change = has_changed(last, row, point->row) ? FILED_CHANGED : FILED_UNCHANGED;
        return;
    }
    point->change = FILED_NEW;
}

/* What the last filing had and the plan no longer has. */
static void add_gone(const Filer *filer, FilingStatement *out, const bool *matched)
{
    for (size_t row = 0; row < table_rows(out->last); row++) {
        FilingPoint *point = &out->points[out->count];
        if (matched[row] || text_equal(table_cell(out->last, row, "change"), "gone"))
            continue;
        *point = (FilingPoint){.last = row + 1,
                               .unit = table_cell(out->last, row, "filing_unit"),
                               .id = table_cell(out->last, row, "camera_id"),
                               .change = FILED_GONE};
        point->unit = point->unit ? point->unit : "";
        point->id = point->id ? point->id : "";
        point->reason =
            filer->filing->removals ? days_after(filer, "removal") : "removals are not filed";
        out->count++;
    }
}

/* --- the statement -------------------------------------------------------------------- */

static Status read_last(FilingStatement *out, const Project *project, Diag *diag)
{
    char *path;
    Status status;

    if (!project->filing_last)
        return OK;
    path = text_path_join(project->filing_last, "filing.csv");
    status = table_read_csv(&out->last, path, diag);
    if (status == OK && (!table_rows(out->last) || !table_cell(out->last, 0, "filing_unit")))
        status = diag_fail(diag, ERR_INPUT,
                           "%s: filing.last: %s is not the filing.csv of an earlier OUT",
                           project->path, path);
    free(path);
    return status;
}

static int by_unit(const void *a, const void *b)
{
    const FilingPoint *left = a, *right = b;
    int order = text_order(left->unit, right->unit);

    return order ? order : text_order(left->id, right->id);
}

/* Number the points of each unit. */
static void number_points(FilingStatement *out)
{
    for (size_t first = 0, end; first < out->count; first = end) {
        for (end = first;
             end < out->count && text_equal(out->points[end].unit, out->points[first].unit); end++)
            out->points[end].number = end - first + 1;
        for (size_t i = first; i < end; i++)
            out->points[i].of = end - first;
    }
}

static void add_point(const Filer *filer, FilingStatement *out, const CameraRow *row)
{
    FilingPoint *point = &out->points[out->count++];

    *point = (FilingPoint){.row = row,
                           .unit = filing_unit_of(filer->units, row),
                           .id = row->id,
                           .change = FILED_UNKNOWN};
    if (row->status == CAMERA_ROW_KEEP)
        due_of_existing(filer, point);
    else
        due_of_works(filer, point);
}

Status filing_make(FilingStatement *out, const Outcome *outcome, const CameraRow *rows,
                   size_t count, Arena *arena, Diag *diag)
{
    const Filer filer = {outcome, pack_filing(outcome->pack), arena,
                         filing_units_new(outcome, arena)};
    bool *matched;
    Status status;

    *out = (FilingStatement){0};
    if (!filer.filing)
        return OK;
    status = read_last(out, outcome->project, diag);
    if (status != OK)
        return status;
    out->points =
        memory_new(count + (out->last ? table_rows(out->last) : 0) + 1, sizeof *out->points);
    matched = memory_new((out->last ? table_rows(out->last) : 0) + 1, sizeof *matched);
    for (size_t i = 0; i < count; i++) {
        add_point(&filer, out, &rows[i]);
        if (out->last)
            compare(out->last, &out->points[out->count - 1], matched);
    }
    /* A narrowed run does not know what became of other offices' points. */
    if (out->last && !outcome->listed)
        add_gone(&filer, out, matched);
    free(matched);
    qsort(out->points, out->count, sizeof *out->points, by_unit);
    number_points(out);
    return OK;
}

void filing_release(FilingStatement *statement)
{
    table_free(statement->last);
    free(statement->points);
}
