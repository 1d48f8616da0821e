#include "rules/ladder.h"

#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "data/shipped.h"

/* Equal, whatever the rounding. */
static const double SAME = 1e-9;
enum { SCHEMA = 1 };

/* What is being read. After a failure nothing more is. */
typedef struct {
    YamlDoc *doc;
    Arena *arena;
    Diag *diag;
    Status status;
} Reader;

static const char *text_at(Reader *reader, YamlNode *map, const char *key)
{
    YamlNode *node = yaml_get(map, key);
    const char *text = NULL;

    if (reader->status == OK && node && !yaml_is_null(node))
        reader->status = yaml_text(reader->doc, node, key, &text, reader->diag);
    return arena_text(reader->arena, text);
}

/* The position of a word in a list; 0 where the key is absent. */
static int word_at(Reader *reader, YamlNode *map, const char *key, const char *const *words)
{
    const char *word = text_at(reader, map, key), *nearest;
    Text list = {0};

    if (!word || reader->status != OK)
        return 0;
    for (int i = 0; words[i]; i++)
        if (text_equal(word, words[i]))
            return i;
    nearest = text_nearest(word, words);
    text_list(&list, words, 20);
    reader->status = yaml_fail(
        reader->doc, yaml_get(map, key), reader->diag, "%s: '%s' is not known; %s%s%s", key, word,
        nearest ? "did you mean '" : "it may be: ", nearest ? nearest : list.text,
        nearest ? "'?" : "");
    text_release(&list);
    return 0;
}

static void read_rung(Reader *reader, YamlNode *map, Rung *rung, bool checked)
{
    static const char *const keys[] = {"word", "px_per_m", "thermal", "status", NULL};
    static const char *const states[] = {"unsaid", "checked", "secondary", NULL};
    int state;

    if (reader->status == OK)
        reader->status = yaml_expect_map(reader->doc, map, "tasks", keys, reader->diag);
    rung->word = text_at(reader, map, "word");
    rung->thermal = (JohnsonTask)word_at(reader, map, "thermal", johnson_task_names);
    state = word_at(reader, map, "status", states);
    rung->checked = state ? state == 1 : checked;
    if (reader->status == OK)
        reader->status = yaml_number(reader->doc, yaml_get(map, "px_per_m"), "px_per_m",
                                     &rung->px_per_m, reader->diag);
    if (reader->status == OK && (!rung->word || !(rung->px_per_m > 0)))
        reader->status = yaml_fail(reader->doc, map, reader->diag,
                                   "tasks: each needs a word and px_per_m over 0");
}

static void read_ladder(Reader *reader, YamlNode *map, Ladder *ladder)
{
    static const char *const keys[] = {"edition", "status", "source", "tasks", NULL};
    static const char *const states[] = {"secondary", "checked", NULL};
    YamlNode *tasks = yaml_get(map, "tasks");
    int state;

    if (reader->status == OK)
        reader->status = yaml_expect_map(reader->doc, map, "ladders", keys, reader->diag);
    ladder->edition = text_at(reader, map, "edition");
    ladder->source = text_at(reader, map, "source");
    state = word_at(reader, map, "status", states);
    if (reader->status == OK && (!ladder->edition || !ladder->source))
        reader->status = yaml_fail(reader->doc, map, reader->diag,
                                   "ladders: each needs edition, source and tasks");
    if (reader->status == OK)
        reader->status = yaml_expect_list(reader->doc, tasks, "tasks", reader->diag);
    if (reader->status != OK)
        return;
    ladder->count = yaml_count(tasks);
    ladder->rungs = arena_alloc(reader->arena, ladder->count + 1, sizeof *ladder->rungs);
    for (size_t i = 0; i < ladder->count && reader->status == OK; i++) {
        Rung *rung = &ladder->rungs[i];
        read_rung(reader, yaml_item(tasks, i), rung, state == 1);
        if (reader->status == OK && i && !(rung->px_per_m > rung[-1].px_per_m))
            reader->status =
                yaml_fail(reader->doc, yaml_item(tasks, i), reader->diag,
                          "tasks: '%s' is not sharper than '%s'; they run from the least to the "
                          "sharpest",
                          rung->word, rung[-1].word);
    }
}

static void read_all(Reader *reader, LadderSet *out)
{
    static const char *const keys[] = {"camplan_ladders", "ladders", NULL};
    YamlNode *root = yaml_root(reader->doc), *list = yaml_get(root, "ladders");
    long schema = 0;

    reader->status = yaml_expect_map(reader->doc, root, "the ladders", keys, reader->diag);
    if (reader->status == OK)
        reader->status = yaml_integer(reader->doc, yaml_get(root, "camplan_ladders"),
                                      "camplan_ladders", &schema, reader->diag);
    if (reader->status == OK && schema != SCHEMA)
        reader->status = yaml_fail(reader->doc, yaml_get(root, "camplan_ladders"), reader->diag,
                                   "camplan_ladders: %ld is not a schema that this program knows; "
                                   "it reads %d",
                                   schema, SCHEMA);
    if (reader->status == OK)
        reader->status = yaml_expect_list(reader->doc, list, "ladders", reader->diag);
    if (reader->status != OK)
        return;
    out->ladders = arena_alloc(reader->arena, yaml_count(list) + 1, sizeof *out->ladders);
    for (size_t i = 0; i < yaml_count(list) && reader->status == OK; i++) {
        read_ladder(reader, yaml_item(list, i), &out->ladders[i]);
        if (reader->status == OK && ladder_find(out, out->ladders[i].edition))
            reader->status =
                yaml_fail(reader->doc, yaml_item(list, i), reader->diag,
                          "ladders: the edition '%s' stands twice", out->ladders[i].edition);
        out->count++;
    }
}

