#include "planner/audit/prohibit.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/audit/facade.h"

/* Of dwellings that are only measured, so many points are looked at; beyond, every n-th. */
enum { MOST_MEASURED_POINTS = 4000 };

struct Prohibit {
    FacadeSet facades;
    const Surface *surface;
    double least_px_per_m; /* the lowest threshold of a place that has one */
};

typedef enum { SEEN_UNKNOWN, SEEN_YES, SEEN_NO } Seen;

/* A facade point that faces the eye. */
typedef struct {
    uint32_t point;
    float dx, dy, dz, level_m, slant_m;
    uint8_t seen; /* a Seen */
} ViewPoint;

/* The points of one place: [from, to) of the view. */
typedef struct {
    size_t from, to;
} ViewGroup;

struct ProhibitView {
    const Prohibit *prohibit;
    SightPoint eye;
    ViewPoint *points; /* by point, so by place */
    size_t count, capacity;
    ViewGroup *groups; /* places that were supplied first: most questions are about them alone */
    size_t group_count, supplied_groups;
    Verdict standing;       /* of the eye's own place, when its position is exact */
    size_t dwelling_stride; /* each dwelling point that is looked at stands for so many */
};

static double place_threshold(const Forbidden *place)
{
    return fmax(place->view_px_per_m, PROHIBIT_LEAST_PX_PER_M);
}

Status prohibit_new(Prohibit **out, const Scene *scene, const RulePack *pack,
                    const ForbiddenSet *places, Diag *diag)
{
    Prohibit *prohibit = memory_new(1, sizeof *prohibit);

    (void)pack; /* thresholds come with each place */
    (void)diag;
    prohibit->surface = scene_surface(scene, USE_STREET);
    prohibit->least_px_per_m = INFINITY;
    facade_build(&prohibit->facades, prohibit->surface, places);
    for (size_t i = 0; i < places->count; i++) {
        const Forbidden *place = &places->places[i];
        if (place->in_force && place->view_px_per_m > 0)
            prohibit->least_px_per_m = fmin(prohibit->least_px_per_m, place_threshold(place));
    }
    *out = prohibit;
    return OK;
}

void prohibit_free(Prohibit *prohibit)
{
    if (!prohibit)
        return;
    facade_release(&prohibit->facades);
    free(prohibit);
}

static Verdict worse(Verdict a, Verdict b)
{
    return a > b ? a : b;
}

/* How far (x, y) lies from a place; 0 in it. `*edge_m` is the distance to the nearest edge of what
 * nothing may be installed in, which the buffer pushes outwards; negative inside. */
static double place_distance_m(const FacadePlace *place, double x, double y, double *edge_m)
{
    double rim_m;
    bool inside = facade_inside(place, x, y, &rim_m);

    *edge_m = (inside ? -rim_m : rim_m) - place->forbidden->buffer_m;
    /* On a rim that no buffer pushes out one still stands outside. */
    if (!inside && *edge_m == 0 && place->forbidden->buffer_m == 0)
        *edge_m = 1e-9;
    return inside ? 0 : rim_m;
}

/* By place: what a camera at (x, y) has to do with one place, and how far it stands from it. */
static Verdict place_verdict(const FacadePlace *place, double x, double y, double accuracy_m,
                             double *distance_m)
{
    const Forbidden *forbidden = place->forbidden;
    double edge_m;

    if (!forbidden->in_force || !forbidden->supplied || forbidden->rooms_drawn ||
        !box_has(box_grow(place->box, accuracy_m + forbidden->buffer_m), x, y))
        return VERDICT_CLEAR;
    *distance_m = place_distance_m(place, x, y, &edge_m);
    if (fabs(edge_m) < accuracy_m)
        return VERDICT_CANNOT_DECIDE;
    if (edge_m > 0)
        return VERDICT_CLEAR;
    return forbidden_certain(forbidden) ? VERDICT_VIOLATION : VERDICT_CANNOT_DECIDE;
}

