#include "tests/check.h"

#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>
#include <unistd.h>

#include "base/memory.h"
#include "render/sheet.h"
#include "tests/render/shapes.h"

static _Thread_local GEOSContextHandle_t geos;
static char folder[64];

static const char *in_folder(char *out, size_t size, const char *name)
{
    snprintf(out, size, "%s/%s", folder, name);
    return out;
}

static char *slurp(const char *path, size_t *count)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    *count = (size_t)ftell(file);
    rewind(file);
    char *bytes = memory_new(*count + 1, 1);
    assert_int_equal(fread(bytes, 1, *count, file), *count);
    fclose(file);
    return bytes;
}

/* A small town: a street, a wood, two places (one off the sheet), a camera. */
typedef struct {
    MapShape street, wood, here, away, county;
    MapLayer layers[5], locator;
    MapCamera camera;
    float ground[100];
    uint8_t cells[100];
    MapContent content;
    MapSheet sheet;
} Town;

static void town_init(Town *town)
{
    static const char *const classes[] = {"coverage/fail", "coverage/pass"};
    *town = (Town){.street = named(geos, "LINESTRING(0 100,1000 120)", "建设路"),
                   .wood = named(geos, "POLYGON((0 300,900 300,900 700,0 700,0 300))", "北山林场"),
                   .here = named(geos, "POINT(500 850)", "石头村"),
                   .away = named(geos, "POINT(90000 90000)", "密营"),
                   .county =
                       named(geos, "POLYGON((-50 -50,1050 -50,1050 1050,-50 1050,-50 -50))", NULL),
                   .camera = {500, 120, 45, 60, CAMERA_NEW, "N001"},
                   .sheet = {.paper = PAPER_A4,
                             .orientation = ORIENT_LANDSCAPE,
                             .language = LANGUAGE_BOTH,
                             .dpi = 100,
                             .title_zh = "青溪镇视频监控规划",
                             .title_en = "Qingxi Camera Plan",
                             .crs = "EPSG:4542",
                             .data_date = "2021-06-01",
                             .compiler_zh = "青溪县",
                             .plan_number = "QX-1",
                             .sheet_index = 1,
                             .sheet_count = 2}};
    town->layers[0] = (MapLayer){"road/primary", NULL, NULL, &town->street, 1};
    town->layers[1] = (MapLayer){"landuse/forest", NULL, NULL, &town->wood, 1};
    town->layers[2] = (MapLayer){"place/village", NULL, NULL, &town->here, 1};
    town->layers[3] = (MapLayer){"place/town", NULL, NULL, &town->away, 1};
    town->layers[4] = (MapLayer){"boundary/county", NULL, NULL, &town->county, 1};
    town->locator = town->layers[4];
    for (int i = 0; i < 100; i++) {
        town->ground[i] = (float)(1600 + 30 * sin(i * 0.7));
        town->cells[i] = (uint8_t)(i % 3);
    }
    Grid grid = {0, 1000, 100, 100, 10, 10};
    town->content = (MapContent){.geos = geos,
                                 .extent = {0, 0, 1000, 1000},
                                 .relief = {grid, town->ground},
                                 .classes = {grid, town->cells, classes, 2},
                                 .layers = town->layers,
                                 .layer_count = 5,
                                 .cameras = &town->camera,
                                 .camera_count = 1,
                                 .locator_layers = &town->locator,
                                 .locator_count = 1,
                                 .locator_extent = {-500, -500, 1500, 1500}};
}

static void town_release(Town *town)
{
    drop_shapes(geos, &town->street, 1);
    drop_shapes(geos, &town->wood, 1);
    drop_shapes(geos, &town->here, 1);
    drop_shapes(geos, &town->away, 1);
    drop_shapes(geos, &town->county, 1);
}

static void write_town(const Town *town, const char *name)
{
    char pdf[96], svg[96], png[96], file[32];
    Diag diag = {0};
    snprintf(file, sizeof file, "%s.pdf", name);
    in_folder(pdf, sizeof pdf, file);
    snprintf(file, sizeof file, "%s.svg", name);
    in_folder(svg, sizeof svg, file);
    snprintf(file, sizeof file, "%s.png", name);
    in_folder(png, sizeof png, file);
    if (sheet_write(&town->sheet, &town->content, (SheetFiles){pdf, svg, png}, &diag) != OK)
        fail_msg("%s", diag.message);
}

