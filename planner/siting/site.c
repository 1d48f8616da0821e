#include "planner/siting/site.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/interrupt.h"
#include "base/memory.h"
#include "data/shape.h"
#include "planner/siting/lens.h"
#include "planner/siting/site_proposal.h"

static const double TILE_M = 32, APART_M = 4, APART_GROWTH = 1.25;

const char *site_kind_name(SiteKind kind)
{
    static const char *const names[] = {
        [SITE_ROAD] = "road",         [SITE_JUNCTION] = "junction",     [SITE_POLE] = "pole",
        [SITE_BUILDING] = "building", [SITE_LONG_RANGE] = "long range", [SITE_ZONE] = "place",
    };

    return names[kind];
}

void sites_free(SiteSet *set)
{
    if (!set)
        return;
    arena_free(set->arena);
    free(set->sites);
    free(set->places);
    free(set->refused);
    free(set);
}

/* --- demand that existing cameras leave -------------------------------------------- */

typedef struct {
    const Demand *demand;
    uint32_t *open_before; /* open cells of the points before each one */
} OpenDemand;

static uint32_t *open_count(const Demand *demand, const Coverage *existing)
{
    uint32_t *before = memory_new(demand->point_count + 1, sizeof *before);

    for (size_t i = 0; i < demand->point_count; i++) {
        const DemandPoint *point = &demand->points[i];
        before[i + 1] = before[i];
        for (uint32_t c = point->first; c < point->first + point->count; c++)
            before[i + 1] += existing->cause[c] != CAUSE_COVERED;
    }
    return before;
}

typedef struct {
    const uint32_t *open_before;
    bool found;
} Near;

static void near_visit(uint32_t from, uint32_t to, void *context)
{
    Near *near = context;

    if (near->open_before[to] > near->open_before[from])
        near->found = true;
}

static bool demand_in_reach(const OpenDemand *open, const LensSet *lenses, const Proposal *at)
{
    Near near = {open->open_before, false};

    demand_near(open->demand, USE_STREET, at->x, at->y, lenses->range_m[USE_STREET], near_visit,
                &near);
    if (!near.found && at->kind == SITE_LONG_RANGE)
        demand_near(open->demand, USE_LONG_RANGE, at->x, at->y, lenses->range_m[USE_LONG_RANGE],
                    near_visit, &near);
    return near.found;
}

/* --- which proposals may stay ------------------------------------------------------ */

typedef struct {
    SiteSet *set;
    const Scene *scene;
    const Stand *stand;
    const LensSet *lenses;
    OpenDemand open;
    size_t refused_capacity, place_capacity;
    size_t most; /* sites */
} Sieve;

static bool eyes_open(const Scene *scene, const Proposal *at)
{
    SurfaceUse use = at->kind == SITE_LONG_RANGE ? USE_LONG_RANGE : USE_STREET;
    Eye eye = sight_eye(scene_surface(scene, use), at->x, at->y, at->mount_height_m, false);

    return !eye.stuck && !eye.nodata;
}

/* Only consent is missing there: why a place is not covered asks it. */
static void refused_keep(Sieve *sieve, const Proposal *at)
{
    SiteSet *set = sieve->set;
    const Scene *scene = sieve->scene;

    set->without_consent++;
    if (set->refused_count == sieve->most || !eyes_open(scene, at))
        return;
    set->refused = memory_grow(set->refused, set->refused_count, &sieve->refused_capacity,
                               sizeof *set->refused);
    set->refused[set->refused_count++] = (Site){
        .kind = at->kind,
        .x = at->x,
        .y = at->y,
        .eye = sight_eye(scene_surface(scene, USE_STREET), at->x, at->y, at->mount_height_m, false),
        .long_eye = sight_eye(scene_surface(scene, USE_LONG_RANGE), at->x, at->y,
                              at->mount_height_m, false)};
}

/* For who asks why nothing stands there. */
static void place_keep(Sieve *sieve, const Proposal *at, Standing why)
{
    SiteSet *set = sieve->set;

    set->places =
        memory_grow(set->places, set->place_count, &sieve->place_capacity, sizeof *set->places);
    set->places[set->place_count++] = (RefusedPlace){at->x, at->y, (uint8_t)why};
}

