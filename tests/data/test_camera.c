#include "tests/data/inventory.h"

static void test_fields_profile(void **state)
{
    static const ProjectField fields[] = {{"height_m", "H"}, {"x", "lon"}, {"y", "lat"}};
    ProjectCameras as =
        table("id,name,type,device_code,lon,lat,H,azimuth_deg,tilt_deg,hfov_deg,width_px,height_px,"
              "model,state,mount\n"
              "a,Gate,bullet,53058100001310000001,98.5,25,6,90,12,60,1920,1080,,on,pole\n"
              "b,,bullet,,98.5,25,,,,,,,,offline,roof\n"
              "c,,bullet,,98.5,25,4,0,,,,,FIX 4 mm,,\n"
              "d,,ptz,,98.5,25,4,0,,,,,Maker ZOOM,,\n"
              "e,,球机,,98.5,25,4,0,,60,1920,1080,,,\n"
              "f,,1,,98.5,25,4,0,,60,1920,1080,,,\n",
              CAMERAS_FIELDS);
    const Camera *c;
    Read read;

    (void)state;
    as.fields = (ProjectField *)fields;
    as.field_count = 3;
    read = read_as(&as, NULL);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_int_equal(read.inventory.count, 6);
    c = read.inventory.cameras;
    assert_string_equal(c[0].id, "a");
    assert_string_equal(c[0].device_code, "53058100001310000001");
    assert_true(near(c[0].azimuth_deg, 90 + WEST_DEG, 1e-4));
    assert_true(near(c[0].tilt_deg, 12, 0) && near(c[0].mount_height_m, 6, 0));
    assert_true(near(c[0].vfov_deg, 35.98, 0.01)); /* 2 atan(tan 30 * 9/16) */
    assert_true(near(c[0].x, 449524.54, 0.01) && near(c[0].y, 2766147.25, 0.01));
    assert_int_equal(c[0].unknown, 0);
    /* What is missing is unknown, and never zero. */
    assert_true(isnan(c[1].azimuth_deg) && isnan(c[1].mount_height_m) && isnan(c[1].tilt_deg));
    assert_int_equal(c[1].unknown, UNKNOWN_AZIMUTH | UNKNOWN_HEIGHT | UNKNOWN_LENS |
                                       UNKNOWN_PIXELS | UNKNOWN_TILT);
    assert_true(c[1].offline && c[1].on_roof && !c[0].offline && !c[0].on_roof);
    assert_null(c[1].name);
    /* The catalogue fills what the model fixes. */
    assert_string_equal(c[2].model->id, "fix-4");
    assert_true(c[2].hfov_deg == 84 && c[2].vfov_deg == 44 && c[2].width_px == 2688);
    assert_true(c[2].night_range_m == 30);
    /* A zoom has no one field of view. */
    assert_string_equal(c[3].model->id, "zoom");
    assert_true(isnan(c[3].hfov_deg) && (c[3].unknown & UNKNOWN_LENS));
    assert_int_equal(c[3].class, MODEL_PTZ);
    /* Chinese words for a type mean the same in any table, codes only where they are defined. */
    assert_int_equal(c[4].class, MODEL_PTZ);
    assert_int_equal(c[5].class, MODEL_FIXED);
    arena_free(read.arena);
}

/* Who installed it and what papers it has, under the words of the list; an empty cell is none. */
static void test_papers(void **state)
{
    static const ProjectField fields[] = {{"x", "lon"}, {"y", "lat"}, {"consent_doc", "TYWH"}};
    ProjectCameras as = table("id,lon,lat,builder,TYWH,necessity_doc\n"
                              "a,98.5,25,Town School,letter 7,report 3\nb,98.5,25,,,\n",
                              CAMERAS_FIELDS);
    Read read;

    (void)state;
    as.fields = (ProjectField *)fields;
    as.field_count = 3;
    read = read_as(&as, NULL);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_string_equal(read.inventory.cameras[0].builder, "Town School");
    assert_string_equal(read.inventory.cameras[0].consent_doc, "letter 7");
    assert_string_equal(read.inventory.cameras[0].necessity_doc, "report 3");
    assert_null(read.inventory.cameras[1].builder);
    assert_null(read.inventory.cameras[1].consent_doc);
    assert_null(read.inventory.cameras[1].necessity_doc);
    arena_free(read.arena);
}

