/* On two real extracts every clause selects as many features as an independent count in SQL finds,
 * over the same tags, by GDAL and SQLite and not by selection.c.
 *
 * docs/method.md, "Places from a map", has the numbers, and what becomes of them.
 */
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <gdal_utils.h>
#include <ogr_api.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/scene.h"
#include "data/shape.h"
#include "rules/selection.h"
#include "tests/check.h"
#include "tests/rules/osm_counts.h"

static const char *const layer_names[OSM_LAYERS] = {"points", "lines", "multipolygons"};

/* How many features each place of data has at least, so that equal counts mean something. */
static const struct {
    const char *file, *crs;
    int epsg;
    size_t clauses; /* that select something */
} places[] = {{"../shared/data/helsinki.osm.pbf", "EPSG:32635", 32635, 28},
              {"../shared/data/andorra.osm.pbf", "EPSG:32631", 32631, 28}};

enum { PLACES = sizeof places / sizeof *places };

typedef struct {
    GEOSContextHandle_t geos;
    Arena *arena;
    Crs *crs;
    Layer layers[OSM_LAYERS];
    ProjectLayer as[OSM_LAYERS];
    Project project;
    Scene scene;
    RulePack *pack;
    FindingList findings;
    Selection *selection;
    char path[32];
    GDALDatasetH data; /* the same, as a GeoPackage in memory */
    Diag diag;
} Place;

static void place_read_layers(Place *place, const char *file, const char *crs)
{
    if (crs_open_project(&place->crs, crs, "here:1", &place->diag) != OK)
        fail_msg("%s", place->diag.message);
    for (int l = 0; l < OSM_LAYERS; l++) {
        ProjectLayer *as = &place->as[l];
        as->id = layer_names[l];
        as->codeset = CODESET_OSM;
        as->ref = (SourceRef){.source = file, .layer = layer_names[l], .place = "here:2"};
        if (layer_read(&place->layers[l], place->geos, place->arena, &as->ref, as->id, place->crs,
                       NULL, &place->diag) != OK)
            fail_msg("%s", place->diag.message);
        place->layers[l].as = as;
    }
    place->scene = (Scene){.project = &place->project,
                           .geos = place->geos,
                           .layers = place->layers,
                           .layer_count = OSM_LAYERS};
}

/* The extract as GDAL gives it with the fields that data/osmconf.ini names. */
static void place_open_data(Place *place, const char *file)
{
    char **options = CSLSetNameValue(NULL, "CONFIG_FILE", "data/osmconf.ini");
    GDALDatasetH source =
        GDALOpenEx(file, GDAL_OF_VECTOR, NULL, (const char *const *)options, NULL);
    char *words[] = {"-f",     "GPKG",  "-lco",          "GEOMETRY_NAME=GEOMETRY",
                     "points", "lines", "multipolygons", NULL};
    GDALVectorTranslateOptions *how = GDALVectorTranslateOptionsNew(words, NULL);

    assert_non_null(source);
    place->data = GDALVectorTranslate(place->path, NULL, 1, &source, how, NULL);
    assert_non_null(place->data);
    GDALVectorTranslateOptionsFree(how);
    GDALClose(source);
    CSLDestroy(options);
}

static Place *place_open(size_t which)
{
    Place *place = memory_new(1, sizeof *place);
    Overlay overlay;

    if (access(places[which].file, R_OK) != 0) {
        print_message("skipped: %s is not there\n", places[which].file);
        free(place);
        return NULL;
    }
    snprintf(place->path, sizeof place->path, "/vsimem/counts-%zu.gpkg", which);
    place->geos = shape_context();
    place->arena = arena_new();
    overlay = (Overlay){.geos = place->geos};
    finding_list_init(&place->findings);
    place_read_layers(place, places[which].file, places[which].crs);
    if (pack_read(&place->pack, "tengchong-2017", &place->diag) != OK)
        fail_msg("%s", place->diag.message);
    place->selection =
        selection_new(&place->scene, place->pack, &overlay, place->arena, &place->findings);
    place_open_data(place, places[which].file);
    return place;
}

static void place_close(Place *place)
{
    if (!place)
        return;
    GDALClose(place->data);
    VSIUnlink(place->path);
    selection_free(place->selection);
    finding_list_release(&place->findings);
    pack_free(place->pack);
    for (int l = 0; l < OSM_LAYERS; l++)
        layer_release(&place->layers[l], place->geos);
    crs_close(place->crs);
    arena_free(place->arena);
    GEOS_finish_r(place->geos);
    free(place);
}

