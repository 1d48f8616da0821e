/* test_certificate.c - a bound is recomputed from its certificate, and no tampering with it passes.
 */
#include "tests/program/program.h"

/* The hash of the certificate in run.json becomes that of the edited file, in both places. */
#define MEND_HASH                                                                                  \
    "new=$(sha256sum < town/out/certificate.tsv | cut -c1-64) && sed -i "                          \
    "\"s/$(sha256sum < whole/out/certificate.tsv | cut -c1-64)/$new/\" town/out/run.json"

/* Edit the certificate by awk; $ stands for itself. */
#define EDIT(program)                                                                              \
    "awk -F'\\t' -v OFS='\\t' '" program "' whole/out/certificate.tsv > town/out/certificate.tsv " \
    "&& "

static void plan_the_town(void)
{
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P run town/project.yaml -q --set demand.cell_m=4 "
                    "--set sites.azimuth_step_deg=90 --set sites.spacing_m=60 "
                    "--set 'sites.models=[generic-4k-30]' >first.txt 2>&1; code=$?; "
                    "rm -rf whole; cp -r town whole; exit $code");
    expect("the plan", &ran, 1, "");
}

static const struct {
    const char *promise, *edit;
    int code;
    const char *words;
} tampering[] = {
    {"a certificate as written proves its bound", ":", 0, "bound        |candidates on|true"},
    {"the bound raised",
     "sed -i 's/\"lower_bound\": [0-9.]*/\"lower_bound\": 100000/; s/\"bound\": "
     "[0-9]*/\"bound\": 10000000/' town/out/run.json",
     1, "certificate: proves|run.json states 100000.00|gap|false"},
    {"the bound lowered",
     "sed -i 's/\"lower_bound\": [0-9.]*/\"lower_bound\": 100/; s/\"bound\": [0-9]*/\"bound\": "
     "10000/' town/out/run.json",
     1, "run.json states 100.00|false"},
    {"one of the two bounds alone",
     "sed -i 's/\"lower_bound\": [0-9.]*/\"lower_bound\": 100000/' town/out/run.json", 1,
     "is not the certificate's bound|false"},
    {"a nicer gap", "sed -i 's/\"gap\": [0-9.]*/\"gap\": 0.01/' town/out/run.json", 1,
     "gap 0.010000|false"},
    {"another unit",
     "sed -i 's/\"units_a_currency\": 100/\"units_a_currency\": 10/' town/out/run.json", 1,
     "the certificate's units|false"},
    {"the certificate's name struck out of run.json",
     "sed -i 's/\"file\": \"certificate.tsv\"/\"file\": null/' town/out/run.json", 1,
     "no certificate of it|false"},
    {"the hash", "sed -i 's/^end$/end/; $s/$/ /' town/out/certificate.tsv", 3, "certificate.tsv"},
    {"the recorded hash",
     "h=$(sha256sum < town/out/certificate.tsv | cut -c1-64) && sed -i \"s/$h/0$h/\" "
     "town/out/run.json",
     1, "SHA-256|false"},
    {"no certificate", "rm town/out/certificate.tsv", 1, "is not there|false"},
    {"a price, its hash left", EDIT("$1 == \"cell\" && !done++ {$4 *= 2} 1") ":", 1,
     "SHA-256|false"},
    /* With the hashes mended, only computing it again finds these. */
    {"prices raised", EDIT("$1 == \"cell\" {$4 = int(1.5 * $4)} 1") MEND_HASH, 1,
     "certificate: proves|false"},
    {"one price raised", EDIT("$1 == \"cell\" && $4 > 1000000 && !done++ {$4 *= 100} 1") MEND_HASH,
     1, "certificate: proves|false"},
    {"a zone's price raised", EDIT("$1 == \"zone\" && !done++ {$4 *= 2} 1") MEND_HASH, 1,
     "certificate: proves|false"},
    {"a dearer model", EDIT("$1 == \"lens\" {$7 += 500} 1") MEND_HASH, 1,
     "in the catalogue|certificate: proves|false"},
    {"a wider lens than it is", EDIT("$1 == \"lens\" {$4 += 5} 1") MEND_HASH, 1,
     "not as the catalogue has it|false"},
    {"a model that nobody sells", EDIT("$1 == \"lens\" {$2 = \"eagle\"} 1") MEND_HASH, 1,
     "'eagle'|false"},
    {"a dearer pole", EDIT("$1 == \"site\" && !done++ {$7 += 5000} 1") MEND_HASH, 1,
     "site S-00001 costs|false"},
    {"an eye in the air", EDIT("$1 == \"site\" && !done++ {$10 += 3} 1") MEND_HASH, 1,
     "site S-00001 has an eye|false"},
    {"a candidate left out", EDIT("$1 == \"aim\" && !done++ {next} 1") MEND_HASH, 1,
     "candidates, run.json says|false"},
    {"a site left out with its candidates",
     EDIT("$1 == \"site\" {n++} n == 5 && $1 != \"zone\" "
          "{next} 1") MEND_HASH,
     1, "sites, run.json says|candidates, run.json says|false"},
    {"candidates that look at the sky, none left out", EDIT("$1 == \"aim\" {$3 = -60} 1") MEND_HASH,
     1, "certificate: proves|false"},
    {"a target raised", EDIT("$1 == \"zone\" && !done++ {$3 += 200000} 1") MEND_HASH, 1,
     "its target is|false"},
    {"targets lowered", EDIT("$1 == \"zone\" {$3 = int($3 / 2)} 1") MEND_HASH, 1,
     "certificate: proves|false"},
    {"a price for a cell that is not there",
     EDIT("$1 == \"cell\" && !done++ {$2 += 100000} 1") MEND_HASH, 1, "not there|false"},
    {"the same price twice", EDIT("1; $1 == \"cell\" && !done++ {print}") MEND_HASH, 1,
     "come twice|false"},
    {"a cell in another station",
     EDIT("1; $1 == \"zone\" && !done++ {n = 1} n && $1 == "
          "\"station\" {n = 0; print \"at\", 0, 0, 0}") MEND_HASH,
     1, "not there|false"},
    {"a word for a number", EDIT("$1 == \"cell\" && !done++ {$4 = \"much\"} 1") MEND_HASH, 3,
     "certificate.tsv:"},
    {"a negative price", EDIT("$1 == \"cell\" && !done++ {$4 = -5} 1") MEND_HASH, 3,
     "certificate.tsv:"},
    {"a number without end", EDIT("$1 == \"cell\" && !done++ {$4 = \"1e300\"} 1") MEND_HASH, 3,
     "certificate.tsv:"},
    {"a lens that is not listed", EDIT("$1 == \"aim\" && !done++ {$4 = 99} 1") MEND_HASH, 3,
     "certificate.tsv:"},
    {"a field too many", EDIT("$1 == \"zone\" && !done++ {$5 = 1} 1") MEND_HASH, 3,
     "certificate.tsv:"},
    {"cut short", "head -n 50 whole/out/certificate.tsv > town/out/certificate.tsv && " MEND_HASH,
     3, "cut short"},
    {"another file altogether", "echo hello > town/out/certificate.tsv && " MEND_HASH, 3,
     "is no certificate"},
};