/* So far off that it has no longitude: named as outside like any other. */
static void test_far_away(void **state)
{
    static const ProjectField fields[] = {{"x", "lon"}, {"y", "lat"}};
    const Box clip = {440000, 2760000, 460000, 2770000};
    ProjectCameras as = table("id,lon,lat,height_m,azimuth_deg\n"
                              "near,450000,2765000,4,0\nfar,1e18,2765000,4,0\n",
                              CAMERAS_FIELDS);
    Read read;

    (void)state;
    as.ref.crs = "EPSG:4542";
    as.fields = (ProjectField *)fields;
    as.field_count = 2;
    read = read_as(&as, &clip);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    assert_int_equal(read.inventory.count, 1);
    assert_string_equal(read.inventory.outside_ids, "far");
    arena_free(read.arena);
}

static void test_yijiyidang_profile(void **state)
{
    const ProjectCameras as = table(
        "\xef\xbb\xbfSBBM,SBMC,SXJLX,QDSBXH,JD,WD,GG,SXJJKFW,SYMS,Resolution,SNWSX,SBZT,AZFS,LGBH,"
        "JSDW,IPDZ,YHM,MM,LXDH\n"
        "53058100001310000001,路口1,3,,98.5,25,6.5,1,84,1920*1080,1,1,立杆,L1,公安局,192.0.2.1,u,p,"
        "1\n"
        "53058100001310000002,路口2,球机,,98.5,25,6,北,广角,4K,2,3,屋顶,,,192.0.2.2,u,p,1\n"
        "53058100001310000003,路口3,2,FIX 4 mm,98.5,25,3,9,,,,在线,壁装,,,192.0.2.3,u,p,1\n",
        CAMERAS_YIJIYIDANG);
    const Camera *c;
    Read read = read_as(&as, NULL);

    (void)state;
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    c = read.inventory.cameras;
    assert_int_equal(read.inventory.count, 3);
    assert_string_equal(c[0].id, "53058100001310000001");
    assert_string_equal(c[0].device_code, "53058100001310000001");
    assert_string_equal(c[0].name, "路口1");
    assert_string_equal(c[0].type, "bullet");
    assert_string_equal(c[0].pole, "L1");
    assert_true(near(c[0].azimuth_deg, 90 + WEST_DEG, 1e-4)); /* code 1 looks east */
    assert_true(c[0].hfov_deg == 84 && c[0].width_px == 1920 && c[0].height_px == 1080);
    assert_false(c[0].indoor || c[0].offline || c[0].on_roof);
    assert_string_equal(c[1].type, "ptz");
    assert_true(near(c[1].azimuth_deg, WEST_DEG, 1e-4) && isnan(c[1].hfov_deg));
    assert_true(c[1].width_px == 3840 && c[1].indoor && c[1].offline && c[1].on_roof);
    assert_string_equal(c[2].type, "dome");
    assert_true(c[2].all_round && !(c[2].unknown & UNKNOWN_AZIMUTH));
    assert_int_equal(read.inventory.dropped_columns, 4);
    assert_string_equal(read.inventory.dropped, "IPDZ, YHM, MM, LXDH");
    arena_free(read.arena);
}

