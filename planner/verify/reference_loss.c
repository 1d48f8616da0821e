#include "planner/verify/reference_loss.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/table.h"

/* The file's figures have one decimal. */
static const double ROUNDED_M2 = 0.0501;

/* What is covered of one station, and what would be without the camera at hand. */
typedef struct {
    double whole, sure, perhaps;
    double sure_without, perhaps_without;
    size_t asked; /* 1 + the last camera that it was asked for */
} LossStation;

void reference_hit(ReferenceHits *hits, size_t camera, size_t cell, bool sure)
{
    hits->items = memory_grow(hits->items, hits->count, &hits->capacity, sizeof *hits->items);
    hits->items[hits->count++] = (ReferenceHit){(uint32_t)camera, (uint32_t)cell, sure};
}

static unsigned wanted(const Zone *zone)
{
    return zone->requirement.k > 1 ? (unsigned)zone->requirement.k : 1;
}

/* Of a cell that the camera of the hit sees, or may see: covered with it and without it. */
typedef struct {
    bool sure, perhaps, sure_without, perhaps_without;
} CellFate;

static CellFate fate_of(const ReferenceCell *cell, const ReferenceHit *hit, unsigned k)
{
    return (CellFate){cell->sure >= k, cell->perhaps >= k, cell->sure - hit->sure >= k,
                      cell->perhaps - 1 >= k};
}

static ReferenceLoss area_loss(const ReferenceCells *cells, const Zone *zone,
                               const ReferenceHit *hits, size_t count)
{
    ReferenceLoss loss = {0};

    for (size_t i = 0; i < count; i++) {
        const CellFate fate = fate_of(&cells->items[hits[i].cell], &hits[i], wanted(zone));
        loss.least += fate.sure && !fate.perhaps_without ? cells->weight : 0;
        loss.most += fate.perhaps && !fate.sure_without ? cells->weight : 0;
    }
    return loss;
}

/* --- line duties ------------------------------------------------------------------------ */

static LossStation *stations_of_zone(const ReferenceCells *cells, const Zone *zone)
{
    size_t count = 0;
    LossStation *stations;

    for (size_t i = 0; i < cells->count; i++)
        if (cells->items[i].station >= count)
            count = cells->items[i].station + 1;
    stations = memory_new(count + 1, sizeof *stations);
    for (size_t i = 0; i < cells->count; i++) {
        LossStation *station = &stations[cells->items[i].station];
        station->whole += cells->weight;
        station->sure += cells->items[i].sure >= wanted(zone) ? cells->weight : 0;
        station->perhaps += cells->items[i].perhaps >= wanted(zone) ? cells->weight : 0;
    }
    return stations;
}

static bool counts(double covered, double whole, const Zone *zone)
{
    return covered > 1e-9 * whole && covered >= zone->requirement.cross_share * whole * (1 - 1e-9);
}

static ReferenceLoss station_loss(LossStation *stations, const ReferenceCells *cells,
                                  const Zone *zone, const ReferenceHit *hits, size_t count)
{
    ReferenceLoss loss = {0};
    size_t camera = 1 + hits[0].camera;

    for (size_t i = 0; i < count; i++) {
        const ReferenceCell *cell = &cells->items[hits[i].cell];
        const CellFate fate = fate_of(cell, &hits[i], wanted(zone));
        LossStation *station = &stations[cell->station];
        if (station->asked != camera) {
            station->asked = camera;
            station->sure_without = station->sure;
            station->perhaps_without = station->perhaps;
        }
        station->sure_without -= fate.sure && !fate.sure_without ? cells->weight : 0;
        station->perhaps_without -= fate.perhaps && !fate.perhaps_without ? cells->weight : 0;
    }
    for (size_t i = 0; i < count; i++) {
        LossStation *station = &stations[cells->items[hits[i].cell].station];
        if (station->asked != camera)
            continue;
        station->asked = 0; /* once */
        loss.least += counts(station->sure, station->whole, zone) &&
                              !counts(station->perhaps_without, station->whole, zone)
                          ? station->whole
                          : 0;
        loss.most += counts(station->perhaps, station->whole, zone) &&
                             !counts(station->sure_without, station->whole, zone)
                         ? station->whole
                         : 0;
    }
    return loss;
}

