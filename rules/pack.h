/* pack.h - a regulation as data: clauses, selectors, parts, duties, parameters.
 *
 * Read from rules/packs/<id>/pack.yaml (docs/rule-pack.md); clause.h has its clauses. What the law
 * does not say (distances, shares, px/m) stands apart as planning parameters with their source and
 * may be overridden by the project. Texts live as long as the pack. Read-only after reading, so any
 * thread may use it.
 */
#ifndef RULES_PACK_H
#define RULES_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "base/text.h"
#include "data/project.h"
#include "rules/clause.h"

typedef struct {
    const char *name;
    double value;
    const char *unit, *source; /* why this figure: it is not law */
    const char *from;          /* "pack", or "project.yaml:12" when overridden */
    bool overridden;           /* `source` is then "project file" or "--set", and what the pack */
    double pack_value;         /* says stands here: NaN and NULL where it says nothing */
    const char *pack_source;
} Parameter;

/* One figure that a part asks for, and why it is that: no law gives it. */
typedef struct {
    const char *word, *unit; /* "px_per_m": CLAUSE.PART.WORD overrides it */
    double value;            /* NaN: the plan's, or none */
    const char *parameter;   /* of the pack, that holds it; NULL: none does */
    const char *source;      /* of the parameter; of what a part states itself, that it does */
    const char *pack_source; /* where the project overrides it, the pack's; or NULL */
    const char *from;        /* as of a Parameter */
    bool usual;              /* the part does not say it: what holds without a word */
} PartFigure;

enum { PART_FIGURES = 10 };

/* One body as it is called in a span of dates: renamed bodies have several rows. */
typedef struct {
    const char *id;
    Words name;
    int from, to; /* yyyymmdd; 0: open */
    const char *const *also;
    size_t also_count; /* what camera lists call it, beside its names */
    bool own;          /* no body of one name: whoever runs the place in question */
} Body;

/* What must be told to whom once a system stands. */
typedef struct {
    const char *clause; /* id of the clause that asks for it */
    const char *to;     /* body id, or "" */
    int days;           /* from acceptance or, `from_use`, from the first day of use */
    bool from_use;
    bool removals, changes;            /* are these filed too? */
    int existing_before, existing_due; /* systems older than this were due then; 0: not said */
} Filing;

/* The platform that every system connects to. */
typedef struct {
    const char *clause;
    Words name;
} Platform;

/* Clauses that maps draw alike. */
typedef struct {
    const char *clauses; /* "8.5": all under it; NULL: those of the article and item of `first` */
    const Clause *first;
    Words title; /* for the legend */
} ClauseGroup;

typedef struct RulePack RulePack;

/* `name` is an id under the shipped packs or a path to a folder or pack.yaml. Where the pack has
 * several mistakes, log_error() says each and the diagnosis their number. */
MUST_CHECK Status pack_read(RulePack **out, const char *name, Diag *diag);
/* The pack that a project names, wherever the program was started. Where there is none: FILE:LINE
 * and the nearest that is shipped. */
MUST_CHECK Status pack_read_of(RulePack **out, const Project *project, Diag *diag);
/* As pack_read(), in silence: each mistake is a line of `listing`, up to 50. */
MUST_CHECK Status pack_read_listing(RulePack **out, const char *name, Text *listing, Diag *diag);
void pack_free(RulePack *pack);

/* Apply the project's `road_width_m:` and `requirements:`; ERR_INPUT names an unknown one and the
 * nearest. */
MUST_CHECK Status pack_override(RulePack *pack, const Project *project, Diag *diag);

const char *pack_id(const RulePack *pack);
const char *pack_path(const RulePack *pack); /* of pack.yaml */
Words pack_title(const RulePack *pack);
/* The files that its ladders and Johnson criteria come from: inputs of a run too. */
const char *pack_ladders_path(const RulePack *pack);
const char *pack_johnson_path(const RulePack *pack);
const char *pack_citation(const RulePack *pack);
int pack_valid_from(const RulePack *pack);
int pack_valid_to(const RulePack *pack); /* 0: open */
bool pack_in_force(const RulePack *pack, int as_of);

size_t pack_clauses(const RulePack *pack, const Clause **out);
const Clause *pack_clause(const RulePack *pack, const char *id); /* NULL: no such */
size_t pack_parameters(const RulePack *pack, const Parameter **out);
/* A parameter that the pack must have; NaN only for a name that no pack schema knows. */
double pack_parameter(const RulePack *pack, const char *name);
/* The parameter of that name; NULL: none. */
const Parameter *pack_parameter_named(const RulePack *pack, const char *name);
/* Every figure of a part of one of the pack's clauses, in the order of their words. */
void pack_part_figures(const RulePack *pack, const Clause *clause, const ClausePart *part,
                       PartFigure out[PART_FIGURES]);
/* The tag that a selector's test asks for. */
const char *pack_tag_key(const RulePack *pack, size_t key);
/* NULL: the pack asks for none. */
const Filing *pack_filing(const RulePack *pack);
const Platform *pack_platform(const RulePack *pack);
/* Who supervises by general rule where no clause names anybody; NULL: the pack does not say. It
 * stands beside "not named", never in its place. */
const Bearer *pack_default_supervisor(const RulePack *pack);
/* The clauses whose bearers stand in, in this order, where a clause names no builder; NULL past
 * the last. */
const Clause *pack_fallback_at(const RulePack *pack, size_t i);
/* The last of them; NULL: none. */
const Clause *pack_fallback(const RulePack *pack);
/* The group of a clause that mandates places, counted from 0 in the order of the legend; a pack
 * that says none has one an article and item. */
const ClauseGroup *pack_group_of(const RulePack *pack, const Clause *clause, size_t *index);
/* The body `id` as it is called on `as_of`; NULL for "" or an unknown id. */
const Body *pack_body(const RulePack *pack, const char *id, int as_of);
/* Does a camera list mean the body by these words: its name, or a word of `also`, at their end? */
bool body_is_called(const Body *body, const char *words);
/* Each row of its bodies, as many a body as it has had names; NULL past the last. */
const Body *pack_body_at(const RulePack *pack, size_t i);
/* Width in metres of a road class ("primary"); the parameter road_width_default otherwise. */
double pack_road_width(const RulePack *pack, const char *road_class);

#endif