static const char osm[] =
    "<osm version='0.6'>"
    "<node id='11' lat='25' lon='98.5'><tag k='man_made' v='surveillance'/>"
    "<tag k='camera:direction' v='NE'/><tag k='camera:tilt' v='-15'/><tag k='height' v='6 m'/>"
    "<tag k='camera:type' v='fixed'/><tag k='camera:mount' v='roof'/></node>"
    "<node id='12' lat='25' lon='98.5'><tag k='man_made' v='surveillance'/>"
    "<tag k='camera:type' v='dome'/><tag k='surveillance' v='indoor'/></node>"
    "<node id='13' lat='25' lon='98.5'><tag k='man_made' v='surveillance'/>"
    "<tag k='direction' v='270-90'/><tag k='height' v='high'/></node>"
    "<node id='14' lat='25' lon='98.5'><tag k='man_made' v='surveillance'/>"
    "<tag k='surveillance:type' v='guard'/></node>"
    "<node id='15' lat='25' lon='98.5'><tag k='man_made' v='mast'/></node>"
    "<node id='16' lat='25' lon='98.5'><tag k='man_made' v='surveillance'/>"
    "<tag k='camera:type' v='panning'/></node></osm>";

static void test_osm_profile(void **state)
{
    ProjectAssume assume[] = {{"dome", 360, NAN, 3, NAN, NAN, NAN, NAN, "p.yaml:9:13"},
                              {"*", NAN, NAN, NAN, NAN, NAN, 1920, 1080, "p.yaml:10:13"}};
    ProjectCameras as = {.profile = CAMERAS_OSM, .declination_deg = NAN};
    const Camera *c;
    Read read;

    (void)state;
    vector_text("c.osm", osm);
    as.ref = vector_ref("c.osm", NULL);
    as.assume = assume;
    as.assume_count = 2;
    as.azimuth_kind = AZIMUTH_GRID; /* not of OpenStreetMap: its directions are true */
    read = read_as(&as, NULL);
    if (read.status != OK)
        fail_msg("%s", read.diag.message);
    c = read.inventory.cameras;
    assert_int_equal(read.inventory.count, 4);
    assert_string_equal(c[0].id, "11");
    assert_true(near(c[0].azimuth_deg, 45 + WEST_DEG, 1e-4));
    assert_true(c[0].tilt_deg == 15); /* camera:tilt is negative downwards */
    assert_true(c[0].mount_height_m == 6 && c[0].on_roof);
    assert_int_equal(c[0].assumed, UNKNOWN_PIXELS);
    /* A dome with an assumed full view needs no azimuth. */
    assert_true(c[1].all_round && c[1].indoor && c[1].mount_height_m == 3);
    assert_int_equal(c[1].unknown, UNKNOWN_TILT);
    assert_int_equal(c[1].assumed, UNKNOWN_LENS | UNKNOWN_HEIGHT | UNKNOWN_PIXELS);
    /* "270-90" looks north, half around; a height in words is unknown. */
    assert_true(near(c[2].azimuth_deg, WEST_DEG, 1e-4) && c[2].hfov_deg == 180);
    assert_true(isnan(c[2].mount_height_m) && (c[2].unknown & UNKNOWN_HEIGHT));
    /* One that pans does not see all around at once. */
    assert_int_equal(c[3].class, MODEL_PTZ);
    assert_false(c[3].all_round);
    assert_true((c[3].unknown & UNKNOWN_AZIMUTH) && (c[3].unknown & UNKNOWN_LENS));
    arena_free(read.arena);
}

static void test_azimuth_kinds(void **state)
{
    static const struct {
        const char *promise;
        AzimuthKind kind;
        double declination_deg, expected_deg;
    } cases[] = {
        {"a grid azimuth stays", AZIMUTH_GRID, NAN, 0},
        {"a true one gains the convergence", AZIMUTH_TRUE, NAN, WEST_DEG},
        {"a magnetic one the declination too", AZIMUTH_MAGNETIC, -1, 359 + WEST_DEG},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ProjectCameras as = table("id,x,y,azimuth_deg\na,98.5,25,0\n", CAMERAS_FIELDS);
        Read read;
        as.azimuth_kind = cases[i].kind;
        as.declination_deg = cases[i].declination_deg;
        read = read_as(&as, NULL);
        assert_int_equal(read.status, OK);
        if (!near(read.inventory.cameras[0].azimuth_deg, cases[i].expected_deg, 1e-4))
            fail_msg("%s: %.5f", cases[i].promise, read.inventory.cameras[0].azimuth_deg);
        arena_free(read.arena);
    }
}

