/* misplaced.h - why a dataset may lie nowhere near the project's area.
 *
 * Chinese tables call the northing X and the easting Y, and put the zone's number
 * before the easting (33 500 000 for 500 000): both bring a dataset thousands of
 * kilometres away without any error. Any thread.
 */
#ifndef DATA_MISPLACED_H
#define DATA_MISPLACED_H

#include "data/grid.h"

/* `found` is where the dataset lies, `wanted` the area, both in the dataset's own
 * coordinates. A sentence to act on, or NULL when nothing of the kind would help. */
const char *misplaced_reason(Box found, Box wanted);

#endif
