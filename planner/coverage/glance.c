#include "planner/coverage/glance.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "planner/coverage/viewshed/sightline.h"

static const double DEGREE = 3.14159265358979323846 / 180.0;
/* More than the width of a lens's edge, and than rounding. */
static const double MARGIN_DEG = 0.1;
/* Scratch is made somewhat larger than asked, so that it is seldom made again. */
static const double SPARE = 1.25;

enum { SURFACES = 2 };

/* The scratch for one surface. */
typedef struct {
    const SurfaceRelief *relief;
    Viewshed *viewshed;
    double range_m;
    GlanceWish last; /* what the picture shows */
    const VisibleCells *picture;
} Scratch;

struct Glance {
    Scratch scratch[SURFACES];
    void *notes;
    size_t notes_room;
};

Glance *glance_new(void)
{
    return memory_new(1, sizeof(Glance));
}

void glance_free(Glance *glance)
{
    if (!glance)
        return;
    for (int i = 0; i < SURFACES; i++)
        viewshed_free(glance->scratch[i].viewshed);
    free(glance->notes);
    free(glance);
}

void *glance_notes(Glance *glance, size_t bytes)
{
    if (glance->notes_room < bytes) {
        free(glance->notes);
        glance->notes_room = bytes + bytes / 2;
        glance->notes = memory_new(glance->notes_room, 1);
    }
    return glance->notes;
}

/* That of the surface, or else one that is given to it. */
static Scratch *scratch_for(Glance *glance, const SurfaceRelief *relief)
{
    for (int i = 0; i < SURFACES; i++)
        if (glance->scratch[i].relief == relief)
            return &glance->scratch[i];
    return &glance->scratch[glance->scratch[0].relief ? SURFACES - 1 : 0];
}

static Status make_room(Scratch *scratch, const GlanceWish *wish, Diag *diag)
{
    SightRules sight = sight_rules_default();
    ViewshedRules rules = {.refraction = sight.refraction, .flat = sight.flat};
    double range_m = wish->range_m * SPARE;
    Status status;

    if (scratch->relief == wish->relief && scratch->range_m >= wish->range_m)
        return OK;
    viewshed_free(scratch->viewshed);
    *scratch = (Scratch){0};
    status = viewshed_new(&scratch->viewshed, wish->relief->relief, &rules, range_m, diag);
    if (status == OK) {
        scratch->relief = wish->relief;
        scratch->range_m = range_m;
    }
    return status;
}

/* Does the last picture show all that is wished? */
static bool shows(const Scratch *scratch, const GlanceWish *wish)
{
    const GlanceWish *last = &scratch->last;

    return scratch->picture && last->relief == wish->relief && last->eye.x == wish->eye.x &&
           last->eye.y == wish->eye.y && last->eye.z == wish->eye.z &&
           last->target_height_m == wish->target_height_m && last->range_m >= wish->range_m &&
           last->bearings.width_deg >= 360;
}

Status glance_sweep(Glance *glance, const GlanceWish *wish, const VisibleCells **out, Diag *diag)
{
    Scratch *scratch = scratch_for(glance, wish->relief);
    ViewshedEye eye = {.column = surface_relief_column(wish->relief, wish->eye.x),
                       .row = surface_relief_row(wish->relief, wish->eye.y),
                       .elevation_m = wish->eye.z,
                       .range_m = wish->range_m,
                       .target_height_m = wish->target_height_m,
                       .azimuth_deg = wish->bearings.azimuth_deg,
                       .hfov_deg = wish->bearings.width_deg};
    Status status;

    *out = scratch->picture;
    if (shows(scratch, wish))
        return OK;
    status = make_room(scratch, wish, diag);
    *out = status == OK ? viewshed_sweep(scratch->viewshed, &eye) : NULL;
    scratch->last = *wish;
    scratch->picture = *out;
    return status;
}

static Sightline sightline_of(const GlanceWish *wish)
{
    SightRules rules = sight_rules_default();

    return (Sightline){.relief = wish->relief->relief,
                       .column = surface_relief_column(wish->relief, wish->eye.x),
                       .row = surface_relief_row(wish->relief, wish->eye.y),
                       .elevation_m = wish->eye.z,
                       .target_height_m = wish->target_height_m,
                       .drop_per_m =
                           rules.flat ? 0.0
                                      : (1.0 - rules.refraction) / (2.0 * VIEWSHED_EARTH_RADIUS_M)};
}

bool glance_sees(const GlanceWish *wish, int column, int row)
{
    SightRules rules = sight_rules_default();
    SightGuess guess = sight_guess_cell(wish->relief->surface, &rules, wish->eye, column, row,
                                        wish->target_height_m);
    Sightline line;

    if (guess != SIGHT_UNSURE)
        return guess == SIGHT_SEEN;
    line = sightline_of(wish);
    return sightline_sees(&line, column, row);
}

bool glance_crosses_nodata(const GlanceWish *wish, int column, int row)
{
    const Grid *grid = &wish->relief->surface->grid;
    int eye_column = grid_column(grid, wish->eye.x), eye_row = grid_row(grid, wish->eye.y);
    Sightline line;

    /* Samples a cell beyond the eye's may be ends of segments. */
    eye_column += eye_column < column ? -1 : 1;
    eye_row += eye_row < row ? -1 : 1;
    if (!holes_near(&wish->relief->holes, eye_column, eye_row, column, row))
        return false;
    line = sightline_of(wish);
    return sightline_crosses_nodata(&line, column, row);
}

/* Half of the bearings that the corners of a pinhole's view span, of one sensor. Where straight up
 * or down is nearly in view, any bearing is. */
static double corners_half_deg(const Optics *optics)
{
    double sin_t = sin(optics->tilt_deg * DEGREE), cos_t = cos(optics->tilt_deg * DEGREE);
    double widest_deg = 0;

    for (int sign = -1; sign <= 1; sign += 2) {
        double ahead = cos_t - sign * optics->tan_half_v * sin_t;
        /* Not `<`: nobody may know the lens. */
        if (!(ahead > 1e-6) || !(optics->tan_half_v < 1e3) || !(optics->tan_half_h < 1e3))
            return 180;
        widest_deg = fmax(widest_deg, atan2(optics->tan_half_h, ahead) / DEGREE);
    }
    return widest_deg;
}

Bearings glance_bearings(const Optics *optics)
{
    double half_deg = 180;

    if (optics->projection == PROJECTION_RECTILINEAR && optics->hfov_deg < 180)
        half_deg = corners_half_deg(optics) + (optics_span_deg(optics) - optics->hfov_deg) / 2;
    else if (optics->projection != PROJECTION_FISHEYE)
        half_deg = optics->hfov_deg / 2;
    half_deg += MARGIN_DEG;
    /* Not `>=`: a lens that nobody knows looks all round. */
    return (Bearings){half_deg < 180 ? optics->azimuth_deg : 0,
                      half_deg < 180 ? 2 * half_deg : 360};
}
