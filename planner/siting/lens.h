/* lens.h - the lenses that a plan may use: a model of camera at one focal setting.
 *
 * The project's `sites: models:`, else those that the catalogue marks `plan`. A
 * varifocal lens is proposed at its widest, its narrowest and the geometric mean of
 * the two. A PTZ is planned by its home preset, and judged by its whole reach. Read-only
 * once made: any thread.
 */
#ifndef PLANNER_SITING_LENS_H
#define PLANNER_SITING_LENS_H

#include <stddef.h>

#include "data/scene.h"
#include "planner/coverage/demand.h"
#include "planner/coverage/optics.h"

typedef struct {
    const CameraModel *model;
    Optics optics;   /* aimed north and level; max_range_m for the demand there is */
    bool turns;      /* PTZ: prohibitions are judged by its whole reach */
    double focal_mm; /* NaN: unknown */
} Lens;

typedef struct {
    Lens *items; /* in catalogue (or project) order, wide to narrow */
    size_t count;
    /* That any zone asks of visible light and thermal lenses, by use; INFINITY: no demand. */
    double least_px_per_m[2][2];
    double range_m[2]; /* the furthest that any lens meets that, by use; 0: no demand */
    const ProjectConditions *conditions;
} LensSet;

/* Sites are looked at no further than this, whatever the lens could show. */
#define LENS_STREET_RANGE_M 400.0
#define LENS_LONG_RANGE_M 8000.0

/* The optics by which prohibitions judge a camera of this lens: a PTZ's narrowest setting. */
Optics lens_narrowest(const Lens *lens);

/* The lens of `model` at any share of its zoom (data/zoom.h), ranged as those of the set are. */
MUST_CHECK Status lens_at(Lens *out, const LensSet *set, const CameraModel *model, double share,
                          Diag *diag);

/* ERR_INPUT names a model that the catalogue does not have. One without pixels is left out
 * (finding model-without-pixels). */
MUST_CHECK Status lenses_make(LensSet *out, const Scene *scene, const Demand *demand, Diag *diag);
void lenses_release(LensSet *set);

#endif
