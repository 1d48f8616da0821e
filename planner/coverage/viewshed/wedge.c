#include "planner/coverage/viewshed/wedge.h"

#include <math.h>

#include "planner/coverage/viewshed/relief_parts.h"

/* Cells this near to a bound are asked the exact rule: bounds are reckoned in double. */
#define NEAR_CELLS 1e-8

/* The planes, as the side walks them. */
static void lay_planes(Wedge *wedge, const Relief *relief)
{
    const ReliefShape *shape = &relief->shape;

    wedge->surface = wedge->turned ? relief->turned : relief->surface;
    wedge->stride = wedge->turned ? relief->turned_stride : relief->stride;
    wedge->apart = relief->ground != NULL;
    wedge->ground = relief->ground ? relief->ground : wedge->surface;
    wedge->ground_row = wedge->turned && wedge->apart ? 1 : wedge->stride;
    wedge->ground_v = wedge->turned && wedge->apart ? relief->stride : 1;
    wedge->summits = relief->summits[wedge->turned];
    wedge->ground_summits = relief->ground_summits[wedge->turned];
    wedge->tile_row = wedge->turned ? 1 : relief->tile_columns;
    wedge->tile_v = wedge->turned ? relief->tile_columns : 1;
    wedge->tile_rows = wedge->turned ? relief->tile_columns : relief->tile_rows;
    wedge->tile_vs = wedge->turned ? relief->tile_rows : relief->tile_columns;
    wedge->row_m = wedge->turned ? shape->cell_width_m : shape->cell_height_m;
    wedge->v_m = wedge->turned ? shape->cell_height_m : shape->cell_width_m;
    wedge->cells_a_metre = 1.0 / wedge->v_m;
    wedge->row_offset = RELIEF_PAD - (wedge->turned ? shape->first_column : shape->first_row);
    wedge->v_offset = RELIEF_PAD - (wedge->turned ? shape->first_row : shape->first_column);
    wedge->low_v = RELIEF_PAD;
    wedge->high_v = RELIEF_PAD + (wedge->turned ? shape->rows : shape->columns) - 1;
}

/* How many rows lie in range, in view and on the raster. */
static long count_rows(const Wedge *wedge, long last_row, double axis_deg)
{
    double extent_m = field_extent_m(wedge->field, axis_deg);
    double most = extent_m / wedge->row_m - wedge->first_u;
    long left = wedge->way > 0 ? last_row - wedge->row + 1 : wedge->row - RELIEF_PAD + 1;
    long rows = most < -1.0 ? 0 : most < (double)left ? (long)floor(most) + 2 : left;

    while (rows > 0 && (wedge->first_u + (double)(rows - 1)) * wedge->row_m > extent_m)
        rows--;
    if (rows > left)
        rows = left;
    return rows < 0 ? 0 : rows;
}

/* The window of bearings as intervals of m. `along` is +1 where v grows clockwise. */
static void cut_windows(Wedge *wedge, double along, double axis_deg)
{
    double corner_deg = atan2(wedge->v_m, wedge->row_m) * DEG_PER_RAD;
    double half_deg = wedge->field->sweep_half_deg;
    double middle_deg = fmod(along * (wedge->field->azimuth_deg - axis_deg) + 900.0, 360.0) - 180.0;

    wedge->windowed = half_deg < 180.0;
    wedge->windows = 0;
    for (int turn = -1; turn <= 1; turn++) {
        double low = middle_deg - half_deg + 360.0 * turn;
        double high = middle_deg + half_deg + 360.0 * turn;
        if (high < -corner_deg - 1e-9 || low > corner_deg + 1e-9)
            continue;
        /* An edge on a corner stays an edge: cells there are asked one by one. */
        wedge->low_m[wedge->windows] =
            low <= -corner_deg - 1e-6 ? -2.0 : tan(low / DEG_PER_RAD) * wedge->row_m / wedge->v_m;
        wedge->high_m[wedge->windows++] =
            high >= corner_deg + 1e-6 ? 2.0 : tan(high / DEG_PER_RAD) * wedge->row_m / wedge->v_m;
    }
}

