/* johnson.h - what a thermal camera must show of a target, in cycles and pixels.
 *
 * Johnson's criteria (rules/johnson.yaml says their source): so many cycles across the critical
 * dimension of the target, two pixels a cycle. Both image directions must show them, as with
 * visible light, so the requirement reads as a density:
 * cycles * px_per_cycle / critical_m, in px/m. 12 um pitch behind 100 mm show
 * 100 / 0.012 / d px/m, so a person (0.75 m, 2 px) is detected to 3125 m.
 * The words speak of objects, never of who somebody is. Pure functions, any thread.
 */
#ifndef RULES_JOHNSON_H
#define RULES_JOHNSON_H

typedef enum {
    JOHNSON_NONE, /* no thermal camera meets it */
    JOHNSON_DETECTION,
    JOHNSON_ORIENTATION,
    JOHNSON_RECOGNITION,
    JOHNSON_IDENTIFICATION,
} JohnsonTask;

typedef struct {
    JohnsonTask task;
    double cycles, px_per_cycle;
    double critical_m; /* critical dimension of the target */
} Johnson;

/* "none", "detection", ..., NULL: by JohnsonTask. */
extern const char *const johnson_task_names[];

double johnson_px_on_target(const Johnson *johnson); /* INFINITY for JOHNSON_NONE */
double johnson_px_per_m(const Johnson *johnson);     /* the same a metre of the target */

#endif
