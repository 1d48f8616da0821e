/* Junctions: one zone an arm at the stop line, and one of the junction itself. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"
#include "rules/derivation.h"
#include "rules/junction.h"

/* The carriageways and footways around a junction, out to `reach_m`. */
static GEOSGeometry *carriage_of(const Derivation *derivation, const Junction *junction,
                                 double reach_m)
{
    Overlay *overlay = derivation->overlay;
    GEOSGeometry *circle = overlay_disc(overlay, junction->x, junction->y, reach_m + 10);
    double footway_m = derivation_parameter(derivation, "footway_width_m", 0);
    const Road **roads;
    size_t count = road_network_near(derivation->roads, circle, &roads), kept = 0;
    GEOSGeometry **shapes = memory_new(count + 1, sizeof(GEOSGeometry *));

    for (size_t i = 0; i < count; i++) {
        double width_m = pack_road_width(derivation->pack, roads[i]->class) + 2 * footway_m;
        if (roads[i]->kind != ROAD_DRIVE)
            continue;
        GEOSGeometry *near = overlay_both(overlay, roads[i]->line, circle);
        if (!overlay_empty(overlay, near))
            shapes[kept++] = overlay_buffer(overlay, near, width_m / 2, true);
        overlay_drop(overlay, near);
    }
    GEOSGeometry *carriage = overlay_union(overlay, shapes, kept);
    free(shapes);
    free(roads);
    overlay_drop(overlay, circle);
    return carriage;
}

/* A strip along the arm, from the junction's edge outward, wide enough for its carriageways. */
static GEOSGeometry *strip_of(const Derivation *derivation, const Junction *junction,
                              const JunctionArm *arm, double length_m)
{
    double turn = arm->bearing_deg * M_PI / 180, east = sin(turn), north = cos(turn);
    double middle_m = junction->radius_m + length_m / 2;
    double side_m = middle_m * sin(arm->half_angle_deg * M_PI / 180) +
                    pack_road_width(derivation->pack, arm->road->class) / 2 +
                    derivation_parameter(derivation, "footway_width_m", 0) + 1;
    double from_m = fmax(junction->radius_m - side_m, 0), to_m = junction->radius_m + length_m;
    const double xy[] = {
        junction->x + from_m * east - side_m * north, junction->y + from_m * north + side_m * east,
        junction->x + to_m * east - side_m * north,   junction->y + to_m * north + side_m * east,
        junction->x + to_m * east + side_m * north,   junction->y + to_m * north - side_m * east,
        junction->x + from_m * east + side_m * north, junction->y + from_m * north - side_m * east};

    return shape_new_polygon(derivation->overlay->geos, xy, 4);
}

static const char *compass_word(double bearing)
{
    static const char *const words[] = {"north", "north-east", "east", "south-east",
                                        "south", "south-west", "west", "north-west"};

    return words[(int)floor(fmod(bearing + 22.5, 360) / 45) % 8];
}

static void arm_add(Derivation *derivation, const PartJob *job, const Junction *junction,
                    const GEOSGeometry *carriage, size_t at)
{
    const JunctionArm *arm = &junction->arms[at];
    Overlay *overlay = derivation->overlay;
    ZoneDraft draft = draft_of(job, junction->of);
    GEOSGeometry *strip = strip_of(derivation, junction, arm, part_size_m(job->part, 18));
    GEOSGeometry *disc = overlay_disc(overlay, junction->x, junction->y, junction->radius_m);
    GEOSGeometry *road = overlay_both(overlay, carriage, strip);

    draft.shape = overlay_keep(overlay, overlay_minus(overlay, road, disc), 2);
    overlay_drop(overlay, road);
    overlay_drop(overlay, disc);
    overlay_drop(overlay, strip);
    draft.duty_of = arm->of; /* who rebuilds a road rebuilds its approaches */
    draft.name = arena_printf(derivation->arena, "%s, %s arm", junction->name,
                              compass_word(arm->bearing_deg));
    draft.facing_deg = fmod(arm->bearing_deg + 180, 360); /* traffic comes in */
    draft.derived = true;
    draft.how = arena_printf(derivation->arena, "junction arm %zu of %zu, towards %.0f degrees",
                             at + 1, junction->arm_count, arm->bearing_deg);
    derivation_add(derivation, &draft, false);
}

static void centre_add(Derivation *derivation, const PartJob *job, const Junction *junction,
                       const GEOSGeometry *carriage)
{
    Overlay *overlay = derivation->overlay;
    ZoneDraft draft = draft_of(job, junction->of);
    GEOSGeometry *disc = overlay_disc(overlay, junction->x, junction->y, junction->radius_m);

    draft.shape = overlay_keep(overlay, overlay_both(overlay, carriage, disc), 2);
    overlay_drop(overlay, disc);
    draft.name = junction->name;
    draft.derived = true;
    draft.how = arena_printf(derivation->arena, "junction of %zu arms", junction->arm_count);
    derivation_add(derivation, &draft, false);
}

/* Junctions that a layer names by its category stay where it puts them. */
static void supplied_add(Derivation *derivation, const PartJob *job, const Junction *junctions,
                         size_t count)
{
    double merge_m = derivation_parameter(derivation, "junction_merge_m", 25);

    for (size_t i = 0; i < job->count; i++) {
        const Selected *of = job->items[i];
        PartJob one = *job;
        double x, y;
        bool known = of->kind != SHAPE_POINT || of->select || text_equal(job->part->at, "arm");
        shape_inner_point(derivation->overlay->geos, of->feature->shape, &x, &y);
        for (size_t k = 0; k < count && !known; k++)
            known =
                hypot(junctions[k].x - x, junctions[k].y - y) <= junctions[k].radius_m + merge_m;
        one.items = &job->items[i];
        one.count = 1;
        if (!known)
            derive_point(derivation, &one);
    }
}

void derive_junctions(Derivation *derivation, const PartJob *job)
{
    const JunctionOptions options = {
        .merge_m = derivation_parameter(derivation, "junction_merge_m", 25),
        .box_m = derivation_parameter(derivation, "junction_radius_m", 12),
        .reach_m = derivation_parameter(derivation, "arm_length_m", 18) / 2};
    double arm_m = derivation_parameter(derivation, "arm_length_m", 18);
    bool arms = text_equal(job->part->at, "arm");
    Junction *junctions;
    size_t count = junctions_new(&junctions, derivation, job, &options);

    for (size_t i = 0; i < count; i++) {
        GEOSGeometry *point =
            shape_new_point(derivation->overlay->geos, junctions[i].x, junctions[i].y);
        bool here =
            GEOSPreparedIntersects_r(derivation->overlay->geos, derivation->area, point) == 1;
        overlay_drop(derivation->overlay, point);
        if (!here)
            continue;
        GEOSGeometry *carriage =
            carriage_of(derivation, &junctions[i], junctions[i].radius_m + arm_m);
        for (size_t a = 0; arms && a < junctions[i].arm_count; a++)
            arm_add(derivation, job, &junctions[i], carriage, a);
        if (!arms)
            centre_add(derivation, job, &junctions[i], carriage);
        overlay_drop(derivation->overlay, carriage);
    }
    supplied_add(derivation, job, junctions, count);
    free(junctions);
}
