#include "rules/selection.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "rules/near.h"
#include "rules/pack_read.h"
#include "rules/registered.h"
#include "rules/tally.h"

/* One pass over the scene. */
typedef struct {
    Selection *selection;
    const Scene *scene;
    const RulePack *pack;
    const Overlay *overlay;
    const Clause *clauses;
    size_t clause_count;
    const char **values; /* of one feature, one a tag key */
    Tally unknown_codes, unknown_categories, doubts;
} Pass;

static void selected_add(Selection *selection, const Selected *one)
{
    selection->items =
        memory_grow(selection->items, selection->count, &selection->capacity, sizeof *one);
    selection->items[selection->count++] = *one;
}

static bool big_enough(const Pass *pass, const Select *select, const Feature *feature)
{
    return !select->min_area || shape_area_m2(pass->overlay->geos, feature->shape) >=
                                    pack_parameter(pass->pack, select->min_area);
}

static bool asked_for(const Pass *pass, const Select *select)
{
    double flag = select->only_if ? pack_parameter(pass->pack, select->only_if) : 1;

    return flag > 0; /* NaN: no such parameter, never */
}

/* A clause whose alternatives wait for a parameter says so, where no layer supplies it either. */
static const char *not_asked_for(const Pass *pass, const Clause *clause)
{
    const char *flag = NULL;

    for (size_t i = 0; i < clause->select->count; i++) {
        if (asked_for(pass, &clause->select->items[i]))
            return NULL;
        flag = clause->select->items[i].only_if;
    }
    return flag ? arena_printf(pass->selection->arena,
                               "not asked for (%s is 0), and no layer supplies category %s", flag,
                               clause->id)
                : NULL;
}

/* The first alternative of the clause that fits the feature; NULL: none. */
static const Select *clause_fits(const Pass *pass, const Clause *clause, const Selected *one,
                                 const char *code)
{
    for (size_t i = 0; i < clause->select->count; i++) {
        const Select *select = &clause->select->items[i];
        bool fits = project_layer_has_tags(one->layer->as)
                        ? select_fits_tags(select, pass->values)
                        : select_fits_code(select, one->layer->as->codeset, code);
        if (fits && select_fits_shape(select, one->kind) && asked_for(pass, select) &&
            big_enough(pass, select, one->feature))
            return select;
    }
    return NULL;
}

static void feature_by_tags(Pass *pass, Selected *one, const char *code)
{
    for (size_t c = 0; c < pass->clause_count; c++) {
        const Clause *clause = &pass->clauses[c];
        const Select *select = clause_fits(pass, clause, one, code);
        if (!select)
            continue;
        one->clause = clause;
        one->select = select;
        one->as = select->as;
        selected_add(pass->selection, one);
    }
}

/* What the tags or codes of the kept places do not say. */
static void tally_doubts(Pass *pass)
{
    for (size_t i = 0; i < pass->selection->count; i++) {
        const Selected *one = &pass->selection->items[i];
        if (one->select && one->select->doubt)
            tally_add(&pass->doubts, one->clause->id, one->select->doubt);
    }
}

/* The layer's or the feature's own category: a clause id, or several with semicolons. */
static void feature_by_category(Pass *pass, Selected *one, const char *category)
{
    bool known = false;

    for (size_t c = 0; c < pass->clause_count; c++) {
        const Clause *clause = &pass->clauses[c];
        if (!clause_has_places(clause) || !value_has(category, clause->id))
            continue;
        known = true;
        one->clause = clause;
        one->select = NULL;
        one->as = "supplied";
        selected_add(pass->selection, one);
    }
    if (!known)
        tally_add(&pass->unknown_categories, one->layer->id, category);
}

static const char *feature_code(Pass *pass, const Layer *layer, const Feature *feature)
{
    const char *code = layer->as->code ? layer_value(layer, feature, layer->as->code) : NULL;

    if (!code || !*code)
        tally_add(&pass->unknown_codes, layer->id, "");
    else if (!codeset_has(pack_codeset(pass->pack, layer->as->codeset), code))
        tally_add(&pass->unknown_codes, layer->id, code);
    return code;
}

static void feature_select(Pass *pass, size_t layer_index, const Feature *feature)
{
    const Layer *layer = &pass->scene->layers[layer_index];
    const ProjectLayer *as = layer->as;
    const TagKeys *keys = pack_tag_keys(pass->pack);
    const char *category = as->category, *code = NULL;
    Selected one = {.layer = layer,
                    .layer_index = layer_index,
                    .feature = feature,
                    .kind = overlay_empty(pass->overlay, feature->shape)
                                ? SHAPE_POINT
                                : shape_kind(pass->overlay->geos, feature->shape),
                    .name = layer_feature_name(layer, feature)};

    if (as->category_field && layer_value(layer, feature, as->category_field))
        category = layer_value(layer, feature, as->category_field);
    if (category && *category)
        feature_by_category(pass, &one, category);
    if (!as->codeset)
        return;
    if (project_layer_has_tags(as))
        for (size_t k = 0; k < keys->count; k++)
            pass->values[k] = layer_value(layer, feature, keys->items[k]);
    else
        code = feature_code(pass, layer, feature);
    feature_by_tags(pass, &one, code);
}

