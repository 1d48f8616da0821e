#include "planner/report/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "base/text.h"
#include "planner/report/camera_row.h"
#include "planner/report/figure_marks.h"
#include "planner/report/overview.h"
#include "planner/report/plan_layers.h"
#include "planner/report/plan_rasters.h"
#include "planner/report/run_record.h"
#include "planner/report/tables.h"

static Status write_tables(const Outcome *outcome, const CameraRow *rows, size_t count,
                           OutFolder *out, Diag *diag)
{
    Status status =
        build_list_write(outcome, rows, count, out_folder_file(out, "build_list.csv"), diag);

    if (status == OK)
        status = filing_table_write(outcome, rows, count, out_folder_file(out, "filing.csv"), diag);
    if (status == OK)
        status = gap_table_write(outcome, out_folder_file(out, "gaps.csv"), diag);
    if (status == OK)
        status = compliance_table_write(outcome, out_folder_file(out, "compliance.csv"), diag);
    if (status == OK)
        status = zone_table_write(outcome, rows, count, out_folder_file(out, "zones.csv"), diag);
    if (status == OK)
        status =
            failure_table_write(outcome, rows, count, out_folder_file(out, "failures.csv"), diag);
    if (status == OK)
        status = findings_table_write(outcome, out_folder_file(out, "findings.csv"), diag);
    if (status == OK)
        status = inventory_table_write(outcome, out_folder_file(out, "inventory.csv"), diag);
    if (status == OK)
        status = phase_table_write(outcome, rows, out_folder_file(out, "phases.csv"), diag);
    if (status == OK)
        status = reason_table_write(outcome, rows, out_folder_file(out, "refusals.csv"), diag);
    progress_step();
    return status == OK ? interrupt_check(diag) : status;
}

static Status write_layers(const Outcome *outcome, const CameraRow *rows, size_t count,
                           OutFolder *out, Diag *diag)
{
    Status status =
        plan_layers_write(outcome, rows, count, out_folder_file(out, "plan.gpkg"), diag);

    progress_step();
    if (status == OK)
        status = interrupt_check(diag);
    if (status == OK)
        status = plan_rasters_write(outcome, out_folder_file(out, "coverage.tif"),
                                    out_folder_file(out, "count.tif"), diag);
    progress_step();
    return status == OK ? interrupt_check(diag) : status;
}

static Status write_record(const Outcome *outcome, OutFolder *out, bool maps, Diag *diag)
{
    static const char *const names[] = {
        "build_list.csv", "compliance.csv",    "count.tif",         "coverage.tif",
        "failures.csv",   "filing.csv",        "findings.csv",      "gaps.csv",
        "inventory.csv",  "phases.csv",        "plan.gpkg",         "refusals.csv",
        "zones.csv",      "maps/overview.pdf", "maps/overview.png", "maps/overview.svg"};
    size_t count = sizeof names / sizeof *names - (maps ? 0 : 3);
    WrittenFile files[sizeof names / sizeof *names];

    for (size_t i = 0; i < count; i++)
        files[i] = (WrittenFile){names[i], out_folder_file(out, names[i])};
    return run_record_write(outcome, files, count, out_folder_file(out, "run.json"), diag);
}

static Status write_all(const Outcome *outcome, OutFolder *out, bool maps, Diag *diag)
{
    Arena *arena = arena_new();
    CameraRow *rows = NULL;
    size_t count = 0;
    Status status = camera_rows_make(&rows, &count, outcome, arena, diag);

    progress_begin("tables", 3);
    if (status == OK)
        status = write_tables(outcome, rows, count, out, diag);
    if (status == OK)
        status = write_layers(outcome, rows, count, out, diag);
    progress_end();
    if (status == OK && maps) {
        progress_begin("maps", 1);
        status = overview_write(outcome, rows, count, out, diag);
        progress_step();
        progress_end();
    }
    if (status == OK)
        status = interrupt_check(diag);
    if (status == OK)
        status = write_record(outcome, out, maps, diag);
    if (status == OK)
        status =
            timings_write(outcome->project->folder, out_folder_file(out, "timings.json"), diag);
    free(rows);
    arena_free(arena);
    return status;
}

Status report_write(const Outcome *outcome, OutFolder *out, bool maps, Diag *diag)
{
    FigureMarks *marks = figure_marks_new(outcome);
    Outcome marked = *outcome;

    marked.marks = marks;
    Status status = write_all(&marked, out, maps, diag);
    figure_marks_free(marks);
    return status;
}

Status report_write_findings(const Outcome *outcome, OutFolder *out, Diag *diag)
{
    const char *path = out_folder_file(out, "findings.csv");
    FigureMarks *marks = figure_marks_new(outcome);
    Outcome marked = *outcome;
    WrittenFile file = {"findings.csv", path};

    marked.marks = marks;
    Status status = findings_table_write(&marked, path, diag);
    if (status == OK)
        status = run_record_write(&marked, &file, 1, out_folder_file(out, "run.json"), diag);
    figure_marks_free(marks);
    return status;
}
