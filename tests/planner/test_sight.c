/* Lines of sight against the definition, written again in other words. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "planner/coverage/sight.h"
#include "tests/check.h"

enum { SIDE = 48, CELLS = SIDE * SIDE };
static const double TIE_M = 1e-6;

static void assert_near(double got, double expected, double within)
{
    if (!(fabs(got - expected) <= within))
        fail_msg("got %.9f, expected %.9f", got, expected);
}

typedef struct {
    Surface surface;
    float ground[CELLS], top[CELLS];
    uint8_t kind[CELLS];
    uint64_t seed;
} Place;

static double dice(Place *place)
{
    place->seed = place->seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(place->seed >> 11) * 0x1p-53;
}

static void place_init(Place *place, double dx_m, double dy_m, uint64_t seed)
{
    memset(place, 0, sizeof *place);
    place->seed = seed;
    place->surface.grid = (Grid){500000, 2800000, dx_m, dy_m, SIDE, SIDE};
    place->surface.ground = place->ground;
    place->surface.top = place->top;
    place->surface.kind = place->kind;
}

/* --- the definition, crossing by crossing --------------------------------------------- */

static double brute_top(const Place *place, const SightRules *rules, long c, long r)
{
    if (c < 0 || r < 0 || c >= SIDE || r >= SIDE)
        return NAN;
    if (rules->no_canopy && place->kind[r * SIDE + c] == OBSTACLE_CANOPY)
        return place->ground[r * SIDE + c];
    return place->top[r * SIDE + c];
}

/* The surface at a point of a grid line, minus its drop behind the horizon. */
static double brute_surface(const Place *place, const SightRules *rules, double u, double v,
                            double far_m)
{
    double cu = round(u), rv = round(v), height;
    bool on_column = fabs(u - cu) < 1e-9, on_row = fabs(v - rv) < 1e-9;

    if (on_column && on_row) {
        height = brute_top(place, rules, (long)cu, (long)rv);
    } else if (on_column) {
        double f = v - floor(v);
        height = (1 - f) * brute_top(place, rules, (long)cu, (long)floor(v)) +
                 f * brute_top(place, rules, (long)cu, (long)floor(v) + 1);
    } else {
        double f = u - floor(u);
        height = (1 - f) * brute_top(place, rules, (long)floor(u), (long)rv) +
                 f * brute_top(place, rules, (long)floor(u) + 1, (long)rv);
    }
    if (!rules->flat)
        height -= (1 - rules->refraction) * far_m * far_m / (2 * 6371000.0);
    return height;
}

/* How far the surface stands above the line at most: visible when not above 0. */
static double brute_above(const Place *place, const SightRules *rules, SightPoint eye, int column,
                          int row, double target_height_m)
{
    const Grid *g = &place->surface.grid;
    double u0 = (eye.x - g->x0) / g->dx_m - 0.5, v0 = (g->y0 - eye.y) / g->dy_m - 0.5;
    double far_m = hypot((column - u0) * g->dx_m, (row - v0) * g->dy_m), above = -INFINITY;
    double ground = place->ground[row * SIDE + column];
    double top = brute_top(place, rules, column, row);
    double z = ground + target_height_m;

    if (isnan(ground) || isnan(top) || top > z)
        return INFINITY;
    if (!rules->flat)
        z -= (1 - rules->refraction) * far_m * far_m / (2 * 6371000.0);
    for (int family = 0; family < 2; family++)
        for (int line = 0; line < SIDE; line++) {
            double t = family ? (line - v0) / (row - v0) : (line - u0) / (column - u0);
            double u = family ? u0 + t * (column - u0) : line;
            double v = family ? line : v0 + t * (row - v0), surface;
            if (!(t > 1e-9 && t < 1 - 1e-9))
                continue;
            surface = brute_surface(place, rules, u, v, t * far_m);
            if (surface - (eye.z + t * (z - eye.z)) > above)
                above = surface - (eye.z + t * (z - eye.z));
        }
    return above;
}

/* --- terrains --------------------------------------------------------------------------- */

typedef enum { HILLS, CITY, STAIRS, PLAIN, SPIKES, HOLES, KINDS } Kind;

