/* test_commands.c - what each command says, and the border town: codes, townships, lenses. */
#include "tests/program/program.h"

static const struct {
    const char *promise, *command;
    int code;
    const char *words;
} commands[] = {
    {"nothing asked for is a question", "$P", 2, "Try this first|run|verify|Exit codes"},
    {"help", "$P --help", 0, "camplan plans|init|info|rules"},
    {"help by its other names", "$P -h && $P help", 0, "Try this first"},
    {"the version", "$P --version", 0, "camplan 0."},
    {"a command's help lists its options", "$P run --help", 0, "camplan run|--overwrite|--set"},
    {"a project that is not read for help", "$P place -h no.yaml", 0, "camplan place"},
    {"threads are counted from one", "$P run p.yaml -j 0", 2, "--jobs 0|1 to 4096"},
    {"two projects are one too many", "$P run a.yaml b.yaml", 2, "2 arguments|PROJECT.yaml"},
    {"a choice that is none", "$P run p.yaml --progress=loud", 2, "loud|bar"},
    {"the packs that are shipped", "$P rules list", 0, "tengchong-2017|2017-09-05"},
    {"a pack's clauses", "$P rules show tengchong-2017", 0, "8.5b|14.1"},
    {"a clause with its duty", "$P rules show tengchong-2017 8.5b", 0,
     "gate|250 px/m|inventory line|supervisor|10(5)|recordings|penalty"},
    {"a clause and what is under it, not its neighbours",
     "$P rules show tengchong-2017 8.1 | grep -c '^8.1[0-9]'", 1, "0\n"},
    {"a department that the law does not name", "$P rules show tengchong-2017 8.12c", 0,
     "not named (article 10 names none"},
    {"a pack by its path", "$P rules show \"$R/rules/packs/tengchong-2017/pack.yaml\" 14.1", 0,
     "14.1"},
    {"an unknown pack", "$P rules show tengchong-1999", 3, "tengchong-1999|tengchong-2017"},
    {"an unknown clause", "$P rules show tengchong-2017 99", 2, "99|lists them"},
    {"rules by itself", "$P rules", 2, "list|show PACK"},
    {"a clause says what it speaks of, needs and asks of whom",
     "$P rules show tengchong-2017 8.12b", 0,
     "speaks of|OpenStreetMap: highway = |needs|(crossing)|builder|9(2)|not named"},
    {"8.1 is not 8.10", "$P rules show tengchong-2017 8.1 | grep -c '^8.10' | grep -x 0", 0, "0"},
    {"a clause on another day", "$P rules show tengchong-2017 8.8a --as-of 2030-01-01", 0,
     "not in force on 2030-01-01|planning parameters of the pack, not law"},
    {"what a clause selects in a project",
     "$P rules show tengchong-2017 8.5b --in "
     "\"$R/examples/qingxi/project.yaml\"",
     0, "features|8.5b-001|gate|8.5b-i001"},
    {"10(1) speaks of the town's roads, not of expressways", "$P rules show tengchong-2017 8.8a", 0,
     "construction project (13)"},
    {"by the project's day",
     "$P rules show tengchong-2017 8.4e --in "
     "\"$R/examples/qingxi/project.yaml\"",
     0, "as of 2021-06-01|市应急管理局"},
    {"unless a day is given",
     "$P rules show tengchong-2017 8.4e --as-of 2018-01-01 --in "
     "\"$R/examples/qingxi/project.yaml\"",
     0, "as of 2018-01-01|市安监局"},
    {"by the project's figures, marked as such",
     "(cat town/project.yaml; echo 'requirements: {8.5b.gate.px_per_m: 99, gate_disc_m: 7}') "
     ">town/own.yaml && $P rules show tengchong-2017 8.5b --in town/own.yaml",
     0, "disc radius 7 m [set by |own.yaml:22|: 99 px/m [set by |own.yaml:22"},
    {"a part is derived, has a size, and asks cameras and shares",
     "$P rules show tengchong-2017 8.5b", 0,
     "its gates (disc radius 4 m)|by 1 camera|inside its edge (ring width 4 m)|"
     "over 80 % of a line's cross-section|the plan's quota"},
    {"alternatives that look alike say which part each is for", "$P rules show cn-799-2025 N7-1", 0,
     "now 0); for carriageway, boundary|highway = tertiary drawn as line; for boundary|"
     "category N7-1; for carriageway, gathering"},
    {"an alternative's own builder and payer", "$P rules show tengchong-2017 8.5g", 0,
     "; for gathering; its own builder: 市公安局 City Public Security Bureau (9(1); 9(4)); its own "
     "payer: 市财政 city budget (12(2))"},
    {"a project of another pack",
     "$P rules show cn-799-2025 N8 --in "
     "\"$R/examples/qingxi/project.yaml\"",
     2, "tengchong-2017|cn-799-2025"},
    {"places that need consent, and who may install",
     "$P rules show cn-799-2025 --in \"$R/tests/fixtures/order_town/project.yaml\"", 0,
     "N10-002|consent|North Barracks; layer places, feature 4; no consent|"
     "N10-001|the tag does not say whether the unit is secret-related|"
     "N7-3-001|reserved     Town School (of Town School)"},
    {"what changes between two packs", "$P rules diff tengchong-2017 cn-799-2025 8.2a", 0,
     "8.2a|-> N9|status|mandated -> conditional|builder"},
    {"squares are the police's in the one law", "$P rules diff tengchong-2017 cn-799-2025 8.5g", 0,
     "owner or manager; of square: City Public Security Bureau -> government departments"},
    {"a body that two articles name is named once", "$P rules diff tengchong-2017 cn-799-2025 8.8c",
     0, "Housing and Construction Bureau, Transport Bureau, Planning Bureau -> public security"},
    {"a clause for many places is told with all its parts, not by equal names",
     "$P rules diff tengchong-2017 cn-799-2025 8.5b", 0,
     "key parts    gate 250 px/m (identify), |-> gate 125 px/m (recognise), school_gate 250 px/m"},
    {"what one pack alone knows", "$P rules diff tengchong-2017 cn-799-2025", 0,
     "only in cn-799-2025|N7-3"},
    {"a pack differs from itself in nothing",
     "$P rules diff tengchong-2017 tengchong-2017 >same.txt; grep -c 'the same' same.txt; "
     "! grep 'stands for it\\|only in' same.txt",
     0, ""},
    {"and of one clause", "$P rules diff tengchong-2017 tengchong-2017 8.5b", 0,
     "-> 8.5b|the same"},
    {"and of an item, all its clauses", "$P rules diff tengchong-2017 cn-799-2025 8.12", 0,
     "8.12a|8.12b|8.12c"},
    {"an unknown clause of a diff", "$P rules diff tengchong-2017 cn-799-2025 N10", 2,
     "no clause 'N10'|rules show tengchong-2017"},
    {"a duty is not compared", "$P rules diff tengchong-2017 cn-799-2025 10.1", 2,
     "only those are compared"},
    {"what a prohibition keeps free, by place and by view", "$P rules show tengchong-2017 14.1", 0,
     "by place      in it\n|by view       from 62.5 px/m on, up to 60 degrees"},
    {"at any density, where it says so", "$P rules show tengchong-2017 14.4", 0,
     "by view       at any density"},
    {"and what needs consent around it", "$P rules show cn-799-2025 N10", 0,
     "by place      in it and within 100 m of it (planning parameter)"},
    {"a duty selects nothing in a project",
     "$P rules show tengchong-2017 10.10 --in \"$R/tests/fixtures/town/project.yaml\"", 0,
     "10.10 selects nothing"},
    {"a diff of one pack", "$P rules diff tengchong-2017", 2, "diff PACK OTHER"},
    {"cases of a pack without any", "$P rules test \"$R/tests\"", 3, "pack"},
    {"help on rules", "$P rules --help", 0, "rules show PACK|rules diff PACK OTHER"},
    {"all commands name the diff", "$P --help | grep rules", 0, "diff"},
    {"and amid what was begun", "$P rules show tengchong-2017 --help", 0, "rules show PACK"},
    {"the completion", "$P completion bash", 0, "camplan|--overwrite|verify"},
    {"it offers a command its own options",
     "$P completion bash | grep -A1 -e ' verify)' -e ' init)' -e ' rules)'", 0,
     "words='--help --inputs --quiet --progress --jobs'|words='--help --osm --dem --rules "
     "--overwrite'|"
     "words='--help --as-of --in'"},
    {"the man page's options", "$P completion man", 0, "--overwrite"},
    {"those of one command", "$P completion man viewshed", 0, "--observers|--vfov"},
    {"no other completion", "$P completion fish", 2, "bash"},
    {"info prints defaults and where each value is from", "$P info border_town/project.yaml", 0,
     "costs.pole|default|project.yaml:|tengchong-2017|WARNING|townships|long_range|columns "
     "dropped|password|8.12"},
    {"a name that narrows to nothing", "$P run town/project.yaml -q -o no --clause 99", 2,
     "99|8.1a"},
    {"a township where the project has none", "$P check town/project.yaml --township 530501", 2,
     "530501: no such township|there is none"},
    {"a clause whose places are not here is told",
     "$P coverage town/project.yaml -q -o none --clause 8.12 | grep lies", 0,
     "no place of what was asked (--clause, --department, --township) lies here"},
    {"the bodies that share a duty are told one by one",
     "$P check town/project.yaml --department nosuch", 2, "市住建局, 市交通运输局, 市规划局"},
    {"which bodies a short word means",
     "$P check town/project.yaml --department 住建 2>&1 "
     ">/dev/null",
     1, "--department 住建: 市住建局\n"},
    {"but quietly", "! $P check town/project.yaml -q --department 住建 2>&1 | grep -- --department",
     0, ""},
    {"a clause that is nearly one", "$P check town/project.yaml --clause 8.99", 2,
     "did you mean 8.9? There are: 8.1a"},
    {"what is no plan is not verified", "$P verify town", 3, "town: is no OUT|run.json"},
    {"a camera to remove cites what it breaks",
     "$P run town/project.yaml -q -o removed; grep ,remove, removed/build_list.csv", 0,
     "14.1|art. 14(1)"},
    {"each filing unit's statement, with the day it is due",
     "$P run town/project.yaml -q -o filed; grep construction "
     "filed/filing.csv",
     0, "City Public Security Bureau|2021-12-31|30 days from acceptance|art. 22(1)"},
    {"a unit is one place or one body, whatever the inventory calls it",
     "$P place order_town/project.yaml -q -o units; sed -i 's/,City Police Bureau,,$/,Town "
     "Hall,,/' "
     "order_town/cameras.csv; $P coverage order_town/project.yaml -q -o named >/dev/null; cut -d, "
     "-f1,4 units/filing.csv named/filing.csv | sort -u | tr '\n' ' '",
     0,
     "place (Town Hall),1|place (Town School),1|place (Town Hall),4|"
     "public security organ at county level or above,"},
    {"so are the sections that a long place is cut into",
     "sed -i 's/Town School,school/Town School (1\\/2),school/' order_town/places.csv; $P place "
     "order_town/project.yaml -q -o cut; cut -d, -f1 cut/filing.csv | grep 'Town School)'; grep -c "
     "'1/2)),' cut/filing.csv",
     1, "place (Town School)|0\n"},
    {"without a day of acceptance nobody guesses one",
     "$P run town/project.yaml -q -o undated --set acceptance_date=null; grep construction "
     "undated/filing.csv",
     0, "state acceptance_date"},
    {"the same plan again changes nothing",
     "$P run town/project.yaml -q -o again --set filing.last=../filed; cut -d, -f6 "
     "again/filing.csv | sort -u | tr '\\n' ' '",
     0, "change unchanged"},
    {"what another plan leaves out is gone",
     "$P run town/project.yaml -q -o fewer --set filing.last=../filed --set plan.quota=0.5; grep "
     "-c "
     ",gone, fewer/filing.csv | grep -vx 0",
     0, ""},
    {"a narrowed run does not say that other offices' points are gone",
     "$P run town/project.yaml -q -o part --set filing.last=../filed --clause 8.5; grep -c ,gone, "
     "part/filing.csv",
     1, "0\n"},
    {"a last filing that is none", "$P run town/project.yaml -q -o lost --set filing.last=../town",
     3, "filing.csv"},
    {"info on nothing", "$P info no.yaml", 3, "no.yaml"},
    {"info has no JSON, and says what has", "$P info town/project.yaml --format json", 2,
     "info --format json: info prints text only|run.json"},
    {"columns line up below Chinese words, which are twice as wide",
     "$P info town/project.yaml | sed -n 's/小镇/wide/; /^  title/s/project.yaml.*//p' | awk "
     "'{print "
     "length}' | uniq | wc -l",
     0, "1\n"},
    {"a misspelt project is told before an existing OUT", "mkdir -p out; $P run no.yaml", 3,
     "no.yaml: cannot be read"},
    {"a seed is not negative", "$P run town/project.yaml --seed -1", 2, "--seed -1|from 0 on"},
    {"a value of --set that is none names its key once",
     "$P check town/project.yaml --set plan.quota=lots", 3, "--set plan.quota: expected a number"},
    {"a misspelt key of --set is named as such", "$P check town/project.yaml --set plan.qouta=1", 3,
     "--set plan.qouta: plan has no key|quota"},
    {"a run ends with where it wrote", "$P run town/project.yaml -q | tail -n1", 0,
     "written to         town/out\n"},
    {"and names OUT without a slash too many",
     "$P coverage town/project.yaml -q -o slash// | tail -n1", 0, "written to         slash\n"},
    {"check ends with the counts", "$P check town/project.yaml | tail -n1", 0,
     "findings           | violations, | warnings, | notes"},
    {"quietly it tells violations alone", "$P check town/project.yaml -q | sed 's/:.*//' | sort -u",
     0, "violation\n"},
    {"a subject is said once", "! $P check town/project.yaml | grep 'camera \\(.*\\): camera \\1'",
     0, ""},
    {"a dry run speaks JSON where asked", "$P run town/project.yaml -n --format json", 0,
     "{|\"zones\": |\"demand_cells\": |}"},
    {"a narrowed dry run says that its findings are not",
     "$P run town/project.yaml -n --clause 8.5", 0,
     "of the whole project, not narrowed, and before any coverage"},
    {"one of everything does not", "$P run town/project.yaml -n | grep whole", 1, ""},
    {"an area without a duty is remarked on",
     "$P run town/project.yaml -q -o bare --set 'area={box: [0, 0, 9, 9]}'", 0,
     "nothing in the area must be seen"},
    {"a summary that is lost is an error", "$P rules list >/dev/full", 5, "standard output"},
    {"a reader that has left is none", "{ $P rules show tengchong-2017; echo code $? >&2; } | true",
     0, "code 0"},
};

