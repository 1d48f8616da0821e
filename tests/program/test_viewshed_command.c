/* test_viewshed_command.c - `camplan viewshed` on rasters small enough to be reckoned by hand. */
#include "tests/program/surface.h"

#define FLAT7                                                                                      \
    {                                                                                              \
        "0000000", "0000000", "0000000", "0000000", "0000000", "0000000", "0000000", NULL          \
    }
#define WALL                                                                                       \
    {                                                                                              \
        "000090000", "000090000", "000090000", NULL                                                \
    }

/* Cell (column, row) of `surface` has its middle at 500000.5 + column, 3999999.5 - row. */
static const struct {
    const char *promise, *surface[10], *ground[10], *options, *seen;
} eyes[] = {
    {"what is out of range is 255, and the raster is cut to the range",
     FLAT7,
     {NULL},
     "--at 500003.5,3999996.5 --height 2 --radius 2",
     "..1..\n.111.\n11111\n.111.\n..1..\n"},
    {"a range between cells ends there",
     FLAT7,
     {NULL},
     "--at 500003.75,3999996.5 --height 2 --radius 2.2",
     "..11.\n.1111\n.1111\n.1111\n..11.\n"},
    {"at the raster's edge the range is cut",
     FLAT7,
     {NULL},
     "--at 500000.5,3999999.5 --height 2 --radius 2",
     "111\n11.\n1..\n"},
    {"without a radius the whole raster is looked over",
     {"000", "000", NULL},
     {NULL},
     "--at 500001.5,3999999.5 --height 2",
     "111\n111\n"},
    {"a wall hides what lies behind it, and its top is seen",
     WALL,
     {NULL},
     "--at 500001.5,3999998.5 --height 2 --radius 9",
     "111110000\n111110000\n111110000\n"},
    {"from above it hides the next cell alone",
     WALL,
     {NULL},
     "--at 500001.5,3999998.5 --height 20 --radius 9",
     "111110111\n111110111\n111110111\n"},
    {"over the bare ground a wall's cells are no ground to be seen",
     WALL,
     {"000000000", "000000000", "000000000", NULL},
     "--at 500001.5,3999998.5 --height 2 --radius 9 --ground ground.tif",
     "111100000\n111100000\n111100000\n"},
    {"the eye stands on the ground, not on the roof",
     WALL,
     {"000000000", "000000000", "000000000", NULL},
     "--at 500004.5,3999998.5 --height 2 --radius 2 --target-height 0 --ground ground.tif",
     ".101.\n11011\n.101.\n"},
    {"no data is 255 and hides nothing",
     {"0000-000", NULL},
     {NULL},
     "--at 500000.5,3999999.5 --height 2 --radius 9",
     "1111.111\n"},
    {"a window of bearings takes both its edges in; the rest in range is 0",
     FLAT7,
     {NULL},
     "--at 500003.5,3999996.5 --height 2 --radius 3 --azimuth 90 --hfov 90",
     "...0...\n.00001.\n.00011.\n0001111\n.00011.\n.00001.\n...0...\n"},
    {"a camera sees neither the sky nor the ground under it",
     {"0000000000", NULL},
     {NULL},
     "--at 500000.5,3999999.5 --height 3 --radius 9 --target-height 0 --azimuth 90 --hfov 90 "
     "--tilt 45 --vfov 40 --flat",
     "0011111000\n"},
    {"a camera level by default",
     {"0000000000", NULL},
     {NULL},
     "--at 500000.5,3999999.5 --height 3 --radius 9 --target-height 0 --azimuth 90 --hfov 90 "
     "--vfov 60",
     "0000001111\n"},
    {"a target of some height is seen over the wall",
     {"000020000", NULL},
     {NULL},
     "--at 500000.5,3999999.5 --height 2.5 --target-height 2.2",
     "111111111\n"},
    {"a lower one is not",
     {"000020000", NULL},
     {NULL},
     "--at 500000.5,3999999.5 --height 2.5 --target-height 0.5",
     "111110000\n"},
};