static void shape_cell(Place *place, Kind kind, int c, int r)
{
    int i = r * SIDE + c;
    double ground = 0, height = 0;

    if (kind == HILLS || kind == HOLES)
        ground = 6 * sin(c * 0.31) * cos(r * 0.23) + 2 * dice(place);
    if (kind == STAIRS)
        ground = 0.5 * (c / 4) + 4000;
    if (kind == CITY) {
        ground = 0.05 * c - 0.02 * r;
        if ((c / 7 + r / 9) % 3 == 0)
            height = 4 + (c / 7) % 5;
    }
    if (kind == SPIKES && dice(place) < 0.04)
        height = 20 * dice(place);
    place->kind[i] = height > 0 ? OBSTACLE_BUILDING : OBSTACLE_TERRAIN;
    if (kind == HILLS && dice(place) < 0.1) {
        height = 3;
        place->kind[i] = OBSTACLE_CANOPY;
    }
    place->ground[i] = (float)ground;
    place->top[i] = (float)(ground + height);
    if (kind == HOLES && dice(place) < 0.05)
        place->ground[i] = place->top[i] = NAN;
}

/* Eyes on samples, on grid lines, on edges and corners, and anywhere. */
static SightPoint some_eye(Place *place, int which)
{
    const Grid *g = &place->surface.grid;
    double u = dice(place) * (SIDE - 1), v = dice(place) * (SIDE - 1);

    if (which % 5 == 1 || which % 5 == 2)
        u = round(u);
    if (which % 5 == 1 || which % 5 == 3)
        v = round(v);
    if (which % 7 == 0)
        u = which % 2 ? 0 : SIDE - 1;
    if (which % 11 == 0)
        v = which % 2 ? 0 : SIDE - 1;
    if (which % 13 == 0)
        u = -3.7;
    return (SightPoint){g->x0 + (u + 0.5) * g->dx_m, g->y0 - (v + 0.5) * g->dy_m,
                        (double)place->ground[0] + 12 * dice(place)};
}

static size_t compare_eye(const Place *place, const SightRules *rules, SightPoint eye,
                          const char *what)
{
    size_t compared = 0;

    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++) {
            double above = brute_above(place, rules, eye, column, row, 1.7);
            bool nodata;
            if (fabs(above) <= TIE_M)
                continue;
            Sight sight = sight_to_cell(&place->surface, rules, eye, column, row, 1.7);
            bool seen = sight_sees_cell(&place->surface, rules, eye, column, row, 1.7, &nodata);
            if (sight.visible != (above < 0) || seen != (above < 0))
                fail_msg("%s: eye (%.6f %.6f %.3f) to (%d %d): %d and %d, but the surface "
                         "stands %g above the line",
                         what, eye.x, eye.y, eye.z, column, row, sight.visible, seen, above);
            compared++;
        }
    return compared;
}

static void equals_the_definition(void **state)
{
    static const char *const names[] = {"hills", "city", "stairs", "plain", "spikes", "holes"};
    static const double cells[][2] = {{1, 1}, {2, 0.7}, {0.25, 3}};
    static Place place;
    size_t compared = 0;

    (void)state;
    for (int kind = 0; kind < KINDS; kind++)
        for (int size = 0; size < 3; size++) {
            place_init(&place, cells[size][0], cells[size][1], (uint64_t)(kind * 3 + size));
            for (int r = 0; r < SIDE; r++)
                for (int c = 0; c < SIDE; c++)
                    shape_cell(&place, (Kind)kind, c, r);
            for (int which = 0; which < 14; which++) {
                SightRules rules = sight_rules_default();
                rules.flat = which % 3 == 1;
                rules.no_canopy = which % 4 == 3;
                rules.refraction = which % 3 == 2 ? -2000 : 0.13; /* a small, round earth */
                compared += compare_eye(&place, &rules, some_eye(&place, which), names[kind]);
            }
        }
    assert_true(compared > 500000);
}

/* --- promises ---------------------------------------------------------------------------- */

enum { ROW = 20 };

static void put(Place *place, int column, int row, double height, Obstacle kind)
{
    place->top[row * SIDE + column] = (float)height;
    place->kind[row * SIDE + column] = (uint8_t)kind;
}

static SightPoint at_cell(const Place *place, double column, double row, double z)
{
    const Grid *g = &place->surface.grid;

    return (SightPoint){g->x0 + (column + 0.5) * g->dx_m, g->y0 - (row + 0.5) * g->dy_m, z};
}

