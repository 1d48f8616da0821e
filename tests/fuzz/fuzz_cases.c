/* fuzz_cases.c - any bytes as the worked cases of a little rule pack: read, and run.
 *
 * Seeds lie in tests/fuzz/seeds/cases: fuzz_cases CORPUS tests/fuzz/seeds/cases.
 */
#include <string.h>
#include <sys/stat.h>

#include "rules/case.h"
#include "tests/fuzz/fuzz.h"

static const char pack_text[] =
    "camplan_pack: 1\nid: little\ncitation: Document 1\ntitle: {zh: 小, en: little}\n"
    "valid_from: 2020-01-01\nladder: {edition: E1, tasks: {observe: 60}}\n"
    "bodies: [{id: police, zh: 公安, en: Police}, {id: nobody, zh: 无, en: none}]\n"
    "parameters: [{name: road_width_default, value: 6, unit: m, source: ours}]\n"
    "roads: {drive: [primary], service: [service], walk: [path]}\n"
    "codes: {gbt21010: [\"08\"]}\n"
    "clauses:\n"
    "- {id: 8.1, kind: zone, zh: 路, en: roads, builder: police, builder_basis: \"9\",\n"
    "   select: [{as: road, osm: {highway: primary}}, {as: stop, osm: {highway: bus_stop}, near: "
    "road}],\n"
    "   parts: [{name: arm, zh: 口, en: arm, derive: junctions, at: arm, from: road, task: "
    "observe},\n"
    "           {name: way, zh: 路, en: way, derive: along, from: road, shape: line, task: "
    "observe},\n"
    "           {name: stop, zh: 站, en: stop, derive: stops, from: stop, task: observe}]}\n"
    "- {id: 8.5b, kind: zone, zh: 校, en: schools, builder: police, builder_basis: \"9\",\n"
    "   select: [{osm: {amenity: school}}, {gbt21010: \"08\"}],\n"
    "   parts: [{name: gate, zh: 门, en: gate, derive: gates, task: observe},\n"
    "           {name: edge, zh: 界, en: edge, derive: perimeter, task: observe},\n"
    "           {name: in, zh: 内, en: in, derive: interior}]}\n"
    "- {id: 14.2, kind: prohibition, zh: 禁, en: baths, select: [{building: true, osm: {amenity: "
    "toilets}}]}\n";

/* The folder of this process with the pack in it. */
static const char *folder_with_pack(RulePack **pack)
{
    static char folder[64];
    char path[96];
    Diag diag = {0};

    snprintf(folder, sizeof folder, "/tmp/camplan-fuzz-%ld", (long)getpid());
    mkdir(folder, 0700);
    snprintf(path, sizeof path, "%s/pack.yaml", folder);
    FILE *file = fopen(path, "wb");
    if (!file || fputs(pack_text, file) < 0 || fclose(file) != 0)
        abort();
    if (pack_read(pack, path, &diag) != OK) {
        fprintf(stderr, "%s\n", diag.message);
        abort();
    }
    return folder;
}

static void put_cases(const char *folder, const uint8_t *bytes, size_t size)
{
    char path[96];

    snprintf(path, sizeof path, "%s/cases.yaml", folder);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size || fclose(file) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    static RulePack *pack;
    static const char *folder;
    CaseSet *set = NULL;
    Diag diag = {0};

    if (!folder)
        folder = folder_with_pack(&pack);
    put_cases(folder, bytes, size);
    Status status = cases_read(&set, pack, &diag);
    fuzz_judge(status, &diag);
    for (size_t i = 0; status == OK && i < set->count && i < 4; i++) {
        Text wrong = {0};
        Diag why = {0};
        fuzz_judge(case_run(&set->cases[i], pack, NULL, &wrong, &why), &why);
        text_release(&wrong);
    }
    cases_free(set);
    return 0;
}
