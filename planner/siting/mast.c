#include "planner/siting/mast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/bitset.h"
#include "base/memory.h"
#include "planner/siting/mast_target.h"
#include "planner/siting/mast_view.h"

/* One candidate while its mast is being made. */
typedef struct {
    Candidate candidate;
    size_t lens, first, count; /* its cells in the bench */
    double weight;
    size_t rank; /* among those of its slot, best first */
} Draft;

struct MastBench {
    MastView view;
    Footprint footprint;
    uint32_t *cells;
    size_t cell_count, cell_capacity;
    Draft *drafts;
    size_t draft_count, draft_capacity;
    Bitset refused; /* demand cells that views without consent would cover */
};

/* One mast being made. */
typedef struct {
    const MastWorld *world;
    const Site *site;
    MastBench *bench;
    Mast *out;
    uint32_t index;
    ProhibitView *near, *far; /* out of the street eye and the long-range eye */
} Making;

MastBench *mast_bench_new(const MastWorld *world)
{
    MastBench *bench = memory_new(1, sizeof *bench);

    bitset_init(&bench->refused, world->demand->cell_count);
    return bench;
}

void mast_bench_refused(const MastBench *bench, Bitset *all)
{
    for (size_t i = 0; i < (all->count + 63) / 64; i++)
        all->words[i] |= bench->refused.words[i];
}

void mast_bench_free(MastBench *bench)
{
    mast_view_release(&bench->view);
    footprint_release(&bench->footprint);
    free(bench->cells);
    free(bench->drafts);
    bitset_release(&bench->refused);
    free(bench);
}

void mast_release(Mast *mast)
{
    free(mast->items);
    free(mast->cells);
    free(mast->first);
    *mast = (Mast){0};
}

/* Ground that street cameras see but nobody asks for costs nothing to see and is worth
 * nothing: only open cells are kept. */
static double keep_open(Making *making)
{
    MastBench *bench = making->bench;
    FootprintWalk walk = footprint_walk(&bench->footprint);
    double weight = 0;

    for (uint32_t cell; footprint_next(&walk, &cell);) {
        if (!making->world->open[cell])
            continue;
        bench->cells = memory_grow(bench->cells, bench->cell_count, &bench->cell_capacity,
                                   sizeof *bench->cells);
        bench->cells[bench->cell_count++] = cell;
        weight += (double)making->world->demand->cells[cell].weight;
    }
    return weight;
}

/* The cells of a draft that lacks nothing but consent. */
static void note_refused(MastBench *bench, const Draft *draft)
{
    for (size_t i = draft->first; i < draft->first + draft->count; i++)
        bitset_put(&bench->refused, bench->cells[i]);
}

static bool may_look(Making *making, Draft *draft, const Lens *lens)
{
    Candidate *candidate = &draft->candidate;
    Reach reach = reach_of_ptz(&candidate->optics, lens->model);
    ProhibitCamera camera = {.optics = &candidate->optics, .reach = lens->turns ? &reach : NULL};
    ProhibitHit hit = {0};
    ProhibitReport report = {.hits = &hit, .capacity = 1};

    switch (prohibit_judge(lens->optics.thermal ? making->far : making->near, &camera, &report)) {
    case VERDICT_VIOLATION:
        if (hit.verdict == VERDICT_VIOLATION) {
            making->out->forbidden++;
        } else {
            making->out->without_consent++;
            note_refused(making->bench, draft);
        }
        return false;
    case VERDICT_CANNOT_DECIDE:
        candidate->undecided = true;
        break;
    case VERDICT_CLEAR:
    case VERDICT_MEASURED:
        break;
    }
    return true;
}

static void draft_add(Making *making, size_t lens_index, const Optics *optics)
{
    MastBench *bench = making->bench;
    const Lens *lens = &making->world->lenses->items[lens_index];
    size_t first = bench->cell_count;
    Draft draft = {.lens = lens_index, .first = first};

    footprint_compute(&bench->footprint, making->world->demand, &bench->view.seen, optics, false);
    draft.weight = keep_open(making);
    draft.count = bench->cell_count - first;
    draft.candidate = (Candidate){.site = making->index,
                                  .slot = (uint16_t)lround(optics->azimuth_deg),
                                  .model = lens->model,
                                  .optics = *optics,
                                  .focal_mm = lens->focal_mm,
                                  .cost = lens->model->cost};
    if (draft.count == 0 || !may_look(making, &draft, lens)) {
        bench->cell_count = first;
        return;
    }
    bench->drafts = memory_grow(bench->drafts, bench->draft_count, &bench->draft_capacity,
                                sizeof *bench->drafts);
    bench->drafts[bench->draft_count++] = draft;
}

