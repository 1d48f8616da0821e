#include "data/vector_file.h"

#include <cpl_vsi.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "data/shape.h"
#include "tests/check.h"
#include "tests/data/scratch.h"

static GEOSContextHandle_t geos;
static Crs *crs, *custom;

static const VectorField fields[] = {
    {"name", FIELD_TEXT}, {"share", FIELD_REAL}, {"count", FIELD_INTEGER}, {0}};
static const VectorLayer zones = {.name = "zones",
                                  .title = "Zones 区",
                                  .shape = VECTOR_AREA,
                                  .fields = fields,
                                  .style_qml = "<qgis/>",
                                  .style_sld = "<sld/>"};
static const VectorLayer cameras = {.name = "cameras",
                                    .shape = VECTOR_POINT,
                                    .fields = fields,
                                    .style_qml = "<qgis version=\"3\"/>"};
static const VectorLayer findings = {.name = "findings", .shape = VECTOR_ANY, .fields = fields};

static GEOSGeometry *wkt(const char *text)
{
    GEOSWKTReader *reader = GEOSWKTReader_create_r(geos);
    GEOSGeometry *shape = GEOSWKTReader_read_r(geos, reader, text);

    GEOSWKTReader_destroy_r(geos, reader);
    return shape;
}

static void add(VectorFile *file, const char *text)
{
    GEOSGeometry *shape = text ? wkt(text) : NULL;
    Diag diag = {0};

    assert_int_equal(vector_file_add(file, geos, shape, &diag), OK);
    GEOSGeom_destroy_r(geos, shape);
}

static void write_plan(const char *path, const Crs *as)
{
    VectorFile *file;
    Diag diag = {0};

    assert_int_equal(vector_file_create(&file, path, as, &diag), OK);
    assert_int_equal(vector_file_layer(file, &zones, &diag), OK);
    vector_file_real(file, "share", 0.95);
    vector_file_text(file, "name", "青溪 school");
    vector_file_integer(file, "count", 3);
    add(file, "POLYGON((0 0,10 0,10 10,0 10,0 0))");
    vector_file_real(file, "share", (double)NAN);
    vector_file_text(file, "name", NULL);
    add(file, "GEOMETRYCOLLECTION(POINT(1 1),POLYGON((0 0,1 0,1 1,0 0)),LINESTRING(0 0,5 5))");
    add(file, NULL);
    assert_int_equal(vector_file_layer(file, &cameras, &diag), OK);
    for (int i = 0; i < 50; i++) {
        char text[64];
        snprintf(text, sizeof text, "POINT(%d %d)", 500000 + i * 7, 2700000 + i * i);
        vector_file_integer(file, "count", i);
        add(file, text);
    }
    assert_int_equal(vector_file_layer(file, &findings, &diag), OK);
    add(file, "LINESTRING(0 0,1 1)");
    add(file, "POLYGON EMPTY");
    assert_int_equal(vector_file_close(file, &diag), OK);
}

static void a_plan_is_read_back(void **state)
{
    const char *path = scratch_path("plan.gpkg");
    GDALDatasetH file;
    OGRLayerH layer;
    OGRFeatureH feature;
    char *text;

    (void)state;
    write_plan(path, crs);
    file = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(file);
    layer = GDALDatasetGetLayerByName(file, "zones");
    assert_int_equal(OGR_L_GetFeatureCount(layer, 1), 3);
    assert_int_equal(OGR_L_GetGeomType(layer), wkbMultiPolygon);
    assert_string_equal(OSRGetAuthorityCode(OGR_L_GetSpatialRef(layer), NULL), "4542");
    feature = OGR_L_GetNextFeature(layer);
    assert_string_equal(OGR_F_GetFieldAsString(feature, 0), "青溪 school");
    assert_true(fabs(OGR_F_GetFieldAsDouble(feature, 1) - 0.95) < 1e-12);
    assert_int_equal(OGR_F_GetFieldAsInteger64(feature, 2), 3);
    OGR_G_ExportToWkt(OGR_F_GetGeometryRef(feature), &text);
    assert_string_equal(text, "MULTIPOLYGON (((0 0,10 0,10 10,0 10,0 0)))");
    VSIFree(text);
    OGR_F_Destroy(feature);
    feature = OGR_L_GetNextFeature(layer); /* of a collection only what the layer holds */
    assert_false(OGR_F_IsFieldSetAndNotNull(feature, 0));
    assert_false(OGR_F_IsFieldSetAndNotNull(feature, 1));
    OGR_G_ExportToWkt(OGR_F_GetGeometryRef(feature), &text);
    assert_string_equal(text, "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))");
    VSIFree(text);
    OGR_F_Destroy(feature);
    feature = OGR_L_GetNextFeature(layer);
    assert_null(OGR_F_GetGeometryRef(feature));
    OGR_F_Destroy(feature);
    assert_int_equal(OGR_L_GetFeatureCount(GDALDatasetGetLayerByName(file, "cameras"), 1), 50);
    assert_int_equal(
        OGR_L_TestCapability(GDALDatasetGetLayerByName(file, "cameras"), OLCFastSpatialFilter), 1);
    assert_int_equal(OGR_L_GetFeatureCount(GDALDatasetGetLayerByName(file, "findings"), 1), 2);
    GDALClose(file);
}

