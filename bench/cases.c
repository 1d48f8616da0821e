#include "bench/cases.h"

#include <omp.h>
#include <stdlib.h>

#include "bench/peer_gdal.h"
#include "bench/peer_grass.h"
#include "bench/pole.h"

#define CITY TERRAIN_CITY
#define HILLS TERRAIN_FRACTAL

const Case cases[] = {
    {"city-100", AGAINST_GDAL, CITY, 100, 360, false, false, SIMD_COUNT, 2.8, 3.5, 0},
    {"city-200", AGAINST_GDAL, CITY, 200, 360, false, false, SIMD_COUNT, 4.5, 5.5, 0},
    {"city-200-round", AGAINST_GDAL, CITY, 200, 360, true, false, SIMD_COUNT, 4.0, 5.5, 0},
    {"city-500", AGAINST_GDAL, CITY, 500, 360, false, false, SIMD_COUNT, 8.0, 10.0, 0},
    {"city-100-90deg", AGAINST_GDAL, CITY, 100, 90, false, false, SIMD_COUNT, 0, 0, 0},
    {"city-200-90deg", AGAINST_GDAL, CITY, 200, 90, false, false, SIMD_COUNT, 15.0, 20.0, 0},
    {"city-500-90deg", AGAINST_GDAL, CITY, 500, 90, false, false, SIMD_COUNT, 0, 0, 0},
    {"city-200-ground", AGAINST_GDAL, CITY, 200, 360, false, true, SIMD_COUNT, 10.0, 14.0, 0},
    {"city-200-ground-90deg", AGAINST_GDAL, CITY, 200, 90, false, true, SIMD_COUNT, 35.0, 45.0, 0},
    {"fractal-200", AGAINST_GDAL, HILLS, 200, 360, false, false, SIMD_COUNT, 2.7, 3.5, 0},
    {"fractal-200-round", AGAINST_GDAL, HILLS, 200, 360, true, false, SIMD_COUNT, 2.5, 3.5, 0},
    {"pole-200", AGAINST_CIRCLE, CITY, 200, 360, true, true, SIMD_COUNT, 0, 1.6, 2},
    {"pole-200-every", AGAINST_CIRCLE, CITY, 200, 360, true, true, SIMD_COUNT, 0, 0, 1},
    {"threads-200", AGAINST_ONE_THREAD, CITY, 200, 360, false, false, SIMD_COUNT, 1.9, 1.95, 0},
    {"grass-200", AGAINST_GRASS, CITY, 200, 360, false, false, SIMD_COUNT, 500, 800, 0},
    {"avx2-200", AGAINST_BEST_SET, CITY, 200, 360, false, false, SIMD_AVX2, 0, 0, 0},
    {"portable-200", AGAINST_BEST_SET, CITY, 200, 360, false, false, SIMD_PORTABLE, 0, 0, 0},
    {"avx2-200-90deg", AGAINST_BEST_SET, CITY, 200, 90, false, false, SIMD_AVX2, 0, 0, 0},
    {"portable-200-90deg", AGAINST_BEST_SET, CITY, 200, 90, false, false, SIMD_PORTABLE, 0, 0, 0},
};
const size_t cases_count = sizeof cases / sizeof *cases;

/* What a lap needs, of whatever racer. */
typedef struct {
    const Case *row;
    const Place *place;
    const Relief *relief;
    ViewshedEye *eyes;
    size_t count;
    ViewshedRules rules;
    SimdSet set;
    int threads;
    Viewshed *viewsheds[2]; /* one a thread; made with the side's instruction set */
    PeerGrass *grass;
    bool failed;
} Side;

/* The i-th of `observers` spread over all eyes, in their order. */
static const ViewshedEye *spread(const Side *side, size_t i, size_t observers)
{
    return &side->eyes[i * side->count / observers];
}

static double lap_ours(void *of, size_t observers)
{
    Side *side = of;
    double start;

    simd_use(side->set);
    start = measure_cpu_s();
    for (size_t i = 0; i < observers; i++)
        viewshed_sweep(side->viewsheds[0], spread(side, i, observers));
    return measure_cpu_s() - start;
}

static double lap_threads(void *of, size_t observers)
{
    Side *side = of;
    double start;

    simd_use(side->set);
    start = measure_wall_s();
#pragma omp parallel for schedule(dynamic, 4) num_threads(side->threads)
    for (size_t i = 0; i < observers; i++)
        viewshed_sweep(side->viewsheds[omp_get_thread_num()], spread(side, i, observers));
    return measure_wall_s() - start;
}

static double lap_gdal(void *of, size_t observers)
{
    Side *side = of;
    double took = 0.0;

    for (size_t i = 0; i < observers; i++) {
        double start = measure_cpu_s();
        GDALDatasetH seen =
            peer_gdal_view(side->place, spread(side, i, observers), side->rules.flat);
        took += measure_cpu_s() - start;
        side->failed |= !seen;
        GDALClose(seen);
    }
    return took;
}