static bool proposal_stays(Sieve *sieve, const Proposal *at)
{
    SiteSet *set = sieve->set;
    Standing standing;

    set->tried++;
    if (!demand_in_reach(&sieve->open, sieve->lenses, at)) {
        set->no_demand++;
        return false;
    }
    standing = stand_at(sieve->stand, at->x, at->y);
    if (standing != STAND_FREE)
        place_keep(sieve, at, standing);
    switch (standing) {
    case STAND_OUTSIDE:
        set->outside++;
        return false;
    case STAND_IN_BUILDING:
        set->in_building++;
        return false;
    case STAND_ON_CARRIAGEWAY:
        set->on_carriageway++;
        return false;
    case STAND_PROHIBITED:
        set->prohibited++;
        return false;
    case STAND_WITHOUT_CONSENT:
        refused_keep(sieve, at);
        return false;
    case STAND_FREE:
        break;
    }
    if (!eyes_open(sieve->scene, at)) {
        set->stuck++;
        return false;
    }
    return true;
}

/* Best rank first; then by place, so that the order of the input does not matter. */
static int rank_order(const void *left, const void *right)
{
    const Proposal *a = left, *b = right;

    if (a->rank != b->rank)
        return a->rank - b->rank;
    if (a->y != b->y)
        return a->y > b->y ? -1 : 1;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return a->kind != b->kind ? (int)a->kind - (int)b->kind : 0;
}

/* A bucket grid of what was kept: the first of each bucket, then a chain. */
typedef struct {
    Grid grid;
    uint32_t *head, *next;
} Buckets;

static bool kept_near(const Buckets *buckets, const Proposal *items, const Proposal *at,
                      double apart_m)
{
    int column = grid_column(&buckets->grid, at->x), row = grid_row(&buckets->grid, at->y);

    for (int r = row - 1; r <= row + 1; r++)
        for (int c = column - 1; c <= column + 1; c++) {
            if (!grid_has(&buckets->grid, c, r))
                continue;
            for (uint32_t i = buckets->head[grid_at(&buckets->grid, c, r)]; i != UINT32_MAX;
                 i = buckets->next[i])
                /* A border mast and a street pole do not stand in for each other. */
                if ((items[i].kind == SITE_LONG_RANGE) == (at->kind == SITE_LONG_RANGE) &&
                    hypot(items[i].x - at->x, items[i].y - at->y) < apart_m)
                    return true;
        }
    return false;
}

/* Keep those at least `apart_m` from any kept before; `kept` gets their indices. */
static size_t thin(const Proposal *items, size_t count, Box box, double apart_m, uint32_t *kept)
{
    Buckets buckets = {.grid = {box.min_x - apart_m, box.max_y + apart_m, apart_m, apart_m, 0, 0}};
    size_t keeping = 0;

    buckets.grid.width = (int)((box.max_x - box.min_x) / apart_m) + 3;
    buckets.grid.height = (int)((box.max_y - box.min_y) / apart_m) + 3;
    buckets.head = memory_new(grid_cells(&buckets.grid), sizeof *buckets.head);
    buckets.next = memory_new(count + 1, sizeof *buckets.next);
    for (size_t i = 0; i < grid_cells(&buckets.grid); i++)
        buckets.head[i] = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        size_t at = grid_at(&buckets.grid, grid_column(&buckets.grid, items[i].x),
                            grid_row(&buckets.grid, items[i].y));
        if (kept_near(&buckets, items, &items[i], apart_m))
            continue;
        buckets.next[i] = buckets.head[at];
        buckets.head[at] = (uint32_t)i;
        kept[keeping++] = (uint32_t)i;
    }
    free(buckets.head);
    free(buckets.next);
    return keeping;
}

/* --- the sites themselves ---------------------------------------------------------- */

/* Cameras and poles that already have power and a line. */
typedef struct {
    double *xy;
    size_t count;
} Connected;

static Connected connected_find(const Scene *scene)
{
    const ProjectSites *sites = &scene->project->sites;
    Connected connected = {0};
    size_t capacity = scene->cameras.count;

    for (size_t i = 0; i < sites->on_count; i++)
        capacity += scene_layer(scene, sites->on[i]) ? scene_layer(scene, sites->on[i])->count : 0;
    connected.xy = memory_new(capacity + 1, 2 * sizeof *connected.xy);
    for (size_t i = 0; i < scene->cameras.count; i++) {
        connected.xy[2 * connected.count] = scene->cameras.cameras[i].x;
        connected.xy[2 * connected.count++ + 1] = scene->cameras.cameras[i].y;
    }
    for (size_t i = 0; i < sites->on_count; i++) {
        const Layer *poles = scene_layer(scene, sites->on[i]);
        for (size_t k = 0; poles && k < poles->count; k++) {
            double *at = connected.xy + 2 * connected.count++;
            shape_inner_point(scene->geos, poles->features[k].shape, &at[0], &at[1]);
        }
    }
    return connected;
}

