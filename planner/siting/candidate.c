#include "planner/siting/candidate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/interrupt.h"
#include "base/memory.h"
#include "base/progress.h"
#include "planner/siting/candidate_cause.h"
#include "planner/siting/mast.h"

/* Every mast may have this much at least, however many there are. */
enum { LEAST_A_MAST = 24, LEAST_ARCS_A_MAST = 4000 };

void candidates_free(CandidateSet *set)
{
    if (!set)
        return;
    free(set->candidates);
    free(set->site_cost);
    free(set->again_cost);
    cover_matrix_free(set->matrix);
    free(set->coverable);
    free(set->cause);
    free(set);
}

void candidates_note_covered(CandidateSet *set, const Coverage *after)
{
    for (size_t i = 0; i < after->cells; i++)
        if (after->cause[i] == CAUSE_COVERED) {
            set->coverable[i] = 1;
            set->cause[i] = CAUSE_COVERED;
        }
}

void candidates_note_consent(const CandidateSet *set, Coverage *after)
{
    for (size_t i = 0; i < after->cells; i++)
        if (set->cause[i] == CAUSE_CONSENT && after->cause[i] != CAUSE_COVERED) {
            after->cause[i] = CAUSE_CONSENT;
            after->by[i] = UINT32_MAX;
            after->nearest_m[i] = NAN;
        }
}

static void site_costs(CandidateSet *set, const Scene *scene, const SiteSet *sites)
{
    const ProjectCosts *costs = &scene->project->costs;

    set->site_cost = memory_new(sites->count + 1, sizeof *set->site_cost);
    set->again_cost = memory_new(sites->count + 1, sizeof *set->again_cost);
    for (size_t i = 0; i < sites->count; i++) {
        const Site *site = &sites->sites[i];
        set->site_cost[i] = (site->pole_new ? costs->pole : 0) + costs->civil;
        if (!isnan(site->network_m))
            set->site_cost[i] += costs->network_per_m * site->network_m;
        /* A second camera needs no pole and no trench: part of the civil works. */
        set->again_cost[i] = costs->second_camera_on_pole * costs->civil;
    }
}

static Status masts_make(Mast *masts, const MastWorld *world, const SiteSet *sites, Bitset *refused,
                         Diag *diag)
{
    Status worst = OK;

    progress_begin("viewsheds", sites->count);
#pragma omp parallel
    {
        MastBench *bench = mast_bench_new(world);
        Diag own = {0};
#pragma omp for schedule(dynamic, 4)
        for (size_t i = 0; i < sites->count; i++) {
            Status status;
            if (interrupt_requested())
                continue;
            status = mast_make(&masts[i], world, &sites->sites[i], (uint32_t)i, bench, &own);
            progress_step();
            if (status == OK)
                continue;
#pragma omp critical(mast_failed)
            worst = diag_fail(diag, status, "%s", own.message);
        }
#pragma omp critical(mast_refused)
        mast_bench_refused(bench, refused);
        mast_bench_free(bench);
    }
    progress_end();
    return worst == OK ? interrupt_check(diag) : worst;
}

/* One matrix out of the masts, in site order; each mast is given back as it goes in. */
static Status merge(CandidateSet *set, Mast *masts, size_t count, size_t rows, Diag *diag)
{
    CoverMatrix *matrix;
    size_t at = 0, arcs = 0;
    Status status;

    for (size_t i = 0; i < count; i++) {
        set->count += masts[i].count;
        arcs += masts[i].count ? masts[i].first[masts[i].count] : 0;
        set->forbidden += masts[i].forbidden;
        set->without_consent += masts[i].without_consent;
        set->undecided += masts[i].undecided;
        set->lines += masts[i].lines;
        set->nodata_lines += masts[i].nodata_lines;
    }
    status = cover_matrix_new(&matrix, set->count, rows, arcs, diag);
    set->matrix = matrix;
    set->candidates = memory_new(set->count + 1, sizeof *set->candidates);
    if (status != OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        Mast *mast = &masts[i];
        for (size_t k = 0; k < mast->count; k++, at++) {
            size_t cells = mast->first[k + 1] - mast->first[k];
            set->candidates[at] = mast->items[k];
            matrix->first[at + 1] = matrix->first[at] + cells;
            memcpy(matrix->rows_of + matrix->first[at], mast->cells + mast->first[k],
                   cells * sizeof *mast->cells);
        }
        mast_release(mast);
    }
    return OK;
}

