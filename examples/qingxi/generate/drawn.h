/* drawn.h - what a hand drew before chance filled in the rest.
 *
 * The skeleton of the invented town: rivers, ridges, the border line, the
 * limits of the area and of its townships, and the main roads, all in local
 * metres. Everything here is invented; no real place was traced.
 */
#ifndef EXAMPLES_QINGXI_GENERATE_DRAWN_H
#define EXAMPLES_QINGXI_GENERATE_DRAWN_H

#include <stddef.h>

#include "examples/qingxi/generate/line.h"

/* Where the local origin lies in EPSG:4542. */
#define ORIGIN_EAST_M 478000.0
#define ORIGIN_NORTH_M 2738000.0

/* The terrain reaches beyond the area, further on the border side. */
#define TERRAIN_WEST_M (-1000.0)
#define TERRAIN_SOUTH_M (-700.0)
#define TERRAIN_EAST_M 6700.0
#define TERRAIN_NORTH_M 5700.0

typedef struct {
    const Point *at;
    size_t count;
} Drawn;

/* A crest (amount > 0, metres of rise) or a gully (amount < 0, share of the height taken away). */
typedef struct {
    Drawn line;
    double amount, reach_m;
} DrawnRelief;

typedef struct {
    const char *class, *name, *name_en, *ref;
    Drawn line;
    int lanes;
    double width_m;
    Point tunnel_from, tunnel_to; /* both 0,0: no tunnel */
} DrawnRoad;

typedef struct {
    const char *name, *name_en, *code;
    Point seat; /* any point inside it */
} DrawnTownship;

/* A built-up core: houses and lanes thin out over reach_m. */
typedef struct {
    Point at;
    double reach_m;
} DrawnCore;

extern const Drawn drawn_river, drawn_border_river, drawn_border, drawn_stream, drawn_reservoir;
extern const Drawn drawn_dam;
/* The area's limit from the border's north end to its south end, round the east. */
extern const Drawn drawn_limit;
extern const Drawn drawn_divides[];
extern const size_t drawn_divide_count;
extern const DrawnRelief drawn_relief[];
extern const size_t drawn_relief_count;
extern const DrawnRoad drawn_roads[];
extern const size_t drawn_road_count;
extern const DrawnTownship drawn_townships[];
extern const size_t drawn_township_count;
extern const DrawnCore drawn_cores[];
extern const size_t drawn_core_count;

#endif
