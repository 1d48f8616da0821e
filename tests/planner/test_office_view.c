/* Which findings a run for one office tells. */
#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "planner/audit/office_view.h"
#include "tests/check.h"

static const struct {
    const char *promise, *subject, *clause;
    bool kept;
} findings[] = {
    {"of a listed camera all, whatever it breaks", "camera A", "14.1", true},
    {"of another office's camera none", "camera B", "", false},
    {"of a camera that the run plans all", "camera N-0001", "14.1", true},
    {"of a zone of the run", "zone 8.5b-001", "8.5b", true},
    {"also where the last resort must build it", "zone 8.5b-001", "9.4", true},
    {"of another zone not", "zone 8.1b-001", "9.4", false},
    {"of a line of the run", "zone 8.5b-i001", "8.5b", true},
    {"of places of another clause not", "layer rooms, feature 3", "14.1", false},
    {"of places of the clause", "layer places, feature 3", "8.5b", true},
    {"of the whole run", "pack", "", true},
};

static void tells_what_is_the_office_s(void **state)
{
    (void)state;
    RulePack *pack = NULL;
    Diag diag = {0};
    assert_int_equal(pack_read(&pack, "tengchong-2017", &diag), OK);
    Project project = {.only_clause = "8.5", .as_of = 20210601};
    Camera cameras[] = {{.id = "A"}, {.id = "B"}};
    Scene scene = {.project = &project, .cameras = {.cameras = cameras, .count = 2}};
    Zone zones[] = {{.id = "8.5b-001", .clause = pack_clause(pack, "8.5b")},
                    {.id = "8.1b-001", .clause = pack_clause(pack, "8.1b")}};
    InventoryLine lines[] = {{.id = "8.5b-i001", .clause = pack_clause(pack, "8.5b")}};
    ZoneSet set = {.zones = zones, .zone_count = 2, .lines = lines, .line_count = 1};
    Demand demand = {.zones = &set};
    const OfficeEvidence evidence = {.scene = &scene, .pack = pack, .demand = &demand};
    const bool listed[] = {true, false};
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++) {
        FindingList list;
        finding_list_init(&list);
        finding_add(&list,
                    &(Finding){SEVERITY_NOTE, "any", findings[i].clause, findings[i].subject, NAN,
                               NAN, NULL, NULL},
                    "a sentence");
        office_findings(&evidence, listed, &list);
        if ((list.count == 1) != findings[i].kept)
            fail_msg("%s: %zu told", findings[i].promise, list.count);
        finding_list_release(&list);
    }
    pack_free(pack);
}

/* Cameras that see nothing of the clause are listed for what is held against them. */
static void lists_who_may_break_the_clause(void **state)
{
    static const struct {
        const char *promise, *clause, *subject;
        Severity severity;
        bool listed;
    } rows[] = {
        {"one that breaks it", "14.4", "camera A", SEVERITY_VIOLATION, true},
        {"one of which that cannot be decided", "14.4", "camera A", SEVERITY_WARNING, true},
        {"one that is only measured", "14.4", "camera A", SEVERITY_NOTE, false},
        {"one that breaks another clause", "14.1", "camera A", SEVERITY_VIOLATION, false},
        {"one whose record is doubtful", "", "camera A", SEVERITY_WARNING, false},
        {"another camera", "14.4", "camera AB", SEVERITY_VIOLATION, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Project project = {.only_clause = "14.4", .as_of = 20210601};
        Camera camera = {.id = "A"};
        Scene scene = {.project = &project, .cameras = {.cameras = &camera, .count = 1}};
        Footprint footprint = {0};
        Coverage before = {.footprints = &footprint};
        Demand demand = {0};
        const Clause *broken[] = {NULL};
        FindingList list;
        finding_list_init(&list);
        finding_add(&list,
                    &(Finding){rows[i].severity, "any", rows[i].clause, rows[i].subject, NAN, NAN,
                               NULL, NULL},
                    "a sentence");
        bool *listed = office_cameras(&(OfficeEvidence){.scene = &scene,
                                                        .demand = &demand,
                                                        .before = &before,
                                                        .broken = broken,
                                                        .findings = &list});
        if (!listed || listed[0] != rows[i].listed)
            fail_msg("%s", rows[i].promise);
        free(listed);
        finding_list_release(&list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_what_is_the_office_s),
                                       cmocka_unit_test(lists_who_may_break_the_clause)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
