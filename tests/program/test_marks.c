/* What is no law, and a pack that is not in force, are said in every output. */
#include "tests/program/program.h"

static const struct {
    const char *promise, *line;
    const char *words;
} cases[] = {
    {"with an expired pack every file says so, but the drawn ones, one without rows and the "
     "timings",
     "$P run town/project.yaml -q --as-of 2023-01-01 --set accept_expired=true --set "
     "plan.questions=true -o late >/dev/null; "
     "grep -raL 已失效 late | sort | tr '\\n' ' '",
     "late/maps/overview.pdf late/maps/overview.png late/maps/overview.svg late/maps/tradeoff.pdf "
     "late/maps/tradeoff.png late/maps/tradeoff.svg late/shortfalls.csv late/timings.json"},
    {"so does each layer of the GeoPackage, in its title",
     "grep -ao 'Gaps 缺口 (tengchong-2017: expired 2022-09-04 已失效)' late/plan.gpkg | sort -u",
     "Gaps 缺口 (tengchong-2017: expired 2022-09-04 已失效)"},
    {"and in its rows",
     "for l in zones gaps cameras footprints sites findings; do ogrinfo -q late/plan.gpkg -sql "
     "\"SELECT COUNT(*) AS n FROM $l WHERE rule_pack IS NULL OR rule_pack NOT LIKE '%已失效'\" | "
     "grep 'n (Integer'; done | sort -u",
     "n (Integer) = 0\n"},
    {"and each row of a table",
     "for f in zones gaps compliance findings inventory build_list filing failures phases "
     "reasons refusals shortfalls tradeoff; do grep "
     "-c "
     "已失效 "
     "late/$f.csv; wc -l <late/$f.csv; done | awk 'NR % 2 {n = $1; next} {print n + 1 - $1}' | "
     "sort -u",
     "0\n"},
    {"the map says it in both languages",
     "pdftotext late/maps/overview.pdf - | grep -c '2023-01-01 已失效\\|not on 2023-01-01'", "2"},
    {"and so does what is printed as JSON",
     "$P check town/project.yaml --as-of 2023-01-01 --set accept_expired=true --format json | grep "
     "'\"warning\": \"Rule pack'",
     "not on 2023-01-01"},
    {"with a pack in force no file says so",
     "$P run town/project.yaml -q -o good >/dev/null; grep -ral 已失效 good | wc -l", "0\n"},
    {"but each row says which pack it is",
     "for f in zones gaps compliance findings inventory filing failures phases reasons "
     "refusals shortfalls tradeoff; do head "
     "-n1 "
     "good/$f.csv | "
     "tr -d "
     "'\\r' | grep -c ',rule_pack$'; done | sort -u",
     "1\n"},
    {"a zone's figures are planning parameters with their source",
     "grep '^8.5b-001' good/zones.csv",
     "px_per_m 250 (task identify of IEC 62676-4:2014)|size_m 4 (gate_disc_m: |"
     "quota 0.95 (plan.quota of the project)"},
    {"so are those of a gap", "grep 8.5b good/gaps.csv | head -n1",
     "(task |of IEC 62676-4:2014),tengchong-2017"},
    {"of a camera that might fail", "grep '^camera.*,8.5b,' good/failures.csv | head -n1",
     "px_per_m 250 (task identify of IEC 62676-4:2014); quota 0.95 (plan.quota of the project)"},
    {"of a clause", "grep '^8.5b' good/compliance.csv | head -n1",
     "gate 250 px/m|quota 0.95 (plan.quota of the project)"},
    {"so are a road's width and the height of who is seen", "grep '^8.1b-002' good/zones.csv",
     "target_height_m 1.7 (|road_width_secondary 12 (two wide lanes|footway_width_m 2.5 ("},
    {"what a clause selects by", "grep '^8.4d' good/compliance.csv", "substation_large_m2 1000 ("},
    {"how many cameras a tunnel has",
     "cp -r town hill; echo '\"LINESTRING(500000 4000290,500300 4000290)\",Tunnel,,,,8.8b' "
     ">>hill/places.csv; $P coverage hill/project.yaml -q -o tunnel >/dev/null; grep '^8.8b-i' "
     "tunnel/inventory.csv; grep '^8.8b.*,count' tunnel/compliance.csv",
     "size_m 100 (tunnel_spacing_m: sight distance inside a tunnel),tengchong|"
     "tunnel),tengchong-2017"},
    {"of a prohibition", "grep '^14.1' good/compliance.csv",
     "view_px_per_m 62.5 (|view_incidence_deg 60 ("},
    {"of consent",
     "$P coverage order_town/project.yaml -q -o order >/dev/null; grep '^N10' "
     "order/compliance.csv",
     "view_px_per_m 62.5 (|consent_buffer_m 100 (article 10"},
    {"of a camera to build", "grep ',new,' good/build_list.csv | head -n1",
     "planning parameter: px_per_m "},
    {"the build list begins with the columns that others rely on", "head -n1 good/build_list.csv",
     "seq,camera_id,status,name,township,clause,category,zone_id,key_part,purpose,legal_basis,"
     "builder,payer,supervisor,supervisor_basis,phase,site_id,pole_new,mount_height_m,"
     "ground_elev_m,lon,lat,x,y,azimuth_true_deg,azimuth_grid_deg,tilt_deg,hfov_deg,vfov_deg,"
     "focal_mm,model,device_code,connects_to,width_px,height_px,px_per_m_required,px_per_m_min,"
     "demand_covered_m2,new_covered_m2,cumulative_share,retention_days,sign_needed,mask_ids,"
     "consent_needed,capex,opex_year,filing_due,checks,notes,"},
    {"of vehicles whose cameras nobody counted", "grep '^8.9' good/inventory.csv",
     "cameras_per_vehicle 4 (where a fleet table does not say)"},
    {"of a view into rooms", "grep forbidden-view good/findings.csv", "view_px_per_m 62.5 ("},
    {"who installs pays, unless the law says who",
     "grep '^N7-3' order/compliance.csv | grep -c ',7(3),,,N7-3,'", "1"},
    {"a clause whose places make no zone does not say that there are none",
     "$P coverage border_town/project.yaml -q -o border >/dev/null; grep '^8.11a' "
     "border/compliance.csv",
     "not evaluated|1 feature was found, and none of its parts follows from it"},
    {"and the map has them in its foot", "pdftotext good/maps/overview.pdf - | grep 规划参数",
     "非法规条文|not law|px/m (IEC 62676-4:2014), ≥ 95 %, run.json"},
    {"a place in a restricted register is marked wherever it is a row",
     "echo '\"POINT(500300 4000180)\",Key Unit,,,,8.13b' >>town/places.csv; $P run "
     "town/project.yaml -q -o kept >/dev/null; for f in zones inventory; do grep '^8.13b' "
     "kept/$f.csv | grep -cv restricted; done | sort -u; grep ',8.13b,' kept/build_list.csv | grep "
     "-c 'restricted place'",
     "0\n"},
    {"and other places are not", "grep '^8.5b' kept/zones.csv | grep -c restricted", "0\n"},
};

