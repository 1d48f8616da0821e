/* sight.h - the line of sight, exactly as docs/method.md defines "visible".
 *
 * The exact line of sight known as R3: the surface is linear between
 * neighbouring samples along every grid line, and the target is visible iff
 * at no crossing of a grid line strictly between eye and target the surface
 * stands above the line. Ties within 1e-6 m may fall either way. This is the
 * simple kernel in double; one line costs its length in cells.
 * Distances in metres, heights are elevations. Curvature and refraction lower each
 * height by (1 - k) d^2 / (2 R) with d its distance from the eye. What lies off the
 * samples is nodata. Crossings within 1e-9 cells of eye or target are not between them.
 * Pure functions over read-only data: any thread.
 */
#ifndef PLANNER_COVERAGE_SIGHT_H
#define PLANNER_COVERAGE_SIGHT_H

#include <stdbool.h>
#include <stdint.h>

#include "data/grid.h"
#include "data/surface.h"

typedef struct {
    double x, y, z; /* z: elevation */
} SightPoint;

/* How sight is computed. */
typedef struct {
    double refraction; /* k; 0.13 */
    bool flat;         /* no curvature */
    bool no_canopy;    /* canopy is taken away (leaf-off: privacy is judged so) */
    /* Cells whose obstacle is taken away (a forbidden place's own building): byte i of
     * `ignored` is cell (ignored_column + i % width, ignored_row + i / width). */
    const uint8_t *ignored; /* non-zero: only the ground blocks there; NULL: none */
    int ignored_column, ignored_row, ignored_width, ignored_height;
} SightRules;

#define SIGHT_EARTH_RADIUS_M 6371000.0
#define SIGHT_REFRACTION 0.13

typedef struct {
    bool visible;
    bool crossed_nodata; /* a segment with a nodata end blocks nothing, but is told */
    Obstacle by;         /* what stands highest above the line, when hidden */
} Sight;

/* Curvature with the usual refraction, everything blocks. */
SightRules sight_rules_default(void);

/* Sight from `eye` to the target at the centre of (column, row), at its ground +
 * target_height_m. A roof or canopy above its own target: not visible. */
Sight sight_to_cell(const Surface *surface, const SightRules *rules, SightPoint eye, int column,
                    int row, double target_height_m);

/* The same answer without the cause: several times faster, for sweeps. A hidden
 * line stops at the first thing that hides it, so what lies behind may be nodata. */
bool sight_sees_cell(const Surface *surface, const SightRules *rules, SightPoint eye, int column,
                     int row, double target_height_m, bool *crossed_nodata);

/* Is a cell surely seen, or surely hidden? Not sure: the line comes within 1e-6 m of the
 * surface, close to nodata, or leaves the samples. For a plain surface: nothing ignored. */
typedef enum {
    SIGHT_HIDDEN,
    SIGHT_SEEN,
    SIGHT_UNSURE,
} SightGuess;
SightGuess sight_guess_cell(const Surface *surface, const SightRules *rules, SightPoint eye,
                            int column, int row, double target_height_m);

/* Sight to any point (facade points). Its own cell does not hide it. */
Sight sight_to_point(const Surface *surface, const SightRules *rules, SightPoint eye,
                     SightPoint target);

/* The same answer without the cause, for sweeps: a hidden line stops at what hides it. */
bool sight_sees_point(const Surface *surface, const SightRules *rules, SightPoint eye,
                      SightPoint target);

/* The eye of a camera of a project. An eye with any of its four surrounding samples
 * above it moves outward along the wall's normal by at most 1.5 cells (`moved_m`);
 * when that does not free it, `stuck` is set and it covers nothing. `on_roof`
 * stands on the top of its own cell instead of the ground (bilinear tops slope at a
 * roof's edge). `nodata`: no ground there. */
typedef struct {
    SightPoint at;
    double ground_m, moved_m;
    bool stuck, nodata;
} Eye;
Eye sight_eye(const Surface *surface, double x, double y, double mount_height_m, bool on_roof);

#endif
