#include "planner/report/camera_row.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "planner/audit/consent.h"
#include "rules/duty.h"

typedef struct {
    CameraRow *rows;
    size_t count;
} CameraRowList;

const char *camera_row_status(const CameraRow *row)
{
    static const char *const names[] = {"new", "keep", "move", "remove"};
    return names[row->status];
}

Duty camera_row_duty(const CameraRow *row)
{
    Duty duty = row->zone->duty;

    if (row->move_payer.zh) {
        duty.payer = row->move_payer;
        duty.payer_basis = row->move_basis;
    }
    return duty;
}

bool camera_row_restricted(const CameraRow *row)
{
    return row->zone && zone_restricted(row->zone);
}

const char *camera_row_clause(const CameraRow *row)
{
    if (row->zone)
        return row->zone->clause->id;
    return row->broken ? row->broken->id : NULL;
}

static double cell_area_m2(const Demand *demand, const DemandPoint *point)
{
    const Grid *grid = point->use == USE_STREET ? &demand->grid : &demand->long_grid;
    return grid->dx_m * grid->dy_m;
}

/* The zone with the greatest covered weight; ties to the first. */
static const Zone *zone_served(const Outcome *outcome, const Footprint *footprint, double *weights)
{
    const Demand *demand = outcome->demand;
    const ZoneSet *zones = outcome->zones;
    const Zone *best = NULL;
    FootprintWalk walk = footprint_walk(footprint);
    double most = 0.0;
    uint32_t cell;

    while (footprint_next(&walk, &cell))
        weights[demand->cells[cell].zone] += (double)demand->cells[cell].weight;
    for (walk = footprint_walk(footprint); footprint_next(&walk, &cell);) {
        uint32_t z = demand->cells[cell].zone;
        if (weights[z] > most || (weights[z] == most && best && &zones->zones[z] < best)) {
            most = weights[z];
            best = &zones->zones[z];
        }
    }
    for (walk = footprint_walk(footprint); footprint_next(&walk, &cell);)
        weights[demand->cells[cell].zone] = 0.0;
    return best;
}

static void measure(CameraRow *row, const Outcome *outcome)
{
    const Demand *demand = outcome->demand;
    FootprintWalk walk = {0};
    uint32_t last = UINT32_MAX;

    row->px_per_m_min = NAN;
    if (row->footprint)
        walk = footprint_walk(row->footprint);
    for (uint32_t index; footprint_next(&walk, &index);) {
        const DemandCell *cell = &demand->cells[index];
        const DemandPoint *point = &demand->points[cell->point];
        const Eye *eye = point->use == USE_STREET ? &row->lookout->eye : &row->lookout->long_eye;
        View view =
            optics_view(&row->lookout->optics, demand->origin_x + (double)point->x - eye->at.x,
                        demand->origin_y + (double)point->y - eye->at.y,
                        (double)(point->ground_m + point->target_height_m) - eye->at.z);
        if (cell->point != last)
            row->covered_m2 += cell_area_m2(demand, point);
        last = cell->point;
        if (row->zone == &outcome->zones->zones[cell->zone] &&
            !(view.px_per_m >= row->px_per_m_min))
            row->px_per_m_min = view.px_per_m;
    }
}

static Status locate(CameraRow *row, const Outcome *outcome, Diag *diag)
{
    double convergence_deg;
    const Optics *optics = &row->lookout->optics;
    bool aimed = !row->camera || !(row->camera->unknown & UNKNOWN_AZIMUTH);
    Status status = crs_geographic(outcome->scene->crs, row->x, row->y, &row->lon_deg,
                                   &row->lat_deg, &convergence_deg, diag);

    row->azimuth_true_deg = NAN;
    if (status == OK && aimed && optics->hfov_deg < 360.0) {
        row->azimuth_true_deg = fmod(optics->azimuth_deg + convergence_deg + 720.0, 360.0);
        /* Printed with one decimal: 359.96 must not read 360.0. */
        if (row->azimuth_true_deg >= 359.95)
            row->azimuth_true_deg = 0.0;
    }
    row->township = scene_township(outcome->scene, row->x, row->y);
    return status;
}

/* By what its density is judged: a number without its edition says little. */
static const char *detail_words(const Requirement *wants, const Candidate *candidate, Arena *arena)
{
    const Optics *optics = &candidate->optics;
    const char *sensors = optics->sensors > 1
                              ? arena_printf(arena, "; %d sensors %g degrees apart",
                                             optics->sensors, optics->sensor_step_deg)
                              : "";

    if (!optics->thermal)
        return arena_printf(arena, "px/m by %s%s", wants->ladder ? wants->ladder : "", sensors);
    return arena_printf(arena, "thermal: %s by Johnson, %g px on %g m%s",
                        johnson_task_names[wants->thermal.task],
                        johnson_px_on_target(&wants->thermal), wants->thermal.critical_m, sensors);
}

static void fill_planned(CameraRow *row, const Outcome *outcome, size_t i, Arena *arena)
{
    const PlannedCamera *planned = &outcome->plan->cameras[i];
    const Candidate *candidate = &planned->built;
    const Site *site = &outcome->sites->sites[candidate->site];

    row->status = CAMERA_ROW_NEW;
    row->lookout = &outcome->planned[i];
    row->id = row->lookout->id;
    row->footprint = &outcome->after->footprints[outcome->scene->cameras.count + i];
    row->planned = planned;
    row->consent = consent_words(&outcome->planned_consents[i], arena);
    row->candidate = candidate;
    row->site = site;
    row->zone = &outcome->zones->zones[planned->zone];
    row->name = row->zone->name[0] ? row->zone->name : row->zone->clause->title.en;
    row->name = arena_printf(arena, "%s, %s", row->name, row->zone->part->name);
    row->x = site->x;
    row->y = site->y;
    row->ground_m = candidate->optics.thermal ? site->long_eye.ground_m : site->eye.ground_m;
    row->mount_height_m = site->mount_height_m;
    row->notes = arena_printf(arena, "%s; %s; %s", site_kind_name(site->kind), site->on,
                              detail_words(&row->zone->requirement, candidate, arena));
}

