/* scene_text.h - little scenes written as text, and the zones they give as text.
 *
 *   asof 2021-06-01                        the project's day
 *   area POLYGON((0 0,1000 0,...))         the area; `box` before it: the area is a mere box
 *   town 001 West POLYGON((...))           a township: code, name, shape
 *   layer roads osm                        a layer; then words such as category=8.5b,
 *                                          category_field=cat, code=DLBM, count=n, works=new,
 *                                          valid_from=, valid_to=, name=, open_air; codeset osm,
 *                                          gbt21010, gb50137 or none
 *   LINESTRING(0 0,100 0) highway=primary; name=Main Street
 *   building POLYGON((...)) building=yes   of the street surface
 *   - vehicles=4                           a row without a place
 */
#ifndef TESTS_RULES_SCENE_TEXT_H
#define TESTS_RULES_SCENE_TEXT_H

#include "tests/check.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/scene.h"
#include "data/shape.h"
#include "rules/forbidden.h"
#include "rules/zone.h"

enum { TEXT_LAYERS = 12, TEXT_FEATURES = 200, TEXT_TOWNS = 6 };

typedef struct {
    Scene scene;
    Project project;
    GEOSContextHandle_t geos;
    Arena *arena;
    ProjectLayer as[TEXT_LAYERS];
    Layer layers[TEXT_LAYERS];
    Township towns[TEXT_TOWNS];
    RulePack *pack;
    FindingList findings;
    Diag diag;
} SceneText;

static inline GEOSGeometry *text_shape(SceneText *text, const char *wkt)
{
    GEOSWKTReader *reader = GEOSWKTReader_create_r(text->geos);
    GEOSGeometry *shape = GEOSWKTReader_read_r(text->geos, reader, wkt);

    GEOSWKTReader_destroy_r(text->geos, reader);
    if (!shape)
        fail_msg("no WKT: %s", wkt);
    return shape;
}

/* "a=b; c=d" as data/osm_tags.h unpacks them. */
static inline const char *text_tags(SceneText *text, const char *words)
{
    char *tags = arena_alloc(text->arena, strlen(words) + 4, 1), *out = tags;

    while (*words) {
        words += strspn(words, "; ");
        size_t length = strcspn(words, ";");
        const char *equals = memchr(words, '=', length);
        if (equals) {
            memcpy(out, words, length);
            out[equals - words] = '\0';
            out += length + 1;
        }
        words += length;
    }
    return tags;
}

static inline void text_feature(SceneText *text, Layer *layer, const char *line)
{
    const char *end = strrchr(line, ')');
    Feature *feature;

    if (!layer->features)
        layer->features = memory_new(TEXT_FEATURES, sizeof *layer->features);
    assert_true(layer->count < TEXT_FEATURES);
    feature = &layer->features[layer->count++];
    feature->fid = (int64_t)layer->count;
    if (*line == '-') {
        feature->tags = text_tags(text, line + 1);
        return;
    }
    /* A name may hold brackets: tags begin at the bracket that closes the shape. */
    const char *tags = strstr(line, ") ");
    end = tags ? tags : end;
    char *wkt = memory_text(line);
    wkt[end - line + 1] = '\0';
    feature->shape = text_shape(text, wkt);
    free(wkt);
    feature->tags = text_tags(text, end + 1);
}

static inline bool text_setting(SceneText *text, const char *word, const char *key,
                                const char **out)
{
    size_t length = strlen(key);

    if (strncmp(word, key, length) != 0 || word[length] != '=')
        return false;
    *out = arena_text(text->arena, word + length + 1);
    return true;
}

static inline void text_layer(SceneText *text, char *line)
{
    Layer *layer = &text->layers[text->scene.layer_count];
    ProjectLayer *as = &text->as[text->scene.layer_count++];
    static const char *const sets[] = {"none", "osm", "gbt21010", "gb50137"};
    char *rest = NULL, *word = strtok_r(line, " ", &rest);
    const char *works = NULL;

    assert_true(text->scene.layer_count <= TEXT_LAYERS);
    layer->as = as;
    layer->id = as->id = arena_text(text->arena, word);
    layer->source = layer->id;
    while ((word = strtok_r(NULL, " ", &rest))) {
        for (size_t s = 0; s < sizeof sets / sizeof *sets; s++)
            if (strcmp(word, sets[s]) == 0)
                as->codeset = (Codeset)s;
        as->open_air |= strcmp(word, "open_air") == 0;
        if (text_setting(text, word, "works", &works))
            as->works_status = strcmp(works, "new") == 0 ? WORKS_NEW : WORKS_REBUILD;
        else if (!text_setting(text, word, "category", &as->category) &&
                 !text_setting(text, word, "category_field", &as->category_field) &&
                 !text_setting(text, word, "code", &as->code) &&
                 !text_setting(text, word, "count", &as->count) &&
                 !text_setting(text, word, "valid_from", &as->valid_from) &&
                 !text_setting(text, word, "valid_to", &as->valid_to))
            text_setting(text, word, "name", &as->name);
    }
}

static inline void text_town(SceneText *text, char *line)
{
    Township *town = &text->towns[text->scene.township_count++];
    char *rest = NULL;

    town->code = arena_text(text->arena, strtok_r(line, " ", &rest));
    town->name = arena_text(text->arena, strtok_r(NULL, " ", &rest));
    town->shape = text_shape(text, rest);
}

