#include "examples/qingxi/generate/terrain.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "examples/qingxi/generate/dice.h"
#include "examples/qingxi/generate/drawn.h"
#include "examples/qingxi/generate/upland.h"

#define RELIEF_MAX 24

/* What a height depends on, prepared once. */
typedef struct {
    const Water *water;
    Line relief[RELIEF_MAX];
} Shape;

Point terrain_centre(int column, int row)
{
    return (Point){TERRAIN_WEST_M + (column + 0.5) * TERRAIN_CELL_M,
                   TERRAIN_NORTH_M - (row + 0.5) * TERRAIN_CELL_M};
}

/* The flat floor's half width of a river, `t` of the way down. */
static double flat_m(const River *river, int index, double t)
{
    if (index) /* the others run in even valleys */
        return river->flat_m;
    /* A gorge above the spur, the town's basin, a narrower end. */
    return river->flat_m *
           (0.35 + 0.95 * smooth_step(0.30, 0.46, t) - 0.75 * smooth_step(0.72, 0.9, t));
}

/* The valley floor's height; in `over` how far up the hillside the point lies (0 floor, 1 hill),
 * in `rise_m` how far from the rivers. Every river counts by its nearness all along, so that
 * nothing jumps where two bends are equally near. */
static double floor_height_m(const Water *water, Point p, double *over, double *rise_m)
{
    double heights = 0, all = 0, up = 1, nearest = INFINITY;

    for (int i = 0; i < 3; i++) {
        const River *river = &water->rivers[i];
        double flats = 0, own = 0, best = INFINITY;

        for (size_t k = 0; k < river->line.count; k += 2) {
            double dx = river->line.at[k].x - p.x, dy = river->line.at[k].y - p.y;
            double d2 = dx * dx + dy * dy, t = (double)k / (double)(river->line.count - 1);
            double weight = 1 / ((d2 + 1600) * (d2 + 1600));

            heights += weight * (river->start_m + (river->end_m - river->start_m) * t);
            flats += weight * flat_m(river, i, t);
            own += weight;
            best = fmin(best, d2);
        }
        all += own;
        double d = sqrt(best);
        double flat = flats / own * (1 + 0.4 * noise_at(p.x / 900, p.y / 900, 11 + (unsigned)i));

        up = fmin(up, smooth_step(flat, flat + 620, d));
        nearest = fmin(nearest, fmax(0, d - 40));
    }
    /* The town spread onto a terrace north of the river. */
    double terrace = hypot((p.x - 3150) / 1000, (p.y - 3050) / 520);

    *over = up * smooth_step(0.8, 1.6, terrace);
    *rise_m = nearest;
    return heights / all;
}

/* The ground before water worked on it; `*hill` is 0 on valley floors and 1 well above them. */
static double raw_height_m(const Shape *shape, Point p, double *hill)
{
    /* Bent coordinates keep crests from running straight. */
    Point q = {p.x + 130 * noise_fractal(p.x / 800, p.y / 800, 2, 21),
               p.y + 130 * noise_fractal(p.x / 800, p.y / 800, 2, 31)};
    double over = 0, rise = 0, base = floor_height_m(shape->water, p, &over, &rise);
    double hills = over * (70 + 220 * noise_ridged(q.x / 1700, q.y / 1700, 6, 41));
    double crest = 0, cut = 1;

    for (size_t i = 0; i < drawn_relief_count; i++) {
        const DrawnRelief *relief = &drawn_relief[i];
        double d = line_distance_m(&shape->relief[i], relief->amount > 0 ? p : q, NULL);
        double near = exp(-d * d / (relief->reach_m * relief->reach_m));

        if (relief->amount > 0)
            crest += relief->amount * near *
                     (0.9 + 0.35 * noise_fractal(p.x / 420, p.y / 420, 4, 51)) *
                     smooth_step(20, 240, rise);
        else
            cut *= 1 + relief->amount * near;
    }
    *hill = smooth_step(0.004, 0.12, over + crest / 200);
    return base + 0.012 * rise * (1 - over) + (hills + crest) * cut +
           9 * over * noise_fractal(p.x / 170, p.y / 170, 4, 61);
}

#define COARSE_M 20.0

static Upland coarse_hills(const Shape *shape)
{
    Upland upland = upland_new((int)((TERRAIN_EAST_M - TERRAIN_WEST_M) / COARSE_M),
                               (int)((TERRAIN_NORTH_M - TERRAIN_SOUTH_M) / COARSE_M), COARSE_M);
    size_t cells = (size_t)upland.columns * (size_t)upland.rows;
    double *raw = memory_new(cells, sizeof *raw), *hill = memory_new(cells, sizeof *hill);

    for (size_t i = 0; i < cells; i++) {
        Point p = {TERRAIN_WEST_M + ((int)i % upland.columns + 0.5) * COARSE_M,
                   TERRAIN_NORTH_M - ((int)i / upland.columns + 0.5) * COARSE_M};

        raw[i] = upland.height_m[i] = raw_height_m(shape, p, &hill[i]);
        upland.fixed[i] = hill[i] <= 0;
    }
    upland_erode(&upland, 12);
    for (size_t i = 0; i < cells; i++) /* slopes meet the valley floors without a step */
        upland.height_m[i] = raw[i] + (upland.height_m[i] - raw[i]) * hill[i];
    free(raw);
    free(hill);
    return upland;
}