static void the_same_sheet_gives_the_same_bytes(void **state)
{
    (void)state;
    static const char *const kinds[] = {"pdf", "svg", "png"};
    Town town;
    town_init(&town);
    write_town(&town, "one");
    write_town(&town, "two"); /* Cairo's own ids have moved on by now */
    for (size_t i = 0; i < 3; i++) {
        char path[96], name[32];
        size_t count[2];
        snprintf(name, sizeof name, "one.%s", kinds[i]);
        char *one = slurp(in_folder(path, sizeof path, name), &count[0]);
        snprintf(name, sizeof name, "two.%s", kinds[i]);
        char *two = slurp(in_folder(path, sizeof path, name), &count[1]);
        if (count[0] != count[1] || memcmp(one, two, count[0]) != 0)
            fail_msg("%s differs the second time", kinds[i]);
        free(one);
        free(two);
    }
    town_release(&town);
}

static int write_in_thread(void *name)
{
    Town town;
    geos = shape_context();
    town_init(&town);
    write_town(&town, name);
    town_release(&town);
    GEOS_finish_r(geos);
    return 0;
}

static void sheets_drawn_at_once_are_the_same(void **state)
{
    (void)state;
    char names[4][8] = {"t0", "t1", "t2", "t3"};
    thrd_t threads[4];
    size_t first_count;
    char path[96];
    for (int i = 0; i < 4; i++)
        assert_int_equal(thrd_create(&threads[i], write_in_thread, names[i]), thrd_success);
    for (int i = 0; i < 4; i++)
        thrd_join(threads[i], NULL);
    char *first = slurp(in_folder(path, sizeof path, "t0.svg"), &first_count);
    for (int i = 1; i < 4; i++) {
        size_t count;
        char file[16];
        snprintf(file, sizeof file, "t%d.svg", i);
        char *other = slurp(in_folder(path, sizeof path, file), &count);
        assert_int_equal(count, first_count);
        assert_memory_equal(other, first, count);
        free(other);
    }
    free(first);
}

static void the_png_is_a_map(void **state)
{
    (void)state;
    Town town;
    char path[96];
    bool seen[4096] = {false};
    size_t colours = 0;
    town_init(&town);
    write_town(&town, "one");
    cairo_surface_t *image = cairo_image_surface_create_from_png(in_folder(path, 96, "one.png"));
    int width = cairo_image_surface_get_width(image);
    int height = cairo_image_surface_get_height(image);
    int stride = cairo_image_surface_get_stride(image);
    assert_int_equal(width, 1169); /* 297 mm at 100 dpi */
    assert_int_equal(height, 827);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            const uint8_t *p = cairo_image_surface_get_data(image) + y * stride + 4 * x;
            size_t bucket = (size_t)(p[0] >> 4) << 8 | (size_t)(p[1] >> 4) << 4 | p[2] >> 4;
            colours += !seen[bucket];
            seen[bucket] = true;
        }
    assert_true(colours > 60);
    cairo_surface_destroy(image);
    town_release(&town);
}

/* pdftotext's reading of the sheet; NULL where the program is not installed. */
static char *pdf_text(const char *name)
{
    char command[256], path[96];
    size_t count;
    snprintf(command, sizeof command, "pdftotext '%s/%s' '%s/text' 2>/dev/null", folder, name,
             folder);
    if (system(command) != 0)
        return NULL;
    return slurp(in_folder(path, sizeof path, "text"), &count);
}

static void the_pdf_has_its_words_and_no_others(void **state)
{
    (void)state;
    static const char *const words[] = {"青溪镇视频监控规划",
                                        "Qingxi Camera Plan",
                                        "内部资料",
                                        "建设路",
                                        "石头村",
                                        "北山林场",
                                        "新建摄像机",
                                        "QX-1",
                                        "2021-06-01",
                                        "EPSG:4542",
                                        "Legend",
                                        "1:"};
    Town town;
    town_init(&town);
    write_town(&town, "one");
    town_release(&town);
    char *text = pdf_text("one.pdf");
    if (!text) {
        print_message("pdftotext (Debian package poppler-utils) is not there\n");
        skip();
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strstr(text, words[i]))
            fail_msg("\"%s\" cannot be read from the PDF", words[i]);
    if (strstr(text, "密营"))
        fail_msg("what lies off the sheet is in its file");
    free(text);
}