/* Installers read azimuth and tilt to a tenth of a degree: so the plan is computed. */
static double tenth(double deg)
{
    return rint(deg * 10) / 10;
}

static void aim_lens(Making *making, size_t lens_index)
{
    const Lens *lens = &making->world->lenses->items[lens_index];
    double step_deg = making->world->scene->project->sites.azimuth_step_deg;
    /* Sensors all round look the same again after one step. */
    double circle_deg = lens->optics.sensors > 1 && optics_span_deg(&lens->optics) >= 360
                            ? lens->optics.sensor_step_deg
                            : 360;
    int turns;

    if (!(step_deg > 0))
        step_deg = 30;
    step_deg = fmin(step_deg, fmax(1, 0.75 * lens->optics.hfov_deg));
    if (lens->optics.hfov_deg >= 360 || lens->optics.projection == PROJECTION_FISHEYE)
        turns = 1;
    else
        turns = (int)ceil(circle_deg / step_deg - 1e-9);
    for (int i = 0; i < turns; i++) {
        Optics optics = lens->optics;
        double tilts_deg[MAST_VIEW_TILTS];
        optics.azimuth_deg = tenth(circle_deg * i / turns);
        size_t tilts = mast_view_tilts(&making->bench->view, &optics, tilts_deg);
        for (size_t t = 0; t < tilts; t++) {
            optics.tilt_deg = tenth(tilts_deg[t]);
            optics_prepare(&optics);
            draft_add(making, lens_index, &optics);
        }
    }
}

/* At one small place with every lens that can be sharp enough there. */
static void aim_target(Making *making, const MastTarget *target)
{
    const LensSet *lenses = making->world->lenses;

    for (size_t i = 0; i < lenses->count; i++) {
        Optics optics = lenses->items[i].optics, clear = optics;
        clear.max_range_m = INFINITY;
        if (optics.thermal || !optics_is_pinhole(&optics) ||
            optics_limit_m(&clear, 1) < target->px_metres)
            continue;
        optics.azimuth_deg = fmod(tenth(target->azimuth_deg), 360);
        optics.tilt_deg = tenth(target->tilt_deg);
        optics_prepare(&optics);
        draft_add(making, i, &optics);
    }
}

static void aim_targets(Making *making)
{
    MastTarget targets[MAST_TARGETS];
    size_t count = mast_targets(&making->bench->view, making->world, targets);

    for (size_t i = 0; i < count; i++)
        aim_target(making, &targets[i]);
}

/* --- fewer ------------------------------------------------------------------------- */

static bool subset(const uint32_t *small, size_t small_count, const uint32_t *large,
                   size_t large_count)
{
    size_t at = 0;

    for (size_t i = 0; i < small_count; i++) {
        while (at < large_count && large[at] < small[i])
            at++;
        if (at == large_count || large[at] != small[i])
            return false;
        at++;
    }
    return true;
}

static bool dominates(const MastBench *bench, const Draft *a, const Draft *b)
{
    if (a->count < b->count || a->candidate.cost > b->candidate.cost ||
        (a->candidate.undecided && !b->candidate.undecided))
        return false;
    if (a->count == b->count && a->candidate.cost == b->candidate.cost &&
        a->candidate.undecided == b->candidate.undecided && a > b)
        return false; /* of equals the first stays */
    return subset(bench->cells + b->first, b->count, bench->cells + a->first, a->count);
}

/* By slot, tilt, lens: the order of the candidates. */
static int draft_order(const void *left, const void *right)
{
    const Draft *a = left, *b = right;

    if (a->candidate.optics.azimuth_deg != b->candidate.optics.azimuth_deg)
        return a->candidate.optics.azimuth_deg < b->candidate.optics.azimuth_deg ? -1 : 1;
    if (a->candidate.optics.tilt_deg != b->candidate.optics.tilt_deg)
        return a->candidate.optics.tilt_deg < b->candidate.optics.tilt_deg ? -1 : 1;
    return (a->lens > b->lens) - (a->lens < b->lens);
}

static void drop_dominated(MastBench *bench)
{
    size_t kept = 0;
    bool *drop = memory_new(bench->draft_count + 1, sizeof *drop);
    Draft *drafts = bench->drafts;

    for (size_t from = 0, to; from < bench->draft_count; from = to) {
        for (to = from;
             to < bench->draft_count && drafts[to].candidate.slot == drafts[from].candidate.slot;)
            to++;
        for (size_t i = from; i < to; i++)
            for (size_t j = from; j < to && !drop[i]; j++)
                drop[i] = j != i && !drop[j] && dominates(bench, &drafts[j], &drafts[i]);
    }
    for (size_t i = 0; i < bench->draft_count; i++)
        if (!drop[i])
            drafts[kept++] = drafts[i];
    bench->draft_count = kept;
    free(drop);
}