static void each_command_says_its_part(void **state)
{
    char root[400], line[1024];

    (void)state;
    fixture_copy("town");
    fixture_copy("border_town");
    fixture_copy("order_town");
    assert_non_null(getcwd(root, sizeof root));
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        snprintf(line, sizeof line, "R='%s'; cd \"$D\" && %s", root, commands[i].command);
        Ran ran = shell(line);
        expect(commands[i].promise, &ran, commands[i].code, commands[i].words);
    }
}

/* Fisheye, panorama, assumed dome and thermal cameras, seen by both codes. */
static const struct {
    const char *promise, *options, *words;
} plans[] = {
    {"the border town", "-v --progress=bar", "Rule pack tengchong-2017 was in force|to build"},
    {"planned with all-round and thermal models, at night in fog, by other criteria",
     "-q --set 'sites.models=[axis-p3807-pve, hikvision-ds-2cd6365g1-ivs, flir-fb-618-id]' "
     "--set conditions.time=night --set conditions.visibility_m=120 "
     "--set requirements.johnson_detection_cycles=0.75",
     "to build"},
    {"planned with a PTZ and four sensors side by side",
     "-q --department 教育 --set 'sites.models=[axis-q6135-le, 3xlogic-vx-20m-surround-od-raw]'",
     "to build"},
    {"a township, a day and a seed from the command line",
     "-q --township 530501 --as-of 2020-02-02 --seed 3", "to build"},
    {"one department's share", "-q --department 教育", "to build"},
};