static void the_svg_is_renumbered_and_whole(void **state)
{
    (void)state;
    Town town;
    char path[96];
    size_t count;
    town_init(&town);
    write_town(&town, "one");
    town_release(&town);
    char *svg = slurp(in_folder(path, sizeof path, "one.svg"), &count);
    assert_non_null(strstr(svg, "<svg"));
    assert_non_null(strstr(svg, "</svg>"));
    assert_null(strstr(svg, "id=\"surface"));
    assert_non_null(strstr(svg, "id=\"i1\""));
    free(svg);
}

/* What goes wrong, and the words that say so. */
static const struct {
    const char *promise;
    const char *title; /* NULL: as the town has it */
    double scale, extent_m;
    const char *file;
    Status status;
    const char *words;
} failures[] = {
    {"a missing glyph is named", "青溪\xF0\x92\x80\x80", 0, 1000, "bad.pdf", ERR_OUTPUT, "U+12000"},
    {"a scale at which the area does not fit", NULL, 1000, 1000, "bad.pdf", ERR_INPUT, "1:1000"},
    {"an empty area", NULL, 0, 0, "bad.pdf", ERR_INPUT, "empty"},
    {"a folder that is not there", NULL, 0, 1000, "no/such/folder.pdf", ERR_OUTPUT,
     "no/such/folder.pdf"},
};

static void failures_say_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        Town town;
        char path[96];
        Diag diag = {0};
        town_init(&town);
        if (failures[i].title)
            town.sheet.title_zh = failures[i].title;
        town.sheet.scale = failures[i].scale;
        town.content.extent.max_x = town.content.extent.max_y = failures[i].extent_m;
        in_folder(path, sizeof path, failures[i].file);
        Status status = sheet_write(&town.sheet, &town.content, (SheetFiles){.pdf = path}, &diag);
        if (status != failures[i].status || !strstr(diag.message, failures[i].words))
            fail_msg("%s: status %d, \"%s\"", failures[i].promise, (int)status, diag.message);
        assert_int_not_equal(access(path, F_OK), 0); /* nothing half written */
        town_release(&town);
    }
}

static void a_tall_area_turns_the_paper(void **state)
{
    (void)state;
    MapSheet sheet = {.paper = PAPER_A3};
    SheetPlace place;
    Diag diag = {0};
    assert_int_equal(sheet_place(&place, &sheet, (Box){0, 0, 1200, 2500}, &diag), OK);
    assert_true(place.page.height_mm > place.page.width_mm);
    assert_int_equal(sheet_place(&place, &sheet, (Box){0, 0, 2500, 1200}, &diag), OK);
    assert_true(place.page.height_mm < place.page.width_mm);
    assert_near(place.center_x, 1250, 1e-9);
    sheet.rotation_deg = 90; /* along the sheet it fits again */
    assert_int_equal(sheet_place(&place, &sheet, (Box){0, 0, 1200, 2500}, &diag), OK);
    assert_true(place.page.height_mm < place.page.width_mm);
}

static void one_language_is_one_language(void **state)
{
    (void)state;
    Town town;
    town_init(&town);
    town.sheet.language = LANGUAGE_EN;
    town.sheet.mark = "Internal";
    write_town(&town, "english");
    town_release(&town);
    char *text = pdf_text("english.pdf");
    if (!text)
        skip();
    assert_null(strstr(text, "图例"));
    assert_null(strstr(text, "青溪镇视频监控规划"));
    assert_non_null(strstr(text, "Internal"));
    assert_non_null(strstr(text, "New camera"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_sheet_gives_the_same_bytes),
        cmocka_unit_test(sheets_drawn_at_once_are_the_same),
        cmocka_unit_test(the_png_is_a_map),
        cmocka_unit_test(the_pdf_has_its_words_and_no_others),
        cmocka_unit_test(the_svg_is_renumbered_and_whole),
        cmocka_unit_test(failures_say_what_is_wrong),
        cmocka_unit_test(a_tall_area_turns_the_paper),
        cmocka_unit_test(one_language_is_one_language),
    };
    char command[128];
    snprintf(folder, sizeof folder, "/tmp/camplan-sheet-XXXXXX");
    if (!mkdtemp(folder))
        return 1;
    geos = shape_context();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    GEOS_finish_r(geos);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command) != 0 || failed;
}