static void names_the_highest_obstacle(void **state)
{
    static Place place;
    SightRules rules = sight_rules_default();
    Sight sight;

    (void)state;
    place_init(&place, 1, 1, 1);
    put(&place, 10, ROW, 5, OBSTACLE_BUILDING);
    put(&place, 20, ROW, 9, OBSTACLE_CANOPY);
    sight = sight_to_cell(&place.surface, &rules, at_cell(&place, 2, ROW, 4), 40, ROW, 1.7);
    assert_false(sight.visible);
    assert_int_equal(sight.by, OBSTACLE_CANOPY);
    rules.no_canopy = true;
    sight = sight_to_cell(&place.surface, &rules, at_cell(&place, 2, ROW, 4), 40, ROW, 1.7);
    assert_false(sight.visible);
    assert_int_equal(sight.by, OBSTACLE_BUILDING);
    rules.ignored = (const uint8_t[]){0, 1};
    rules.ignored_column = 9;
    rules.ignored_row = ROW;
    rules.ignored_width = 2;
    rules.ignored_height = 1;
    assert_true(
        sight_to_cell(&place.surface, &rules, at_cell(&place, 2, ROW, 4), 40, ROW, 1.7).visible);
}

static void a_roof_is_no_ground_target(void **state)
{
    static Place place;
    SightRules rules = sight_rules_default();
    SightPoint eye = at_cell(&place, 2, ROW, 50);
    bool nodata;
    Sight sight;

    (void)state;
    place_init(&place, 1, 1, 1);
    eye = at_cell(&place, 2, ROW, 50);
    put(&place, 10, ROW, 3, OBSTACLE_BUILDING);
    sight = sight_to_cell(&place.surface, &rules, eye, 10, ROW, 1.7);
    assert_false(sight.visible);
    assert_int_equal(sight.by, OBSTACLE_BUILDING);
    assert_true(sight_to_cell(&place.surface, &rules, eye, 10, ROW, 3.5).visible);
    assert_false(sight_to_cell(&place.surface, &rules, eye, SIDE, ROW, 1.7).visible);
    assert_false(sight_sees_cell(&place.surface, &rules, eye, -1, ROW, 1.7, &nodata));
}

static void nodata_blocks_nothing_but_is_told(void **state)
{
    static Place place;
    SightRules rules = sight_rules_default();
    SightPoint eye;
    bool nodata;

    (void)state;
    place_init(&place, 1, 1, 1);
    eye = at_cell(&place, 2, ROW, 3);
    assert_true(sight_sees_cell(&place.surface, &rules, eye, 30, ROW, 1.7, &nodata));
    assert_false(nodata);
    put(&place, 10, ROW, NAN, OBSTACLE_TERRAIN);
    place.ground[ROW * SIDE + 10] = NAN;
    assert_true(sight_sees_cell(&place.surface, &rules, eye, 30, ROW, 1.7, &nodata));
    assert_true(nodata);
    assert_true(sight_to_cell(&place.surface, &rules, eye, 30, ROW, 1.7).crossed_nodata);
    assert_false(sight_to_cell(&place.surface, &rules, eye, 10, ROW, 1.7).visible);
}

static void a_point_is_not_hidden_by_its_own_cell(void **state)
{
    static Place place;
    SightRules rules = sight_rules_default();
    SightPoint eye;

    (void)state;
    place_init(&place, 1, 1, 1);
    eye = at_cell(&place, 2, ROW, 3);
    for (int row = ROW - 1; row <= ROW + 1; row++)
        put(&place, 30, row, 9, OBSTACLE_BUILDING);
    assert_true(sight_to_point(&place.surface, &rules, eye, at_cell(&place, 30.2, ROW, 4)).visible);
    assert_false(
        sight_to_point(&place.surface, &rules, eye, at_cell(&place, 33.2, ROW, 4)).visible);
}

static void earth_curves_away(void **state)
{
    static Place place;
    SightRules rules = sight_rules_default();
    SightPoint eye;

    (void)state;
    place_init(&place, 500, 500, 1); /* 20 km: (1 - k) d^2 / 2R = 27 m at the far end */
    eye = at_cell(&place, 2, ROW, 3);
    assert_false(sight_to_cell(&place.surface, &rules, eye, 42, ROW, 1.7).visible);
    rules.flat = true;
    assert_true(sight_to_cell(&place.surface, &rules, eye, 42, ROW, 1.7).visible);
}

/* --- eyes -------------------------------------------------------------------------------- */

