#include "planner/siting/candidate_cause.h"

#include <math.h>
#include <stdlib.h>

#include "base/interrupt.h"
#include "base/memory.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;
static const double BUCKET_M = 64;
enum { SITES_ASKED = 3 };

/* Sites by bucket: bucket b has of[first[b] .. first[b + 1]). */
typedef struct {
    Grid grid;
    uint32_t *first, *of;
    uint32_t *long_range; /* sites that see long-range demand: few, so without buckets */
    size_t long_count;
} SiteIndex;

static void index_build(SiteIndex *index, const SiteSet *sites)
{
    double box[4] = {0, 0, 0, 0};
    size_t cells;

    for (size_t i = 0; i < sites->count; i++) {
        const Site *s = &sites->sites[i];
        box[0] = i ? fmin(box[0], s->x) : s->x;
        box[1] = i ? fmin(box[1], s->y) : s->y;
        box[2] = i ? fmax(box[2], s->x) : s->x;
        box[3] = i ? fmax(box[3], s->y) : s->y;
    }
    index->grid = (Grid){box[0],
                         box[3],
                         BUCKET_M,
                         BUCKET_M,
                         (int)((box[2] - box[0]) / BUCKET_M) + 1,
                         (int)((box[3] - box[1]) / BUCKET_M) + 1};
    cells = grid_cells(&index->grid);
    index->first = memory_new(cells + 2, sizeof *index->first);
    index->of = memory_new(sites->count + 1, sizeof *index->of);
    index->long_range = memory_new(sites->count + 1, sizeof *index->long_range);
    index->long_count = 0;
    for (size_t i = 0; i < sites->count; i++)
        if (sites->sites[i].kind == SITE_LONG_RANGE)
            index->long_range[index->long_count++] = (uint32_t)i;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < sites->count; i++) {
            size_t b = grid_at(&index->grid, grid_column(&index->grid, sites->sites[i].x),
                               grid_row(&index->grid, sites->sites[i].y));
            if (pass == 0)
                index->first[b + 2]++;
            else
                index->of[index->first[b + 1]++] = (uint32_t)i;
        }
        for (size_t b = 2; pass == 0 && b < cells + 2; b++)
            index->first[b] += index->first[b - 1];
    }
}

/* The nearest sites to one place, nearest first. */
typedef struct {
    uint32_t site[SITES_ASKED];
    double square_m2[SITES_ASKED];
    size_t count;
} Nearest;

static void nearest_add(Nearest *nearest, uint32_t site, double square_m2)
{
    size_t at = nearest->count;

    while (at > 0 && nearest->square_m2[at - 1] > square_m2)
        at--;
    if (at == SITES_ASKED)
        return;
    if (nearest->count < SITES_ASKED)
        nearest->count++;
    for (size_t i = nearest->count - 1; i > at; i--) {
        nearest->site[i] = nearest->site[i - 1];
        nearest->square_m2[i] = nearest->square_m2[i - 1];
    }
    nearest->site[at] = site;
    nearest->square_m2[at] = square_m2;
}

static void nearest_try(Nearest *nearest, const SiteSet *sites, uint32_t site, const double at[2],
                        double range_m)
{
    double dx = sites->sites[site].x - at[0], dy = sites->sites[site].y - at[1];

    if (dx * dx + dy * dy <= range_m * range_m)
        nearest_add(nearest, site, dx * dx + dy * dy);
}

static void nearest_bucket(Nearest *nearest, const SiteIndex *index, const SiteSet *sites,
                           size_t bucket, const double at[2], double range_m)
{
    for (uint32_t i = index->first[bucket]; i < index->first[bucket + 1]; i++)
        nearest_try(nearest, sites, index->of[i], at, range_m);
}

static Nearest nearest_find(const SiteIndex *index, const SiteSet *sites, SurfaceUse use,
                            const double at[2], double range_m)
{
    const Grid *grid = &index->grid;
    int column = grid_column(grid, at[0]), row = grid_row(grid, at[1]);
    int most = (int)ceil(range_m / BUCKET_M) + 1;
    Nearest nearest = {0};

    for (size_t i = 0; use == USE_LONG_RANGE && i < index->long_count; i++)
        nearest_try(&nearest, sites, index->long_range[i], at, range_m);
    /* Square rings of buckets, until nothing nearer can follow. */
    for (int ring = 0; use == USE_STREET && ring <= most; ring++) {
        double free_m = (ring - 1) * BUCKET_M;
        if (nearest.count == SITES_ASKED && free_m > 0 &&
            free_m * free_m > nearest.square_m2[SITES_ASKED - 1])
            break;
        for (int r = row - ring; r <= row + ring; r++) {
            int step = ring == 0 || abs(r - row) == ring ? 1 : 2 * ring;
            for (int c = column - ring; c <= column + ring; c += step)
                if (grid_has(grid, c, r))
                    nearest_bucket(&nearest, index, sites, grid_at(grid, c, r), at, range_m);
        }
    }
    return nearest;
}

