/* heights.h - a raster of heights in its own grid, read window by window.
 *
 * Nothing is resampled: a cell is what band 1 of the file says, with scale and offset, as a
 * 32-bit float in metres. NaN: no data by the file's nodata value or mask, or beyond +-12 000,
 * which no height on Earth has. The grid is north-up in metres; a rotated raster, one in
 * degrees or in feet is refused with the command that mends it. One thread.
 */
#ifndef DATA_HEIGHTS_H
#define DATA_HEIGHTS_H

#include <stdbool.h>

#include "base/status.h"
#include "data/crs.h"
#include "data/grid.h"

typedef struct Heights Heights;

/* ERR_INPUT names `path` and what would mend it. */
MUST_CHECK Status heights_open(Heights **out, const char *path, Diag *diag);
void heights_close(Heights *heights); /* NULL is allowed */

const char *heights_path(const Heights *heights);
const Grid *heights_grid(const Heights *heights);
const Crs *heights_crs(const Heights *heights); /* NULL: the file names none; taken as metres */

/* From now on cells are counted as those of `other`, whatever part of it this raster covers.
 * ERR_INPUT unless cells lie on cells in the same CRS, and some in common. */
MUST_CHECK Status heights_align(Heights *heights, const Heights *other, Diag *diag);

/* Rows that one reading of `columns` columns should take: whole blocks of the file, some MB. */
long heights_strip_rows(const Heights *heights, long columns);

/* The cells of `box` by rows, NaN outside the raster. ERR_INPUT for a block that cannot be read. */
MUST_CHECK Status heights_read(Heights *heights, const CellBox *box, float *out, Diag *diag);

#endif
