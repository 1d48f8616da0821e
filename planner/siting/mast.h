/* mast.h - one site and every camera that could hang on it.
 *
 * One sweep of lines of sight a mast, shared by all azimuths, tilts and lenses.
 * A MastWorld is read-only and shared; a Mast and its bench belong to one thread.
 */
#ifndef PLANNER_SITING_MAST_H
#define PLANNER_SITING_MAST_H

#include "base/bitset.h"
#include "planner/siting/candidate.h"
#include "planner/siting/lens.h"

typedef struct {
    const Scene *scene;
    const Demand *demand;
    const Prohibit *prohibit;
    const LensSet *lenses;
    uint8_t *open; /* a byte a demand cell: existing cameras leave it uncovered */
    /* The least that an open cell of each demand point asks, of visible light and of thermal
     * cameras; INFINITY: nothing. */
    float *point_px_per_m[2];
    float *point_weight; /* of its open cells */
    uint8_t *asked;      /* a byte a cell of demand->grid: some zone asks for it */
    bool both_uses;      /* street masts too are asked about long-range demand */
    double prohibit_range_m;
    double px_metres[2]; /* density times distance that the best such lens reaches anywhere */
    size_t candidates_most, arcs_most; /* a mast */
} MastWorld;

void mast_world_init(MastWorld *out, const Scene *scene, const Demand *demand,
                     const Prohibit *prohibit, const LensSet *lenses, const Coverage *existing);
void mast_world_release(MastWorld *world);

/* The candidates of one mast; candidate i covers cells[first[i] .. first[i + 1]), ascending. */
typedef struct {
    Candidate *items;
    size_t count;
    uint32_t *cells;
    size_t *first; /* count + 1 */
    size_t forbidden, without_consent, undecided, lines, nodata_lines;
} Mast;

typedef struct MastBench MastBench;
MastBench *mast_bench_new(const MastWorld *world);
void mast_bench_free(MastBench *bench);
/* Adds to `all`, a bit a demand cell, those that some view of the bench's masts would cover, had
 * the project the consent which that view needs. */
void mast_bench_refused(const MastBench *bench, Bitset *all);

/* Everything that could hang on `site`, which is number `index`. */
MUST_CHECK Status mast_make(Mast *out, const MastWorld *world, const Site *site, uint32_t index,
                            MastBench *bench, Diag *diag);
void mast_release(Mast *mast);

#endif
