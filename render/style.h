/* style.h - how each class of thing looks on paper.
 *
 * A style is found by the name of its class, a path such as "road/primary".
 * What has no style of its own takes that of the nearest known name above it:
 * "road/bridleway" that of "road", and anything else "other". "zone/1" and on
 * are colours that the caller gives a meaning. Widths and gaps are millimetres on paper.
 *
 * Colours: the hues that carry meaning are from Okabe and Ito, "Color
 * Universal Design" (2008), and differ in lightness too, so that they are
 * told apart in grey print; what must not be confused differs by pattern or
 * shape besides. Static tables, so any thread may use them.
 */
#ifndef RENDER_STYLE_H
#define RENDER_STYLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t rgb;  /* 0xRRGGBB */
    double opaque; /* 0: not drawn at all; 1: covers what is below */
} Colour;

typedef enum { HATCH_NONE, HATCH_DIAGONAL, HATCH_CROSS, HATCH_DOTS, HATCH_RAILWAY } Hatch;

/* What comes lower on the sheet comes first; within a rank, the order of the
 * layers and shapes that the caller gave. */
typedef enum {
    RANK_LANDUSE,
    RANK_WATER,
    RANK_ROAD,
    RANK_COVERAGE, /* over the roads: most of what must be seen is carriageway */
    RANK_BUILDING,
    RANK_ZONE,
    RANK_GAP,
    RANK_PROHIBITED,
    RANK_BOUNDARY,
    RANK_FOOTPRINT,
    RANK_MARK,
    RANK_COUNT
} Rank;

typedef struct {
    const char *name;
    const char *zh, *en; /* words of the legend */
    Rank rank;
    int step; /* order within a rank: a trunk road is drawn over a track */
    Colour fill;
    Colour line;
    double line_mm;    /* on paper, */
    double ground_m;   /* or this on the ground where the scale makes it wider; 0: paper only */
    double dash_mm[6]; /* on, off, ...; ends at the first 0 */
    Colour casing;
    double casing_mm; /* seen on each side of the line */
    Hatch hatch;      /* in the line's colour */
    double hatch_mm;  /* between hatch lines */
    double dot_mm;    /* diameter of a point; 0: 1.2 */
    /* Labels. */
    double label_mm; /* height of the letters; 0: never labelled */
    uint32_t label_rgb;
    int label_priority; /* higher is placed first */
    bool label_bold, label_slanted;
    bool ends;   /* a bridge or the like: its ends are seen */
    bool shaded; /* fill darkens with the shape's value: heights of buildings, in metres */
} Style;

/* Never NULL. */
const Style *style_find(const char *name);

/* The table itself, for the legend of all styles and for tests. */
const Style *style_all(size_t *count);

/* The fill of a `shaded` style for a value (NaN: the plain fill). */
Colour style_shade(const Style *style, double value);

#endif
