#include "planner/coverage/view_count.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum {
    WORD = 64,
    LOW = 4, /* planes that each viewshed goes through; there are no fewer */
};

struct ViewCount {
    CellBox box;
    size_t row_words;
    int planes;
    uint64_t *bits; /* by rows, in a row by planes, in a plane by columns */
    size_t capacity;
    uint64_t *line; /* one row of a viewshed, moved to the box's columns */
    size_t line_capacity;
    uint64_t spread[256]; /* bit i of a byte to byte i of a word */
};

static int planes_for(size_t observers)
{
    int planes = LOW;

    while (observers >> planes)
        planes++;
    return planes;
}

static size_t words_of(const CellBox *box)
{
    return ((size_t)box->columns + WORD - 1) / WORD;
}

size_t view_count_bytes(const CellBox *box, size_t observers)
{
    return words_of(box) * (size_t)box->rows * (size_t)planes_for(observers) * sizeof(uint64_t);
}

ViewCount *view_count_new(void)
{
    ViewCount *count = memory_new(1, sizeof *count);

    for (unsigned byte = 0; byte < 256; byte++)
        for (unsigned bit = 0; bit < 8; bit++)
            count->spread[byte] |= (uint64_t)(byte >> bit & 1) << (8 * bit);
    return count;
}

void view_count_free(ViewCount *count)
{
    if (!count)
        return;
    free(count->bits);
    free(count->line);
    free(count);
}

bool view_count_begin(ViewCount *count, const CellBox *box, size_t observers)
{
    size_t bytes = view_count_bytes(box, observers);

    count->box = *box;
    count->row_words = words_of(box);
    count->planes = planes_for(observers);
    if (bytes > count->capacity) {
        free(count->bits);
        count->bits = memory_try(bytes, 1);
        count->capacity = count->bits ? bytes : 0;
    } else {
        memset(count->bits, 0, bytes);
    }
    if (count->row_words > count->line_capacity) {
        count->line_capacity = count->row_words;
        count->line = memory_resize(count->line, count->row_words, sizeof *count->line);
    }
    return count->bits != NULL;
}

const CellBox *view_count_box(const ViewCount *count)
{
    return &count->box;
}

/* How the words of a viewshed's rows fall on those of the box: word i of the box takes its bits
 * from words i - words and i - words - 1, moved up by `bits`. */
typedef struct {
    long words;
    int bits;
    size_t begin, end; /* the words of the box that may be touched */
} Shift;

static Shift shift_of(const ViewCount *count, const VisibleCells *cells)
{
    long offset = cells->first_column - count->box.column;
    long words = offset >= 0 ? offset / WORD : -((-offset + WORD - 1) / WORD);
    long end = words + (long)cells->row_words + 1;
    Shift shift = {.words = words, .bits = (int)(offset - words * WORD)};

    shift.begin = words > 0 ? (size_t)words : 0;
    shift.end = end > (long)count->row_words ? count->row_words : end > 0 ? (size_t)end : 0;
    return shift;
}

/* The row's bits as the box has its columns, into count->line; false when none is set. */
static bool move_row(ViewCount *count, const uint64_t *from, size_t from_words, const Shift *shift)
{
    uint64_t *restrict line = count->line, any = 0;
    const long first = shift->words, last = first + (long)from_words; /* of these, one source */
    const int up = shift->bits, down = WORD - 1 - up;                 /* two shifts: never by 64 */
    size_t i = shift->begin, inner = last < (long)shift->end ? (size_t)last : shift->end;

    if ((long)i == first && i < inner) {
        line[i] = any = from[0] << up;
        i++;
    }
    for (const uint64_t *at = from + ((long)i - first); i < inner; i++, at++) {
        line[i] = at[0] << up | at[-1] >> 1 >> down;
        any |= line[i];
    }
    if (i < shift->end) {
        line[i] = from[from_words - 1] >> 1 >> down;
        any |= line[i];
    }
    return any != 0;
}

/* The lowest planes at once, with no question in between: what carries out of them stays in the
 * line. False when nothing does. */
static bool add_low(const ViewCount *count, uint64_t *planes, const Shift *shift)
{
    const size_t words = count->row_words;
    uint64_t *restrict line = count->line, *restrict p0 = planes, *restrict p1 = planes + words;
    uint64_t *restrict p2 = planes + 2 * words, *restrict p3 = planes + 3 * words, any = 0;

    for (size_t i = shift->begin; i < shift->end; i++) {
        uint64_t c0 = line[i], c1 = p0[i] & c0, c2 = p1[i] & c1, c3 = p2[i] & c2, c4 = p3[i] & c3;
        p0[i] ^= c0;
        p1[i] ^= c1;
        p2[i] ^= c2;
        p3[i] ^= c3;
        line[i] = c4;
        any |= c4;
    }
    return any != 0;
}

/* Add the line to the counters of one row. */
static void add_line(const ViewCount *count, uint64_t *planes, const Shift *shift)
{
    uint64_t *restrict carry = count->line;
    bool any = add_low(count, planes, shift);

    for (int plane = LOW; plane < count->planes && any; plane++) {
        uint64_t *restrict bits = planes + (size_t)plane * count->row_words, more = 0;
        for (size_t i = shift->begin; i < shift->end; i++) {
            uint64_t both = bits[i] & carry[i];
            bits[i] ^= carry[i];
            carry[i] = both;
            more |= both;
        }
        any = more != 0;
    }
}

void view_count_add(ViewCount *count, const VisibleCells *cells)
{
    Shift shift = shift_of(count, cells);

    for (long i = 0; i < cells->rows; i++) {
        long row = cells->first_row + i - count->box.row;
        const uint64_t *from = cells->words + (size_t)i * cells->row_words;
        if (row < 0 || row >= count->box.rows || shift.begin >= shift.end ||
            !move_row(count, from, cells->row_words, &shift))
            continue;
        add_line(count, count->bits + (size_t)row * (size_t)count->planes * count->row_words,
                 &shift);
    }
}

/* The counters of the cells of one word: 8 planes at a time, 8 cells at a time. */
static void spread_word(const ViewCount *count, const uint64_t *planes, uint32_t counts[WORD])
{
    for (int first = 0; first < count->planes; first += 8)
        for (int part = 0; part < WORD / 8; part++) {
            uint64_t eight = 0; /* a byte a cell */
            for (int p = first; p < count->planes && p < first + 8; p++)
                eight |= count->spread[planes[(size_t)p * count->row_words] >> (8 * part) & 255]
                         << (p - first);
            for (int i = 0; i < 8; i++)
                counts[8 * part + i] |= (uint32_t)(eight >> (8 * i) & 255) << first;
        }
}

bool view_count_row(const ViewCount *count, long row, uint32_t *out)
{
    const uint64_t *planes = count->bits + (size_t)row * (size_t)count->planes * count->row_words;
    uint64_t any = 0;

    for (size_t i = 0; i < (size_t)count->planes * count->row_words; i++)
        any |= planes[i];
    if (!any)
        return false;
    for (size_t word = 0; word < count->row_words; word++) {
        uint32_t counts[WORD] = {0};
        size_t left = (size_t)count->box.columns - word * WORD;
        spread_word(count, planes + word, counts);
        memcpy(out + word * WORD, counts, (left < WORD ? left : WORD) * sizeof *counts);
    }
    return true;
}
