#include "planner/coverage/viewshed/bits_turn.h"

#include <string.h>

/* An 8 x 8 square of bits, turned about its diagonal. */
static uint64_t turn_square(uint64_t square)
{
    uint64_t swap = (square ^ (square >> 7)) & 0x00AA00AA00AA00AAull;

    square ^= swap ^ (swap << 7);
    swap = (square ^ (square >> 14)) & 0x0000CCCC0000CCCCull;
    square ^= swap ^ (swap << 14);
    swap = (square ^ (square >> 28)) & 0x00000000F0F0F0F0ull;
    return square ^ swap ^ (swap << 28);
}

static void turn_one(BitPicture into, uint64_t square, long x, long y)
{
    square = turn_square(square);
    for (int i = 0; i < 8; i++)
        into.bytes[(x + i) * into.row_bytes + y / 8] |= (uint8_t)(square >> (8 * i));
}

/* Eight rows from y on, 64 columns from x on: most hold nothing. */
static void turn_band(BitPicture into, BitPicture from, long x, long x1, long y)
{
    uint64_t rows[8], any = 0;

    for (int i = 0; i < 8; i++) {
        memcpy(&rows[i], from.bytes + (y + i) * from.row_bytes + x / 8, sizeof rows[i]);
        any |= rows[i];
    }
    for (int part = 0; any && part < 8 && x + 8 * part < x1; part++) {
        uint64_t square = 0;
        if (!(any >> (8 * part) & 0xff))
            continue;
        for (int i = 0; i < 8; i++)
            square |= (rows[i] >> (8 * part) & 0xff) << (8 * i);
        turn_one(into, square, x + 8 * part, y);
    }
}

void bits_turn(BitPicture into, BitPicture from, long x0, long x1, long y0, long y1)
{
    for (long y = y0; y < y1; y += 8)
        for (long x = x0; x < x1; x += 64)
            turn_band(into, from, x, x1, y);
}
