/* demand_field.h - the demand grid of one surface, and which of its cells may ask.
 *
 * Every n-th sample of the surface within the area's box, lined up with the surface
 * wherever the area lies. Metres, project CRS. Read-only once opened: any thread.
 */
#ifndef PLANNER_COVERAGE_DEMAND_FIELD_H
#define PLANNER_COVERAGE_DEMAND_FIELD_H

#include "base/bitset.h"
#include "data/scene.h"

typedef struct {
    const Surface *surface;
    Grid grid;
    int first_column, first_row, step_x, step_y; /* surface cell of demand cell (0, 0) */
    Bitset open; /* cells that may ask: in the area, on ground, no building */
} DemandField;

/* Lay the grid with the multiple of the surface's cell that is nearest to `cell_m`. */
void demand_field_lay(DemandField *field, const Surface *surface, Box box, double cell_m);
/* Find the cells that may ask. Release `open` with bitset_release(). */
void demand_field_open(DemandField *field, const Scene *scene);
/* Index into the surface's samples of a demand cell. */
size_t demand_field_sample(const DemandField *field, int column, int row);

#endif
