/* pole.h - every camera of a pole against the one sweep that they share.
 *
 * The demand is all open ground of a part of the place, on a grid of `step` cells; a pole has 12
 * azimuths x 3 lenses (90, 60 and 30 degrees), tilted 10 degrees, and asks so little density
 * that visibility and view alone cut the footprints. One thread.
 */
#ifndef BENCH_POLE_H
#define BENCH_POLE_H

#include "bench/place.h"

enum { POLE_CANDIDATES = 36 };

typedef struct Pole Pole;

MUST_CHECK Status pole_open(Pole **out, const Place *place, long range_cells, long step,
                            Diag *diag);
void pole_close(Pole *pole);

/* Laps over poles: one full circle each; and one circle, its sightings and all footprints. */
double pole_lap_sweep(void *pole, size_t poles);
double pole_lap_footprints(void *pole, size_t poles);
size_t pole_most(const Pole *pole); /* poles that there are for a lap */
bool pole_failed(const Pole *pole);

/* Print the demand points in range, those seen, covered cells and runs of the mean pole. */
void pole_print(const Pole *pole);

#endif
