/* peer_grass.h - GRASS r.viewshed, each view a program of its own.
 *
 * The surface is imported once; before each view the region is cut to the observer's range, as
 * one who is in a hurry would do. Only r.viewshed itself is timed. Observers stand at cell centres.
 */
#ifndef BENCH_PEER_GRASS_H
#define BENCH_PEER_GRASS_H

#include "bench/place.h"

typedef struct {
    char folder[200]; /* holds everything; removed at the end */
    const Place *place;
} PeerGrass;

bool peer_grass_there(void);
MUST_CHECK Status peer_grass_open(PeerGrass *grass, const Place *place, Diag *diag);
void peer_grass_close(PeerGrass *grass);

/* Seconds of processor of one r.viewshed; negative when it failed. */
double peer_grass_view(const PeerGrass *grass, const ViewshedEye *eye, bool flat);

/* What the last view saw: 1 or 0 for each of the (2 range + 1)^2 cells around the observer's.
 * False when it could not be read. */
bool peer_grass_read(const PeerGrass *grass, uint8_t *cells, size_t count);

#endif
