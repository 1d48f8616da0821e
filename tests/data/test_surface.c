#include "data/surface.h"

#include "tests/data/hill.h"

/* With a surface model: 8 m high on BOX, 0.25 m of grass elsewhere, nothing east of x = 50. */
static const struct {
    const char *promise, *shape, *tags;
    double x, y, top;
    Obstacle kind;
} models[] = {
    {"what stands is an obstacle of unknown kind", NULL, "", 15.5, 15.5, 109.55, OBSTACLE_OTHER},
    {"grass is terrain, as high as it is", NULL, "", 30.5, 30.5, 103.3, OBSTACLE_TERRAIN},
    {"where the model has no data the ground stands", NULL, "", 55.5, 30.5, NAN, OBSTACLE_TERRAIN},
    {"a footprint says that it is a building, of the model's height", BOX, "building=yes|height=30",
     15.5, 15.5, 109.55, OBSTACLE_BUILDING},
    {"a footprint where the model sees nothing raises nothing",
     "POLYGON((25 25,35 25,35 35,25 35,25 25))", "building=yes|height=30", 30.5, 30.5, 103.3,
     OBSTACLE_TERRAIN},
    {"but does where the model has no data", "POLYGON((52 25,58 25,58 35,52 35,52 25))",
     "building=yes|height=30", 54.5, 30.5, 135.5, OBSTACLE_BUILDING},
    {"a roof on posts is taken away", BOX, "building=roof", 15.5, 15.5, NAN, OBSTACLE_TERRAIN},
};

static void a_surface_model_knows_better(void **state)
{
    ProjectSurface as = place_project();

    (void)state;
    as.terrain = place_raster("dem.tif", slope, 1);
    as.surface = place_raster("dsm.tif", model, 1);
    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        Layer buildings = place_layer((const char *const[]){models[i].shape, NULL},
                                      (const char *const[]){models[i].tags, NULL});
        SurfaceSources sources = place_sources(&as);
        Surface surface;
        Diag diag = {0};
        sources.buildings = &buildings;
        assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), OK);
        check_cell(models[i].promise, &surface, models[i].x, models[i].y, models[i].top,
                   models[i].kind);
        assert_int_equal(surface.surface_nodata_cells, 10 * PLACE_HEIGHT);
        surface_release(&surface);
        place_layer_release(&buildings);
    }
}

/* Crowns of 6 m south-west, of 0.3 m south-east, no data north; a building on BOX. */
static const struct {
    const char *promise;
    double x, y, top;
    Obstacle kind;
} canopies[] = {
    {"trees stand on the ground", 25.5, 5.5, 108.55, OBSTACLE_CANOPY},
    {"but not on a building", 15.5, 15.5, 104.5, OBSTACLE_BUILDING},
    {"less than half a metre is no obstacle", 40.5, 5.5, NAN, OBSTACLE_TERRAIN},
    {"no data is no tree", 25.5, 30.5, NAN, OBSTACLE_TERRAIN},
};

static void canopy_stands_on_the_ground(void **state)
{
    ProjectSurface as = place_project();
    Layer buildings = place_layer((const char *const[]){BOX, NULL},
                                  (const char *const[]){"building=yes|height=3", NULL});
    SurfaceSources sources = place_sources(&as);
    Surface surface;
    Diag diag = {0};

    (void)state;
    as.terrain = place_raster("dem.tif", slope, 1);
    as.canopy = place_raster("trees.tif", crowns, 1);
    sources.buildings = &buildings;
    assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), OK);
    for (size_t i = 0; i < sizeof canopies / sizeof *canopies; i++)
        check_cell(canopies[i].promise, &surface, canopies[i].x, canopies[i].y, canopies[i].top,
                   canopies[i].kind);
    surface_release(&surface);
    /* A model and a canopy: the crown explains what the model sees only where it is as high. */
    as.surface = place_raster("dsm.tif", model, 1);
    sources.buildings = NULL;
    assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), OK);
    check_cell("8 m under a crown of 6 m is something else", &surface, 15.5, 15.5, 109.55,
               OBSTACLE_OTHER);
    check_cell("a crown over grass is canopy", &surface, 25.5, 5.5, 108.55, OBSTACLE_CANOPY);
    surface_release(&surface);
    place_layer_release(&buildings);
}

