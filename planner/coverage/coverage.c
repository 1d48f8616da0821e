#include "planner/coverage/coverage.h"

#include <math.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"

/* No camera has said anything of the cell yet; below every Cause. */
enum { UNTOLD = -1 };

/* What one camera makes of one demand cell. */
typedef struct {
    uint32_t cell;
    float px_per_m, distance_m;
    int8_t cause;
} Verdict;

/* One thread's buffers. */
typedef struct {
    Glance *glance;
    Sightings sightings;
    Verdict *verdicts;
    size_t count, capacity;
} Bench;

typedef struct {
    const Demand *demand;
    const Lookout *lookouts;
    Coverage *coverage;
    int8_t *told; /* best cause of the cameras that do not cover a cell */
    /* That any zone asks, of visible light and thermal cameras, by use; INFINITY: no demand. */
    double least_px_per_m[2][2];
} Work;

static void bench_add(Bench *bench, Verdict verdict)
{
    bench->verdicts =
        memory_grow(bench->verdicts, bench->count, &bench->capacity, sizeof *bench->verdicts);
    bench->verdicts[bench->count++] = verdict;
}

/* --- one camera -------------------------------------------------------------------- */

static double near_m(SurfaceUse use)
{
    return use == USE_STREET ? COVERAGE_NEAR_STREET_M : COVERAGE_NEAR_LONG_M;
}

static void judge_points(const Work *work, const Lookout *lookout, const Optics optics[2],
                         Bench *bench)
{
    const Demand *demand = work->demand;

    for (size_t i = 0; i < bench->sightings.count; i++) {
        const Sighting seen = sightings_at(&bench->sightings, i);
        const DemandPoint *point = &demand->points[seen.point];
        float distance_m = (float)hypot((double)seen.dx, (double)seen.dy);
        for (uint32_t cell = point->first; cell < point->first + point->count; cell++) {
            double px;
            Cause cause = footprint_judge(demand, cell, &seen, &optics[point->use], &px);
            if (lookout->blind) {
                px = 0;
                if (cause == CAUSE_COVERED)
                    cause = lookout->blind_cause;
            }
            bench_add(bench, (Verdict){cell, (float)px, distance_m, (int8_t)cause});
        }
    }
}

static Status look(const Work *work, const Lookout *lookout, Bench *bench, Diag *diag)
{
    SightingReach reach = {.keep_hidden = true};
    SightingEyes eyes = {{&lookout->eye, &lookout->long_eye}, bench->glance};
    Status status;
    Optics optics[2] = {lookout->optics, lookout->optics};

    for (int use = 0; use < 2; use++) {
        double least = work->least_px_per_m[lookout->optics.thermal][use];
        if (isinf(work->least_px_per_m[false][use]))
            continue;
        /* A thermal camera where none is wanted is told so as near as any other. */
        if (isinf(least))
            least = work->least_px_per_m[false][use];
        optics[use].max_range_m = optics_limit_m(&optics[use], least / 2);
        reach.through[use] = &optics[use];
        *(use == USE_STREET ? &reach.street_range_m : &reach.long_range_m) =
            fmax(near_m((SurfaceUse)use), optics[use].max_range_m);
    }
    status = sightings_compute(&bench->sightings, work->demand, &eyes, &reach, diag);
    if (status == OK)
        judge_points(work, lookout, optics, bench);
    return status;
}

/* A camera of which nobody knows what it sees: the cells around it are told so. */
typedef struct {
    const Demand *demand;
    const Lookout *lookout;
    Bench *bench;
} Unknown;

static void tell_unknown(uint32_t from, uint32_t to, void *context)
{
    const Unknown *unknown = context;
    const Demand *demand = unknown->demand;
    const SightPoint *at = &unknown->lookout->eye.at;

    for (uint32_t i = from; i < to; i++) {
        const DemandPoint *point = &demand->points[i];
        double distance_m = hypot(demand->origin_x + (double)point->x - at->x,
                                  demand->origin_y + (double)point->y - at->y);
        if (distance_m > COVERAGE_UNKNOWN_M)
            continue;
        for (uint32_t cell = point->first; cell < point->first + point->count; cell++)
            bench_add(unknown->bench, (Verdict){cell, 0, (float)distance_m, CAUSE_DATA_MISSING});
    }
}

static void look_unknown(const Work *work, const Lookout *lookout, Bench *bench)
{
    Unknown unknown = {work->demand, lookout, bench};

    for (int use = 0; use < 2; use++)
        demand_near(work->demand, (SurfaceUse)use, lookout->eye.at.x, lookout->eye.at.y,
                    COVERAGE_UNKNOWN_M, tell_unknown, &unknown);
}

/* --- merging ----------------------------------------------------------------------- */

static bool nearer_to_covering(const Work *work, const Verdict *verdict, uint32_t camera)
{
    const Coverage *coverage = work->coverage;
    uint32_t cell = verdict->cell;

    if (verdict->cause != work->told[cell])
        return verdict->cause > work->told[cell];
    if (verdict->distance_m != coverage->nearest_m[cell])
        return verdict->distance_m < coverage->nearest_m[cell];
    return camera < coverage->by[cell];
}

static void keep_footprint(Footprint *footprint, const Bench *bench)
{
    for (size_t i = 0; i < bench->count; i++)
        if (bench->verdicts[i].cause == CAUSE_COVERED)
            footprint_add(footprint, bench->verdicts[i].cell);
}

