#include "planner/report/certificate.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/sha256.h"
#include "data/file_write.h"
#include "planner/coverage/stations.h"
#include "planner/siting/plan_prove.h"
#include "planner/siting/quota/quota_prices.h"

static const double BORDER = 1e-3; /* of a station's length */

/* What candidates of one model at one focal setting have in common. */
typedef struct {
    const Candidate *like;
} LensLine;

typedef struct {
    const Outcome *outcome;
    Text text;
    LensLine *lenses;
    size_t lens_count, lens_capacity;
    size_t last; /* the lens of the last candidate */
} Writing;

/* The shortest text that reads back the same; "-" for what is not known or without end. */
static void add_number(Text *text, double value)
{
    char number[32] = "-";

    if (isfinite(value))
        json_format_number(value, number);
    text_printf(text, "\t%s", number);
}

/* --- lenses ------------------------------------------------------------------------- */

static bool same_lens(const Candidate *a, const Candidate *b)
{
    return a->model == b->model && a->optics.hfov_deg == b->optics.hfov_deg &&
           a->optics.max_range_m == b->optics.max_range_m;
}

static size_t lens_of(Writing *writing, const Candidate *candidate)
{
    if (writing->last < writing->lens_count &&
        same_lens(writing->lenses[writing->last].like, candidate))
        return writing->last;
    for (size_t i = 0; i < writing->lens_count; i++)
        if (same_lens(writing->lenses[i].like, candidate))
            return writing->last = i;
    writing->lenses = memory_grow(writing->lenses, writing->lens_count, &writing->lens_capacity,
                                  sizeof *writing->lenses);
    writing->lenses[writing->lens_count].like = candidate;
    return writing->last = writing->lens_count++;
}

static void add_lenses(Writing *writing)
{
    const CandidateSet *set = writing->outcome->candidates;

    for (size_t j = 0; j < set->count; j++)
        lens_of(writing, &set->candidates[j]);
    for (size_t i = 0; i < writing->lens_count; i++) {
        const Candidate *like = writing->lenses[i].like;
        text_printf(&writing->text, "lens\t%s", like->model->id);
        add_number(&writing->text, like->optics.hfov_deg);
        add_number(&writing->text, like->optics.vfov_deg);
        add_number(&writing->text, like->focal_mm);
        add_number(&writing->text, like->optics.max_range_m);
        add_number(&writing->text, like->cost);
        text_add(&writing->text, "\n");
    }
}

/* --- sites and candidates ------------------------------------------------------------ */

/* An eye that looks out at demand of one use; three dashes: none does. */
static void add_eye(Text *text, const Eye *eye, bool looks)
{
    looks = looks && !eye->stuck && !eye->nodata;
    add_number(text, looks ? eye->at.x : NAN);
    add_number(text, looks ? eye->at.y : NAN);
    add_number(text, looks ? eye->at.z : NAN);
}

static void add_site(Writing *writing, size_t s)
{
    const Site *site = &writing->outcome->sites->sites[s];
    Text *text = &writing->text;

    text_printf(text, "site\t%s", site->id);
    add_number(text, site->x);
    add_number(text, site->y);
    add_number(text, site->mount_height_m);
    text_printf(text, "\t%d", site->pole_new);
    add_number(text, writing->outcome->candidates->site_cost[s]);
    add_eye(text, &site->eye, true);
    add_eye(text, &site->long_eye, site->kind == SITE_LONG_RANGE);
    text_add(text, "\n");
}

static void add_candidates(Writing *writing)
{
    const CandidateSet *set = writing->outcome->candidates;
    size_t j = 0;

    for (size_t s = 0; s < writing->outcome->sites->count; s++) {
        add_site(writing, s);
        for (; j < set->count && set->candidates[j].site == s; j++) {
            const Candidate *candidate = &set->candidates[j];
            text_add(&writing->text, "aim");
            add_number(&writing->text, candidate->optics.azimuth_deg);
            add_number(&writing->text, candidate->optics.tilt_deg);
            text_printf(&writing->text, "\t%zu\n", lens_of(writing, candidate));
        }
    }
}

/* --- prices -------------------------------------------------------------------------- */

/* Where along its line a cell of a line duty lies is rounded: of cells at the very border of two
 * stations it is told which has them. */