static const struct {
    const char *promise;
    SurfaceUse use;
    double cell_m;
    bool accept, coarse;
    Status status;
} coarses[] = {
    {"5 m is fine for the street", USE_STREET, 5, false, false, OK},
    {"10 m is refused", USE_STREET, 10, false, false, ERR_INPUT},
    {"10 m is accepted when the project says so", USE_STREET, 10, true, true, OK},
    {"10 m is fine for long range", USE_LONG_RANGE, 10, false, false, OK},
};

static void coarse_terrain_is_refused_for_the_street(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof coarses / sizeof *coarses; i++) {
        ProjectSurface as = place_project();
        SurfaceSources sources = place_sources(&as);
        Surface surface = {0};
        Diag diag = {0};
        as.use = coarses[i].use;
        as.accept_coarse = coarses[i].accept;
        as.terrain = place_raster("coarse.tif", slope, coarses[i].cell_m);
        if (surface_build(&surface, place_geos, &sources, &diag) != coarses[i].status ||
            surface.coarse != coarses[i].coarse)
            fail_msg("%s: %s", coarses[i].promise, diag.message);
        if (diag.status != OK &&
            (!strstr(diag.message, "p.yaml:7: terrain coarse.tif") ||
             !strstr(diag.message, "half a cell") || !strstr(diag.message, "accept_coarse")))
            fail_msg("%s: says \"%s\"", coarses[i].promise, diag.message);
        if (diag.status == OK)
            assert_true(surface.terrain_cell_m == coarses[i].cell_m);
        surface_release(&surface);
    }
}

static void the_area_must_lie_on_the_terrain(void **state)
{
    ProjectSurface as = place_project();
    SurfaceSources sources = place_sources(&as);
    Surface surface;
    Diag diag = {0};

    (void)state;
    as.terrain = place_raster("dem.tif", slope, 1);
    sources.area.max_x = PLACE_WIDTH + 1;
    sources.box = box_grow(sources.area, 100);
    assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, "dem.tif"));
    assert_non_null(strstr(diag.message, "x 0.0 to 61.0, y 0.0 to 40.0"));
    assert_non_null(strstr(diag.message, "x 0.0 to 60.0, y 0.0 to 40.0"));
}

static void the_grid_is_cut_to_the_terrain_and_snapped(void **state)
{
    ProjectSurface as = place_project();
    SurfaceSources sources = place_sources(&as);
    Surface whole, part;
    Diag diag = {0};

    (void)state;
    as.terrain = place_raster("dem.tif", slope, 2);
    sources.box = box_grow(sources.area, 100);
    assert_int_equal(surface_build(&whole, place_geos, &sources, &diag), OK);
    assert_int_equal(whole.grid.width, PLACE_WIDTH);
    assert_int_equal(whole.grid.height, PLACE_HEIGHT);
    assert_true(whole.grid.x0 == 0 && whole.grid.y0 == PLACE_HEIGHT);
    sources.box = sources.area = (Box){10.3, 8.9, 30.7, 25.2};
    assert_int_equal(surface_build(&part, place_geos, &sources, &diag), OK);
    assert_true(part.grid.x0 == 10 && part.grid.y0 == 26);
    assert_int_equal(part.grid.width, 21);
    assert_int_equal(part.grid.height, 18);
    for (int r = 0; r < part.grid.height; r++)
        assert_memory_equal(part.ground + grid_at(&part.grid, 0, r),
                            whole.ground + grid_at(&whole.grid, 10, r + 14),
                            (size_t)part.grid.width * sizeof(float));
    surface_release(&part);
    surface_release(&whole);
}