static void every_kind_of_camera_is_verified(void **state)
{
    char line[1024];

    (void)state;
    fixture_copy("town");
    fixture_copy("border_town");
    for (size_t i = 0; i < sizeof plans / sizeof *plans; i++) {
        snprintf(line, sizeof line,
                 "cd \"$D\" && $P run border_town/project.yaml --overwrite %s; $P verify "
                 "border_town/out",
                 plans[i].options);
        Ran ran = shell(line);
        expect(plans[i].promise, &ran, 0, plans[i].words);
        expect(plans[i].promise, &ran, 0, "\ntrue");
    }
}

static void findings_name_what_is_odd(void **state)
{
    (void)state;
    fixture_copy("town");
    fixture_copy("border_town");
    Ran ran = shell("cd \"$D\" && $P run border_town/project.yaml --progress=none --format json "
                    ">said.json; echo code $?; cat said.json");
    expect("the summary as JSON", &ran, 0,
           "\"planned_cameras\":|\"lower_bound\":|\"sentence\":|\"clause\":");
    ran = shell("cd \"$D\" && cat border_town/out/findings.csv");
    expect("findings", &ran, 0, "No clause requires|I-1|accept_expired|assumed|repaired|password");
    ran = shell("cd \"$D\" && cat border_town/out/build_list.csv");
    if (strstr(ran.said, "hunter2"))
        fail_msg("a password reached the build list");
    ran = shell("cd \"$D\" && grep -rl hunter2 border_town/out");
    expect("no password in any output", &ran, 1, "");
}

static void check_writes_findings_where_asked(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P check town/project.yaml -o found -q >/dev/null; echo code $?; "
                    "ls found; $P verify found --inputs town");
    expect("check -o", &ran, 3, "code 1|findings.csv|run.json|records no coverage");
}

static void place_draws_no_map(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P place town/project.yaml -q; ls town/out; $P verify town/out");
    expect("place", &ran, 0, "build_list.csv|plan.gpkg|true");
    if (strstr(ran.said, "maps"))
        fail_msg("place drew maps: %s", ran.said);
    ran = shell("cd \"$D\" && $P coverage town/project.yaml -q --overwrite; $P verify town/out");
    expect("coverage", &ran, 0, "true");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_command_says_its_part),
                                       cmocka_unit_test(every_kind_of_camera_is_verified),
                                       cmocka_unit_test(findings_name_what_is_odd),
                                       cmocka_unit_test(check_writes_findings_where_asked),
                                       cmocka_unit_test(place_draws_no_map)};
    program_need();
    return scratch_run(tests);
}