static void add_stations(Writing *writing, size_t z)
{
    const Demand *demand = writing->outcome->demand;
    const Grid *grid =
        demand->zones->zones[z].requirement.use == USE_STREET ? &demand->grid : &demand->long_grid;
    const StationList list = {.step_m = fmax(grid->dx_m, grid->dy_m)};

    for (uint32_t i = demand->zone_first[z]; i < demand->zone_first[z + 1]; i++) {
        const DemandCell *cell = &demand->cells[demand->zone_cells[i]];
        const DemandPoint *point = &demand->points[cell->point];
        double stations = (double)cell->station_m / list.step_m;
        if (fabs(stations - rint(stations)) < BORDER)
            text_printf(&writing->text, "at\t%d\t%d\t%zu\n", point->column, point->row,
                        stations_of(&list, cell));
    }
}

static void add_zone(Writing *writing, size_t z)
{
    const Demand *demand = writing->outcome->demand;
    const Certificate *prices = writing->outcome->plan->certificate;
    size_t first = prices->station_first[z];

    text_printf(&writing->text, "zone\t%s\t%lld\t%lld\n", demand->zones->zones[z].id,
                (long long)prices->zone_target[z], (long long)prices->zone_price[z]);
    for (size_t s = first; s < prices->station_first[z + 1]; s++)
        if (prices->station_price[s] > 0)
            text_printf(&writing->text, "station\t%zu\t%lld\n", s - first,
                        (long long)prices->station_price[s]);
    if (stations_apply(demand, z))
        add_stations(writing, z);
    for (uint32_t i = demand->zone_first[z]; i < demand->zone_first[z + 1]; i++) {
        uint32_t cell = demand->zone_cells[i];
        const DemandPoint *point = &demand->points[demand->cells[cell].point];
        if (prices->cell_price[cell] > 0)
            text_printf(&writing->text, "cell\t%d\t%d\t%lld\n", point->column, point->row,
                        (long long)prices->cell_price[cell]);
    }
}

static size_t priced_cells(const Certificate *prices)
{
    size_t count = 0;

    for (size_t i = 0; i < prices->cells; i++)
        count += prices->cell_price[i] > 0;
    return count;
}

Status certificate_write(const Outcome *outcome, const char *path, Diag *diag)
{
    const Demand *demand = outcome->demand;
    Writing writing = {.outcome = outcome};
    Status status;

    text_add(&writing.text, "camplan-certificate\t1\nreach");
    add_number(&writing.text, outcome->candidates->range_m[USE_STREET]);
    add_number(&writing.text, outcome->candidates->range_m[USE_LONG_RANGE]);
    text_add(&writing.text, "\n");
    add_lenses(&writing);
    add_candidates(&writing);
    for (size_t z = 0; z < demand->zones->zone_count; z++)
        if (demand->zone_first[z] < demand->zone_first[z + 1])
            add_zone(&writing, z);
    text_add(&writing.text, "end\n");
    status = file_write(path, writing.text.text, writing.text.length, diag);
    text_release(&writing.text);
    free(writing.lenses);
    return status;
}

Status certificate_record(JsonWriter *json, const Outcome *outcome, const char *path, Diag *diag)
{
    const Certificate *prices = outcome->plan->certificate;
    char hash[65];
    Status status = path ? sha256_file(path, hash, diag) : OK;

    if (!path || status != OK) {
        json_text(json, "certificate", NULL);
        return status;
    }
    json_object(json, "certificate");
    json_text(json, "file", CERTIFICATE_NAME);
    json_text(json, "sha256", hash);
    json_integer(json, "bound", prices->bound);
    json_integer(json, "units_a_currency", QUOTA_COST_UNIT);
    json_integer(json, "prices_a_unit", PRICE_UNIT);
    json_integer(json, "weights_a_m2", QUOTA_QUANTUM);
    json_integer(json, "sites", (long long)outcome->sites->count);
    json_integer(json, "candidates", (long long)outcome->candidates->count);
    json_integer(json, "demand_cells", (long long)outcome->demand->cell_count);
    json_integer(json, "priced_cells", (long long)priced_cells(prices));
    json_end(json);
    return OK;
}