static double nearest_m(const Connected *connected, double x, double y)
{
    double least = INFINITY;

    for (size_t i = 0; i < connected->count; i++) {
        double dx = connected->xy[2 * i] - x, dy = connected->xy[2 * i + 1] - y;
        least = fmin(least, dx * dx + dy * dy);
    }
    return isinf(least) ? NAN : sqrt(least);
}

static int tile_order(const void *left, const void *right)
{
    const Site *a = left, *b = right;
    double row_a = floor(-a->y / TILE_M), row_b = floor(-b->y / TILE_M);
    double column_a = floor(a->x / TILE_M), column_b = floor(b->x / TILE_M);

    if (row_a != row_b)
        return row_a < row_b ? -1 : 1;
    if (column_a != column_b)
        return column_a < column_b ? -1 : 1;
    if (a->y != b->y)
        return a->y > b->y ? -1 : 1;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return (int)a->kind - (int)b->kind;
}

static void sites_fill(SiteSet *set, const Scene *scene, const Proposal *items,
                       const uint32_t *kept)
{
    Connected connected = connected_find(scene);

    for (size_t i = 0; i < set->count; i++) {
        const Proposal *from = &items[kept[i]];
        set->sites[i] = (Site){.kind = from->kind,
                               .x = from->x,
                               .y = from->y,
                               .mount_height_m = from->mount_height_m,
                               .pole_new = from->pole_new,
                               .on = from->on};
    }
    if (set->count)
        qsort(set->sites, set->count, sizeof *set->sites, tile_order);
    for (size_t i = 0; i < set->count; i++) {
        Site *site = &set->sites[i];
        site->id = arena_printf(set->arena, "S-%05zu", i + 1);
        site->eye = sight_eye(scene_surface(scene, USE_STREET), site->x, site->y,
                              site->mount_height_m, false);
        site->long_eye = sight_eye(scene_surface(scene, USE_LONG_RANGE), site->x, site->y,
                                   site->mount_height_m, false);
        site->network_m = nearest_m(&connected, site->x, site->y);
        site->township = scene_township(scene, site->x, site->y);
    }
    free(connected.xy);
}

size_t sites_most(const Demand *demand)
{
    size_t most = demand->cell_count / SITE_CELLS;

    return most > SITE_MOST ? most : SITE_MOST;
}

/* Test every proposal, then thin what is left until it is few enough. */
static Status sites_sift(Sieve *sieve, ProposalList *list, Diag *diag)
{
    SiteSet *set = sieve->set;
    size_t stay = 0;
    uint32_t *kept;

    for (size_t i = 0; i < list->count; i++) {
        if (i % 256 == 0 && interrupt_requested())
            return interrupt_check(diag);
        if (proposal_stays(sieve, &list->items[i]))
            list->items[stay++] = list->items[i];
    }
    if (stay)
        qsort(list->items, stay, sizeof *list->items, rank_order);
    kept = memory_new(stay + 1, sizeof *kept);
    set->apart_m = APART_M;
    set->count = thin(list->items, stay, sieve->scene->box, set->apart_m, kept);
    while (set->count > sieve->most) {
        set->apart_m *= APART_GROWTH;
        set->count = thin(list->items, stay, sieve->scene->box, set->apart_m, kept);
    }
    set->too_near = stay - set->count;
    set->sites = memory_new(set->count + 1, sizeof *set->sites);
    sites_fill(set, sieve->scene, list->items, kept);
    free(kept);
    return OK;
}

Status sites_find(SiteSet **out, const Scene *scene, const RulePack *pack, const ZoneSet *zones,
                  const Demand *demand, const Prohibit *prohibit, const Coverage *existing,
                  Diag *diag)
{
    SiteSet *set = memory_new(1, sizeof *set);
    Stand *stand = stand_new(scene, zones, prohibit);
    ProposalList list = {0};
    LensSet lenses = {0};
    Sieve sieve = {
        .set = set, .scene = scene, .stand = stand, .lenses = &lenses, .most = sites_most(demand)};
    Status status;

    *out = NULL;
    set->arena = arena_new();
    list.arena = set->arena;
    status = lenses_make(&lenses, scene, demand, diag);
    if (status == OK)
        status = proposals_make(&list, scene, pack, zones, stand, diag);
    if (status == OK) {
        sieve.open = (OpenDemand){demand, open_count(demand, existing)};
        status = sites_sift(&sieve, &list, diag);
        free(sieve.open.open_before);
    }
    free(list.items);
    lenses_release(&lenses);
    stand_free(stand);
    if (status == OK)
        *out = set;
    else
        sites_free(set);
    return status;
}
