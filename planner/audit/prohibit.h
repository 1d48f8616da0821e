/* prohibit.h - may a camera stand here and look there?
 *
 * Hard for what is planned, findings for what exists. By place: a camera inside a
 * forbidden polygon (or its room) is always a violation. By view: points on the
 * facade of the room's polygon, 0.3 m outside the wall, every 2 m and every
 * storey of 3 m; the place's own building does not hide them, canopy is absent,
 * a PTZ has its full reach and zoom. 14(1)-(3): a violation at >= 62.5 px/m with
 * incidence under 60 degrees; 14(4): at any density while it is in force; 14(5):
 * only for supplied polygons, otherwise measured. Where rooms are unknown or the
 * position's accuracy is worse than the distance that decides: "cannot decide".
 * Built once, read-only then: any thread (each with its own GEOS context).
 */
#ifndef PLANNER_AUDIT_PROHIBIT_H
#define PLANNER_AUDIT_PROHIBIT_H

#include <stdbool.h>
#include <stddef.h>

#include "planner/coverage/lookout.h"
#include "rules/forbidden.h"

typedef struct Prohibit Prohibit;

typedef enum {
    VERDICT_CLEAR,
    VERDICT_MEASURED,      /* dwellings that nobody supplied: counted and minimised */
    VERDICT_CANNOT_DECIDE, /* a warning for what exists; not planned either */
    VERDICT_VIOLATION,
} Verdict;

/* One forbidden place that a camera stands in or looks into. */
typedef struct {
    const Forbidden *place;
    Verdict verdict;
    bool inside;            /* by place; else by view */
    double px_per_m;        /* highest density on a point of it */
    double distance_m;      /* to that point */
    size_t points_seen, points; /* of its facade */
} ProhibitHit;

MUST_CHECK Status prohibit_new(Prohibit **out, const Scene *scene, const RulePack *pack,
                               const ForbiddenSet *places, Diag *diag);
void prohibit_free(Prohibit *prohibit);

/* Does a point lie in a place where nothing may be installed? NULL: no. */
const Forbidden *prohibit_at(const Prohibit *prohibit, double x, double y, double accuracy_m);

/* What an eye could see of forbidden places, whatever camera looks out of it: one
 * sweep a pole, shared by its candidates. Release with prohibit_view_release(). */
typedef struct ProhibitView ProhibitView;
MUST_CHECK Status prohibit_view_new(ProhibitView **out, const Prohibit *prohibit, const Eye *eye,
                                    double range_m, Diag *diag);
void prohibit_view_free(ProhibitView *view);

/* The worst verdict on a camera at that eye. `full_reach` (PTZ): any azimuth and tilt, and
 * the density of its narrowest lens, which `optics` must then hold. `accuracy_m` of the
 * position (0 for planned). Hits (at most `capacity`) go to `hits`, worst first; `*count`
 * is how many there are. `dwelling_m2` is the facade area of dwellings in view at or above
 * the threshold, measured. Any may be NULL. */
Verdict prohibit_judge(const ProhibitView *view, const Optics *optics, bool full_reach,
                       double accuracy_m, ProhibitHit *hits, size_t capacity, size_t *count,
                       double *dwelling_m2);

/* Judge the existing cameras: findings with clause and penalty, and `violates[i]` set for
 * each that must be removed; its lookout becomes blind (it covers nothing). */
MUST_CHECK Status prohibit_existing(const Prohibit *prohibit, const Scene *scene,
                                    Lookout *lookouts, size_t count, bool *violates,
                                    double *dwelling_m2, FindingList *findings, Diag *diag);

#endif
