/* little_town.h - a little scene with a road, models to plan with, costs and forbidden places.
 *
 * One road from west to east along y = 0, 8 m wide, with a line duty on it; whatever else
 * a test adds before little_town_open(). Sites go along the road.
 */
#ifndef TESTS_PLANNER_LITTLE_TOWN_H
#define TESTS_PLANNER_LITTLE_TOWN_H

#include "base/progress.h"
#include "planner/siting/plan.h"
#include "tests/check.h"
#include "tests/planner/little_scene.h"

enum { TOWN_PLACES = 4, TOWN_BUILDINGS = 12, TOWN_POLES = 4 };

typedef struct {
    LittleScene little;
    RulePack *pack;
    Layer layers[2]; /* roads, poles */
    Feature road, poles[TOWN_POLES], buildings[TOWN_BUILDINGS];
    const char *road_fields[2], *road_values[2], *pole_on[1];
    Forbidden places[TOWN_PLACES];
    Clause forbidding;
    ForbiddenSet forbidden;
    Camera cameras[2];
    Lookout existing[8];
    size_t existing_count;
    Prohibit *prohibit;
    Demand *demand;
    Coverage *before, *after;
    SiteSet *sites;
    CandidateSet *candidates;
    Plan *plan;
    Lookout *planned;
    Arena *arena;
} LittleTown;

static inline void little_town_init(LittleTown *town, double half_m)
{
    Project *project = &town->little.project;
    GEOSContextHandle_t geos;
    Diag diag = {0};
    Box road = {-half_m + 5, -4, half_m - 5, 4};

    memset(town, 0, sizeof *town);
    progress_mode(PROGRESS_NONE);
    little_scene_init(&town->little, half_m, 1);
    geos = town->little.scene.geos;
    town->arena = arena_new();
    town->little.scene.arena = town->arena;
    assert_int_equal(pack_read(&town->pack, "tengchong-2017", &diag), OK);
    assert_int_equal(catalogue_read(&town->little.scene.catalogue, "data/catalogue.yaml", &diag),
                     OK);
    project->path = "little.yaml";
    project->demand_cell_m = 2;
    project->sites = (ProjectSites){.along = "roads",
                                    .spacing_m = 25,
                                    .setback_m = 1.5,
                                    .mount_height_m = 6,
                                    .at_junctions = true,
                                    .azimuth_step_deg = 30,
                                    .long_range_spacing_m = 100,
                                    .long_range_mount_height_m = 12};
    project->costs = (ProjectCosts){
        .pole = 4000, .civil = 3000, .network_per_m = 20, .second_camera_on_pole = 0.4};
    project->plan = (ProjectPlan){.objective = OBJECTIVE_COVER,
                                  .quota = 0.95,
                                  .budget = NAN,
                                  .max_per_pole = 4,
                                  .time_limit_s = 120};
    town->little.part = (ClausePart){.name = "carriageway", .derive = DERIVE_ALONG};
    town->little.clause =
        (Clause){.id = "8.1a", .article = "8", .item = "(1)", .kind = CLAUSE_ZONE};
    town->forbidding =
        (Clause){.id = "14.1", .article = "14", .item = "(1)", .kind = CLAUSE_PROHIBITION};
    town->road_fields[0] = "highway";
    town->road_values[0] = "residential";
    town->road =
        (Feature){.shape = shape_new_line(geos, (double[]){road.min_x, 0, road.max_x, 0}, 2),
                  .fid = 1,
                  .values = town->road_values};
    town->layers[0] = (Layer){.id = "roads",
                              .source = "roads",
                              .fields = town->road_fields,
                              .field_count = 1,
                              .features = &town->road,
                              .count = 1};
    town->layers[1] = (Layer){.id = "poles", .source = "poles", .features = town->poles};
    town->little.scene.layers = town->layers;
    town->little.scene.layer_count = 2;
    town->little.scene.buildings = (Layer){.id = "buildings", .features = town->buildings};
    town->little.scene.cameras.cameras = town->cameras;
    town->little.zones.carriageways = shape_new_box(geos, road);
    town->forbidden = (ForbiddenSet){.geos = geos, .places = town->places};
    little_scene_zone(&town->little, road, true)->requirement.px_per_m = 62.5;
}

