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
 * A place that needs consent forbids like the others, by place within its buffer too, until consent
 * is given: to what is planned by the project, to what exists by the camera's own document.
 * Built once, read-only then: any thread (each with its own GEOS context).
 */
#ifndef PLANNER_AUDIT_PROHIBIT_H
#define PLANNER_AUDIT_PROHIBIT_H

#include <stdbool.h>
#include <stddef.h>

#include "planner/coverage/lookout.h"
#include "planner/coverage/reach.h"
#include "rules/forbidden.h"

typedef struct Prohibit Prohibit;

typedef enum {
    VERDICT_CLEAR,
    VERDICT_MEASURED,      /* dwellings that nobody supplied: counted and minimised */
    VERDICT_CANNOT_DECIDE, /* a warning for what exists; planned by view only as a last resort */
    VERDICT_VIOLATION,
} Verdict;

/* One forbidden place that a camera stands in or looks into. */
typedef struct {
    const Forbidden *place;
    Verdict verdict;
    bool inside;                /* by place; else by view */
    double px_per_m;            /* highest density on a point of it */
    double distance_m;          /* to that point; by place: to the place, 0 in it */
    size_t points_seen, points; /* of its facade */
    const char *consent_doc;    /* what gives the consent that it needs; NULL: nothing does */
} ProhibitHit;

/* Does a camera need somebody's consent, and has it? */
typedef struct {
    const Forbidden *place; /* that needs it; of several one without it goes first; NULL: none */
    bool sure;              /* false: nobody can decide whether it is needed */
    const char *doc;        /* what gives it; NULL: missing */
} Consent;

MUST_CHECK Status prohibit_new(Prohibit **out, const Scene *scene, const RulePack *pack,
                               const ForbiddenSet *places, Diag *diag);
void prohibit_free(Prohibit *prohibit);

/* Does a point lie in a place where nothing may be installed, or nearer to one than the
 * accuracy of the position? NULL: no. Derived dwellings are measured by view alone; places to
 * which the project has consent, and such as may need none, are left out. */
const Forbidden *prohibit_at(const Prohibit *prohibit, double x, double y, double accuracy_m);

/* How far from the eye a camera can come to matter: where no point of a place with a
 * threshold can be as sharp any more. For prohibit_view_new(). */
double prohibit_range_m(const Prohibit *prohibit, const Optics *optics);

/* What an eye could see of forbidden places, whatever camera looks out of it: one
 * sweep a pole, shared by its candidates. Lines of sight are walked when a judgement
 * first needs them, so a view belongs to one thread. Places that forbid any density are
 * looked at as far as PROHIBIT_ANY_RANGE_M, whatever `range_m` is. */
#define PROHIBIT_ANY_RANGE_M 5000.0
/* "At any density": from one pixel a metre on. */
#define PROHIBIT_LEAST_PX_PER_M 1.0
typedef struct ProhibitView ProhibitView;
MUST_CHECK Status prohibit_view_new(ProhibitView **out, const Prohibit *prohibit, const Eye *eye,
                                    double range_m, Diag *diag);
void prohibit_view_free(ProhibitView *view);

typedef struct {
    const Optics *optics; /* its max_range_m (night, fog) protects nobody and is not asked */
    const Reach *reach;   /* PTZ, or unknown azimuth: judged by all it can look at; or NULL */
    double accuracy_m;    /* of the position; 0 for planned */
    bool stands_apart;    /* at x, y and not under its eye, which was moved off a wall */
    double x, y;
    bool existing; /* its own document gives consent, not the project */
    const char *consent_doc;
} ProhibitCamera;

/* The places that one camera looks into. */
typedef struct {
    ProhibitHit *hits;      /* the caller's, `capacity` of them: worst first; or NULL */
    size_t capacity, count; /* count: how many there are, kept or not */
    bool measure;           /* asks for dwelling_m2: the facade area of dwellings in view */
    double dwelling_m2;     /* at or above the threshold; otherwise 0 */
    ProhibitHit consent;    /* places that need consent are not among the hits but here: the
                             * worst, given or not; its place NULL: none does */
    size_t consents;
} ProhibitReport;

/* The worst verdict on a camera at that eye. `report` may be NULL. */
Verdict prohibit_judge(ProhibitView *view, const ProhibitCamera *camera, ProhibitReport *report);

/* What the judgement of the existing cameras gives: arrays with one item a camera. */
typedef struct {
    bool *violates; /* it must be removed */
    double *dwelling_m2;
    Consent *consents;
} ProhibitResult;

/* Judge the existing cameras: findings with clause and penalty. The lookout of one that violates
 * becomes blind (it covers nothing); what lacks consent stays, since a document mends it. A camera
 * whose azimuth or lens is unknown is judged with full reach and never worse than "cannot
 * decide". */
MUST_CHECK Status prohibit_existing(const Prohibit *prohibit, const Scene *scene, Lookout *lookouts,
                                    size_t count, const ProhibitResult *out, FindingList *findings,
                                    Diag *diag);

#endif
