/* bits_turn.h - a picture of bits, turned: what the eastern and western wedges saw, laid into
 * the rows of the northern and southern. Pure; any thread. */
#ifndef PLANNER_COVERAGE_VIEWSHED_BITS_TURN_H
#define PLANNER_COVERAGE_VIEWSHED_BITS_TURN_H

#include <stdint.h>

/* Bit x of row y is bit x & 7 of byte x >> 3 of the row. Columns and rows are multiples of 8. */
typedef struct {
    uint8_t *bytes;
    long row_bytes;
} BitPicture;

/* Or bit (x, y) of `from` into bit (y, x) of `into`, for x in [x0, x1) and y in [y0, y1); all
 * four are multiples of 8. */
void bits_turn(BitPicture into, BitPicture from, long x0, long x1, long y0, long y1);

#endif
