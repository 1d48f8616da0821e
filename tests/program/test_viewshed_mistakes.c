/* test_viewshed_mistakes.c - what `camplan viewshed` says to each mistake, and its exit code. */
#include "tests/program/surface.h"

/* Run in the scratch folder on dem.tif, 30 x 20 cells of 1 m from (500000, 4000000) down. */
#define V "$P viewshed dem.tif o.tif "
#define AT "--at 500010,3999990 --height 3 "
static const struct {
    const char *promise, *command;
    int code;
    const char *words;
} cases[] = {
    {"help has examples", "$P viewshed --help", 0, "--observers|--memory SIZE|Examples:|dtm.tif"},
    {"help by its other name", "$P help viewshed", 0, "camplan viewshed SURFACE OUT.tif"},
    {"help on nothing known", "$P help viewshd", 2, "viewshd|did you mean 'viewshed'"},
    {"a misspelt option", V AT "--raduis 5", 2, "raduis|--radius"},
    {"one argument", "$P viewshed dem.tif --at 1,2 --height 3", 2, "1 argument|SURFACE OUT.tif"},
    {"no eye", V "--height 3", 2, "--at X,Y|--observers"},
    {"one eye and many", V AT "--observers e.csv", 2, "--at|--observers"},
    {"a list of one eye's cells", V AT "--counts c.csv", 2, "--counts|--observers"},
    {"a layer of nothing", V AT "--layer x", 2, "--layer|--observers"},
    {"no height", V "--at 500010,3999990", 2, "height|--height M"},
    {"half a place", V "--at 500010 --height 3", 2, "--at|X,Y|'500010'"},
    {"a place that is none", V "--at 500010,nan --height 3", 2, "--at|500010,nan"},
    {"no number", V AT "--radius nan", 2, "--radius|a number|nan"},
    {"infinity", V AT "--radius inf", 2, "--radius|inf"},
    {"a negative radius", V AT "--radius -5", 2, "--radius|-5|above 0"},
    {"no radius at all", V AT "--radius 0", 2, "--radius|above 0"},
    {"a negative height", V "--at 500010,3999990 --height -3", 2, "--height|-3|from 0"},
    {"a negative target", V AT "--target-height -3", 2, "--target-height|-3"},
    {"no field of view", V AT "--azimuth 0 --hfov 0", 2, "--hfov|above 0|360"},
    {"too much of it", V AT "--azimuth 0 --hfov 361", 2, "--hfov|361|360"},
    {"an azimuth alone", V AT "--azimuth 5", 2, "azimuth|--hfov"},
    {"a field of view to nowhere", V AT "--hfov 60", 2, "field of view|--azimuth"},
    {"a vertical field alone", V AT "--vfov 40", 2, "vertical|--hfov"},
    {"a tilt alone", V AT "--azimuth 0 --hfov 60 --tilt 5", 2, "tilt|--vfov"},
    {"a tilt beyond straight down", V AT "--azimuth 0 --hfov 60 --vfov 40 --tilt 91", 2,
     "--tilt|91"},
    {"a camera that sees half the world", V AT "--azimuth 0 --hfov 180 --vfov 40", 2, "180"},
    {"too much refraction", V AT "--refraction 1.5", 2, "--refraction|1.5|0 to 1"},
    {"refraction on a flat earth", V AT "--refraction 0.1 --flat", 2, "--flat|--refraction"},
    {"no memory", V AT "--memory lots", 2, "--memory|lots|8G"},
    {"too little memory", V AT "--memory 1M", 4, "--memory|GB|--radius"},
    {"OUT is no GeoTIFF", "$P viewshed o.tif dem.png " AT, 2, "dem.png|.tif"},
    {"OUT is the surface", "$P viewshed dem.tif ./dem.tif --overwrite " AT, 2, "dem.tif|input"},
    {"OUT is the ground", "$P viewshed dem.tif g.tif --overwrite --ground g.tif " AT, 2,
     "g.tif|input"},
    {"COUNTS is OUT", V "--observers e.csv --counts ./o.tif", 2, "o.tif|one file"},
    {"COUNTS are the observers", V "--observers e.csv --counts e.csv --overwrite", 2,
     "e.csv|input"},
    {"OUT exists", "touch there.tif; $P viewshed dem.tif there.tif " AT, 5,
     "there.tif|exists|--overwrite"},
    {"COUNTS exist", "touch c.csv; " V "--observers e.csv --counts c.csv; c=$?; rm c.csv; exit $c",
     5, "c.csv|exists|--overwrite"},
    {"OUT is a folder", "mkdir -p f.tif; $P viewshed dem.tif f.tif --overwrite " AT, 5,
     "f.tif|folder"},
    {"no folder for OUT", "$P viewshed dem.tif no/o.tif " AT, 5, "no/o.tif|No such"},
    {"no surface", "$P viewshed absent.tif o.tif " AT, 3, "absent.tif|No such file"},
    {"no raster", "$P viewshed e.csv o.tif " AT, 3, "e.csv|raster"},
    {"a rotated raster", "$P viewshed rotated.tif o.tif " AT, 3, "rotated.tif|rotated|gdalwarp"},
    {"rows from south to north", "$P viewshed south.tif o.tif " AT, 3, "south.tif|gdalwarp"},
    {"degrees", "$P viewshed degrees.tif o.tif --at 100.5,24.5 --height 3", 3,
     "degrees.tif|EPSG:4326|degrees|gdalwarp -t_srs EPSG:32647"},
    {"feet", "$P viewshed feet.tif o.tif --at 1800010,500010 --height 3", 3,
     "feet.tif|EPSG:2225|foot|gdalwarp -t_srs EPSG:326"},
    {"heights in feet", "$P viewshed high.tif o.tif " AT, 3, "high.tif|heights are in ft|0.3048"},
    {"no CRS is a warning", "$P viewshed bare.tif o2.tif " AT, 0, "warning|bare.tif|metres"},
    {"a damaged raster", "$P viewshed short.tif o.tif " AT, 3, "short.tif|cannot be read|rows"},
    {"a ground of other cells", V AT "--ground coarse.tif", 3,
     "coarse.tif|dem.tif|gdalwarp -t_srs EPSG:32647 -te 500000 3999980 500030 4000000 -tr 1 1"},
    {"a ground between the cells", V AT "--ground between.tif", 3, "between.tif|do not lie|-te"},
    {"a ground elsewhere", V AT "--ground far.tif", 3, "far.tif|no cell in common"},
    {"a ground in another CRS", V AT "--ground zone.tif", 3, "zone.tif|CRS of dem.tif|-t_srs"},
    {"an eye off the raster", V "--at 499999,3999990 --height 3", 3,
     "--at|outside dem.tif|500000 to 500030"},
    {"an eye on no data", V "--at 500020.5,3999990 --height 3", 3, "--at|no data"},
    {"no observers' file", V "--observers no.csv", 3, "no.csv"},
    {"an empty file", ": > empty.csv; " V "--observers empty.csv", 3, "empty.csv"},
    {"a head alone", "echo x,y,height_m > head.csv; " V "--observers head.csv", 3,
     "head.csv|no rows"},
    {"no x", "printf 'lon,y,height_m\\n1,2,3\\n' > b.csv; " V "--observers b.csv", 3,
     "b.csv|no column x|lon"},
    {"a misspelt column", "printf 'x,y,heigth_m\\n1,2,3\\n' > b.csv; " V "--observers b.csv", 3,
     "b.csv|heigth_m|did you mean height_m"},
    {"a cell that is no number",
     "printf 'x,y,height_m\\n500010,3999990,3\\n500011,3999991,tall\\n' > b.csv; " V
     "--observers b.csv",
     3, "b.csv: row 2: height_m|tall"},
    {"a cell that says nan",
     "printf 'x,y,height_m\\n500010,nan,3\\n' > b.csv; " V "--observers b.csv", 3,
     "b.csv: row 1: y|nan"},
    {"a row without a place",
     "printf 'x,y,height_m\\n500010,,3\\n' > b.csv; " V "--observers b.csv", 3,
     "b.csv: row 1|no place"},
    {"a row without a height",
     "printf 'x,y,height_m\\n500010,3999990,3\\n500011,3999990,\\n' > "
     "b.csv; " V "--observers b.csv",
     3, "b.csv: row 2|height_m|--height"},
    {"a bad value in a row",
     "printf 'x,y,height_m,radius_m\\n500010,3999990,3,-1\\n' > b.csv; " V "--observers b.csv", 3,
     "b.csv: row 1: radius_m|-1|above 0"},
    {"half a view in a row",
     "printf 'x,y,height_m,hfov_deg\\n500010,3999990,3,60\\n' > b.csv; " V "--observers b.csv", 3,
     "b.csv: row 1|azimuth"},
    {"observers without ground are all named at once",
     "printf 'x,y,height_m\\n5,5,3\\n500010,3999990,3\\n500020.5,3999990,3\\n500040,3999990,3\\n' "
     "> b.csv; " V "--observers b.csv",
     3, "b.csv|3 observers have|rows 1, 4 outside dem.tif|row 3 where|no data"},
    {"but not a thousand of them",
     "{ echo x,y,height_m; seq 1000 | sed 's/.*/&,1,3/'; } > b.csv; " V "--observers b.csv", 3,
     "1000 observers|rows 1, 2, 3|20 and 980 more"},
    {"a line is no point",
     "printf 'height_m,WKT\\n3,\"LINESTRING (1 1,2 2)\"\\n' > l.csv; " V "--observers l.csv", 3,
     "l.csv: row 1|no point"},
    {"an existing result is replaced where asked",
     "touch there.tif; $P viewshed dem.tif there.tif "
     "--overwrite " AT,
     0, "wrote         there.tif"},
    {"no failure has left a file", "ls -A | grep -v -e '^[a-z0-9]*[.]tif$' -e csv$ -e f.tif", 1,
     ""},
    {"nor a result", "ls o.tif", 2, "o.tif"},
};

