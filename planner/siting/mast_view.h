/* mast_view.h - what one site sees of the demand that is still open.
 *
 * One sweep is shared; azimuths, tilts and lenses then only choose among what is visible. Also a
 * sample of the ground that no zone asks for. A MastView belongs to one thread and is reused from
 * site to site.
 */
#ifndef PLANNER_SITING_MAST_VIEW_H
#define PLANNER_SITING_MAST_VIEW_H

#include "planner/siting/mast.h"

/* A visible spot of ground that nobody asks for. */
typedef struct {
    float dx, dy, dz, area_m2;
} OutsideSpot;

typedef struct {
    Glance *glance;     /* owned */
    Sightings seen;     /* visible and open */
    float *px_per_m[2]; /* the least that an open cell of each asks: visible light, thermal */
    float *weight;      /* of the open cells of each */
    float *down_deg;    /* angle of each below the horizontal */
    size_t capacity;
    OutsideSpot *outside;
    size_t outside_count;
} MastView;

#define MAST_VIEW_TILTS 2

/* ERR_MEMORY: no room to sweep so far. */
MUST_CHECK Status mast_view_look(MastView *out, const MastWorld *world, const Site *site,
                                 Diag *diag);
void mast_view_release(MastView *view);

/* Tilts worth trying at the azimuth of `optics`; returns how many. */
size_t mast_view_tilts(const MastView *view, const Optics *optics,
                       double tilts_deg[MAST_VIEW_TILTS]);
/* Visible ground in view within 100 m that no zone asks for, by samples. */
double mast_view_outside_m2(const MastView *view, const Optics *optics);

#endif