static void holes_are_counted(void **state)
{
    ProjectSurface as = place_project();
    SurfaceSources sources = place_sources(&as);
    Surface surface;
    Diag diag = {0};

    (void)state;
    as.terrain = place_raster("holed.tif", holed, 1);
    assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), OK);
    assert_int_equal(surface.nodata_cells, 6);
    assert_true(isnan(surface_ground_at(&surface, 6.5, 6.5)));
    assert_true(isnan(surface_top_at(&surface, 8.2, 6.5)));
    assert_true(surface_ground_at(&surface, 8.5, 6.5) > 100);
    surface_release(&surface);
    sources.area = (Box){7, 0, 20, 20};
    assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), OK);
    assert_int_equal(surface.nodata_cells, 2);
    surface_release(&surface);
}

static void a_damaged_block_is_an_error(void **state)
{
    ProjectSurface as = place_project();
    SurfaceSources sources = place_sources(&as);
    Surface surface;
    Diag diag = {0};

    (void)state;
    as.terrain = place_raster("short.tif", slope, 1);
    assert_int_equal(truncate(as.terrain.source, 700), 0);
    assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), ERR_INPUT);
    assert_non_null(strstr(diag.message, "short.tif"));
}

static void flat_ground_is_zero(void **state)
{
    ProjectSurface as = place_project();
    SurfaceSources sources = place_sources(&as);
    Layer buildings = place_layer((const char *const[]){BOX, NULL},
                                  (const char *const[]){"building=yes|height=3", NULL});
    Surface surface;
    Diag diag = {0};

    (void)state;
    as.flat = true;
    sources.buildings = &buildings;
    sources.box = box_grow(sources.area, 10);
    assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), OK);
    assert_int_equal(surface.grid.width, PLACE_WIDTH + 20);
    assert_true(surface_ground_at(&surface, 15, 15) == 0 && surface_top_at(&surface, 15, 15) == 3);
    assert_true(surface.flat && surface.terrain_cell_m == 0);
    surface_release(&surface);
    place_layer_release(&buildings);
}

static const struct {
    const char *promise;
    double x, y, expected;
} asked[] = {
    {"a sample is itself", 10.5, 10.5, 101.05},
    {"between samples it is linear", 10.75, 11.2, 101.075},
    {"the outermost samples count", 0.5, 0.5, 100.05},
    {"so does the last", 59.5, 39.5, 105.95},
    {"the outer half cell is outside", 0.4, 10, NAN},
    {"beyond is outside", 99, 10, NAN},
    {"NaN is outside", NAN, 10, NAN},
};

static void points_between_samples(void **state)
{
    ProjectSurface as = place_project();
    SurfaceSources sources = place_sources(&as);
    Surface surface;
    Diag diag = {0};

    (void)state;
    as.terrain = place_raster("dem.tif", slope, 1);
    assert_int_equal(surface_build(&surface, place_geos, &sources, &diag), OK);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        double got = surface_ground_at(&surface, asked[i].x, asked[i].y);
        if (isnan(asked[i].expected) ? !isnan(got) : !(fabs(got - asked[i].expected) < 1e-4))
            fail_msg("%s: got %g", asked[i].promise, got);
    }
    surface_release(&surface);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_surface_model_knows_better),
        cmocka_unit_test(canopy_stands_on_the_ground),
        cmocka_unit_test(coarse_terrain_is_refused_for_the_street),
        cmocka_unit_test(the_area_must_lie_on_the_terrain),
        cmocka_unit_test(the_grid_is_cut_to_the_terrain_and_snapped),
        cmocka_unit_test(holes_are_counted),
        cmocka_unit_test(a_damaged_block_is_an_error),
        cmocka_unit_test(flat_ground_is_zero),
        cmocka_unit_test(points_between_samples),
    };
    place_begin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    place_end();
    return failed;
}
