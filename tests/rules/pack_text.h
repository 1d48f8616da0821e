/* pack_text.h - a little rule pack as lines of text, one of which a case replaces. */
#ifndef TESTS_RULES_PACK_TEXT_H
#define TESTS_RULES_PACK_TEXT_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "rules/pack.h"
#include "tests/check.h"

/* Lines of a good pack; a case replaces one of them. */
static const char *const good[] = {
    /*  1 */ "camplan_pack: 1",
    /*  2 */ "id: little",
    /*  3 */ "citation: Document 1",
    /*  4 */ "title: {zh: 小规则, en: little rules}",
    /*  5 */ "valid_from: 2020-01-01",
    /*  6 */ "valid_to: 2021-12-31",
    /*  7 */ "fallback: \"9.4\"",
    /*  8 */ "ladder: {edition: E1, tasks: {detect: 25, observe: 60}}",
    /*  9 */ "bodies:",
    /* 10 */ "  - {id: police, zh: 公安, en: Police}",
    /* 11 */ "parameters:",
    /* 12 */ "  - {name: disc_m, value: 4, unit: m, source: ours}",
    /* 13 */ "  - {name: road_width_default, value: 6, unit: m, source: ours}",
    /* 14 */ "roads: {drive: [primary], service: [service], walk: [path]}",
    /* 15 */ "codes: {gbt21010: [\"0101\"]}",
    /* 16 */ "clauses:",
    /* 17 */
    "  - {id: \"9.4\", kind: zone, zh: 无, en: nobody, builder: police, builder_basis: 9(4)}",
    /* 18 */ "  - id: 8.5b",
    /* 19 */ "    kind: zone",
    /* 20 */ "    zh: 学校",
    /* 21 */ "    en: schools",
    /* 22 */ "    retention_min_days: 30",
    /* 23 */ "    select:",
    /* 24 */ "      - {osm: {amenity: [school, college]}, not: {access: private}, shape: [area]}",
    /* 25 */ "    parts:",
    /* 26 */ "      - {name: gate, zh: 门, en: gate, derive: gates, size: disc_m, task: observe}",
    /* 27 */ "      - {name: yard, zh: 院, en: yard, derive: area, px_per_m: 33, k: 2}",
    /* 28 */ "    builder: police",
    /* 29 */ "    builder_basis: \"11\"",
};

enum { LINES = sizeof good / sizeof *good };

/* The diagnosis is all mistakes, as far as they fit. */
static inline Status read_text(const char *text, RulePack **pack, Diag *diag)
{
    char path[] = "/tmp/camplan-pack-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");

    fputs(text, file);
    fclose(file);
    Text listing = {0};
    Status status = pack_read_listing(pack, path, &listing, diag);
    if (listing.text)
        snprintf(diag->message, sizeof diag->message, "%s", listing.text);
    text_release(&listing);
    unlink(path);
    return status;
}

/* Read the good pack with line `at` (from 1; 0: none) replaced. */
static inline Status read_with(size_t at, const char *line, RulePack **pack, Diag *diag)
{
    Text text = {0};
    Status status;

    for (size_t i = 0; i < LINES; i++)
        text_printf(&text, "%s\n", i + 1 == at ? line : good[i]);
    status = read_text(text.text, pack, diag);
    text_release(&text);
    return status;
}

#endif
