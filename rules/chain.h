/* chain.h - line features that belong together, joined and cut into sections.
 *
 * Ways of one name and class that touch become one line; a line longer than
 * the section length is cut into equal sections, so that a zone is something
 * that a person can name.
 */
#ifndef RULES_CHAIN_H
#define RULES_CHAIN_H

#include "rules/derivation.h"

typedef struct {
    const Selected *of; /* the first feature of the chain */
    const char *class, *name;
    size_t group;       /* chains of one name, class, works and township share it */
    GEOSGeometry *line; /* one line string */
    double length_m;
    double from_m;            /* where a section begins along its chain */
    size_t section, sections; /* 0 of 1: not cut */
    size_t order;             /* along the lines, section by section */
} Chain;

typedef struct {
    bool by_township;           /* cut at township boundaries */
    bool by_works;              /* new and rebuilt stretches apart, but where a length is asked */
    bool below, surface;        /* which ways to take */
    bool edges;                 /* take the edges of areas too */
    double section_m;           /* 0: never cut */
    const GEOSGeometry *within; /* NULL: everywhere; not with by_township */
} ChainOptions;

/* Chains of the job's lines, by group, then longest first. Release with chains_free().
 * Chains shorter than the selecting alternative's min_length are left out. */
size_t chains_new(Chain **out, Derivation *derivation, const PartJob *job,
                  const ChainOptions *options);
void chains_free(Chain *chains, size_t count, const Overlay *overlay);

/* The way of the job that runs through a point of the chain, for a derived place to cite. */
const Selected *chain_way_at(const Derivation *derivation, const PartJob *job, const Chain *chain,
                             const GEOSGeometry *point);

/* The piece of a line string between two distances along it. */
GEOSGeometry *line_piece(GEOSContextHandle_t geos, const GEOSGeometry *line, double from_m,
                         double to_m);

/* The chain's name, with its section where it is cut: "East Road (2/3)"; "" without one. */
const char *chain_name(Arena *arena, const Chain *chain);

#endif