/* Clauses that take what others select (the surroundings of units). */
static void select_by_clauses(Pass *pass, const Clause *clause)
{
    size_t count = pass->selection->count;

    for (size_t s = 0; s < clause->select->count; s++) {
        const Select *select = &clause->select->items[s];
        for (size_t i = 0; i < count && asked_for(pass, select); i++) {
            Selected one = pass->selection->items[i];
            for (size_t k = 0; k < select->clause_count; k++)
                if (text_equal(one.clause->id, select->clauses[k]) &&
                    select_fits_shape(select, one.kind)) {
                    one.clause = clause;
                    one.select = select;
                    one.as = select->as;
                    selected_add(pass->selection, &one);
                    break;
                }
        }
    }
}

static int compare_selected(const void *left, const void *right)
{
    const Selected *a = left, *b = right;

    if (a->clause != b->clause)
        return a->clause < b->clause ? -1 : 1; /* one array, in the order of the pack */
    if (a->layer_index != b->layer_index)
        return a->layer_index < b->layer_index ? -1 : 1;
    if (a->feature != b->feature)
        return a->feature < b->feature ? -1 : 1;      /* one array, by feature id */
    return (b->select == NULL) - (a->select == NULL); /* by category first */
}

/* One clause takes a feature once, whatever selected it. */
static void selection_sort(Selection *selection)
{
    size_t kept = 0;

    if (selection->count == 0)
        return;
    qsort(selection->items, selection->count, sizeof *selection->items, compare_selected);
    for (size_t i = 1; i < selection->count; i++) {
        const Selected *last = &selection->items[kept], *one = &selection->items[i];
        if (last->clause != one->clause || last->feature != one->feature)
            selection->items[++kept] = *one;
    }
    selection->count = kept + 1;
}

/* Does an alternative that holds ask this code set? */
static bool asks_codeset(const Pass *pass, const Clause *clause, const char *codeset)
{
    for (size_t i = 0; codeset && i < clause->select->count; i++) {
        const Select *select = &clause->select->items[i];
        if (text_equal(select->codeset, codeset) && asked_for(pass, select))
            return true;
    }
    return false;
}

/* Could any layer have held what the clause asks? */
static const char *clause_missing(const Pass *pass, const Clause *clause)
{
    const char **sets = pack_codeset_names(pass->pack, pass->selection->arena,
                                           (const char *const[]){CODESET_OSM, NULL});
    Text wanted = {0};

    for (size_t l = 0; l < pass->scene->layer_count; l++) {
        const ProjectLayer *as = pass->scene->layers[l].as;
        if (as->map_only)
            continue;
        if (as->category_field || (as->category && value_has(as->category, clause->id)) ||
            asks_codeset(pass, clause, as->codeset))
            return NULL;
    }
    for (size_t i = 0; sets[i]; i++)
        if (asks_codeset(pass, clause, sets[i]))
            text_printf(&wanted, "%s%s", wanted.length ? " or " : "codeset ", sets[i]);
    const char *missing =
        arena_printf(pass->selection->arena, "no layer has %s%scategory %s",
                     wanted.length ? wanted.text : "", wanted.length ? " or " : "", clause->id);
    text_release(&wanted);
    return missing;
}

/* A row of a register or a fleet table that has no place, under a clause that asks for one. */
static bool lacks_place(const Pass *pass, const Selected *one)
{
    bool around = one->select && one->select->clause_count > 0; /* told under its own clause */

    return one->clause->kind != CLAUSE_MOBILE && !around &&
           overlay_empty(pass->overlay, one->feature->shape);
}

/* Why a clause whose every row lacks a place has none; NULL: it has one, or no row at all. */
static const char *all_lack_places(const Pass *pass, size_t first, size_t last)
{
    for (size_t i = first; i < last; i++)
        if (!lacks_place(pass, &pass->selection->items[i]))
            return NULL;
    return first == last
               ? NULL
               : arena_printf(pass->selection->arena,
                              "%zu %s under it without a place: see findings.csv", last - first,
                              text_by_number(last - first, "row stands", "rows stand"));
}