/* How rough the ground is: slopes are, valley floors are not. */
static double rough_m(const Upland *upland, int column, int row)
{
    double scale = TERRAIN_CELL_M / COARSE_M, c = (column + 0.5) * scale, r = (row + 0.5) * scale;
    double rise = upland_at(upland, c + 2, r) - upland_at(upland, c - 2, r);
    double fall = upland_at(upland, c, r + 2) - upland_at(upland, c, r - 2);

    return 0.25 + 4.5 * smooth_step(0.05, 0.5, hypot(rise, fall) / (4 * COARSE_M));
}

static void carve_rivers(const Water *water, Point p, double *height)
{
    for (int i = 0; i < 3; i++) {
        const River *river = &water->rivers[i];
        double along = 0, d = line_distance_m(&river->line, p, &along);
        double half = river_half_m(river, along), t = along / river->length_m;
        double depth = river->class[0] == 's' ? 1.5 : 3.2;
        double bed = river->start_m + (river->end_m - river->start_m) * t - depth;

        *height = bed + (*height - bed) * smooth_step(half - 2, half + 2 + 3 * depth, d);
    }
}

Terrain terrain_new(const Water *water)
{
    Terrain terrain = {
        .columns = (int)((TERRAIN_EAST_M - TERRAIN_WEST_M) / TERRAIN_CELL_M),
        .rows = (int)((TERRAIN_NORTH_M - TERRAIN_SOUTH_M) / TERRAIN_CELL_M),
    };
    Shape shape = {.water = water};

    for (size_t i = 0; i < drawn_relief_count; i++)
        shape.relief[i] = line_spline(drawn_relief[i].line.at, drawn_relief[i].line.count, 60);
    terrain.height_m =
        memory_new((size_t)terrain.columns * (size_t)terrain.rows, sizeof *terrain.height_m);
    Upland upland = coarse_hills(&shape);

    for (int row = 0; row < terrain.rows; row++)
        for (int column = 0; column < terrain.columns; column++) {
            Point p = terrain_centre(column, row);
            double scale = TERRAIN_CELL_M / COARSE_M;
            double height =
                upland_at(&upland, (column + 0.5) * scale - 0.5, (row + 0.5) * scale - 0.5) +
                rough_m(&upland, column, row) * noise_fractal(p.x / 120, p.y / 120, 3, 66);

            if (water_bank_m(water, p) < 40)
                carve_rivers(water, p, &height);
            terrain.height_m[row * terrain.columns + column] = (float)height;
        }
    upland_release(&upland);
    for (size_t i = 0; i < drawn_relief_count; i++)
        line_release(&shape.relief[i]);
    return terrain;
}

void terrain_release(Terrain *terrain)
{
    free(terrain->height_m);
    *terrain = (Terrain){0};
}

static double cell(const Terrain *terrain, int column, int row)
{
    column = column < 0 ? 0 : column >= terrain->columns ? terrain->columns - 1 : column;
    row = row < 0 ? 0 : row >= terrain->rows ? terrain->rows - 1 : row;
    return (double)terrain->height_m[row * terrain->columns + column];
}

double terrain_height_m(const Terrain *terrain, Point point)
{
    double x = (point.x - TERRAIN_WEST_M) / TERRAIN_CELL_M - 0.5;
    double y = (TERRAIN_NORTH_M - point.y) / TERRAIN_CELL_M - 0.5;
    int column = (int)floor(x), row = (int)floor(y);
    double fx = x - column, fy = y - row;

    return (cell(terrain, column, row) * (1 - fx) + cell(terrain, column + 1, row) * fx) *
               (1 - fy) +
           (cell(terrain, column, row + 1) * (1 - fx) + cell(terrain, column + 1, row + 1) * fx) *
               fy;
}

double terrain_slope(const Terrain *terrain, Point p)
{
    double dx = terrain_height_m(terrain, (Point){p.x + 10, p.y}) -
                terrain_height_m(terrain, (Point){p.x - 10, p.y});
    double dy = terrain_height_m(terrain, (Point){p.x, p.y + 10}) -
                terrain_height_m(terrain, (Point){p.x, p.y - 10});

    return hypot(dx, dy) / 20;
}

#define BED_REACH_M 64.0

TerrainBeds terrain_beds_new(const Terrain *terrain)
{
    size_t cells = (size_t)terrain->columns * (size_t)terrain->rows;
    TerrainBeds beds = {memory_new(cells, sizeof(float)), memory_new(cells, sizeof(float))};

    for (size_t i = 0; i < cells; i++)
        beds.distance_m[i] = 1e9f;
    return beds;
}