static void one_eye_sees_what_is_reckoned_by_hand(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof eyes / sizeof *eyes; i++) {
        char line[1024], seen[512];
        surface_draw("surface.tif", eyes[i].surface);
        if (eyes[i].ground[0])
            surface_draw("ground.tif", eyes[i].ground);
        snprintf(line, sizeof line, "cd \"$D\" && $P viewshed surface.tif out.tif --overwrite %s",
                 eyes[i].options);
        Ran ran = shell(line);
        expect(eyes[i].promise, &ran, 0, "visible|out.tif");
        SurfaceRead read = surface_read("out.tif");
        surface_text(&read, seen, sizeof seen);
        free(read.cells);
        if (strcmp(seen, eyes[i].seen))
            fail_msg("%s: got\n%snot\n%s", eyes[i].promise, seen, eyes[i].seen);
        assert_int_equal(read.type, GDT_Byte);
        assert_true(read.nodata == 255);
    }
}

static void the_result_lies_where_it_was_cut(void **state)
{
    (void)state;
    surface_draw("surface.tif", eyes[0].surface);
    Ran ran = shell("cd \"$D\" && $P viewshed surface.tif out.tif --overwrite -q --at "
                    "500003.5,3999996.5 --height 2 --radius 1");
    expect("a cut", &ran, 0, "");
    SurfaceRead read = surface_read("out.tif");
    free(read.cells);
    assert_true(read.geo[0] == SURFACE_X0 + 2 && read.geo[3] == SURFACE_Y0 - 2);
    assert_true(read.geo[1] == 1 && read.geo[5] == -1);
    ran = shell("stat -c %a \"$D/out.tif\"");
    expect("nobody else may read it", &ran, 0, "600");
}

/* Any type, scaled and shifted; a ground that covers part of the grid. */
static void rasters_are_read_as_they_are(void **state)
{
    static const float heights[] = {0, 0, 18, 0, 0, 0}, low[] = {0, 0, 0};
    static const GDALDataType types[] = {GDT_Byte,  GDT_UInt16,  GDT_Int16,  GDT_UInt32,
                                         GDT_Int32, GDT_Float32, GDT_Float64};

    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        SurfaceMade made = surface_metres(6, 1);
        char seen[16];
        made.type = types[i];
        made.scale = 0.5;
        made.offset = 100;
        surface_write("typed.tif", &made, heights);
        Ran ran = shell("cd \"$D\" && $P viewshed typed.tif out.tif --overwrite --at "
                        "500000.5,3999999.5 --height 2");
        expect(GDALGetDataTypeName(types[i]), &ran, 0, "3 cells");
        SurfaceRead read = surface_read("out.tif");
        surface_text(&read, seen, sizeof seen);
        free(read.cells);
        assert_string_equal(seen, "111000\n");
    }
    SurfaceMade part = surface_metres(3, 1);
    part.geo[0] += 2;
    surface_write("part.tif", &part, low);
    Ran ran = shell("cd \"$D\" && $P viewshed typed.tif out.tif --overwrite --at "
                    "500003.5,3999999.5 --height 2 --ground part.tif");
    char seen[16];
    expect("a ground that covers a part", &ran, 0, "visible");
    SurfaceRead read = surface_read("out.tif");
    surface_text(&read, seen, sizeof seen);
    free(read.cells);
    assert_string_equal(seen, "..000.\n"); /* its surface, at 100, stands above each target */
}

/* Observers of every kind, spread over a raster of COLUMNS x ROWS. */
static void write_observers(const char *name, int count, int columns, int rows, double radius)
{
    FILE *file = fopen(scratch_path(name), "w");
    uint32_t noise = 3;

    assert_non_null(file);
    fprintf(file, "\xEF\xBB\xBFx,y,height_m,radius_m,azimuth_deg,hfov_deg,tilt_deg,vfov_deg,"
                  "target_height_m,name\r\n");
    for (int i = 0; i < count; i++) {
        static const char *const views[] = {",,,,", "90,120,,,", "200,60,10,40,0", "0,360,,,2.5"};
        double at[2];
        for (int k = 0; k < 2; k++) {
            noise = noise * 1664525u + 1013904223u;
            at[k] = (double)(noise >> 8) / (1 << 24);
        }
        /* Left of the hole, so that each has ground. */
        fprintf(file, "%.4f,%.4f,%d,%g,%s,\"eye, %d\"\r\n", SURFACE_X0 + at[0] * (columns / 2 - 1),
                SURFACE_Y0 - at[1] * rows, 2 + i % 7, radius * (0.5 + i % 5 / 4.0), views[i % 4],
                i);
    }
    fclose(file);
}

