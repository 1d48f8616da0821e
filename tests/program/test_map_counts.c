/* The table of docs/method.md, "From features to zones, counted", is what the program counts of the
 * two extracts: a project by `camplan init`, its clauses by `camplan info`.
 */
#include <unistd.h>

#include "base/text.h"
#include "tests/program/program.h"

enum { PLACES = 2, CLAUSES = 120 };

static const char *const places[PLACES] = {
    "--osm ../shared/data/helsinki.osm.pbf",
    "--osm ../shared/data/andorra.osm.pbf --dem ../shared/data/andorra_srtm.tif"};
static const char *const needed[] = {"../shared/data/helsinki.osm.pbf",
                                     "../shared/data/andorra.osm.pbf",
                                     "../shared/data/andorra_srtm.tif"};

typedef struct {
    char clause[12];
    unsigned long features, zones, lines;
} Count;

typedef struct {
    Count rows[CLAUSES];
    size_t count;
} Counts;

/* "  8.1b   main roads      280    24     0": three figures behind two spaces or more; a remark may
 * follow. */
static bool info_row(char *line, Count *out)
{
    char *figures = NULL;

    if (sscanf(line, " %11[0-9a-z.]", out->clause) != 1 || !strchr(out->clause, '.'))
        return false;
    for (char *c = line; c[0] && c[1]; c++)
        if (c[0] == ' ' && c[1] >= '0' && c[1] <= '9' && c > line + 60) {
            figures = c;
            break;
        }
    return figures && sscanf(figures, "%lu %lu %lu", &out->features, &out->zones, &out->lines) == 3;
}

static void counts_read(Counts *out, size_t place)
{
    char line[400], *rest = NULL;

    *out = (Counts){.count = 0};
    snprintf(line, sizeof line,
             "rm -rf \"$D/p\"; $P init \"$D/p\" %s >\"$D/said.txt\" && "
             "$P info \"$D/p/project.yaml\" -q | sed '1,/^clauses: /d'",
             places[place]);
    Ran ran = shell(line);
    assert_int_equal(ran.code, 0);
    for (char *row = strtok_r(ran.said, "\n", &rest); row; row = strtok_r(NULL, "\n", &rest)) {
        assert_true(out->count < CLAUSES);
        out->count += info_row(row, &out->rows[out->count]);
    }
    if (out->count < 60)
        fail_msg("%s: only %zu clauses are counted", places[place], out->count);
}

static const Count *count_of(const Counts *counts, const char *clause)
{
    for (size_t i = 0; i < counts->count; i++)
        if (text_equal(counts->rows[i].clause, clause))
            return &counts->rows[i];
    fail_msg("no clause %s", clause);
    return NULL;
}

/* "| 8.1b main roads | 280 -> 24 | 451 -> 308 | why |"; "0" alone: nothing and none. */
static bool manual_row(char *line, Count out[PLACES])
{
    char *rest = NULL, *cell = strtok_r(line, "|", &rest);

    if (!cell || sscanf(cell, " 8.%8[0-9a-z]", out[0].clause) != 1)
        return false;
    snprintf(out[1].clause, sizeof out[1].clause, "8.%.8s", out[0].clause);
    memcpy(out[0].clause, out[1].clause, sizeof out[0].clause);
    for (size_t p = 0; p < PLACES; p++) {
        out[p].zones = 0;
        cell = strtok_r(NULL, "|", &rest);
        if (!cell || sscanf(cell, "%lu -> %lu", &out[p].features, &out[p].zones) < 1)
            return false;
    }
    return true;
}

static void the_manual_has_the_counts(void **state)
{
    Counts counts[PLACES];
    bool listed[CLAUSES] = {false};
    char line[512];
    size_t rows = 0;

    (void)state;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (access(needed[i], R_OK) != 0) {
            print_message("skipped: %s is not there\n", needed[i]);
            skip();
        }
    for (size_t p = 0; p < PLACES; p++)
        counts_read(&counts[p], p);
    FILE *manual = fopen("docs/method.md", "r");
    assert_non_null(manual);
    while (fgets(line, sizeof line, manual)) {
        Count said[PLACES];
        if (line[0] != '|' || !manual_row(line + 1, said))
            continue;
        for (size_t p = 0; p < PLACES; p++) {
            const Count *is = count_of(&counts[p], said[p].clause);
            listed[is - counts[p].rows] = true;
            if (is->features != said[p].features || is->zones != said[p].zones)
                fail_msg("%s: clause %s is %lu -> %lu, docs/method.md says %lu -> %lu", places[p],
                         is->clause, is->features, is->zones, said[p].features, said[p].zones);
        }
        rows++;
    }
    assert_int_equal(fclose(manual), 0);
    assert_true(rows >= 15);
    /* "Elsewhere a feature is one zone or one line, or none." */
    for (size_t p = 0; p < PLACES; p++)
        for (size_t i = 0; i < counts[p].count; i++) {
            const Count *is = &counts[p].rows[i];
            if (!listed[i] && (is->zones > is->features || is->lines > is->features))
                fail_msg("%s: clause %s is %lu -> %lu, %lu lines: docs/method.md explains it not",
                         places[p], is->clause, is->features, is->zones, is->lines);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_manual_has_the_counts)};

    program_need();
    return scratch_run(tests);
}