/* C-1 and C-4 are moved by works. */
static const struct {
    const char *promise, *line;
    int code;
    const char *words;
} moves[] = {
    {"a camera that works move is paid by the works", "grep ',C-1,' town/out/build_list.csv", 0,
     ",move,|建设项目 construction project,|,13(2),|works move it, its new place is not known"},
    {"one that serves nothing too", "grep ',C-4,' town/out/build_list.csv", 0,
     ",move,|建设项目 construction project,|,13(2),"},
    {"the others are kept", "grep ',C-2,' town/out/build_list.csv", 0, ",keep,"},
    {"its change is filed", "grep ',C-1,' town/out/filing.csv", 0,
     ",move,|2021-12-31,30 days from the move"},
    {"its notes are words with one sign between", "grep ',C-4,' town/out/build_list.csv", 0,
     "azimuth unknown; lens unknown; works move it, its new place is not known: its cover counts "
     "where it stands; covers nothing\","},
    {"a camera to remove has the supervisor of what it breaks, and no payer whom nobody names",
     "grep ',remove,' town/out/build_list.csv", 0,
     "who installed it,,市公安局 City Public Security Bureau,28; 31(1),|,,14.1,"},
    {"what the inventory says of the payer is no law",
     "cp -r town paid; sed -i '1s/$/,builder/; /^C-[35],/s/$/,Town Police/' paid/cameras.csv; "
     "sed -i '/^C-[124],/s/$/,/' paid/cameras.csv; $P coverage paid/project.yaml -q -o payers "
     ">/dev/null; grep -c ',Town Police,Town Police,.*,inventory,' payers/build_list.csv",
     0, "2\n"},
    {"and is drawn as moved", "pdftotext town/out/maps/overview.pdf - | grep 调整", 0,
     "调整的摄像机"},
    {"verify agrees", "$P verify town/out", 0, "true"},
    {"a pack that says nothing of moves leaves the payer as it is",
     "$P coverage town/project.yaml -q --set rules=cn-799-2025 --as-of 2025-06-01 -o other "
     ">/dev/null; grep ',C-4,' other/build_list.csv",
     0, ",move,|安装者 who installed it,,"},
    {"a word that is none is told with its line",
     "sed -i 's/,move$/,soon/' town/cameras.csv; $P check town/project.yaml", 3,
     "line 2: works is \"soon\"|write move"},
};

static void works_move_cameras(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D/town\" && tr -d '\\r' <cameras.csv | awk -v OFS=, 'NR == 1 {print $0, "
                    "\"works\"; next} {print $0, (/^C-[14]/ ? \"move\" : \"none\")}' >t && mv t "
                    "cameras.csv && $P run project.yaml -q >said.txt; cat said.txt");
    expect("the run", &ran, 0, "to build");
    for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
        char line[1024];
        snprintf(line, sizeof line, "cd \"$D\" && { %s ; }", moves[i].line);
        ran = shell(line);
        expect(moves[i].promise, &ran, moves[i].code, moves[i].words);
    }
}

static void every_output_says_so(void **state)
{
    (void)state;
    fixture_copy("town");
    fixture_copy("order_town");
    fixture_copy("border_town");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char line[1024];
        snprintf(line, sizeof line, "cd \"$D\" && { %s ; } ; true", cases[i].line);
        Ran ran = shell(line);
        expect(cases[i].promise, &ran, 0, cases[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_output_says_so),
                                       cmocka_unit_test(works_move_cameras)};

    program_need();
    return scratch_run(tests);
}