static void qgis_finds_the_styles(void **state)
{
    static const struct {
        const char *layer, *qml, *sld;
    } styles[] = {{"zones", "<qgis/>", "<sld/>"}, {"cameras", "<qgis version=\"3\"/>", ""}};
    const char *path = scratch_path("plan.gpkg");
    GDALDatasetH file;
    OGRLayerH table;

    (void)state;
    write_plan(path, crs);
    file = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    table = GDALDatasetGetLayerByName(file, "layer_styles");
    assert_non_null(table);
    assert_int_equal(OGR_L_GetFeatureCount(table, 1), sizeof styles / sizeof *styles);
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
        OGRFeatureH row = OGR_L_GetNextFeature(table);
        const struct {
            const char *column, *expected;
        } cells[] = {{"f_table_name", styles[i].layer},
                     {"f_geometry_column", "geom"},
                     {"styleName", styles[i].layer},
                     {"styleQML", styles[i].qml},
                     {"styleSLD", styles[i].sld},
                     {"useAsDefault", "1"},
                     {"update_time", "2000/01/01 00:00:00+00"}};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++)
            assert_string_equal(
                OGR_F_GetFieldAsString(row, OGR_F_GetFieldIndex(row, cells[k].column)),
                cells[k].expected);
        OGR_F_Destroy(row);
    }
    GDALClose(file);
}

static void equal_plans_have_equal_bytes(void **state)
{
    (void)state;
    write_plan(scratch_path("a.gpkg"), crs);
    sleep(1); /* a time stamp would differ now */
    write_plan(scratch_path("b.gpkg"), crs);
    assert_true(scratch_same(scratch_path("a.gpkg"), scratch_path("b.gpkg")));
    assert_int_not_equal(access(scratch_path("a.gpkg-wal"), F_OK), 0);
    assert_int_not_equal(access(scratch_path("a.gpkg-journal"), F_OK), 0);
}

static void a_crs_of_ones_own_is_kept(void **state)
{
    const char *path = scratch_path("custom.gpkg");
    GDALDatasetH file;

    (void)state;
    write_plan(path, custom);
    file = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_true(fabs(OSRGetProjParm(OGR_L_GetSpatialRef(GDALDatasetGetLayerByName(file, "zones")),
                                    SRS_PP_CENTRAL_MERIDIAN, 0, NULL) -
                     98.5) < 1e-9);
    GDALClose(file);
}

static void failures_name_file_and_layer(void **state)
{
    VectorFile *file;
    Diag diag = {0}, second = {0};

    (void)state;
    assert_int_equal(vector_file_create(&file, scratch_path("no/x.gpkg"), crs, &diag), OK);
    assert_int_equal(vector_file_layer(file, &zones, &diag), OK);
    assert_int_equal(vector_file_close(file, &diag), ERR_OUTPUT);
    assert_non_null(strstr(diag.message, "no/x.gpkg"));

    assert_int_equal(vector_file_create(&file, scratch_path("y.gpkg"), crs, &second), OK);
    assert_int_equal(vector_file_layer(file, &zones, &second), OK);
    vector_file_text(file, "nme", "x");
    assert_int_equal(vector_file_add(file, geos, NULL, &second), ERR_OUTPUT);
    assert_non_null(strstr(second.message, "layer zones: has no field nme"));
    vector_file_abandon(file);
    assert_int_not_equal(access(scratch_path("y.gpkg"), F_OK), 0);
    vector_file_abandon(NULL);
}

static void a_full_disk_is_an_error(void **state)
{
    VectorFile *file;
    const char *path;
    Diag diag = {0};

    (void)state;
    if (!scratch_small_disk("disk"))
        skip();
    path = scratch_path("disk/plan.gpkg");
    assert_int_equal(vector_file_create(&file, path, crs, &diag), OK);
    assert_int_equal(vector_file_layer(file, &zones, &diag), OK);
    assert_int_equal(vector_file_close(file, &diag), ERR_OUTPUT);
    assert_non_null(strstr(diag.message, path));
    assert_int_not_equal(access(path, F_OK), 0);
    umount(scratch_path("disk"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_is_read_back),          cmocka_unit_test(qgis_finds_the_styles),
        cmocka_unit_test(equal_plans_have_equal_bytes), cmocka_unit_test(a_crs_of_ones_own_is_kept),
        cmocka_unit_test(failures_name_file_and_layer), cmocka_unit_test(a_full_disk_is_an_error)};
    Diag diag = {0};
    geos = shape_context();
    if (crs_open(&crs, "EPSG:4542", "test", &diag) != OK ||
        crs_open(&custom, "+proj=tmerc +lon_0=98.5 +x_0=500000 +ellps=GRS80 +units=m", "test",
                 &diag) != OK)
        return 1;
    int failed = scratch_run(tests);
    crs_close(crs);
    crs_close(custom);
    GEOS_finish_r(geos);
    return failed;
}