static void add_note(Text *notes, const char *word, const char *rest)
{
    text_printf(notes, "%s%s%s", notes->length ? "; " : "", word, rest);
}

static const char *existing_notes(const Camera *camera, const Lookout *lookout, Arena *arena)
{
    Text text = {0};
    const char *notes;
    static const struct {
        unsigned bit;
        const char *word;
    } unknowns[] = {{UNKNOWN_AZIMUTH, "azimuth"},
                    {UNKNOWN_HEIGHT, "height"},
                    {UNKNOWN_LENS, "lens"},
                    {UNKNOWN_PIXELS, "pixels"}};

    for (size_t i = 0; i < sizeof unknowns / sizeof *unknowns; i++) {
        if (camera->unknown & unknowns[i].bit)
            add_note(&text, unknowns[i].word, " unknown");
        if (camera->assumed & unknowns[i].bit)
            add_note(&text, unknowns[i].word, " assumed");
    }
    if (camera->offline)
        add_note(&text, "offline: repair", "");
    if (camera->moved)
        add_note(&text,
                 "works move it, its new place is not known: its cover counts where it stands", "");
    if (lookout->blind)
        add_note(&text, "covers nothing", "");
    notes = arena_text(arena, text.text ? text.text : "");
    text_release(&text);
    return notes;
}

static void fill_move(CameraRow *row, const Outcome *outcome)
{
    int as_of = outcome->project->as_of;
    const Bearer *bearer = duty_of_moving(outcome->pack, as_of);
    const Body *body = bearer ? pack_body(outcome->pack, bearer->body, as_of) : NULL;

    if (row->status != CAMERA_ROW_MOVE || !body)
        return;
    row->move_payer = body->name;
    row->move_basis = bearer->basis;
}

static void fill_existing(CameraRow *row, const Outcome *outcome, size_t i, Arena *arena,
                          double *weights)
{
    const Camera *camera = &outcome->scene->cameras.cameras[i];
    const Consent *consent = &outcome->consents[i];
    const Coverage *last = outcome->after ? outcome->after : outcome->before;

    row->status = outcome->violates[i] ? CAMERA_ROW_REMOVE
                  : camera->moved      ? CAMERA_ROW_MOVE
                                       : CAMERA_ROW_KEEP;
    row->broken = outcome->broken ? outcome->broken[i] : NULL;
    if (row->broken)
        row->removal = duty_of(&(DutyQuery){.pack = outcome->pack,
                                            .clause = row->broken,
                                            .as_of = outcome->project->as_of},
                               arena);
    row->lookout = &outcome->existing[i];
    row->id = camera->id;
    row->name = camera->name ? camera->name : "";
    row->camera = camera;
    row->consent = consent_words(consent, arena);
    row->fails =
        outcome->violates[i] || outcome->wrong_builder[i] || (consent->sure && !consent->doc);
    row->footprint = last ? &last->footprints[i] : NULL;
    row->zone = row->footprint ? zone_served(outcome, row->footprint, weights) : NULL;
    row->x = camera->x;
    row->y = camera->y;
    row->ground_m = row->lookout->eye.nodata ? NAN : row->lookout->eye.ground_m;
    row->mount_height_m = camera->mount_height_m;
    row->notes = existing_notes(camera, row->lookout, arena);
    fill_move(row, outcome);
}

/* All planned cameras, then the existing ones that the run lists or, `others`, those that it does
 * not. */
static size_t fill_rows(CameraRow *rows, const Outcome *outcome, bool others, Arena *arena)
{
    size_t planned = outcome->plan && !others ? outcome->plan->count : 0, count = planned;
    double *weights = memory_new(outcome->zones->zone_count + 1, sizeof *weights);

    for (size_t i = 0; i < planned; i++)
        fill_planned(&rows[i], outcome, i, arena);
    for (size_t i = 0; i < outcome->scene->cameras.count; i++)
        if ((!outcome->listed || outcome->listed[i]) != others)
            fill_existing(&rows[count++], outcome, i, arena, weights);
    free(weights);
    return count;
}

static Status rows_of(CameraRowList *out, const Outcome *outcome, bool others, Arena *arena,
                      Diag *diag)
{
    size_t most = outcome->scene->cameras.count + (outcome->plan ? outcome->plan->count : 0);
    Status status = OK;

    out->rows = memory_new(most + 1, sizeof *out->rows);
    out->count = fill_rows(out->rows, outcome, others, arena);
    for (size_t i = 0; i < out->count && status == OK; i++) {
        measure(&out->rows[i], outcome);
        status = locate(&out->rows[i], outcome, diag);
    }
    return status;
}

Status camera_rows_make(CameraRow **out, size_t *count, const Outcome *outcome, Arena *arena,
                        Diag *diag)
{
    CameraRowList list;
    Status status = rows_of(&list, outcome, false, arena, diag);

    *out = list.rows;
    *count = list.count;
    return status;
}

Status camera_rows_of_others(CameraRow **out, size_t *count, const Outcome *outcome, Arena *arena,
                             Diag *diag)
{
    CameraRowList list;
    Status status = rows_of(&list, outcome, true, arena, diag);

    *out = list.rows;
    *count = list.count;
    return status;
}