/* How often each cell is counted while one site is looked at. */
typedef struct {
    uint32_t *site_mark, *slot_mark; /* the site and slot that counted it last, from 1 on */
    uint16_t *arms;                  /* arms of the present site that see it */
} ArmCount;

/* A cell is coverable when enough arms of enough poles, with the existing cameras, see it:
 * `seen` counts arms, at most `most` a pole. */
static void count_arms(const CandidateSet *set, uint16_t *seen, int most)
{
    const CoverMatrix *matrix = set->matrix;
    ArmCount count = {memory_new(matrix->rows + 1, sizeof(uint32_t)),
                      memory_new(matrix->rows + 1, sizeof(uint32_t)),
                      memory_new(matrix->rows + 1, sizeof(uint16_t))};
    uint32_t arm = 0;

    for (size_t j = 0; j < set->count; j++) {
        const Candidate *candidate = &set->candidates[j];
        uint32_t site = candidate->site + 1;
        if (j == 0 || candidate[-1].site != candidate->site ||
            candidate[-1].slot != candidate->slot)
            arm++;
        for (size_t a = matrix->first[j]; a < matrix->first[j + 1]; a++) {
            uint32_t cell = matrix->rows_of[a];
            if (count.slot_mark[cell] == arm)
                continue;
            count.slot_mark[cell] = arm;
            if (count.site_mark[cell] != site)
                count.arms[cell] = 0;
            count.site_mark[cell] = site;
            if (count.arms[cell]++ < most && seen[cell] < UINT16_MAX)
                seen[cell]++;
        }
    }
    free(count.site_mark);
    free(count.slot_mark);
    free(count.arms);
}

static void find_coverable(CandidateSet *set, const Demand *demand, const Coverage *existing,
                           int most_a_pole)
{
    uint16_t *seen = memory_new(demand->cell_count + 1, sizeof *seen);

    set->coverable = memory_new(demand->cell_count + 1, sizeof *set->coverable);
    count_arms(set, seen, most_a_pole);
    for (size_t i = 0; i < demand->cell_count; i++) {
        int k = demand->zones->zones[demand->cells[i].zone].requirement.k;
        set->coverable[i] =
            existing->cause[i] == CAUSE_COVERED || seen[i] + existing->count[i] >= (k > 1 ? k : 1);
    }
    free(seen);
}

Status candidates_make(CandidateSet **out, const Scene *scene, const Demand *demand,
                       const Prohibit *prohibit, const SiteSet *sites, const Coverage *existing,
                       Diag *diag)
{
    CandidateSet *set = memory_new(1, sizeof *set);
    Mast *masts = memory_new(sites->count + 1, sizeof *masts);
    LensSet lenses = {0};
    MastWorld world = {0};
    double possible = (double)sites_most(demand);
    Bitset refused;
    Status status = lenses_make(&lenses, scene, demand, diag);

    *out = NULL;
    bitset_init(&refused, demand->cell_count);
    site_costs(set, scene, sites);
    if (status == OK) {
        for (int use = 0; use < 2; use++)
            set->range_m[use] = lenses.range_m[use];
        mast_world_init(&world, scene, demand, prohibit, &lenses, existing);
        world.candidates_most =
            (size_t)fmax(LEAST_A_MAST, CANDIDATES_A_SITE * possible / (double)(sites->count + 1));
        world.arcs_most = (size_t)fmax(LEAST_ARCS_A_MAST, CANDIDATE_ARCS_A_SITE * possible /
                                                              (double)(sites->count + 1));
        status = masts_make(masts, &world, sites, &refused, diag);
    }
    if (status == OK)
        status = merge(set, masts, sites->count, demand->cell_count, diag);
    if (status == OK) {
        int most = scene->project->plan.max_per_pole;
        find_coverable(set, demand, existing, most > 0 ? most : 1);
        status = candidate_causes(set, &world, sites, &refused, diag);
    }
    for (size_t i = 0; i < sites->count; i++)
        mast_release(&masts[i]);
    free(masts);
    bitset_release(&refused);
    mast_world_release(&world);
    lenses_release(&lenses);
    if (status == OK)
        *out = set;
    else
        candidates_free(set);
    return status;
}