static double worth(const Draft *draft)
{
    return draft->weight / (draft->candidate.cost + 1);
}

/* The best of each slot first, then the second best, ... */
static int worth_order(const void *left, const void *right)
{
    const Draft *a = left, *b = right;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (worth(a) != worth(b))
        return worth(a) > worth(b) ? -1 : 1;
    return draft_order(a, b);
}

/* When a mast has too many, every direction keeps its best. */
static void drop_surplus(const MastWorld *world, MastBench *bench)
{
    size_t arcs = 0, kept = 0;
    Draft *drafts = bench->drafts;

    for (size_t i = 0; i < bench->draft_count; i++)
        arcs += drafts[i].count;
    if (bench->draft_count <= world->candidates_most && arcs <= world->arcs_most)
        return;
    for (size_t i = 0; i < bench->draft_count; i++) {
        drafts[i].rank = 0;
        for (size_t j = 0; j < bench->draft_count; j++)
            if (drafts[j].candidate.slot == drafts[i].candidate.slot &&
                (worth(&drafts[j]) > worth(&drafts[i]) ||
                 (worth(&drafts[j]) == worth(&drafts[i]) && j < i)))
                drafts[i].rank++;
    }
    qsort(drafts, bench->draft_count, sizeof *drafts, worth_order);
    arcs = 0;
    while (kept < bench->draft_count && kept < world->candidates_most) {
        arcs += drafts[kept].count;
        if (kept && arcs > world->arcs_most)
            break;
        kept++;
    }
    bench->draft_count = kept;
    qsort(drafts, bench->draft_count, sizeof *drafts, draft_order);
}

/* --- the whole mast ---------------------------------------------------------------- */

/* Tie-breaks are measured last, on the few that are left. */
static void measure(Making *making, const Lens *lens, Candidate *candidate)
{
    Reach reach = reach_of_ptz(&candidate->optics, lens->model);
    ProhibitCamera camera = {.optics = &candidate->optics, .reach = lens->turns ? &reach : NULL};
    ProhibitReport report = {.measure = true};

    prohibit_judge(lens->optics.thermal ? making->far : making->near, &camera, &report);
    candidate->dwelling_m2 = (float)report.dwelling_m2;
    candidate->outside_m2 = (float)mast_view_outside_m2(&making->bench->view, &candidate->optics);
}

static void mast_fill(Making *making)
{
    MastBench *bench = making->bench;
    Mast *out = making->out;
    size_t arcs = 0;

    for (size_t i = 0; i < bench->draft_count; i++)
        arcs += bench->drafts[i].count;
    out->items = memory_new(bench->draft_count + 1, sizeof *out->items);
    out->first = memory_new(bench->draft_count + 1, sizeof *out->first);
    out->cells = memory_new(arcs + 1, sizeof *out->cells);
    out->count = bench->draft_count;
    for (size_t i = 0; i < bench->draft_count; i++) {
        Draft *draft = &bench->drafts[i];
        measure(making, &making->world->lenses->items[draft->lens], &draft->candidate);
        out->undecided += draft->candidate.undecided;
        out->items[i] = draft->candidate;
        out->first[i + 1] = out->first[i] + draft->count;
        memcpy(out->cells + out->first[i], bench->cells + draft->first,
               draft->count * sizeof *out->cells);
    }
}

Status mast_make(Mast *out, const MastWorld *world, const Site *site, uint32_t index,
                 MastBench *bench, Diag *diag)
{
    Making making = {world, site, bench, out, index, NULL, NULL};
    const Eye *far = site->kind == SITE_LONG_RANGE ? &site->long_eye : &site->eye;
    Status status;

    *out = (Mast){0};
    bench->cell_count = bench->draft_count = 0;
    status = mast_view_look(&bench->view, world, site, diag);
    out->lines = bench->view.seen.lines;
    out->nodata_lines = bench->view.seen.nodata_lines;
    if (status == OK)
        status = prohibit_view_new(&making.near, world->prohibit, &site->eye,
                                   world->prohibit_range_m, diag);
    if (status == OK)
        status =
            prohibit_view_new(&making.far, world->prohibit, far, world->prohibit_range_m, diag);
    if (status == OK && bench->view.seen.count) {
        for (size_t i = 0; i < world->lenses->count; i++)
            if (!world->lenses->items[i].optics.thermal || site->kind == SITE_LONG_RANGE)
                aim_lens(&making, i);
        aim_targets(&making);
        if (bench->draft_count)
            qsort(bench->drafts, bench->draft_count, sizeof *bench->drafts, draft_order);
        drop_dominated(bench);
        drop_surplus(world, bench);
    }
    mast_fill(&making);
    prohibit_view_free(making.near);
    prohibit_view_free(making.far);
    return status;
}