/* The rasters that the cases name. */
static void make_rasters(void)
{
    enum { WIDTH = 30, HEIGHT = 20 };
    SurfaceMade made = surface_metres(WIDTH, HEIGHT), other;
    float cells[WIDTH * HEIGHT] = {0};

    for (int row = 0; row < HEIGHT; row++)
        cells[row * WIDTH + 20] = -9999;
    surface_write("dem.tif", &made, cells);
    surface_write("g.tif", &made, cells);
    other = made, other.geo[2] = 0.1;
    surface_write("rotated.tif", &other, cells);
    other = made, other.geo[5] = 1;
    surface_write("south.tif", &other, cells);
    other = made, other.crs = NULL;
    surface_write("bare.tif", &other, cells);
    other = made, other.unit = "ft";
    surface_write("high.tif", &other, cells);
    other = (SurfaceMade){"EPSG:4326", {100, 0.1, 0, 25, 0, -0.1}, WIDTH, HEIGHT, GDT_Float32, 0, 0,
                          NULL};
    surface_write("degrees.tif", &other, cells);
    other = made, other.crs = "EPSG:2225", other.geo[0] = 1800000, other.geo[3] = 500020;
    surface_write("feet.tif", &other, cells);
    other = made, other.geo[1] = 2, other.geo[5] = -2;
    surface_write("coarse.tif", &other, cells);
    other = made, other.geo[0] += 0.5;
    surface_write("between.tif", &other, cells);
    other = made, other.geo[0] += 1000;
    surface_write("far.tif", &other, cells);
    other = made, other.crs = "EPSG:32648";
    surface_write("zone.tif", &other, cells);
    surface_write("short.tif", &made, cells);
    assert_int_equal(truncate(scratch_path("short.tif"), 1200), 0);
    Ran ran = shell("printf 'x,y,height_m\\n500010,3999990,3\\n' > \"$D/e.csv\"");
    assert_int_equal(ran.code, 0);
}

static void every_mistake_is_named(void **state)
{
    (void)state;
    shell("rm -rf \"$D\"/*");
    make_rasters();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[2048];
        snprintf(line, sizeof line, "cd \"$D\" && %s", cases[i].command);
        Ran ran = shell(line);
        expect(cases[i].promise, &ran, cases[i].code, cases[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_mistake_is_named)};

    program_need();
    return scratch_run(tests);
}
