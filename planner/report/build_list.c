/* build_list.c - one row a camera to build, keep, move or remove, and one an inventory line. */
#include <math.h>
#include <stdio.h>

#include "base/text.h"
#include "data/table.h"
#include "planner/report/camera_cites.h"
#include "planner/report/figure_marks.h"
#include "planner/report/tables.h"

static const char *const columns[] = {
    "seq", "camera_id", "status", "name", "township", "clause", "category", "zone_id", "key_part",
    "purpose", "legal_basis", "builder", "payer", "supervisor", "supervisor_basis", "phase",
    "site_id", "pole_new", "mount_height_m", "ground_elev_m", "lon", "lat", "x", "y",
    "azimuth_true_deg", "azimuth_grid_deg", "tilt_deg", "hfov_deg", "vfov_deg", "focal_mm", "model",
    "device_code", "connects_to", "width_px", "height_px", "px_per_m_required", "px_per_m_min",
    "demand_covered_m2", "new_covered_m2", "cumulative_share", "retention_days", "sign_needed",
    "mask_ids", "consent_needed", "capex", "opex_year", "filing_due", "checks", "notes",
    /* beyond the columns that others rely on */
    "also_clauses", "payer_basis", "coordinators", "duty_clause", "retention_max_days", NULL};

/* What everything connects to, and by which article. */
static void platform_cell(Table *table, const Outcome *outcome)
{
    const Platform *platform = pack_platform(outcome->pack);
    char text[512];

    if (!platform) {
        table_text(table, NULL);
        return;
    }
    snprintf(text, sizeof text, "%s %s (art. %s)", platform->name.zh, platform->name.en,
             pack_clause(outcome->pack, platform->clause)->article);
    table_text(table, text);
}

/* The regulation, every article that asks for it, what the place itself states, and the article
 * that names the builder. */
static void basis_cell(Table *table, const Outcome *outcome, const CameraCites *cites,
                       const char *papers, const char *builder_basis)
{
    Text basis = {0};

    text_printf(&basis, "%s art. ", pack_citation(outcome->pack));
    for (size_t i = 0; i < cites->count; i++) {
        const Clause *clause = cites->clauses[i];
        bool cited = false; /* letters are ours: 8.1a and 8.1b are both article 8(1) */
        for (size_t k = 0; k < i && !cited; k++)
            cited = text_equal(clause->article, cites->clauses[k]->article) &&
                    text_equal(clause->item, cites->clauses[k]->item);
        if (!cited)
            text_printf(&basis, "%s%s%s", i ? ", " : "", clause->article, clause->item);
    }
    if (papers && *papers)
        text_printf(&basis, "; %s", papers);
    if (builder_basis && *builder_basis)
        text_printf(&basis, "; builder art. %s", builder_basis);
    table_text(table, basis.text);
    text_release(&basis);
}

static void duty_cells(Table *table, const Outcome *outcome, const CameraCites *cites,
                       const char *papers, const Duty *duty)
{
    basis_cell(table, outcome, cites, papers, duty->builder_basis);
    table_words(table, duty->builder);
    table_words(table, duty->payer);
    table_words(table, duty->supervisor);
    table_text(table, duty->supervisor_basis);
}

static void empty(Table *table, int cells)
{
    while (cells-- > 0)
        table_text(table, NULL);
}

/* As its inventory says; NULL: it does not. */
static const char *stated_owner(const CameraRow *row)
{
    return row->camera->builder ? row->camera->builder : row->camera->operator_name;
}

/* Who answers for an existing camera that no duty asks for: as its inventory says. */
static void owner_cells(Table *table, const CameraRow *row)
{
    const char *owner = stated_owner(row);

    table_text(table, owner ? owner : "安装者 who installed it");
    if (row->move_payer.zh)
        table_words(table, row->move_payer);
    else
        table_text(table, owner);
    if (row->broken) {
        table_words(table, row->removal.supervisor);
        table_text(table, row->removal.supervisor_basis);
    } else {
        empty(table, 2);
    }
}

/* A camera that serves no zone: to be removed, unknown, or without a purpose in law. */
static void zoneless_cells(Table *table, const Outcome *outcome, const CameraRow *row)
{
    const Clause *broken = row->broken;

    table_text(table, broken ? broken->id : NULL);
    if (broken)
        table_words(table, broken->title);
    else
        table_text(table, NULL);
    empty(table, 2);
    table_text(table, broken                ? "forbidden: remove it"
                      : row->lookout->blind ? "covers nothing: see findings.csv"
                                            : "no clause requires what it covers");
    if (broken)
        basis_cell(table, outcome, &(CameraCites){.clauses = &broken, .count = 1}, NULL, NULL);
    else
        table_text(table, NULL);
    owner_cells(table, row);
}