const Forbidden *prohibit_at(const Prohibit *prohibit, double x, double y, double accuracy_m)
{
    const Forbidden *found = NULL;
    Verdict worst = VERDICT_CLEAR;
    double distance_m;

    for (size_t i = 0; i < prohibit->facades.place_count; i++) {
        const FacadePlace *place = prohibit->facades.places + i;
        const Forbidden *forbidden = place->forbidden;
        Verdict verdict;
        if (forbidden->consent_doc || forbidden->doubt)
            continue;
        verdict = place_verdict(place, x, y, accuracy_m, &distance_m);
        if (verdict > worst) {
            worst = verdict;
            found = forbidden;
        }
    }
    return found;
}

/* Without the cap of night or fog: what could be seen on a clear day counts. */
static Optics clear_day(const Optics *optics)
{
    Optics clear = *optics;

    clear.max_range_m = INFINITY;
    return clear;
}

double prohibit_range_m(const Prohibit *prohibit, const Optics *optics)
{
    Optics clear = clear_day(optics);

    if (isinf(prohibit->least_px_per_m))
        return 0;
    return fmin(optics_limit_m(&clear, prohibit->least_px_per_m), PROHIBIT_ANY_RANGE_M);
}

/* Keep a point that is near enough and faces the eye. */
static void view_add(ProhibitView *view, uint32_t id, double range_m)
{
    const FacadeSet *set = &view->prohibit->facades;
    const FacadePoint *p = set->points + id;
    double dx = set->origin_x + (double)p->x - view->eye.x;
    double dy = set->origin_y + (double)p->y - view->eye.y, dz = (double)p->z - view->eye.z;
    double square = dx * dx + dy * dy, slant_m;
    double facing = -(dx * (double)p->normal_x + dy * (double)p->normal_y);
    bool wall = p->normal_x != 0 || p->normal_y != 0;

    /* Half of all walls face away: they are told before anything costs a root. */
    if ((wall && facing <= 0) || square > range_m * range_m)
        return;
    slant_m = sqrt(square + dz * dz);
    if (wall && facing <= slant_m * (double)p->cos_limit + 1e-9)
        return;
    view->points = memory_grow(view->points, view->count, &view->capacity, sizeof *view->points);
    view->points[view->count++] = (ViewPoint){
        id, (float)dx, (float)dy, (float)dz, (float)sqrt(square), (float)slant_m, SEEN_UNKNOWN};
}

static void view_near(ProhibitView *view, double range_m)
{
    const FacadeSet *set = &view->prohibit->facades;
    const Grid *tiles = &set->tiles;
    double x = view->eye.x - set->origin_x, y = view->eye.y - set->origin_y;
    int c0 = grid_column(tiles, x - range_m), c1 = grid_column(tiles, x + range_m);
    int r0 = grid_row(tiles, y + range_m), r1 = grid_row(tiles, y - range_m);

    for (int row = r0 < 0 ? 0 : r0; row <= r1 && row < tiles->height; row++)
        for (int column = c0 < 0 ? 0 : c0; column <= c1 && column < tiles->width; column++) {
            size_t t = grid_at(tiles, column, row);
            for (uint32_t i = set->tile_first[t]; i < set->tile_first[t + 1]; i++) {
                uint32_t id = set->tiled[i];
                if (set->places[set->points[id].place].forbidden->view_px_per_m > 0)
                    view_add(view, id, range_m);
            }
        }
}

static int view_order(const void *left, const void *right)
{
    const ViewPoint *a = left, *b = right;

    return (a->point > b->point) - (a->point < b->point);
}

static bool group_supplied(const ProhibitView *view, const ViewGroup *group)
{
    const FacadeSet *set = &view->prohibit->facades;

    return set->places[set->points[view->points[group->from].point].place].forbidden->supplied;
}

static void view_group(ProhibitView *view)
{
    const FacadePoint *points = view->prohibit->facades.points;
    ViewGroup *all = memory_new(view->count + 1, sizeof *all);
    size_t count = 0;

    for (size_t from = 0, to; from < view->count; from = to) {
        for (to = from + 1; to < view->count; to++)
            if (points[view->points[to].point].place != points[view->points[from].point].place)
                break;
        all[count++] = (ViewGroup){from, to};
    }
    view->groups = memory_new(count + 1, sizeof *view->groups);
    for (size_t i = 0; i < count; i++)
        if (group_supplied(view, &all[i]))
            view->groups[view->group_count++] = all[i];
    view->supplied_groups = view->group_count;
    for (size_t i = 0; i < count; i++)
        if (!group_supplied(view, &all[i]))
            view->groups[view->group_count++] = all[i];
    free(all);
}