static void tampering_is_found(void **state)
{
    (void)state;
    plan_the_town();
    for (size_t i = 0; i < sizeof tampering / sizeof *tampering; i++) {
        char line[2048];
        snprintf(line, sizeof line,
                 "cd \"$D\" && rm -rf town && cp -r whole town && %s && $P verify town/out",
                 tampering[i].edit);
        Ran ran = shell(line);
        expect(tampering[i].promise, &ran, tampering[i].code, tampering[i].words);
    }
}

/* A budget has no bound, so no certificate; the record says so. */
static void a_plan_without_bound_has_none(void **state)
{
    (void)state;
    fixture_copy("town");
    Ran ran = shell("cd \"$D\" && $P run town/project.yaml -q --set plan.objective=budget --set "
                    "plan.budget=60000 --set sites.spacing_m=60 >ran.txt 2>&1; $P verify town/out; "
                    "ls town/out; grep '\"certificate\"' town/out/run.json");
    expect("a budget", &ran, 0, "bound        none is stated|true|\"certificate\": null");
    if (strstr(ran.said, "certificate.tsv"))
        fail_msg("a certificate of nothing: %s", ran.said);
}

/* Its bytes are those of any number of threads. */
static void it_is_the_same_on_any_threads(void **state)
{
    (void)state;
    plan_the_town();
    Ran ran = shell("cd \"$D\" && rm -rf one && $P run town/project.yaml -q -j3 -o one --set "
                    "demand.cell_m=4 --set sites.azimuth_step_deg=90 --set sites.spacing_m=60 "
                    "--set 'sites.models=[generic-4k-30]' >ran.txt 2>&1; cmp one/certificate.tsv "
                    "town/out/certificate.tsv && $P verify town/out -j1");
    expect("three threads and one", &ran, 0, "true");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tampering_is_found),
                                       cmocka_unit_test(a_plan_without_bound_has_none),
                                       cmocka_unit_test(it_is_the_same_on_any_threads)};
    program_need();
    return scratch_run(tests);
}