/* township .. supervisor_basis */
static void zone_cells(Table *table, const Outcome *outcome, const CameraRow *row,
                       const CameraCites *cites)
{
    const Zone *zone = row->zone;

    table_text(table, row->township ? row->township->name : NULL);
    if (!zone) {
        zoneless_cells(table, outcome, row);
        return;
    }
    const Duty duty = camera_row_duty(row);
    table_text(table, zone->clause->id);
    table_words(table, zone->clause->title);
    table_text(table, zone->id);
    table_text(table, zone->part->name);
    table_words(table, zone->part->title);
    duty_cells(table, outcome, cites, zone->papers, &duty);
}

/* mount_height_m .. height_px */
static void place_cells(Table *table, const Outcome *outcome, const CameraRow *row)
{
    const Optics *optics = &row->lookout->optics;
    bool known_lens = !row->camera || !(row->camera->unknown & UNKNOWN_LENS);
    bool known_aim = !isnan(row->azimuth_true_deg);
    const CameraModel *model = row->candidate ? row->candidate->model
                               : row->camera  ? row->camera->model
                                              : NULL;

    table_number(table, row->mount_height_m, 2);
    table_number(table, row->ground_m, 2);
    table_number(table, row->lon_deg, 7);
    table_number(table, row->lat_deg, 7);
    table_number(table, row->x, 3);
    table_number(table, row->y, 3);
    table_number(table, row->azimuth_true_deg, 1);
    table_number(table, known_aim ? optics->azimuth_deg : NAN, 1);
    table_number(table, known_aim ? optics->tilt_deg : NAN, 1);
    table_number(table, known_lens ? optics->hfov_deg : NAN, 2);
    table_number(table, known_lens ? optics->vfov_deg : NAN, 2);
    table_number(table, row->candidate ? row->candidate->focal_mm : NAN, 1);
    table_text(table, model ? model->id : NULL);
    table_text(table, row->camera ? row->camera->device_code : NULL);
    platform_cell(table, outcome);
    table_number(table, known_lens ? optics->width_px : NAN, 0);
    table_number(table, known_lens ? optics->height_px : NAN, 0);
}

/* When a camera that is built, moved or removed must be filed. */
static void filing_cell(Table *table, const Outcome *outcome, const CameraRow *row)
{
    const Filing *filing = pack_filing(outcome->pack);
    int accepted = outcome->project->acceptance_date;
    bool filed = row->status == CAMERA_ROW_REMOVE ? filing && filing->removals
                 : row->status == CAMERA_ROW_MOVE ? filing && filing->changes
                                                  : row->status != CAMERA_ROW_KEEP;
    char due[11] = "";

    if (filing && filed && accepted)
        text_date_format(text_date_add(accepted, filing->days), due);
    table_text(table, due);
}

/* "pass"; with it that the pack is not in force, or the plan not finished. */
static void checks_cell(Table *table, const Outcome *outcome, const char *verdict)
{
    Text checks = {0};

    text_add(&checks, verdict);
    if (outcome_remark(outcome))
        text_printf(&checks, "; rule pack %s", outcome_remark(outcome));
    if (outcome->plan && outcome->plan->interrupted)
        text_printf(&checks, "; %s", outcome_cut(outcome).en);
    table_text(table, checks.text);
    text_release(&checks);
}

/* What is known of it, whether its place is restricted, and which of its figures are no law. */
static void notes_cell(Table *table, const char *notes, bool restricted, const char *figures)
{
    Text cell = {0};

    text_add(&cell, notes);
    if (restricted)
        text_printf(&cell, "%srestricted place", *notes ? "; " : "");
    if (*figures)
        text_printf(&cell, "%splanning parameter: %s", cell.length ? "; " : "", figures);
    table_text(table, cell.text);
    text_release(&cell);
}

static void money_cells(Table *table, const Outcome *outcome, const CameraRow *row)
{
    double cost = row->planned ? row->planned->cost : NAN;

    table_number(table, cost, 2);
    table_number(table, cost * outcome->project->costs.opex_share_year, 2);
    filing_cell(table, outcome, row);
    checks_cell(table, outcome, row->fails ? "fail: see findings.csv" : "pass");
    notes_cell(table, row->notes, camera_row_restricted(row),
               row->zone ? figure_marks_density(outcome->marks, row->zone) : "");
}

static void days_cell(Table *table, int days)
{
    if (days)
        table_integer(table, days);
    else
        table_text(table, NULL);
}

/* payer_basis .. retention_max_days */
static void extra_cells(Table *table, const Duty *duty, const CameraCites *cites)
{
    table_text(table, duty->payer_basis);
    table_words(table, duty->coordinators);
    table_text(table, duty->clause->id);
    days_cell(table, cites->retention_max_days);
}