static void selection_index(Pass *pass)
{
    Selection *selection = pass->selection;
    size_t at = 0;

    selection->first = memory_new(pass->clause_count + 1, sizeof *selection->first);
    selection->missing = memory_new(pass->clause_count + 1, sizeof *selection->missing);
    for (size_t c = 0; c < pass->clause_count; c++) {
        selection->first[c] = at;
        while (at < selection->count && selection->items[at].clause == &pass->clauses[c])
            at++;
        if (clause_has_places(&pass->clauses[c]) && at == selection->first[c])
            selection->missing[c] = not_asked_for(pass, &pass->clauses[c]);
        if (clause_has_places(&pass->clauses[c]) && !selection->missing[c])
            selection->missing[c] = clause_missing(pass, &pass->clauses[c]);
        if (!selection->missing[c])
            selection->missing[c] = all_lack_places(pass, selection->first[c], at);
    }
    selection->first[pass->clause_count] = at;
}

static void report_without_place(const Pass *pass, FindingList *findings)
{
    for (size_t i = 0; i < pass->selection->count; i++) {
        const Selected *one = &pass->selection->items[i];
        if (!lacks_place(pass, one))
            continue;
        const char *subject = arena_printf(findings->arena, "layer %s, feature %lld",
                                           one->layer->id, (long long)one->feature->fid);
        finding_add(findings,
                    &(Finding){SEVERITY_WARNING, "row-without-place", one->clause->id, subject, NAN,
                               NAN, NULL, NULL},
                    "%s%sthe row has no place, so nothing is planned for it under %s; give the "
                    "layer the columns of its coordinates (x, y) or a geometry, or fill them in "
                    "this row",
                    one->name, *one->name ? ": " : "", one->clause->id);
    }
}

static void pass_report(const Pass *pass, FindingList *findings)
{
    report_without_place(pass, findings);
    for (size_t i = 0; i < pass->unknown_codes.count; i++) {
        const TallyRow *row = &pass->unknown_codes.rows[i];
        const char *subject = arena_printf(findings->arena, "layer %s", row->group);
        finding_add(findings,
                    &(Finding){SEVERITY_WARNING, "unknown-land-use-code", "", subject, NAN, NAN,
                               NULL, NULL},
                    *row->word ? "%zu %s the land-use code '%s', which the code set does not "
                                 "have; mend the code or give a category"
                               : "%zu %s no land-use code%s; fill the code field or give a "
                                 "category",
                    row->count, text_by_number(row->count, "feature has", "features have"),
                    row->word);
    }
    for (size_t i = 0; i < pass->unknown_categories.count; i++) {
        const TallyRow *row = &pass->unknown_categories.rows[i];
        const char *subject = arena_printf(findings->arena, "layer %s", row->group);
        finding_add(
            findings,
            &(Finding){SEVERITY_WARNING, "unknown-category", "", subject, NAN, NAN, NULL, NULL},
            "%zu %s the category '%s', which is no clause of rule pack %s that speaks of places; "
            "write a clause id such as 8.5b",
            row->count, text_by_number(row->count, "feature has", "features have"), row->word,
            pack_id(pass->pack));
    }
    for (size_t i = 0; i < pass->doubts.count; i++) {
        const TallyRow *row = &pass->doubts.rows[i];
        finding_add(findings,
                    &(Finding){SEVERITY_NOTE, "doubtful-selection", row->group, "pack", NAN, NAN,
                               NULL, NULL},
                    "%zu %s taken under %s though %s; a layer with the category %s settles it",
                    row->count, text_by_number(row->count, "place is", "places are"), row->group,
                    row->word, row->group);
    }
}

Selection *selection_new(const Scene *scene, const RulePack *pack, const Overlay *overlay,
                         Arena *arena, FindingList *findings)
{
    Selection *selection = memory_new(1, sizeof *selection);
    Pass pass = {.selection = selection, .scene = scene, .pack = pack, .overlay = overlay};

    selection->arena = arena;
    pass.clause_count = pack_clauses(pack, &pass.clauses);
    pass.values = memory_new(pack_tag_keys(pack)->count + 1, sizeof *pass.values);
    for (size_t l = 0; l < scene->layer_count; l++)
        for (size_t f = 0;
             scene->layers[l].as && !scene->layers[l].as->map_only && f < scene->layers[l].count;
             f++)
            feature_select(&pass, l, &scene->layers[l].features[f]);
    selection_keep_near(selection, pack, overlay);
    selection_place_registered(selection, overlay);
    tally_doubts(&pass);
    for (size_t c = 0; c < pass.clause_count; c++)
        select_by_clauses(&pass, &pass.clauses[c]);
    selection_sort(selection);
    selection_index(&pass);
    pass_report(&pass, findings);
    tally_release(&pass.unknown_codes);
    tally_release(&pass.unknown_categories);
    tally_release(&pass.doubts);
    free(pass.values);
    return selection;
}

void selection_free(Selection *selection)
{
    if (!selection)
        return;
    free(selection->items);
    free(selection->first);
    free(selection->missing);
    free(selection);
}
