/* filing_table.c - filing.csv: the statements of all filing units, a row a point. */
#include <math.h>
#include <stdio.h>

#include "base/text.h"
#include "planner/report/filing.h"
#include "planner/report/tables.h"

static const char *const columns[] = {"filing_unit",
                                      "filed_to",
                                      "point",
                                      "points_of_unit",
                                      "statement",
                                      "change",
                                      "camera_id",
                                      "name",
                                      "township",
                                      "clause",
                                      "category",
                                      "x",
                                      "y",
                                      "lon",
                                      "lat",
                                      "model",
                                      "width_px",
                                      "height_px",
                                      "azimuth_true_deg",
                                      "mount_height_m",
                                      "retention_days",
                                      "installed",
                                      "due",
                                      "due_reason",
                                      "legal_basis",
                                      "restricted",
                                      "rule_pack",
                                      NULL};

static const char *const changes[] = {"new", "changed", "unchanged", "gone", ""};

/* Those that say what and where a point is. */
enum { FIRST_OF_POINT = 7, LAST_OF_POINT = 21 };

/* What the last filing said of a point that is gone. */
static void gone_cells(Table *table, const FilingStatement *statement, const FilingPoint *point)
{
    for (size_t i = FIRST_OF_POINT; i <= LAST_OF_POINT; i++)
        table_text(table, table_cell(statement->last, point->last - 1, columns[i]));
}

static void point_cells(Table *table, const CameraRow *row)
{
    const Clause *clause = row->zone ? row->zone->clause : row->broken;
    const CameraModel *model = row->candidate ? row->candidate->model
                               : row->camera  ? row->camera->model
                                              : NULL;
    const bool lens = !row->camera || !(row->camera->unknown & UNKNOWN_LENS);

    table_text(table, row->name);
    table_text(table, row->township ? row->township->name : NULL);
    table_text(table, clause ? clause->id : NULL);
    if (clause)
        table_words(table, clause->title);
    else
        table_text(table, NULL);
    table_number(table, row->x, 3);
    table_number(table, row->y, 3);
    table_number(table, row->lon_deg, 7);
    table_number(table, row->lat_deg, 7);
    table_text(table, model ? model->id : NULL);
    table_number(table, lens ? row->lookout->optics.width_px : NAN, 0);
    table_number(table, lens ? row->lookout->optics.height_px : NAN, 0);
    table_number(table, row->azimuth_true_deg, 1);
    table_number(table, row->mount_height_m, 2);
    if (row->zone && row->zone->clause->retention_min_days)
        table_integer(table, row->zone->clause->retention_min_days);
    else
        table_text(table, NULL);
    table_text(table, row->camera ? row->camera->installed : NULL);
}

static const char *statement_word(const FilingPoint *point)
{
    if (!point->row || point->row->status == CAMERA_ROW_REMOVE)
        return "removal";
    if (point->row->status == CAMERA_ROW_MOVE)
        return "move";
    return point->row->status == CAMERA_ROW_NEW ? "construction" : "existing";
}

static void due_cells(Table *table, const Outcome *outcome, const FilingPoint *point)
{
    const Clause *clause = pack_clause(outcome->pack, pack_filing(outcome->pack)->clause);
    char due[11] = "", basis[256];

    if (point->due)
        text_date_format(point->due, due);
    snprintf(basis, sizeof basis, "%s art. %s%s", pack_citation(outcome->pack), clause->article,
             clause->item);
    table_text(table, due);
    table_text(table, point->reason);
    table_text(table, basis);
}

static void filing_line(Table *table, const Outcome *outcome, const FilingStatement *statement,
                        size_t at)
{
    const FilingPoint *point = &statement->points[at];
    const Filing *filing = pack_filing(outcome->pack);
    const Body *to = pack_body(outcome->pack, filing->to, outcome->project->as_of);

    table_text(table, point->unit);
    if (to)
        table_words(table, to->name);
    else
        table_text(table, NULL);
    table_integer(table, (long long)point->number);
    table_integer(table, (long long)point->of);
    table_text(table, statement_word(point));
    table_text(table, changes[point->change]);
    table_text(table, point->id);
    if (point->row)
        point_cells(table, point->row);
    else
        gone_cells(table, statement, point);
    due_cells(table, outcome, point);
    table_text(table, point->row && camera_row_restricted(point->row) ? "restricted" : NULL);
    table_text(table, outcome->standing.mark);
    table_end_row(table);
}

Status filing_table_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                          const char *path, Diag *diag)
{
    Table *table = table_new(columns);
    Arena *arena = arena_new();
    FilingStatement statement = {0};
    Status status = filing_make(&statement, outcome, rows, count, arena, diag);

    for (size_t i = 0; status == OK && i < statement.count; i++)
        filing_line(table, outcome, &statement, i);
    if (status == OK)
        status = table_write_csv(table, path, diag);
    filing_release(&statement);
    arena_free(arena);
    table_free(table);
    return status;
}