static inline void little_town_building(LittleTown *town, Box box, double height_m)
{
    Layer *layer = &town->little.scene.buildings;

    town->buildings[layer->count++] = (Feature){
        .shape = shape_new_box(town->little.scene.geos, box), .fid = (int64_t)layer->count};
    little_scene_raise(&town->little, box, height_m, OBSTACLE_BUILDING);
}

static inline void little_town_pole(LittleTown *town, double x, double y)
{
    town->poles[town->layers[1].count++] =
        (Feature){.shape = shape_new_point(town->little.scene.geos, x, y), .fid = 7};
    town->pole_on[0] = "poles";
    town->little.project.sites.on = town->pole_on;
    town->little.project.sites.on_count = 1;
}

static inline Forbidden *little_town_forbid(LittleTown *town, Box box, bool room_known)
{
    Forbidden *place = &town->places[town->forbidden.count++];

    *place = (Forbidden){.id = "14.1-001",
                         .clause = &town->forbidding,
                         .name = "hotel",
                         .shape = shape_new_box(town->little.scene.geos, box),
                         .room_known = room_known,
                         .supplied = true,
                         .view_px_per_m = 62.5,
                         .max_incidence_deg = 60,
                         .storeys = 2,
                         .in_force = true,
                         .penalty = "article 31"};
    return place;
}

/* Demand, prohibitions and what the existing lookouts cover. */
static inline void little_town_open(LittleTown *town)
{
    Scene *scene = &town->little.scene;
    Diag diag = {0};

    assert_int_equal(demand_build(&town->demand, scene, &town->little.zones, &diag), OK);
    assert_int_equal(prohibit_new(&town->prohibit, scene, town->pack, &town->forbidden, &diag), OK);
    assert_int_equal(coverage_compute(&town->before, town->demand, town->existing,
                                      town->existing_count, "coverage", &diag),
                     OK);
}

static inline void little_town_candidates(LittleTown *town)
{
    Scene *scene = &town->little.scene;
    Diag diag = {0};

    assert_int_equal(sites_find(&town->sites, scene, town->pack, &town->little.zones, town->demand,
                                town->prohibit, town->before, &diag),
                     OK);
    assert_int_equal(candidates_make(&town->candidates, scene, town->demand, town->prohibit,
                                     town->sites, town->before, &diag),
                     OK);
}

static inline Status little_town_choose(LittleTown *town, Diag *diag)
{
    return plan_choose(&town->plan, &town->little.scene, town->demand, town->candidates,
                       town->sites, town->before, diag);
}

/* What existing and planned cameras cover together. */
static inline void little_town_after(LittleTown *town)
{
    Lookout all[2000];
    size_t count = town->existing_count + town->plan->count;
    Diag diag = {0};

    assert_true(count <= sizeof all / sizeof *all);
    town->planned = plan_lookouts(town->plan, town->sites, town->arena);
    memcpy(all, town->existing, town->existing_count * sizeof *all);
    memcpy(all + town->existing_count, town->planned, town->plan->count * sizeof *all);
    assert_int_equal(
        coverage_compute(&town->after, town->demand, all, count, "coverage after", &diag), OK);
}

static inline void little_town_release(LittleTown *town)
{
    GEOSContextHandle_t geos = town->little.scene.geos;

    plan_free(town->plan);
    free(town->planned);
    candidates_free(town->candidates);
    sites_free(town->sites);
    coverage_free(town->before);
    coverage_free(town->after);
    prohibit_free(town->prohibit);
    demand_free(town->demand);
    catalogue_free(town->little.scene.catalogue);
    pack_free(town->pack);
    arena_free(town->arena);
    GEOSGeom_destroy_r(geos, town->road.shape);
    GEOSGeom_destroy_r(geos, town->little.zones.carriageways);
    for (size_t i = 0; i < town->forbidden.count; i++)
        GEOSGeom_destroy_r(geos, town->places[i].shape);
    for (size_t i = 0; i < town->little.scene.buildings.count; i++)
        GEOSGeom_destroy_r(geos, town->buildings[i].shape);
    for (size_t i = 0; i < town->layers[1].count; i++)
        GEOSGeom_destroy_r(geos, town->poles[i].shape);
    little_scene_release(&town->little);
}

#endif