/* The best that any lens at a site makes of a cell when it is turned straight at it. */
static Cause cause_from(const MastWorld *world, const Site *site, const Sighting *seen,
                        uint32_t cell, Cause seen_from)
{
    double level_m = hypot((double)seen->dx, (double)seen->dy);
    Cause best = CAUSE_NO_CAMERA_NEAR;

    for (size_t i = 0; i < world->lenses->count; i++) {
        Optics aimed = world->lenses->items[i].optics;
        double px;
        Cause cause;
        if (aimed.thermal && site->kind != SITE_LONG_RANGE)
            continue;
        aimed.azimuth_deg = atan2((double)seen->dx, (double)seen->dy) / DEGREE;
        aimed.tilt_deg = atan2(-(double)seen->dz, level_m) / DEGREE;
        optics_prepare(&aimed);
        cause = footprint_judge(world->demand, cell, seen, &aimed, &px);
        /* A direction that is not among the candidates', or a site that may not be used. */
        if (cause == CAUSE_COVERED)
            cause = seen_from;
        best = cause > best ? cause : best;
    }
    return best;
}

static Sighting see(const MastWorld *world, const Site *site, uint32_t index)
{
    const DemandPoint *point = &world->demand->points[index];
    const Eye *eye = point->use == USE_STREET ? &site->eye : &site->long_eye;
    SightRules rules = sight_rules_default();
    Sight sight = sight_to_cell(scene_surface(world->scene, point->use), &rules, eye->at,
                                point->column, point->row, (double)point->target_height_m);

    return (Sighting){
        .point = index,
        .dx = (float)(world->demand->origin_x + (double)point->x - eye->at.x),
        .dy = (float)(world->demand->origin_y + (double)point->y - eye->at.y),
        .dz = (float)((double)point->ground_m + (double)point->target_height_m - eye->at.z),
        .visible = sight.visible,
        .by = (uint8_t)sight.by};
}

static bool eye_open(const Site *site, SurfaceUse use)
{
    const Eye *eye = use == USE_STREET ? &site->eye : &site->long_eye;

    return !eye->stuck && !eye->nodata;
}

/* Sites asked why a cell is covered from none of them. */
typedef struct {
    const SiteSet *sites;
    const SiteIndex *index;
    Cause seen_from; /* of a cell that a lens there would cover; any other cause: */
    bool others;     /* does it count? */
} Asked;

static void point_ask(CandidateSet *set, const MastWorld *world, const Asked *asked, uint32_t p)
{
    const Demand *demand = world->demand;
    const DemandPoint *point = &demand->points[p];
    const double at[2] = {demand->origin_x + (double)point->x, demand->origin_y + (double)point->y};
    Nearest nearest;

    if (asked->sites->count == 0)
        return;
    nearest = nearest_find(asked->index, asked->sites, point->use, at,
                           world->lenses->range_m[point->use]);
    for (size_t i = 0; i < nearest.count; i++) {
        const Site *site = &asked->sites->sites[nearest.site[i]];
        Sighting seen;
        if (!eye_open(site, point->use))
            continue;
        seen = see(world, site, p);
        for (uint32_t c = point->first; c < point->first + point->count; c++) {
            Cause cause;
            if (set->coverable[c])
                continue;
            cause = cause_from(world, site, &seen, c, asked->seen_from);
            if (cause > (Cause)set->cause[c] && (asked->others || cause == asked->seen_from))
                set->cause[c] = (uint8_t)cause;
        }
    }
}

/* What needs no site to be asked; true: nothing else is left. */
static bool point_told(CandidateSet *set, const DemandPoint *point, const Bitset *refused_views)
{
    bool all = true;

    for (uint32_t c = point->first; c < point->first + point->count; c++) {
        bool refused = bitset_get(refused_views, c);
        set->cause[c] = set->coverable[c] ? CAUSE_COVERED
                        : refused         ? CAUSE_CONSENT
                                          : CAUSE_NO_CAMERA_NEAR;
        all = all && (set->coverable[c] || refused);
    }
    return all;
}

static void point_causes(CandidateSet *set, const MastWorld *world, const Asked asked[2],
                         uint32_t p)
{
    point_ask(set, world, &asked[0], p);
    point_ask(set, world, &asked[1], p);
}

static void index_release(SiteIndex *index)
{
    free(index->first);
    free(index->of);
    free(index->long_range);
}

Status candidate_causes(CandidateSet *set, const MastWorld *world, const SiteSet *sites,
                        const Bitset *refused_views, Diag *diag)
{
    const SiteSet refused = {.sites = sites->refused, .count = sites->refused_count};
    SiteIndex index, refused_index;
    const Asked asked[2] = {{sites, &index, CAUSE_OUTSIDE_FIELD, true},
                            {&refused, &refused_index, CAUSE_CONSENT, false}};
    long count = (long)world->demand->point_count;

    set->cause = memory_new(world->demand->cell_count + 1, sizeof *set->cause);
    index_build(&index, sites);
    index_build(&refused_index, &refused);
#pragma omp parallel for schedule(dynamic, 256)
    for (long p = 0; p < count; p++)
        if ((p % 256 || !interrupt_requested()) &&
            !point_told(set, &world->demand->points[p], refused_views))
            point_causes(set, world, asked, (uint32_t)p);
    index_release(&index);
    index_release(&refused_index);
    return interrupt_check(diag);
}