void reference_losses_add(ReferenceLoss *losses, const ReferenceCells *cells, const Zone *zone,
                          const ReferenceHits *hits)
{
    LossStation *stations = zone->line ? stations_of_zone(cells, zone) : NULL;

    for (size_t from = 0, to; from < hits->count; from = to) {
        const ReferenceHit *first = &hits->items[from];
        for (to = from; to < hits->count && hits->items[to].camera == first->camera;)
            to++;
        const ReferenceLoss loss = stations ? station_loss(stations, cells, zone, first, to - from)
                                            : area_loss(cells, zone, first, to - from);
#pragma omp atomic
        losses[first->camera].least += loss.least;
#pragma omp atomic
        losses[first->camera].most += loss.most;
    }
    free(stations);
}

/* --- failures.csv ------------------------------------------------------------------------- */

typedef struct {
    const char *id;
    size_t camera;
    bool told; /* a row speaks of it */
} KnownCamera;

static int by_id(const void *left, const void *right)
{
    const KnownCamera *a = left, *b = right;

    return text_order(a->id, b->id);
}

static KnownCamera *known_cameras(const WrittenPlan *plan)
{
    KnownCamera *known = memory_new(plan->camera_count + 1, sizeof *known);

    for (size_t c = 0; c < plan->camera_count; c++)
        known[c] = (KnownCamera){plan->cameras[c].id, c, false};
    if (plan->camera_count)
        qsort(known, plan->camera_count, sizeof *known, by_id);
    return known;
}

/* Is what the row says of a camera true? */
static const char *row_wrong(WrittenPlan *plan, const Table *table, size_t row, KnownCamera *known,
                             const ReferenceLoss *losses)
{
    const KnownCamera key = {.id = table_cell(table, row, "id")};
    KnownCamera *camera =
        key.id ? bsearch(&key, known, plan->camera_count, sizeof *known, by_id) : NULL;
    double lost = NAN, slack = ROUNDED_M2 + 1e-9 * plan->mandated;
    const ReferenceLoss *loss;

    if (!camera)
        return arena_printf(plan->arena, "failures.csv: plan.gpkg has no camera %s",
                            key.id ? key.id : "");
    camera->told = true;
    loss = &losses[camera->camera];
    text_number(table_cell(table, row, "weight_lost_m2"), &lost);
    if (lost >= loss->least - slack && lost <= loss->most + slack)
        return NULL;
    return arena_printf(plan->arena,
                        "camera %s: failures.csv says that %.1f m2 are lost with it, recomputed "
                        "%.1f to %.1f",
                        camera->id, lost, loss->least, loss->most);
}

static const char *table_wrong(WrittenPlan *plan, const Table *table, const ReferenceLoss *losses,
                               size_t *checked)
{
    KnownCamera *known = known_cameras(plan);
    const char *wrong = NULL;

    for (size_t row = 0; row < table_rows(table) && !wrong; row++) {
        if (!text_equal(table_cell(table, row, "fails"), "camera"))
            continue;
        wrong = row_wrong(plan, table, row, known, losses);
        ++*checked;
    }
    /* A camera that a narrowed run does not list is cover, and has no row. */
    for (size_t i = 0; i < plan->camera_count && !wrong; i++)
        if (!known[i].told && known[i].camera < plan->listed_count &&
            !plan->cameras[known[i].camera].blind)
            wrong =
                arena_printf(plan->arena, "camera %s: failures.csv has no row of it", known[i].id);
    free(known);
    return wrong;
}

const char *reference_losses_wrong(WrittenPlan *plan, const ReferenceLoss *losses, size_t *checked)
{
    char *path = text_path_join(plan->folder, "failures.csv");
    Table *table = NULL;
    Diag diag = {0};
    const char *wrong = NULL;
    bool recorded = false;

    *checked = 0;
    for (size_t i = 0; i < plan->output_count; i++)
        recorded = recorded || text_equal(plan->outputs[i].path, "failures.csv");
    if (recorded && table_read_csv(&table, path, &diag) != OK)
        wrong = arena_text(plan->arena, diag.message);
    else if (recorded)
        wrong = table_wrong(plan, table, losses, checked);
    table_free(table);
    free(path);
    return wrong;
}