static void test_stated_column_must_be_there(void **state)
{
    static const ProjectField fields[] = {{"height_m", "GAO"}};
    ProjectCameras as = table("id,x,y,height\na,98.5,25,6\n", CAMERAS_FIELDS);
    Read read;

    (void)state;
    as.fields = (ProjectField *)fields;
    as.field_count = 1;
    read = read_as(&as, NULL);
    assert_int_equal(read.status, ERR_INPUT);
    assert_non_null(strstr(read.diag.message, "no field GAO"));
    assert_non_null(strstr(read.diag.message, "id, x, y, height"));
    arena_free(read.arena);
}

static void test_outside_and_placeless(void **state)
{
    const ProjectCameras as = table("id,x,y\na,98.5,25\nb,99.5,25\nc,,\n", CAMERAS_FIELDS);
    const Box clip = {449000, 2766000, 450000, 2767000};
    Read read = read_as(&as, &clip);

    (void)state;
    assert_int_equal(read.status, OK);
    assert_int_equal(read.inventory.count, 1);
    assert_int_equal(read.inventory.read, 2);
    assert_int_equal(read.inventory.outside, 1);
    assert_string_equal(read.inventory.outside_ids, "b");
    assert_int_equal(read.inventory.without_place, 1);
    arena_free(read.arena);
}

static void test_dropped_columns(void **state)
{
    static const struct {
        const char *column;
        bool dropped;
    } cases[] = {{"IPDZ", true},  {"ip", true},           {"Password", true}, {"密码", true},
                 {"YHM", true},   {"UserName", true},     {"MAC地址", true},  {"联系电话", true},
                 {"SBBM", false}, {"description", false}, {"ship", false},    {"GG", false}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (camera_profile_drops(cases[i].column) != cases[i].dropped)
            fail_msg("%s", cases[i].column);
}

/* Of Helsinki's 221 surveillance nodes none says where it looks. */
static void test_helsinki(void **state)
{
    ProjectCameras as = {.profile = CAMERAS_OSM, .declination_deg = NAN};
    Diag diag = {0};
    Crs *utm = NULL;
    CameraInventory inventory;
    Arena *arena;
    size_t aimed = 0;

    (void)state;
    as.ref = (SourceRef){.source = "../shared/data/helsinki.osm.pbf",
                         .written = "helsinki.osm.pbf",
                         .place = "p.yaml:9"};
    if (access(as.ref.source, R_OK) != 0) {
        print_message("skipped: ../shared/data/helsinki.osm.pbf is not here\n");
        return;
    }
    arena = arena_new();
    assert_int_equal(crs_open_project(&utm, "EPSG:32635", "p.yaml:4", &diag), OK);
    if (camera_inventory_read(&inventory, arena, &as, catalogue, utm, NULL, &diag) != OK)
        fail_msg("%s", diag.message);
    assert_int_equal(inventory.count, 221);
    for (size_t i = 0; i < inventory.count; i++)
        aimed += isnan(inventory.cameras[i].azimuth_deg) ? 0 : 1;
    assert_int_equal(aimed, 0);
    crs_close(utm);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields_profile),
        cmocka_unit_test(test_papers),
        cmocka_unit_test(test_far_away),
        cmocka_unit_test(test_yijiyidang_profile),
        cmocka_unit_test(test_osm_profile),
        cmocka_unit_test(test_azimuth_kinds),
        cmocka_unit_test(test_stated_column_must_be_there),
        cmocka_unit_test(test_outside_and_placeless),
        cmocka_unit_test(test_dropped_columns),
        cmocka_unit_test(test_helsinki),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
