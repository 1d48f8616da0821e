/* case.h - little worked cases of a rule pack: a scene, and what the pack must make of it.
 *
 * A pack's cases.yaml (docs/rule-pack.md, "Cases") shows each clause at work: a scene to which it
 * applies and one to which it just does not. Shapes are WKT in metres on a flat plane. A lawyer
 * reads them as examples, `camplan rules test` runs them as tests. Texts live as long as the
 * CaseSet. One thread; ERR_INPUT names the file, line and case and what would mend it.
 */
#ifndef RULES_CASE_H
#define RULES_CASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/yaml.h"
#include "data/project.h"
#include "rules/forbidden.h"
#include "rules/pack.h"
#include "rules/pack_mistake.h"
#include "rules/reserved.h"

/* What stands in the scene. */
typedef enum { GIVEN_FEATURE, GIVEN_BUILDING, GIVEN_TOWN, GIVEN_CAMERA } GivenKind;

typedef struct {
    GivenKind kind;
    const char *place;    /* "cases.yaml:12" */
    const char *shape;    /* WKT; NULL: a row without a place, such as a fleet */
    const char *tags;     /* as data/osm_tags.h unpacks them */
    const char *name;     /* of a town */
    const char *codeset;  /* as ProjectLayer has it */
    bool coded;           /* the tag `code` is a land-use code */
    const char *category; /* a clause; NULL: none */
    bool open_air;        /* of a forbidden place: a yard */
    WorksStatus works;
} Given;

/* A number of things by name: zones by key part. */
typedef struct {
    const char *name;
    long count;
} CaseCount;

typedef struct {
    const char *clause; /* what it is about */
    Words title;
    const char *place; /* "cases.yaml:7" */
    int as_of;
    const char *area; /* WKT; NULL: all of the plane that matters */
    Given *given;
    size_t given_count;
    ProjectOverride *parameters; /* figures of the pack that the case sets, as a project does */
    size_t parameter_count;

    /* What must come of it; what is not said is not asked. */
    bool zones_said;
    CaseCount *zones; /* of the clause by key part, complete */
    size_t zone_count;
    long lines;                 /* inventory lines of the clause; -1: not said */
    long places, in_force;      /* restraining places of the clause; -1: not said */
    long violations, undecided; /* of the clause by existing cameras; -1: not said */
    const char *duty[3];   /* body ids of builder, payer, supervisor; "": nobody; NULL: not said */
    const char *cites[3];  /* a part of their bases; NULL: not said */
    const char **findings; /* codes that must be found */
    size_t finding_count;
} Case;

typedef struct {
    YamlDoc *doc;
    Arena *arena;
    const char *path;
    const RulePack *pack;
    Case *cases;
    size_t count;
    PackMistakes *mistakes; /* while it is read */
} CaseSet;

/* The cases beside the pack's file. ERR_INPUT when there are none, or for mistakes: of several
 * each is logged, up to PACK_MISTAKES_KEPT, one a part of a case. */
MUST_CHECK Status cases_read(CaseSet **out, const RulePack *pack, Diag *diag);
void cases_free(CaseSet *set);

/* Does it show its clause at work (or just not)? */
bool case_applies(const Case *one);

/* A case set up, for those who judge its cameras. */
typedef struct {
    Scene *scene; /* without surfaces */
    const RulePack *pack;
    const ForbiddenSet *forbidden;
    const ReservedSet *reserved;
    FindingList *findings;
} CaseScene;
typedef Status (*CaseJudge)(const CaseScene *scene, Diag *diag);

/* Run it. `*wrong` gets a line for each expectation that did not hold; empty: all held. `judge` is
 * asked where there are cameras; NULL: they are not judged. ERR_INPUT for what cannot be read. */
MUST_CHECK Status case_run(const Case *one, const RulePack *pack, CaseJudge judge, Text *wrong,
                           Diag *diag);

/* Does a run need cases for a clause of this kind? Those that are only cited are not run. */
bool clause_needs_cases(const Clause *clause);

#endif