Status ladders_read(LadderSet *out, Arena *arena, const char *path, Diag *diag)
{
    char *shipped = path ? NULL : shipped_path("rules/ladders.yaml");
    Reader reader = {.arena = arena, .diag = diag};

    *out = (LadderSet){.path = arena_text(arena, path ? path : shipped)};
    free(shipped);
    reader.status = yaml_read(&reader.doc, out->path, diag);
    if (reader.status == OK)
        read_all(&reader, out);
    yaml_free(reader.doc);
    return reader.status;
}

const Ladder *ladder_find(const LadderSet *set, const char *edition)
{
    for (size_t i = 0; i < set->count; i++)
        if (text_equal(set->ladders[i].edition, edition))
            return &set->ladders[i];
    return NULL;
}

const Rung *ladder_word(const Ladder *ladder, const char *word)
{
    for (size_t i = 0; i < ladder->count; i++)
        if (text_equal(ladder->rungs[i].word, word))
            return &ladder->rungs[i];
    return NULL;
}

const Rung *ladder_rung(const Ladder *ladder, double px_per_m)
{
    for (size_t i = 0; i < ladder->count; i++)
        if (ladder->rungs[i].px_per_m >= px_per_m * (1 - SAME))
            return &ladder->rungs[i];
    return NULL;
}

/* --- what a pack says ------------------------------------------------------------------ */

static Status edition_unknown(const LadderSet *set, Arena *arena, YamlDoc *doc, YamlNode *node,
                              const char *edition, Diag *diag)
{
    const char **known = arena_alloc(arena, set->count + 1, sizeof *known), *nearest;

    for (size_t i = 0; i < set->count; i++)
        known[i] = set->ladders[i].edition;
    nearest = text_nearest(edition, known);
    return yaml_fail(doc, node, diag,
                     "ladder: the edition '%s' is not among those that come with camplan; %s%s%s "
                     "{edition, source, tasks: {WORD: PX_PER_M}}",
                     edition, nearest ? "did you mean '" : "state your own as",
                     nearest ? nearest : "", nearest ? "'? Or state your own as" : "");
}

/* A word means to a thermal camera what it means in the editions that have it. */
static JohnsonTask thermal_of(const LadderSet *set, const char *word)
{
    for (size_t i = 0; i < set->count; i++) {
        const Rung *rung = ladder_word(&set->ladders[i], word);
        if (rung)
            return rung->thermal;
    }
    return JOHNSON_NONE;
}

static int by_density(const void *left, const void *right)
{
    const Rung *a = left, *b = right;

    return (a->px_per_m > b->px_per_m) - (a->px_per_m < b->px_per_m);
}

static void state_tasks(Reader *reader, const LadderSet *set, YamlNode *tasks, Ladder *ladder)
{
    const Ladder *shipped = ladder_find(set, ladder->edition);

    ladder->count = yaml_count(tasks);
    ladder->rungs = arena_alloc(reader->arena, ladder->count + 1, sizeof *ladder->rungs);
    for (size_t i = 0; i < ladder->count && reader->status == OK; i++) {
        const char *word;
        YamlNode *value = yaml_pair(reader->doc, tasks, i, &word);
        const Rung *same = shipped ? ladder_word(shipped, word) : NULL;
        Rung *rung = &ladder->rungs[i];
        *rung = (Rung){arena_text(reader->arena, word), NAN, thermal_of(set, word), true};
        reader->status = yaml_number(reader->doc, value, word, &rung->px_per_m, reader->diag);
        if (reader->status != OK || !shipped)
            continue;
        if (!same)
            reader->status = yaml_fail(reader->doc, value, reader->diag,
                                       "ladder: %s has no task '%s'; give your own ladder a name "
                                       "of its own",
                                       ladder->edition, word);
        else if (fabs(same->px_per_m - rung->px_per_m) > SAME * same->px_per_m)
            reader->status =
                yaml_fail(reader->doc, value, reader->diag,
                          "ladder: '%s' is %g px/m in %s, not %g; correct it, or give your own "
                          "ladder a name of its own",
                          word, same->px_per_m, ladder->edition, rung->px_per_m);
        if (same)
            *rung = *same;
    }
    if (reader->status == OK && ladder->count)
        qsort(ladder->rungs, ladder->count, sizeof *ladder->rungs, by_density);
}

Status ladder_state(const Ladder **out, const LadderSet *set, Arena *arena, YamlDoc *doc,
                    YamlNode *node, Diag *diag)
{
    static const char *const known[] = {"edition", "source", "tasks", NULL};
    Reader reader = {doc, arena, diag, OK};
    bool named = node && yaml_is_scalar(node);
    YamlNode *tasks = named ? NULL : yaml_get(node, "tasks");
    const char *edition = NULL;
    Ladder *own;

    if (named)
        reader.status = yaml_text(doc, node, "ladder", &edition, diag);
    else
        reader.status = yaml_expect_map(doc, node, "ladder", known, diag);
    if (!named)
        edition = text_at(&reader, node, "edition");
    if (reader.status != OK)
        return reader.status;
    if (!edition || (tasks && !yaml_is_map(tasks)))
        return yaml_fail(doc, node, diag, "ladder: needs edition and tasks");
    if (!tasks) {
        *out = ladder_find(set, edition);
        return *out ? OK : edition_unknown(set, arena, doc, node, edition, diag);
    }
    own = arena_alloc(arena, 1, sizeof *own);
    own->edition = arena_text(arena, edition);
    own->source = text_at(&reader, node, "source");
    state_tasks(&reader, set, tasks, own);
    *out = own;
    return reader.status;
}
