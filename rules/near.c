#include "rules/near.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/shape.h"

/* One alternative's question, and the places that answer it. */
typedef struct {
    const Overlay *overlay;
    const Selection *selection;
    const Clause *clause;
    const NearTest *test;
    double within_m;
    GEOSSTRtree *tree;
    size_t places;
} Question;

/* Is it a place that the test names: "8.5d", "8.5d.station" or, in 8.5d itself, "station"? */
static bool is_named(const Question *question, const Selected *one)
{
    size_t id = strlen(one->clause->id);

    for (size_t i = 0; i < question->test->count; i++) {
        const char *name = question->test->names[i];
        if (one->clause == question->clause && text_equal(one->as, name))
            return true;
        if (text_begins(name, one->clause->id) &&
            (!name[id] || (name[id] == '.' && text_equal(name + id + 1, one->as))))
            return true;
    }
    return false;
}

static void question_open(Question *question)
{
    GEOSContextHandle_t geos = question->overlay->geos;

    question->tree = GEOSSTRtree_create_r(geos, 10);
    for (size_t i = 0; i < question->selection->count; i++) {
        Selected *one = &question->selection->items[i];
        if (!is_named(question, one) || overlay_empty(question->overlay, one->feature->shape))
            continue;
        GEOSSTRtree_insert_r(geos, question->tree, one->feature->shape, one);
        question->places++;
    }
}

/* Does the feature lie near one of the places, other than itself? */
static bool is_near(const Question *question, const Selected *one)
{
    GEOSContextHandle_t geos = question->overlay->geos;
    const GEOSGeometry *shape = one->feature->shape;
    const void **near = NULL;
    bool found = false;

    if (question->places == 0 || overlay_empty(question->overlay, shape))
        return false;
    GEOSGeometry *box = shape_new_box(geos, box_grow(shape_box(geos, shape), question->within_m));
    size_t count = overlay_near(question->overlay, question->tree, box, &near);
    for (size_t i = 0; i < count && !found; i++) {
        const Selected *other = near[i];
        found = other->feature != one->feature &&
                GEOSDistanceWithin_r(geos, shape, other->feature->shape, question->within_m) == 1;
    }
    free(near);
    overlay_drop(question->overlay, box);
    return found;
}

/* Mark what the alternative leaves out, by what lies near it or by what must not. */
static void question_ask(Question *question, const Select *select, bool wanted, bool *dropped)
{
    question_open(question);
    for (size_t i = 0; i < question->selection->count; i++)
        if (question->selection->items[i].select == select)
            dropped[i] = is_near(question, &question->selection->items[i]) != wanted;
    GEOSSTRtree_destroy_r(question->overlay->geos, question->tree);
}

static void selection_drop(Selection *selection, const bool *dropped)
{
    size_t kept = 0;

    for (size_t i = 0; i < selection->count; i++)
        if (!dropped[i])
            selection->items[kept++] = selection->items[i];
    selection->count = kept;
}

/* Ask all alternatives for what is near (or apart), then drop. */
static void ask_all(Selection *selection, const RulePack *pack, const Overlay *overlay, bool near)
{
    const Clause *clauses;
    size_t count = pack_clauses(pack, &clauses);
    bool *dropped = memory_new(selection->count + 1, sizeof *dropped);

    for (size_t c = 0; c < count; c++)
        for (size_t s = 0; s < clauses[c].select->count; s++) {
            const Select *select = &clauses[c].select->items[s];
            const NearTest *test = near ? &select->near : &select->apart;
            Question question = {overlay, selection, &clauses[c], test, 0, NULL, 0};
            if (test->count == 0)
                continue;
            if (test->within)
                question.within_m = fmax(pack_parameter(pack, test->within), 0);
            question_ask(&question, select, near, dropped);
        }
    selection_drop(selection, dropped);
    free(dropped);
}

void selection_keep_near(Selection *selection, const RulePack *pack, const Overlay *overlay)
{
    ask_all(selection, pack, overlay, true);
    ask_all(selection, pack, overlay, false);
}
