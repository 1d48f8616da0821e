/* test_raster_draft.c - a raster written by windows in any order, and published as a COG. */
#include <gdal.h>
#include <stdint.h>

#include "data/out_file.h"
#include "data/raster_draft.h"
#include "tests/check.h"
#include "tests/data/scratch.h"

static Crs *utm;

static DraftShape shape_of(DraftCell cell)
{
    return (DraftShape){.cell = cell,
                        .grid = {500000, 4000000, 2, 2, 700, 600},
                        .crs = utm,
                        .nodata = cell == DRAFT_BYTE ? 255 : 4294967295.0,
                        .description = "seen"};
}

static uint32_t published(const char *path, int column, int row, double *nodata, int *overviews)
{
    GDALDatasetH file = GDALOpen(path, GA_ReadOnly);
    GDALRasterBandH band = GDALGetRasterBand(file, 1);
    uint32_t cell = 0;

    assert_string_equal(GDALGetMetadataItem(file, "LAYOUT", "IMAGE_STRUCTURE"), "COG");
    assert_string_equal(GDALGetDescription(band), "seen");
    assert_int_equal(GDALRasterIO(band, GF_Read, column, row, 1, 1, &cell, 1, 1, GDT_UInt32, 0, 0),
                     CE_None);
    *nodata = GDALGetRasterNoDataValue(band, NULL);
    *overviews = GDALGetOverviewCount(band);
    GDALClose(file);
    return cell;
}

static void what_was_not_written_is_zero_and_no_hole(void **state)
{
    static const DraftCell kinds[] = {DRAFT_BYTE, DRAFT_UINT32};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        DraftShape shape = shape_of(kinds[i]);
        RasterDraft *draft;
        uint32_t counts[4] = {7, 70000, 9, 1}, back[4] = {0};
        uint8_t bytes[4] = {1, 255, 1, 0};
        const CellBox box = {650, 100, 2, 2};
        void *cells = kinds[i] == DRAFT_BYTE ? (void *)bytes : counts;
        double nodata;
        int overviews;
        Diag diag = {0};
        assert_int_equal(
            raster_draft_new(&draft, scratch_path("draft.tif"), "out.tif", &shape, &diag), OK);
        assert_int_equal(raster_draft_write(draft, &box, cells, &diag), OK);
        assert_int_equal(raster_draft_read(draft, &box, back, &diag), OK);
        assert_memory_equal(back, cells, kinds[i] == DRAFT_BYTE ? sizeof bytes : sizeof counts);
        assert_int_equal(raster_draft_publish(draft, scratch_path("out.tif"), 1, &diag), OK);
        assert_int_equal(raster_draft_publish(draft, scratch_path("two.tif"), 2, &diag), OK);
        assert_true(scratch_same(scratch_path("out.tif"), scratch_path("two.tif")));
        raster_draft_free(draft);
        assert_int_equal(published(scratch_path("out.tif"), 0, 0, &nodata, &overviews), 0);
        assert_int_equal(published(scratch_path("out.tif"), 651, 100, &nodata, &overviews),
                         kinds[i] == DRAFT_BYTE ? 255 : 70000);
        assert_true(nodata == shape.nodata && overviews >= 1);
    }
}

static const struct {
    const char *promise, *existing, *path;
    bool overwrite;
    Status status;
    const char *words;
} files[] = {
    {"a new file", NULL, "new.txt", false, OK, ""},
    {"an existing one is kept", "old.txt", "old.txt", false, ERR_OUTPUT, "--overwrite"},
    {"or replaced", "old.txt", "old.txt", true, OK, ""},
    {"a folder never", NULL, "folder", true, ERR_OUTPUT, "folder"},
    {"a folder that is not there", NULL, "no/new.txt", false, ERR_OUTPUT, "no/new.txt"},
};

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void files_appear_whole_or_not_at_all(void **state)
{
    (void)state;
    mkdir(scratch_path("folder"), 0700);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = scratch_path(files[i].path);
        OutFile *file;
        Diag diag = {0};
        size_t size;
        char *bytes;
        if (files[i].existing)
            put(scratch_path(files[i].existing), "old");
        Status status = out_file_begin(&file, path, files[i].overwrite, &diag);
        if (status != files[i].status || !strstr(diag.message, files[i].words))
            fail_msg("%s: %s", files[i].promise, diag.message);
        if (status != OK)
            continue;
        put(out_file_temporary(file), "new");
        put(out_file_beside(file, "draft"), "draft");
        assert_true(!files[i].existing || access(path, F_OK) == 0);
        assert_int_equal(out_file_commit(file, &diag), OK);
        char hidden[512];
        snprintf(hidden, sizeof hidden, "%s", out_file_beside(file, "draft"));
        out_file_free(file);
        assert_int_not_equal(access(hidden, F_OK), 0);
        bytes = scratch_load(path, &size);
        assert_string_equal(bytes, "new");
        free(bytes);
        unlink(path);
    }
}

static void a_file_given_up_leaves_nothing(void **state)
{
    OutFile *file;
    Diag diag = {0};

    (void)state;
    assert_int_equal(out_file_begin(&file, scratch_path("given_up.txt"), false, &diag), OK);
    put(out_file_temporary(file), "half");
    out_file_free(file);
    assert_int_not_equal(access(scratch_path("given_up.txt"), F_OK), 0);
    /* One that came in between is not replaced. */
    assert_int_equal(out_file_begin(&file, scratch_path("late.txt"), false, &diag), OK);
    put(out_file_temporary(file), "mine");
    put(scratch_path("late.txt"), "theirs");
    assert_int_equal(out_file_commit(file, &diag), ERR_OUTPUT);
    assert_non_null(strstr(diag.message, "late.txt"));
    out_file_free(file);
}

static void two_names_of_one_file(void **state)
{
    char dotted[600];

    (void)state;
    put(scratch_path("same.txt"), "");
    assert_int_equal(symlink(scratch_path("same.txt"), scratch_path("link.txt")), 0);
    snprintf(dotted, sizeof dotted, "%s/./unmade.txt", scratch_folder);
    assert_true(out_file_same(scratch_path("same.txt"), scratch_path("link.txt")));
    assert_true(out_file_same(scratch_path("unmade.txt"), dotted));
    assert_false(out_file_same(scratch_path("unmade.txt"), scratch_path("same.txt")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_not_written_is_zero_and_no_hole),
                                       cmocka_unit_test(files_appear_whole_or_not_at_all),
                                       cmocka_unit_test(a_file_given_up_leaves_nothing),
                                       cmocka_unit_test(two_names_of_one_file)};
    Diag diag = {0};
    if (crs_open(&utm, "EPSG:32647", "test", &diag) != OK)
        return 1;
    int failed = scratch_run(tests);
    crs_close(utm);
    return failed;
}