static double lap_grass(void *of, size_t observers)
{
    Side *side = of;
    double took = 0.0;

    for (size_t i = 0; i < observers; i++) {
        double one = peer_grass_view(side->grass, spread(side, i, observers), side->rules.flat);
        side->failed |= one < 0.0;
        took += one;
    }
    return took;
}

static SimdSet best_set(void)
{
    SimdSet best = SIMD_PORTABLE;

    for (int set = 0; set < SIMD_COUNT; set++)
        if (simd_has((SimdSet)set))
            best = (SimdSet)set;
    return best;
}

bool case_possible(const Case *row, const char **why)
{
    if (row->against == AGAINST_BEST_SET && !simd_has(row->set))
        *why = "this processor cannot";
    else if (row->against == AGAINST_ONE_THREAD && omp_get_num_procs() < 2)
        *why = "one processor";
    else if (row->against == AGAINST_GRASS && !peer_grass_there())
        *why = "GRASS is not installed";
    else
        return true;
    return false;
}

static Race race_sides(const Case *row, const CaseEffort *effort, Side *ours, Side *peer)
{
    Racer a = {.lap = lap_ours, .of = ours, .most = ours->count};
    Racer b = {.lap = lap_gdal, .of = peer, .most = peer->count};

    switch (row->against) {
    case AGAINST_GDAL:
        break;
    case AGAINST_GRASS:
        b.lap = lap_grass;
        b.lap_size = 1;
        break;
    case AGAINST_ONE_THREAD:
        a.lap = b.lap = lap_threads;
        a.lap_size = b.lap_size = ours->count;
        peer->threads = 1;
        break;
    case AGAINST_BEST_SET:
        b.lap = lap_ours;
        break;
    case AGAINST_CIRCLE:
        break; /* race_pole() */
    }
    return race_run(&a, &b, effort->rounds, effort->lap_s);
}

/* How much longer a pole takes than its circle. */
static Status race_pole(const Case *row, const Place *place, const CaseEffort *effort, Race *race,
                        Diag *diag)
{
    Pole *pole = NULL;
    Status status = pole_open(&pole, place, row->range_cells, row->step, diag);
    Race inverse;

    if (status != OK)
        return status;
    simd_use(best_set());
    inverse = race_run(&(Racer){.lap = pole_lap_sweep, .of = pole, .most = pole_most(pole)},
                       &(Racer){.lap = pole_lap_footprints, .of = pole, .most = pole_most(pole)},
                       effort->rounds, effort->lap_s);
    *race = (Race){.rate = inverse.peer_rate,
                   .peer_rate = inverse.rate,
                   .ratio = inverse.ratio,
                   .lowest = inverse.lowest,
                   .highest = inverse.highest};
    pole_print(pole);
    if (pole_failed(pole))
        status = diag_fail(diag, ERR_MEMORY, "%s: no room to sweep", row->name);
    pole_close(pole);
    return status;
}

/* A Viewshed keeps the instruction set that it was made with. */
static Status make_viewsheds(Side *side, Diag *diag)
{
    double reach = (double)(side->row->range_cells + 1) * side->place->terrain.cell_width_m;
    Status status = OK;

    simd_use(side->set);
    for (int i = 0; status == OK && i < 2; i++)
        status = viewshed_new(&side->viewsheds[i], side->relief, &side->rules, reach, diag);
    return status;
}

static void free_viewsheds(Side *side)
{
    viewshed_free(side->viewsheds[0]);
    viewshed_free(side->viewsheds[1]);
}

static Status race_peer(const Case *row, const Place *place, const CaseEffort *effort, Race *race,
                        Diag *diag)
{
    PeerGrass grass = {0};
    PlaceObservers wanted = {effort->observers, row->range_cells, row->hfov_deg, row->ground_apart,
                             row->against == AGAINST_GRASS};
    Side ours = {.row = row,
                 .place = place,
                 .relief = row->ground_apart ? place->relief_apart : place->relief,
                 .eyes = place_observers(place, &wanted, effort->seed),
                 .count = effort->observers,
                 .rules = {VIEWSHED_REFRACTION, !row->round, false},
                 .set = best_set(),
                 .threads = 2,
                 .grass = &grass};
    Side peer = ours;
    Status status;

    status = make_viewsheds(&peer, diag);
    if (row->against == AGAINST_BEST_SET)
        ours.set = row->set;
    if (status == OK)
        status = make_viewsheds(&ours, diag);
    if (status == OK && row->against == AGAINST_GRASS)
        status = peer_grass_open(&grass, place, diag);
    if (status == OK) {
        *race = race_sides(row, effort, &ours, &peer);
        if (peer.failed)
            status = diag_fail(diag, ERR_COMPUTE, "%s: the peer failed: %s", row->name,
                               CPLGetLastErrorMsg());
    }
    simd_use(best_set());
    peer_grass_close(&grass);
    free(ours.eyes);
    free_viewsheds(&ours);
    free_viewsheds(&peer);
    return status;
}

Status case_run(const Case *row, const Place *place, const CaseEffort *effort, Race *race,
                Diag *diag)
{
    return row->against == AGAINST_CIRCLE ? race_pole(row, place, effort, race, diag)
                                          : race_peer(row, place, effort, race, diag);
}