/* --- the independent count ----------------------------------------------------------------- */

typedef struct {
    GDALDatasetH data;
    int epsg;
} Asked;

/* {key}: the layer's field, which writes ':' as '_', or a tag among the others. */
static void add_tag(Text *sql, OGRLayerH layer, const char *key, size_t length)
{
    char field[64], tag[64];

    snprintf(tag, sizeof tag, "%.*s", (int)length, key);
    snprintf(field, sizeof field, "%s", tag);
    for (char *c = field; *c; c++)
        *c = *c == ':' ? '_' : *c;
    if (OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(layer), field) >= 0)
        text_printf(sql, "\"%s\"", field);
    else
        text_printf(sql, "hstore_get_value(other_tags, '%s')", tag);
}

static const OsmCount *count_of(const char *clause)
{
    for (size_t i = 0; i < sizeof osm_counts / sizeof *osm_counts; i++)
        if (text_equal(osm_counts[i].clause, clause))
            return &osm_counts[i];
    fail_msg("no count of %s", clause);
    return NULL;
}

static void add_condition(Text *sql, const Asked *asked, int l, const char *where);

/* No unit of any layer near the feature of layer `of`. */
static void add_apart(Text *sql, const Asked *asked, int of)
{
    for (int l = 0; l < OSM_LAYERS; l++) {
        const char * or = "";
        text_printf(sql, "%sNOT EXISTS (SELECT 1 FROM %s AS unit WHERE (", l ? " AND " : "",
                    layer_names[l]);
        for (size_t i = 0; i < sizeof osm_units / sizeof *osm_units; i++) {
            const char *where = count_of(osm_units[i])->where[l];
            if (!where)
                continue;
            text_printf(sql, "%s(", or);
            add_condition(sql, asked, l, where);
            text_add(sql, ")");
            or = " OR ";
        }
        text_printf(sql,
                    ") AND ST_Distance(ST_Transform(unit.GEOMETRY, %d), ST_Transform(%s.GEOMETRY, "
                    "%d)) <= " OWN_GATE_M,
                    asked->epsg, layer_names[of], asked->epsg);
        if (l == of)
            text_printf(sql, " AND unit.ROWID <> %s.ROWID", layer_names[of]);
        text_add(sql, ")");
    }
}

static void add_condition(Text *sql, const Asked *asked, int l, const char *where)
{
    OGRLayerH layer = GDALDatasetGetLayerByName(asked->data, layer_names[l]);

    for (const char *at = where; *at; at++) {
        size_t length = *at == '{' ? strcspn(at, "}") : 0;
        if (length == 0)
            text_printf(sql, "%c", *at);
        else if (text_begins(at, "{epsg}"))
            text_printf(sql, "%d", asked->epsg);
        else if (text_begins(at, "{apart}"))
            add_apart(sql, asked, l);
        else
            add_tag(sql, layer, at + 1, length - 1);
        at += length;
    }
}

static size_t count_by_sql(const Place *place, size_t which, int l, const char *where)
{
    /* What the extract's edge cut down to a point or a line is no line and no area. */
    static const char *const whole[OSM_LAYERS] = {")", ") AND ST_Length(GEOMETRY) > 0",
                                                  ") AND ST_Area(GEOMETRY) > 0"};
    const Asked asked = {place->data, places[which].epsg};
    Text sql = {0};

    text_printf(&sql, "SELECT COUNT(*) FROM %s WHERE (", layer_names[l]);
    add_condition(&sql, &asked, l, where);
    text_add(&sql, whole[l]);
    OGRLayerH result = GDALDatasetExecuteSQL(place->data, sql.text, NULL, NULL);
    if (!result)
        fail_msg("GDAL cannot run %s", sql.text);
    OGRFeatureH row = OGR_L_GetNextFeature(result);
    size_t count = (size_t)OGR_F_GetFieldAsInteger64(row, 0);
    OGR_F_Destroy(row);
    GDALDatasetReleaseResultSet(place->data, result);
    text_release(&sql);
    return count;
}

static size_t count_selected(const Place *place, const char *clause, int l)
{
    size_t count = 0;

    for (size_t i = 0; i < place->selection->count; i++) {
        const Selected *one = &place->selection->items[i];
        count += text_equal(one->clause->id, clause) && one->layer_index == (size_t)l;
    }
    return count;
}

