/* junction.h - junctions of the road network: merged nodes and their arms.
 *
 * A junction is important where at least three ways of the listed roads meet,
 * where three public ways meet at mapped signals, or at a roundabout. Nodes
 * nearer than the merge distance (dual carriageways) and all nodes of one
 * roundabout are one junction. Its arms are found by walking the roads out of
 * it; carriageways of one arm are merged. Fewer than three arms: none.
 */
#ifndef RULES_JUNCTION_H
#define RULES_JUNCTION_H

#include "rules/derivation.h"

enum { JUNCTION_ARMS = 12 };

typedef struct {
    double bearing_deg;
    double half_angle_deg; /* between the outer carriageways' middles, seen from the junction */
    const Road *road;
    const Selected *of; /* its road, where that is listed; else the junction's */
} JunctionArm;

typedef struct {
    double x, y;
    double radius_m;    /* of the junction itself: nodes and what lies between them */
    const Selected *of; /* the first listed road at it */
    const char *name;   /* "A x B" */
    JunctionArm arms[JUNCTION_ARMS];
    size_t arm_count;
} Junction;

typedef struct {
    double merge_m; /* nodes nearer than this are one */
    double box_m;   /* the junction reaches this far beyond its nodes */
    double reach_m; /* where arms are counted, beyond the junction */
} JunctionOptions;

/* The junctions of the listed roads (lines among the job's items) and signals
 * (points). Release with free(). */
size_t junctions_new(Junction **out, Derivation *derivation, const PartJob *job,
                     const JunctionOptions *options);

#endif