/* Add what observer `line` of the table sees alone to `sums`; how many cells that is. */
static size_t add_alone(const char *options, uint32_t *sums, int width)
{
    char line[1024];
    size_t seen = 0;

    snprintf(line, sizeof line, "cd \"$D\" && $P viewshed rough.tif alone.tif --overwrite -q %s",
             options);
    Ran ran = shell(line);
    expect(options, &ran, 0, "visible");
    SurfaceRead read = surface_read("alone.tif");
    for (int i = 0; i < read.width * read.height; i++) {
        int column = (int)(read.geo[0] - SURFACE_X0) + i % read.width;
        int row = (int)(SURFACE_Y0 - read.geo[3]) + i / read.width;
        if (read.cells[i] == 1) {
            sums[row * width + column]++;
            seen++;
        }
    }
    free(read.cells);
    return seen;
}

static void many_are_the_sum_of_each(void **state)
{
    static const char *const alone[] = {
        "--at 500012.2,3999970.3 --height 3 --radius 20",
        "--at 500033.8,3999981.5 --height 6 --radius 14 --azimuth 45 --hfov 90",
        "--at 500050,3999990.25 --height 9 --radius 25 --azimuth 250 --hfov 70 --tilt 20 --vfov 40",
        "--at 500012.2,3999970.3 --height 2 --radius 20 --target-height 0.3",
    };
    enum { WIDTH = 60, HEIGHT = 50, COUNT = sizeof alone / sizeof *alone };
    uint32_t sums[WIDTH * HEIGHT] = {0};
    size_t seen[COUNT];
    char counts[256];

    (void)state;
    surface_rough("rough.tif", WIDTH, HEIGHT, true);
    for (int i = 0; i < COUNT; i++)
        seen[i] = add_alone(alone[i], sums, WIDTH);
    Ran ran =
        shell("cd \"$D\" && printf 'x;y;radius_m;height_m;azimuth_deg;hfov_deg;tilt_deg;vfov_deg;"
              "target_height_m\\n500012.2;3999970.3;20;;;;;;\\n500033.8;3999981.5;14;6;45;90;;;\\n"
              "500050;3999990.25;25;9;250;70;20;40;\\n500012.2;3999970.3; 20 ;2;;;;;0.3\\n' > "
              "eyes.csv && "
              "$P viewshed rough.tif many.tif --observers eyes.csv --height 3 --counts counts.csv "
              "--overwrite && cat counts.csv");
    snprintf(
        counts, sizeof counts,
        "\xEF\xBB\xBFindex,visible_cells,visible_area_m2\r\n1,%zu,%zu\r\n2,%zu,%zu\r\n3,%zu,%zu"
        "\r\n4,%zu,%zu\r\n",
        seen[0], seen[0], seen[1], seen[1], seen[2], seen[2], seen[3], seen[3]);
    expect("a table of four", &ran, 0, "observers     4|cells without data");
    expect("its counts", &ran, 0, counts);
    SurfaceRead many = surface_read("many.tif");
    assert_int_equal(many.type, GDT_UInt32);
    assert_true(many.nodata == 4294967295.0);
    assert_true(many.width == WIDTH && many.height == HEIGHT && many.geo[0] == SURFACE_X0);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        bool hole = i % WIDTH > WIDTH / 2 && i % WIDTH < WIDTH / 2 + 5 && i / WIDTH % 40 < 9;
        if (many.cells[i] != (hole ? UINT32_MAX : sums[i]))
            fail_msg("cell %d: %u, not %u", i, many.cells[i], sums[i]);
    }
    free(many.cells);
}