Status prohibit_view_new(ProhibitView **out, const Prohibit *prohibit, const Eye *eye,
                         double range_m, Diag *diag)
{
    ProhibitView *view = memory_new(1, sizeof *view);
    const FacadeSet *set = &prohibit->facades;
    size_t dwellings = 0;

    (void)diag;
    view->prohibit = prohibit;
    view->eye = eye->at;
    if (range_m > 0 && set->point_count)
        view_near(view, range_m);
    for (size_t i = 0; i < set->place_count; i++) {
        if (set->places[i].forbidden->view_px_per_m > 0)
            continue;
        for (size_t k = 0; k < set->places[i].count; k++)
            view_add(view, (uint32_t)(set->places[i].first + k), PROHIBIT_ANY_RANGE_M);
    }
    if (view->count)
        qsort(view->points, view->count, sizeof *view->points, view_order);
    for (size_t i = 0; i < view->count; i++)
        dwellings += !set->places[set->points[view->points[i].point].place].forbidden->supplied;
    view->dwelling_stride = 1 + dwellings / MOST_MEASURED_POINTS;
    view_group(view);
    for (size_t i = 0; i < set->place_count; i++) {
        double distance_m;
        view->standing = worse(view->standing, place_verdict(set->places + i, view->eye.x,
                                                             view->eye.y, 0, &distance_m));
    }
    *out = view;
    return OK;
}

void prohibit_view_free(ProhibitView *view)
{
    if (!view)
        return;
    free(view->groups);
    free(view->points);
    free(view);
}

static bool view_sees(ProhibitView *view, ViewPoint *at)
{
    const FacadeSet *set = &view->prohibit->facades;
    const FacadePoint *p = set->points + at->point;

    if (at->seen == SEEN_UNKNOWN) {
        SightPoint target = {set->origin_x + (double)p->x, set->origin_y + (double)p->y,
                             (double)p->z};
        at->seen = sight_sees_point(view->prohibit->surface, &set->places[p->place].sight,
                                    view->eye, target)
                       ? SEEN_YES
                       : SEEN_NO;
    }
    return at->seen == SEEN_YES;
}

static double point_density(const ViewPoint *at, const ProhibitCamera *camera)
{
    double dx = (double)at->dx, dy = (double)at->dy, dz = (double)at->dz, px_per_m = 0;

    if (camera->reach)
        return reach_px_per_m(camera->reach, dx, dy, dz);
    return optics_place(camera->optics, dx, dy, dz, &px_per_m) == VIEW_IN ? px_per_m : 0;
}

/* What gives a camera the consent that a place needs; NULL: nothing, or it needs none. */
static const char *consent_doc(const Forbidden *place, const ProhibitCamera *camera)
{
    if (!forbidden_needs_consent(place))
        return NULL;
    return camera->existing ? camera->consent_doc : place->consent_doc;
}

/* By view: points [from, to) of the view are those of one place. */
static ProhibitHit judge_place(ProhibitView *view, const ProhibitCamera *camera, size_t from,
                               size_t to, double *dwelling_m2)
{
    const FacadeSet *set = &view->prohibit->facades;
    const FacadePlace *place = set->places + set->points[view->points[from].point].place;
    const Forbidden *forbidden = place->forbidden;
    double threshold = place_threshold(forbidden), accuracy_m = camera->accuracy_m;
    const Optics *sharpest = camera->reach ? &camera->reach->tele : camera->optics;
    double limit_m = optics_limit_m(sharpest, threshold) + accuracy_m;
    ProhibitHit hit = {
        .place = forbidden, .points = place->count, .consent_doc = consent_doc(forbidden, camera)};

    for (size_t i = from; i < to; i++) {
        ViewPoint *at = view->points + i;
        double d = (double)at->slant_m, px_per_m;
        Verdict verdict = VERDICT_MEASURED;
        if ((double)at->level_m > limit_m ||
            (!forbidden->supplied && at->point % view->dwelling_stride))
            continue;
        px_per_m = point_density(at, camera);
        if (px_per_m * d < threshold * fmax(d - accuracy_m, 0) || px_per_m <= 0 ||
            !view_sees(view, at))
            continue;
        /* Known no better than how far it stands off, it may stand on another side. */
        if (forbidden->supplied)
            verdict = forbidden_certain(forbidden) && accuracy_m <= (double)at->level_m &&
                              px_per_m * d >= threshold * (d + accuracy_m)
                          ? VERDICT_VIOLATION
                          : VERDICT_CANNOT_DECIDE;
        else
            *dwelling_m2 += FACADE_POINT_M2 * (double)view->dwelling_stride;
        hit.verdict = worse(verdict, hit.verdict);
        hit.points_seen++;
        if (px_per_m > hit.px_per_m) {
            hit.px_per_m = px_per_m;
            hit.distance_m = d;
        }
    }
    return hit;
}