Wedge wedge_of(const Relief *relief, const ViewshedEye *eye, const Field *field, double drop_per_m,
               WedgeSide side)
{
    static const double axis_deg[WEDGE_COUNT] = {180.0, 0.0, 90.0, 270.0};
    static const double along[WEDGE_COUNT] = {-1.0, 1.0, 1.0, -1.0};
    Wedge wedge = {.side = side,
                   .turned = side == WEDGE_EAST || side == WEDGE_WEST,
                   .way = side == WEDGE_SOUTH || side == WEDGE_EAST ? 1 : -1,
                   .eye_m = eye->elevation_m,
                   .target_m = eye->target_height_m,
                   .drop_per_m = drop_per_m,
                   .field = field};
    const ReliefShape *shape = &relief->shape;
    long first, last;

    lay_planes(&wedge, relief);
    wedge.eye_u = wedge.turned ? eye->column : eye->row;
    wedge.eye_v = wedge.turned ? eye->row : eye->column;
    wedge.v = wedge.eye_v + (double)wedge.v_offset;
    first = wedge.way > 0 ? (long)floor(wedge.eye_u) + 1 : (long)ceil(wedge.eye_u) - 1;
    wedge.first_u = wedge.way > 0 ? (double)first - wedge.eye_u : wedge.eye_u - (double)first;
    wedge.row = first + wedge.row_offset;
    last = RELIEF_PAD + (wedge.turned ? shape->columns : shape->rows) - 1;
    wedge.rows = count_rows(&wedge, last, axis_deg[side]);
    wedge.nodata = relief_has_holes(relief, eye->column, eye->row, eye->range_m) ||
                   wedge.v < (double)wedge.low_v || wedge.v > (double)wedge.high_v ||
                   wedge.row - wedge.way < RELIEF_PAD || wedge.row - wedge.way > last;
    /* docs/method.md, "The margin of floats"; a micrometre where all is level with the datum */
    wedge.margin_m =
        (float)((fmax((double)relief->highest_abs, fabs(eye->elevation_m)) + eye->target_height_m) *
                    0x1.8p-19 +
                1e-6);
    cut_windows(&wedge, along[side], axis_deg[side]);
    return wedge;
}

/* Offsets of a cell from the eye. */
static void offsets_m(const Wedge *wedge, long k, long v, double *east_m, double *north_m)
{
    double du = (double)(wedge->row + wedge->way * k - wedge->row_offset) - wedge->eye_u;
    double dv = (double)(v - wedge->v_offset) - wedge->eye_v;

    *east_m = wedge->turned ? du * wedge->row_m : dv * wedge->v_m;
    *north_m = wedge->turned ? -(dv * wedge->v_m) : -(du * wedge->row_m);
}

static bool in_reach(const Wedge *wedge, long k, long v)
{
    double east_m, north_m;
    double u = wedge->first_u + (double)k, dv = (double)(v - wedge->v_offset) - wedge->eye_v;

    offsets_m(wedge, k, v, &east_m, &north_m);
    return fabs(dv) <= u + NEAR_CELLS && field_in_range(wedge->field, east_m, north_m);
}

void wedge_row_reach(const Wedge *wedge, long k, long *first, long *last)
{
    double u = wedge->first_u + (double)k, depth_m = u * wedge->row_m;
    double left = wedge->field->range_m * wedge->field->range_m - depth_m * depth_m;
    double reach = sqrt(left > 0.0 ? left : 0.0) / wedge->v_m;

    if (reach > u)
        reach = u;
    *first = (long)ceil(wedge->v - reach - NEAR_CELLS);
    *last = (long)floor(wedge->v + reach + NEAR_CELLS);
    while (*first <= *last && wedge->v - (double)*first > reach - NEAR_CELLS &&
           !in_reach(wedge, k, *first))
        ++*first;
    while (*first <= *last && (double)*last - wedge->v > reach - NEAR_CELLS &&
           !in_reach(wedge, k, *last))
        --*last;
    if (*first < wedge->low_v)
        *first = wedge->low_v;
    if (*last > wedge->high_v)
        *last = wedge->high_v;
}

uint32_t wedge_in_window(const Wedge *wedge, long k, long v, uint32_t bits)
{
    double m_step = 1.0 / (wedge->first_u + (double)k), east_m, north_m;
    uint32_t in = 0;

    for (uint32_t left = bits; left; left &= left - 1) {
        int i = __builtin_ctz(left);
        double m = ((double)(v + i - wedge->v_offset) - wedge->eye_v) * m_step;
        bool decided = false, inside = false;
        for (int w = 0; w < wedge->windows && !decided; w++) {
            inside = m > wedge->low_m[w] + 1e-9 && m < wedge->high_m[w] - 1e-9;
            decided = inside || (m > wedge->low_m[w] - 1e-9 && m < wedge->high_m[w] + 1e-9);
        }
        if (decided && !inside) {
            offsets_m(wedge, k, v + i, &east_m, &north_m);
            inside = field_in_window(wedge->field, east_m, north_m);
        }
        in |= (uint32_t)inside << i;
    }
    return in;
}