static void need_a_place(Place *const *opened)
{
    for (size_t p = 0; p < PLACES; p++)
        if (opened[p])
            return;
    skip();
}

/* --- promises -------------------------------------------------------------------------------- */

static void selects_what_sql_counts(void **state)
{
    Place *const *opened = *state;

    Text differ = {0};

    need_a_place(opened);
    for (size_t p = 0; p < PLACES; p++) {
        size_t clauses = 0;
        for (size_t i = 0; opened[p] && i < sizeof osm_counts / sizeof *osm_counts; i++) {
            const OsmCount *row = &osm_counts[i];
            size_t all = 0;
            for (int l = 0; l < OSM_LAYERS; l++) {
                size_t expected = row->where[l] ? count_by_sql(opened[p], p, l, row->where[l]) : 0;
                size_t selected = count_selected(opened[p], row->clause, l);
                if (selected != expected)
                    text_printf(&differ, "%s %s: %zu %s are selected, SQL counts %zu\n",
                                places[p].file, row->clause, selected, layer_names[l], expected);
                all += selected;
            }
            clauses += all > 0;
        }
        if (opened[p] && clauses < places[p].clauses)
            fail_msg("%s: only %zu clauses select anything", places[p].file, clauses);
    }
    if (differ.length)
        fail_msg("%s", differ.text);
    text_release(&differ);
}

/* A clause that is not counted above would go unnoticed. */
static void every_clause_is_counted(void **state)
{
    RulePack *pack = NULL;
    const Clause *clauses;
    Diag diag = {0};

    (void)state;
    assert_int_equal(pack_read(&pack, "tengchong-2017", &diag), OK);
    size_t count = pack_clauses(pack, &clauses);
    for (size_t c = 0; c < count; c++) {
        bool listed = !clause_has_places(&clauses[c]);
        for (size_t i = 0; i < sizeof osm_counts / sizeof *osm_counts; i++)
            listed = listed || text_equal(osm_counts[i].clause, clauses[c].id);
        if (!listed)
            fail_msg("clause %s has no count", clauses[c].id);
    }
    pack_free(pack);
}

static size_t count_features(const Place *place, const char *clause)
{
    size_t count = 0;

    for (int l = 0; l < OSM_LAYERS; l++)
        count += count_selected(place, clause, l);
    return count;
}

/* "| 8.1b main roads | 280 -> 24 | 453 -> 308 | why |": the first of each pair. */
static bool manual_row(char *line, char **clause, size_t features[PLACES])
{
    char *rest = NULL, *cell = strtok_r(line, "|", &rest);

    if (strncmp(line, "| 8.", 4) != 0 || !cell)
        return false;
    *clause = strtok(cell, " ");
    for (size_t p = 0; p < PLACES; p++) {
        cell = strtok_r(NULL, "|", &rest);
        if (!cell)
            return false;
        features[p] = strtoul(cell, NULL, 10);
    }
    return true;
}

static void the_manual_has_the_numbers(void **state)
{
    Place *const *opened = *state;
    FILE *manual = fopen("docs/method.md", "r");
    char line[512], *clause;
    size_t rows = 0, features[PLACES];

    need_a_place(opened);
    assert_non_null(manual);
    while (fgets(line, sizeof line, manual))
        if (manual_row(line, &clause, features)) {
            for (size_t p = 0; p < PLACES; p++)
                if (opened[p] && count_features(opened[p], clause) != features[p])
                    fail_msg("%s %s: %zu features, docs/method.md says %zu", places[p].file, clause,
                             count_features(opened[p], clause), features[p]);
            rows++;
        }
    assert_int_equal(fclose(manual), 0);
    assert_true(rows >= 15);
}

static Place *opened_places[PLACES];

static int open_places(void **state)
{
    GDALAllRegister();
    for (size_t p = 0; p < PLACES; p++)
        opened_places[p] = place_open(p);
    *state = opened_places;
    return 0;
}

static int close_places(void **state)
{
    (void)state;
    for (size_t p = 0; p < PLACES; p++)
        place_close(opened_places[p]);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_clause_is_counted),
                                       cmocka_unit_test(selects_what_sql_counts),
                                       cmocka_unit_test(the_manual_has_the_numbers)};

    return cmocka_run_group_tests(tests, open_places, close_places);
}