static bool hit_worse(const ProhibitHit *a, const ProhibitHit *b)
{
    if ((a->consent_doc == NULL) != (b->consent_doc == NULL))
        return a->consent_doc == NULL;
    if (a->verdict != b->verdict)
        return a->verdict > b->verdict;
    if (a->inside != b->inside)
        return a->inside;
    return a->px_per_m > b->px_per_m;
}

/* Equal ones stay in the order of the places. */
static void report_add(ProhibitReport *report, const ProhibitHit *hit)
{
    size_t kept = report->count < report->capacity ? report->count : report->capacity, at = kept;

    if (forbidden_needs_consent(hit->place)) {
        if (report->consents++ == 0 || hit_worse(hit, &report->consent))
            report->consent = *hit;
        return;
    }
    report->count++;
    if (!report->hits)
        return;
    while (at > 0 && hit_worse(hit, &report->hits[at - 1]))
        at--;
    if (at == report->capacity)
        return;
    for (size_t i = kept < report->capacity ? kept : report->capacity - 1; i > at; i--)
        report->hits[i] = report->hits[i - 1];
    report->hits[at] = *hit;
}

static Verdict judge_standing(const ProhibitView *view, const ProhibitCamera *camera,
                              ProhibitReport *report)
{
    const FacadeSet *set = &view->prohibit->facades;
    double x = camera->stands_apart ? camera->x : view->eye.x;
    double y = camera->stands_apart ? camera->y : view->eye.y;
    Verdict worst = VERDICT_CLEAR;

    if (!camera->stands_apart && camera->accuracy_m <= 0 && view->standing == VERDICT_CLEAR)
        return VERDICT_CLEAR;
    for (size_t i = 0; i < set->place_count; i++) {
        const Forbidden *place = set->places[i].forbidden;
        ProhibitHit hit = {
            .place = place, .inside = true, .consent_doc = consent_doc(place, camera)};
        hit.verdict = place_verdict(set->places + i, x, y, camera->accuracy_m, &hit.distance_m);
        if (hit.verdict == VERDICT_CLEAR)
            continue;
        if (!hit.consent_doc)
            worst = worse(hit.verdict, worst);
        report_add(report, &hit);
    }
    return worst;
}

Verdict prohibit_judge(ProhibitView *view, const ProhibitCamera *camera, ProhibitReport *report)
{
    ProhibitReport none = {0};
    Optics clear = clear_day(camera->optics);
    ProhibitCamera seeing = *camera;
    Verdict worst;

    if (!report)
        report = &none;
    report->count = 0;
    report->dwelling_m2 = 0;
    report->consent = (ProhibitHit){0};
    report->consents = 0;
    seeing.optics = &clear;
    worst = judge_standing(view, camera, report);
    for (size_t i = 0; i < (report->measure ? view->group_count : view->supplied_groups); i++) {
        ProhibitHit hit = judge_place(view, &seeing, view->groups[i].from, view->groups[i].to,
                                      &report->dwelling_m2);
        if (hit.verdict == VERDICT_CLEAR)
            continue;
        if (!hit.consent_doc)
            worst = worse(hit.verdict, worst);
        report_add(report, &hit);
    }
    return worst;
}