static void memory_and_threads_change_no_byte(void **state)
{
    static const char *const ways[] = {"-j1", "-j2", "-j3 --memory 5M", "-j1 --memory 4400K",
                                       "-j2 --memory 1G"};

    (void)state;
    surface_rough("rough.tif", 700, 620, true);
    write_observers("eyes.csv", 60, 700, 620, 24);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        char line[512];
        snprintf(line, sizeof line,
                 "cd \"$D\" && $P viewshed rough.tif %s.tif --observers eyes.csv --overwrite "
                 "--counts %s.csv -q %s | grep -v wrote > %s.txt",
                 i ? "other" : "first", i ? "other" : "first", ways[i], i ? "other" : "first");
        Ran ran = shell(line);
        expect(ways[i], &ran, 0, "");
        ran = shell("cd \"$D\" && for e in tif csv txt; do cmp first.$e other.$e; done");
        if (i)
            expect(ways[i], &ran, 0, "");
        if (i && ran.said[0])
            fail_msg("%s: %s", ways[i], ran.said);
    }
    Ran ran = shell("gdalinfo \"$D/first.tif\" 2>/dev/null || echo LAYOUT=COG DEFLATE 350x310");
    expect("a COG with overviews", &ran, 0, "LAYOUT=COG|DEFLATE|350x310");
}

static void other_sources_are_read(void **state)
{
    (void)state;
    surface_rough("rough.tif", 60, 50, false);
    Ran ran = shell(
        "cd \"$D\" && echo '{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
        "\"properties\":{\"radius_m\":9,\"owner\":\"x\",\"height\":9},"
        "\"geometry\":{\"type\":\"Point\","
        "\"coordinates\":[99.00033,36.1446]}}]}' > eyes.geojson && $P viewshed rough.tif g.tif "
        "--observers eyes.geojson --height 4 --format json");
    expect("GeoJSON is in degrees and is transformed", &ran, 0,
           "transformed from WGS 84|UTM zone 47N|owner|field height is not looked at|height_m"
           "|\"observers\": 1|\"most_observers\": 1|\"visible_cells\": ");
    ran = shell("cd \"$D\" && $P viewshed rough.tif h.tif --at 500010,3999980 --height 3 --format "
                "json --radius 5");
    expect("one eye in JSON", &ran, 0, "\"observers\": 1|\"cells\": ");
}

static void ctrl_c_leaves_nothing(void **state)
{
    (void)state;
    shell("rm -rf \"$D\"/*");
    surface_rough("rough.tif", 700, 620, false);
    write_observers("eyes.csv", 60000, 700, 620, 150);
    Ran ran =
        shell("mkdir \"$D/out\" && cd \"$D\" && { $P viewshed rough.tif out/o.tif --observers "
              "eyes.csv --counts out/c.csv --progress=json 2> said.txt & } && "
              "until grep -q viewsheds said.txt; do sleep 0.02; done; "
              "kill -INT $!; wait $!; echo code $?; ls -A out; tail -1 said.txt");
    expect("an interrupted run", &ran, 0, "code 130|interrupted");
    if (strstr(ran.said, ".tif") || strstr(ran.said, ".csv"))
        fail_msg("left behind: %s", ran.said);
}

static void a_full_disk_leaves_nothing(void **state)
{
    (void)state;
    shell("rm -rf \"$D\"/*");
    surface_rough("rough.tif", 700, 620, false);
    write_observers("eyes.csv", 20, 700, 620, 30);
    if (!scratch_small_disk("disk"))
        skip();
    Ran ran = shell("cd \"$D\" && $P viewshed rough.tif disk/o.tif --observers eyes.csv -q");
    expect("a full disk", &ran, 5, "disk/o.tif|full");
    ran = shell("ls -A \"$D/disk\"");
    umount(scratch_path("disk"));
    if (ran.said[0])
        fail_msg("left behind on the full disk: %s", ran.said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_eye_sees_what_is_reckoned_by_hand),
        cmocka_unit_test(the_result_lies_where_it_was_cut),
        cmocka_unit_test(rasters_are_read_as_they_are),
        cmocka_unit_test(many_are_the_sum_of_each),
        cmocka_unit_test(memory_and_threads_change_no_byte),
        cmocka_unit_test(other_sources_are_read),
        cmocka_unit_test(ctrl_c_leaves_nothing),
        cmocka_unit_test(a_full_disk_leaves_nothing),
    };
    program_need();
    return scratch_run(tests);
}
