/* holes.h - where a surface lacks data, so that most lines of sight need not be asked.
 *
 * Tiles of HOLES_TILE cells, counted from the corner: whether a box of cells touches a tile
 * with a hole costs four reads. 4 bytes a tile. Read-only once made: any thread.
 */
#ifndef PLANNER_COVERAGE_HOLES_H
#define PLANNER_COVERAGE_HOLES_H

#include <stdbool.h>
#include <stdint.h>

#include "data/surface.h"

enum { HOLES_TILE = 16 };

typedef struct {
    long columns, rows; /* of tiles */
    uint32_t *sums;     /* tiles with holes above and left of each corner; NULL: no holes; owned */
} Holes;

void holes_find(Holes *out, const Surface *surface);
void holes_release(Holes *holes);

/* May a cell of the box, corners included, lack data? Cells off the surface do not count. */
bool holes_near(const Holes *holes, int column, int row, int other_column, int other_row);

#endif
