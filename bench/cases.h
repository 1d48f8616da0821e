/* cases.h - what is raced: a row of the table each. See bench/README.md. */
#ifndef BENCH_CASES_H
#define BENCH_CASES_H

#include <math.h>

#include "bench/measure.h"
#include "bench/place.h"
#include "planner/coverage/viewshed/simd.h"

typedef enum {
    AGAINST_GDAL,
    AGAINST_GRASS,
    AGAINST_ONE_THREAD, /* two threads race one; by the clock on the wall */
    AGAINST_BEST_SET,   /* another instruction set races the best */
    AGAINST_CIRCLE,     /* a pole's sweep and 36 footprints race the sweep; the ratio is of time */
} CaseKind;

typedef struct {
    const char *name; /* of --case */
    CaseKind against;
    TerrainKind place;
    long range_cells;
    double hfov_deg;
    bool round, ground_apart;
    SimdSet set;        /* AGAINST_BEST_SET */
    double floor, goal; /* of the ratio; 0: none */
    long step;          /* AGAINST_CIRCLE: cells of the demand grid */
} Case;

extern const Case cases[];
extern const size_t cases_count;

typedef struct {
    size_t observers;
    int rounds;
    double lap_s;
    uint64_t seed;
} CaseEffort;

/* Race one case on its place. ERR_COMPUTE: the peer failed. */
MUST_CHECK Status case_run(const Case *row, const Place *place, const CaseEffort *effort,
                           Race *race, Diag *diag);

/* Can it be run here? Otherwise `why` says what is missing. */
bool case_possible(const Case *row, const char **why);

#endif