/* Counts add up and the rest is a maximum in a total order: any order will do. */
static void merge(Work *work, uint32_t camera, const Bench *bench)
{
    Coverage *coverage = work->coverage;

    coverage->lines += bench->sightings.lines;
    coverage->nodata_lines += bench->sightings.nodata_lines;
    for (size_t i = 0; i < bench->count; i++) {
        const Verdict *verdict = &bench->verdicts[i];
        uint32_t cell = verdict->cell;
        if (verdict->px_per_m > coverage->best_px_per_m[cell])
            coverage->best_px_per_m[cell] = verdict->px_per_m;
        if (verdict->cause == CAUSE_COVERED) {
            coverage->count[cell] =
                (uint16_t)(coverage->count[cell] + (coverage->count[cell] < UINT16_MAX));
        } else if (nearer_to_covering(work, verdict, camera)) {
            work->told[cell] = verdict->cause;
            coverage->nearest_m[cell] = verdict->distance_m;
            coverage->by[cell] = camera;
        }
    }
}

static void settle(Work *work)
{
    Coverage *coverage = work->coverage;

    for (size_t i = 0; i < coverage->cells; i++) {
        const Zone *zone = &work->demand->zones->zones[work->demand->cells[i].zone];
        int k = zone->requirement.k > 1 ? zone->requirement.k : 1;
        coverage->cause[i] =
            (uint8_t)(work->told[i] == UNTOLD ? CAUSE_NO_CAMERA_NEAR : (Cause)work->told[i]);
        if (coverage->count[i] >= k) {
            coverage->cause[i] = CAUSE_COVERED;
            coverage->nearest_m[i] = NAN;
            coverage->by[i] = UINT32_MAX;
        }
    }
}

/* --- all cameras ------------------------------------------------------------------- */

static Status look_out(Work *work, uint32_t camera, Bench *bench, Diag *diag)
{
    const Lookout *lookout = &work->lookouts[camera];
    Status status = OK;

    bench->count = 0;
    bench->sightings.lines = bench->sightings.nodata_lines = 0;
    if (!lookout->blind || (lookout->blind_cause != CAUSE_DATA_MISSING &&
                            lookout->blind_cause != CAUSE_NO_CAMERA_NEAR))
        status = look(work, lookout, bench, diag);
    else if (lookout->blind_cause == CAUSE_DATA_MISSING)
        look_unknown(work, lookout, bench);
    keep_footprint(&work->coverage->footprints[camera], bench);
#pragma omp critical(coverage_merge)
    merge(work, camera, bench);
    progress_step();
    return status;
}

static Status look_all(Work *work, Diag *diag)
{
    long count = (long)work->coverage->lookouts;
    Status worst = OK;

#pragma omp parallel
    {
        Bench bench = {.glance = glance_new()};
        Diag own = {0};
#pragma omp for schedule(dynamic)
        for (long i = 0; i < count; i++) {
            Status status = interrupt_requested() ? OK : look_out(work, (uint32_t)i, &bench, &own);
            if (status == OK)
                continue;
#pragma omp critical(coverage_failed)
            worst = diag_fail(diag, status, "%s", own.message);
        }
        sightings_release(&bench.sightings);
        glance_free(bench.glance);
        free(bench.verdicts);
    }
    return worst;
}

static void least_densities(Work *work)
{
    const Demand *demand = work->demand;

    for (int i = 0; i < 4; i++)
        work->least_px_per_m[i / 2][i % 2] = INFINITY;
    for (size_t z = 0; z < demand->zones->zone_count; z++) {
        const Requirement *wants = &demand->zones->zones[z].requirement;
        for (int thermal = 0; thermal < 2; thermal++) {
            double *least = &work->least_px_per_m[thermal][wants->use];
            if (demand->zone_first[z] < demand->zone_first[z + 1])
                *least = fmin(*least, fmax(requirement_px_per_m(wants, thermal), 1e-3));
        }
    }
}

static Coverage *coverage_new(size_t cells, size_t lookouts)
{
    Coverage *coverage = memory_new(1, sizeof *coverage);

    coverage->cells = cells;
    coverage->lookouts = lookouts;
    coverage->count = memory_new(cells, sizeof *coverage->count);
    coverage->best_px_per_m = memory_new(cells, sizeof *coverage->best_px_per_m);
    coverage->cause = memory_new(cells, sizeof *coverage->cause);
    coverage->nearest_m = memory_new(cells, sizeof *coverage->nearest_m);
    coverage->by = memory_new(cells, sizeof *coverage->by);
    coverage->footprints = memory_new(lookouts, sizeof *coverage->footprints);
    for (size_t i = 0; i < cells; i++) {
        coverage->nearest_m[i] = NAN;
        coverage->by[i] = UINT32_MAX;
    }
    return coverage;
}

Status coverage_compute(Coverage **out, const Demand *demand, const Lookout *lookouts, size_t count,
                        const char *phase, Diag *diag)
{
    Work work = {.demand = demand,
                 .lookouts = lookouts,
                 .coverage = coverage_new(demand->cell_count, count),
                 .told = memory_new(demand->cell_count, sizeof *work.told)};
    Status status;

    *out = NULL;
    for (size_t i = 0; i < demand->cell_count; i++)
        work.told[i] = UNTOLD;
    least_densities(&work);
    progress_begin(phase, count);
    status = look_all(&work, diag);
    progress_end();
    if (status == OK)
        status = interrupt_check(diag);
    if (status == OK) {
        settle(&work);
        *out = work.coverage;
        work.coverage = NULL;
    }
    free(work.told);
    coverage_free(work.coverage);
    return status;
}

void coverage_free(Coverage *coverage)
{
    if (!coverage)
        return;
    for (size_t i = 0; i < coverage->lookouts; i++)
        footprint_release(&coverage->footprints[i]);
    free(coverage->footprints);
    free(coverage->count);
    free(coverage->best_px_per_m);
    free(coverage->cause);
    free(coverage->nearest_m);
    free(coverage->by);
    free(coverage);
}