static inline void text_line(SceneText *text, char *line)
{
    line += strspn(line, " ");
    if (!*line)
        return;
    if (strncmp(line, "asof ", 5) == 0)
        text_date(line + 5, &text->project.as_of);
    else if (strncmp(line, "box", 3) == 0)
        text->project.has_area_box = true;
    else if (strncmp(line, "area ", 5) == 0)
        text->scene.area = text_shape(text, line + 5);
    else if (strncmp(line, "town ", 5) == 0)
        text_town(text, line + 5);
    else if (strncmp(line, "layer ", 6) == 0)
        text_layer(text, line + 6);
    else if (strncmp(line, "building ", 9) == 0)
        text_feature(text, &text->scene.buildings, line + 9);
    else
        text_feature(text, &text->layers[text->scene.layer_count - 1], line);
}

/* The scene of `words`, with the shipped pack. Release with text_close(). */
static inline void text_open(SceneText *text, const char *words)
{
    char *copy = memory_text(words), *rest = NULL;

    memset(text, 0, sizeof *text);
    text->geos = shape_context();
    text->arena = arena_new();
    text->project.as_of = 20180101;
    text->scene.project = &text->project;
    text->scene.geos = text->geos;
    text->scene.layers = text->layers;
    text->scene.townships = text->towns;
    text->scene.has_surface[USE_STREET] = true;
    text->scene.buildings.id = text->scene.buildings.source = "buildings";
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        text_line(text, line);
    if (!text->scene.area)
        text->scene.area = text_shape(text, "POLYGON((-5000 -5000,5000 -5000,5000 5000,"
                                            "-5000 5000,-5000 -5000))");
    text->scene.box = shape_box(text->geos, text->scene.area);
    free(copy);
    finding_list_init(&text->findings);
    if (pack_read(&text->pack, "tengchong-2017", &text->diag) != OK)
        fail_msg("%s", text->diag.message);
}

/* The same with the pack that `law` is. */
static inline void text_open_with_law(SceneText *text, const char *law, const char *words)
{
    char path[] = "/tmp/camplan-pack-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");

    fputs(law, file);
    fclose(file);
    text_open(text, words);
    pack_free(text->pack);
    if (pack_read(&text->pack, path, &text->diag) != OK)
        fail_msg("%s", text->diag.message);
    unlink(path);
}

static inline void text_close(SceneText *text)
{
    for (size_t l = 0; l < text->scene.layer_count; l++)
        layer_release(&text->layers[l], text->geos);
    layer_release(&text->scene.buildings, text->geos);
    for (size_t t = 0; t < text->scene.township_count; t++)
        GEOSGeom_destroy_r(text->geos, (GEOSGeometry *)text->towns[t].shape);
    GEOSGeom_destroy_r(text->geos, text->scene.area);
    finding_list_release(&text->findings);
    pack_free(text->pack);
    arena_free(text->arena);
    GEOS_finish_r(text->geos);
}

/* Does the clause id begin with `clause` ("8.5" does not mean 8.50)? */
static inline bool text_clause_is(const char *id, const char *clause)
{
    size_t length = strlen(clause);

    return strncmp(id, clause, length) == 0 && (id[length] < '0' || id[length] > '9');
}

/* The zones of a clause, one a line: "8.1b-001 carriageway Main Street: 2100 m2, line 100 m". */
static inline void text_zones(const ZoneSet *set, const char *clause, Text *out)
{
    for (size_t i = 0; i < set->zone_count; i++) {
        const Zone *zone = &set->zones[i];
        if (!text_clause_is(zone->clause->id, clause))
            continue;
        text_printf(out, "%s %s %s: %.0f m2", zone->id, zone->part->name,
                    *zone->name ? zone->name : "-", shape_area_m2(set->geos, zone->shape));
        if (zone->line)
            text_printf(out, ", line %.0f m", shape_length_m(set->geos, zone->line));
        if (!isnan(zone->facing_deg))
            text_printf(out, ", facing %.0f", fmod(zone->facing_deg + 0.01, 360));
        text_add(out, "\n");
    }
}

static inline void text_lines(const ZoneSet *set, const char *clause, Text *out)
{
    for (size_t i = 0; i < set->line_count; i++) {
        const InventoryLine *line = &set->lines[i];
        if (text_clause_is(line->clause->id, clause))
            text_printf(out, "%s %s, %s: %g x %g\n", line->id, line->asset,
                        *line->name ? line->name : "-", line->count, line->cameras_each);
    }
}

static inline void text_findings(const FindingList *findings, const char *code, Text *out)
{
    for (size_t i = 0; i < findings->count; i++)
        if (text_equal(findings->items[i].code, code))
            text_printf(out, "%s %s: %s\n", findings->items[i].clause, findings->items[i].subject,
                        findings->items[i].sentence);
}

static inline ZoneSet *text_derive(SceneText *text)
{
    ZoneSet *set = NULL;

    if (zones_derive(&set, &text->scene, text->pack, &text->findings, &text->diag) != OK)
        fail_msg("%s", text->diag.message);
    finding_sort(&text->findings);
    return set;
}

/* One promise about the zones and inventory lines of a clause. */
typedef struct {
    const char *promise, *scene, *clause, *expected;
} ZoneCase;

static inline void text_check(const ZoneCase *one)
{
    SceneText text;
    Text got = {0};

    text_open(&text, one->scene);
    ZoneSet *set = text_derive(&text);
    text_zones(set, one->clause, &got);
    text_lines(set, one->clause, &got);
    if (!text_equal(got.text ? got.text : "", one->expected))
        fail_msg("%s\nexpected:\n%sgot:\n%s", one->promise, one->expected,
                 got.text ? got.text : "");
    text_release(&got);
    zones_free(set);
    text_close(&text);
}

#endif