static void camera_extra_cells(Table *table, const CameraRow *row, const CameraCites *cites)
{
    if (row->zone) {
        const Duty duty = camera_row_duty(row);
        table_clauses(table, cites->clauses + 1, cites->count - 1);
        extra_cells(table, &duty, cites);
    } else {
        const Words together = row->broken ? row->removal.coordinators : (Words){NULL, NULL};
        empty(table, 1);
        table_text(table, row->move_payer.zh  ? row->move_basis
                          : stated_owner(row) ? "inventory"
                                              : NULL);
        table_words(table, together);
        table_text(table, row->broken ? row->broken->id : NULL);
        days_cell(table, cites->retention_max_days);
    }
}

static void camera_line(Table *table, const Outcome *outcome, const CameraRow *row,
                        const CameraCites *cites, size_t seq)
{
    const Zone *zone = row->zone;

    table_integer(table, (long long)seq);
    table_text(table, row->id);
    table_text(table, camera_row_status(row));
    table_text(table, row->name);
    zone_cells(table, outcome, row, cites);
    if (row->planned && row->planned->phase)
        table_integer(table, row->planned->phase);
    else
        table_text(table, NULL);
    table_text(table, row->site ? row->site->id : row->camera->pole);
    table_text(table, row->planned ? (row->planned->pole_new ? "yes" : "no") : NULL);
    place_cells(table, outcome, row);
    table_number(
        table, zone ? requirement_px_per_m(&zone->requirement, row->lookout->optics.thermal) : NAN,
        1);
    table_number(table, row->px_per_m_min, 1);
    table_number(table, row->footprint ? row->covered_m2 : NAN, 1);
    table_number(table, row->planned ? row->planned->new_weight : NAN, 1);
    table_number(table, row->planned ? row->planned->cumulative : NAN, 4);
    days_cell(table, cites->retention_min_days);
    table_text(table, zone ? (cites->sign_needed ? "yes" : "no") : NULL);
    table_text(table, NULL); /* masks come later */
    table_text(table, row->consent);
    money_cells(table, outcome, row);
    camera_extra_cells(table, row, cites);
    table_end_row(table);
}

static void line_notes(Table *table, const Outcome *outcome, const InventoryLine *line)
{
    char notes[512];

    if (isnan(line->count))
        snprintf(notes, sizeof notes, "count unknown: see findings.csv");
    else if (isnan(line->cameras_each))
        snprintf(notes, sizeof notes, "%g place(s), to be surveyed", line->count);
    else
        snprintf(notes, sizeof notes, "%g x %g cameras", line->count, line->cameras_each);
    notes_cell(table, notes, inventory_line_restricted(line),
               figure_marks_line(outcome->marks, line));
}

static void inventory_line(Table *table, const Outcome *outcome, const InventoryLine *line,
                           const CameraCites *cites, size_t seq)
{
    double cost = line->count * line->cameras_each * line->unit_cost;

    table_integer(table, (long long)seq);
    table_text(table, line->id);
    table_text(table, "inventory");
    table_text(table, line->name);
    table_text(table, line->township ? line->township->name : NULL);
    table_text(table, line->clause->id);
    table_words(table, line->clause->title);
    empty(table, 1);
    table_text(table, line->asset);
    table_text(table, line->note);
    duty_cells(table, outcome, cites, "", &line->duty);
    empty(table, 25);
    days_cell(table, cites->retention_min_days);
    empty(table, 3);
    table_number(table, cost, 2);
    table_number(table, cost * outcome->project->costs.opex_share_year, 2);
    empty(table, 1);
    checks_cell(table, outcome, "not part of any coverage share");
    line_notes(table, outcome, line);
    table_clauses(table, line->also, line->also_count);
    extra_cells(table, &line->duty, cites);
    table_end_row(table);
}

Status build_list_write(const Outcome *outcome, const CameraRow *rows, size_t count,
                        const char *path, Diag *diag)
{
    Table *table = table_new(columns);
    CiteSheet *sheet = cite_sheet_new(outcome);
    size_t seq = 0;
    Status status;

    for (size_t i = 0; i < count; i++) {
        const CameraCites cites = camera_cites(sheet, &rows[i]);
        camera_line(table, outcome, &rows[i], &cites, ++seq);
    }
    for (size_t i = 0; i < outcome->zones->line_count; i++) {
        const InventoryLine *line = &outcome->zones->lines[i];
        const CameraCites cites = line_cites(sheet, line);
        if (inventory_line_listed(line, outcome->project))
            inventory_line(table, outcome, line, &cites, ++seq);
    }
    cite_sheet_free(sheet);
    status = table_write_csv(table, path, diag);
    table_free(table);
    return status;
}