/* The mean ground height along the line within smooth_m of `along_m`. */
static double profile_m(const Terrain *terrain, const Line *line, double along_m, double smooth_m)
{
    double sum = 0;
    double length = line_length_m(line);

    smooth_m = fmin(smooth_m, fmin(along_m, length - along_m) * 2);
    for (int i = -4; i <= 4; i++)
        sum += terrain_height_m(terrain, line_at(line, along_m + i * smooth_m / 8, NULL));
    return sum / 9;
}

typedef struct {
    Point a, b;
    double height_a_m, height_b_m, half_m;
} Bed;

static void bed_burn(TerrainBeds *beds, const Terrain *terrain, const Bed *bed)
{
    double reach = bed->half_m + BED_REACH_M;
    int left = (int)((fmin(bed->a.x, bed->b.x) - reach - TERRAIN_WEST_M) / TERRAIN_CELL_M);
    int right = (int)((fmax(bed->a.x, bed->b.x) + reach - TERRAIN_WEST_M) / TERRAIN_CELL_M);
    int top = (int)((TERRAIN_NORTH_M - fmax(bed->a.y, bed->b.y) - reach) / TERRAIN_CELL_M);
    int bottom = (int)((TERRAIN_NORTH_M - fmin(bed->a.y, bed->b.y) + reach) / TERRAIN_CELL_M);
    double length = fmax(point_distance_m(bed->a, bed->b), 1e-6);

    for (int row = top < 0 ? 0 : top; row <= bottom && row < terrain->rows; row++)
        for (int column = left < 0 ? 0 : left; column <= right && column < terrain->columns;
             column++) {
            size_t i = (size_t)row * (size_t)terrain->columns + (size_t)column;
            Point segment[2] = {bed->a, bed->b};
            Line line = {.at = segment, .count = 2};
            double along = 0, d = line_distance_m(&line, terrain_centre(column, row), &along);

            d = fmax(0, d - bed->half_m);
            if (d < (double)beds->distance_m[i]) {
                beds->distance_m[i] = (float)d;
                beds->height_m[i] =
                    (float)(bed->height_a_m + (bed->height_b_m - bed->height_a_m) * along / length);
            }
        }
}

void terrain_bed_add(TerrainBeds *beds, const Terrain *terrain, const Line *line, double half_m,
                     double smooth_m)
{
    double along = 0;
    Bed bed = {.half_m = half_m};

    for (size_t i = 0; i < line->count; i++) {
        if (i)
            along += point_distance_m(line->at[i - 1], line->at[i]);
        bed.a = bed.b;
        bed.height_a_m = bed.height_b_m;
        bed.b = line->at[i];
        bed.height_b_m = profile_m(terrain, line, along, smooth_m);
        if (i)
            bed_burn(beds, terrain, &bed);
    }
}

static void fill_reservoir(const Water *water, Point p, double *height)
{
    double d = line_distance_m(&water->dam, p, NULL);
    Line rim = line_copy(&water->reservoir);

    line_push(&rim, rim.at[0]);
    if (ring_contains(&water->reservoir, p))
        *height = water->reservoir_level_m;
    else { /* the banks rise from the water; the dam's crest stands above it */
        double away = line_distance_m(&rim, p, NULL);

        if (away < 60)
            *height = fmax(*height, 0) * smooth_step(0, 60, away) +
                      (1 - smooth_step(0, 60, away)) *
                          fmax(*height * 0.3 + (water->reservoir_level_m + 2) * 0.7,
                               water->reservoir_level_m + 0.5);
        /* The dam: a crest 8 m wide, an earth slope of 1 in 2.5 below it. */
        *height = fmax(*height, water->reservoir_level_m + 2.5 - 0.4 * fmax(0, d - 4));
    }
    line_release(&rim);
}

void terrain_settle(Terrain *terrain, TerrainBeds *beds, const Water *water)
{
    for (int row = 0; row < terrain->rows; row++)
        for (int column = 0; column < terrain->columns; column++) {
            size_t i = (size_t)row * (size_t)terrain->columns + (size_t)column;
            double height = (double)terrain->height_m[i];
            double step = fabs(height - (double)beds->height_m[i]);
            /* Embankments and cuttings slope at about 1 in 1.5. */
            double reach = fmin(BED_REACH_M, 10 + 2.6 * step);
            double keep = smooth_step(1, reach, (double)beds->distance_m[i]);
            Point p = terrain_centre(column, row);

            height = height * keep + (double)beds->height_m[i] * (1 - keep);
            if (p.x > 2300 && p.x < 3100 && p.y > 3850 && p.y < 4750)
                fill_reservoir(water, p, &height);
            terrain->height_m[i] = (float)(round(height * 8) / 8);
        }
    free(beds->distance_m);
    free(beds->height_m);
    *beds = (TerrainBeds){0};
}