static void wall_of(Place *place, int from, int to, double height)
{
    for (int row = 0; row < SIDE; row++)
        for (int column = from; column <= to; column++)
            put(place, column, row, height, OBSTACLE_BUILDING);
}

static void an_eye_leaves_its_wall(void **state)
{
    static Place place;
    SightPoint at;
    Eye eye;

    (void)state;
    place_init(&place, 2, 2, 1);
    wall_of(&place, 10, 14, 9);
    at = at_cell(&place, 14.6, ROW + 0.4, 0); /* 0.2 m outside the wall's east face */
    eye = sight_eye(&place.surface, at.x, at.y, 4, false);
    assert_false(eye.stuck);
    assert_near(eye.moved_m, 1.0, 1e-9); /* two quarters of a cell: past sample 15 */
    assert_near(eye.at.x, at.x + 1, 1e-9);
    assert_near(eye.at.y, at.y, 1e-9);
    assert_near(eye.at.z, 4, 1e-9);
}

/* Samples 90 m apart on a hillside of 3 in 10: the next one is 27 m higher. */
static void a_hillside_is_no_wall(void **state)
{
    static Place place;
    SightPoint at;
    Eye eye;

    (void)state;
    place_init(&place, 90, 90, 1);
    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++)
            put(&place, column, row, 0, OBSTACLE_TERRAIN);
    for (int i = 0; i < SIDE * SIDE; i++)
        place.ground[i] = place.top[i] = (float)(27 * (i % SIDE));
    at = at_cell(&place, 20.5, ROW + 0.5, 0);
    eye = sight_eye(&place.surface, at.x, at.y, 6, false);
    assert_true(!eye.stuck && eye.moved_m == 0);
    assert_near(eye.at.z, 20.5 * 27 + 6, 1e-3);
    wall_of(&place, 21, 24, 24 * 27 + 60); /* and what is built on it is one */
    eye = sight_eye(&place.surface, at.x, at.y, 6, false);
    assert_true(eye.stuck || eye.moved_m > 0);
    place_init(&place, 1, 1, 1); /* a step of bare ground is one too */
    for (int i = 0; i < SIDE * SIDE; i++)
        place.ground[i] = place.top[i] = i % SIDE > 20 ? 9 : 0;
    at = at_cell(&place, 20, ROW + 0.4, 0);
    eye = sight_eye(&place.surface, at.x - 0.1, at.y, 4, false);
    assert_true(!eye.stuck && eye.moved_m == 0);
    eye = sight_eye(&place.surface, at.x + 0.2, at.y, 4, false);
    assert_true(!eye.stuck && eye.moved_m > 0);
}

static void an_eye_that_stays(void **state)
{
    static Place place;
    SightPoint at;
    Eye eye;

    (void)state;
    place_init(&place, 1, 1, 1);
    wall_of(&place, 10, 20, 9);
    at = at_cell(&place, 30, ROW, 0);
    eye = sight_eye(&place.surface, at.x, at.y, 4, false);
    assert_true(!eye.stuck && eye.moved_m == 0);
    at = at_cell(&place, 14.6, ROW + 0.4, 0); /* deep inside */
    assert_true(sight_eye(&place.surface, at.x, at.y, 4, false).stuck);
    at = at_cell(&place, 15, ROW, 0); /* where no way is outward */
    assert_true(sight_eye(&place.surface, at.x, at.y, 4, false).stuck);
    at = at_cell(&place, 20.3, ROW, 0); /* on the roof's edge: at its full height */
    eye = sight_eye(&place.surface, at.x, at.y, 2, true);
    assert_true(!eye.stuck && eye.moved_m == 0);
    assert_near(eye.at.z, 11, 1e-6);
    assert_near(eye.ground_m, 0, 1e-6);
    at = at_cell(&place, -5, ROW, 0);
    assert_true(sight_eye(&place.surface, at.x, at.y, 4, false).nodata);
    assert_true(sight_eye(&place.surface, at.x, at.y, 4, true).nodata);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_the_definition),
        cmocka_unit_test(names_the_highest_obstacle),
        cmocka_unit_test(a_roof_is_no_ground_target),
        cmocka_unit_test(nodata_blocks_nothing_but_is_told),
        cmocka_unit_test(a_point_is_not_hidden_by_its_own_cell),
        cmocka_unit_test(earth_curves_away),
        cmocka_unit_test(an_eye_leaves_its_wall),
        cmocka_unit_test(a_hillside_is_no_wall),
        cmocka_unit_test(an_eye_that_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
