/* viewshed_wish.h - what the command line of `camplan viewshed` asks for.
 *
 * Texts are borrowed from argv.
 */
#ifndef PLANNER_COMMAND_VIEWSHED_WISH_H
#define PLANNER_COMMAND_VIEWSHED_WISH_H

#include "planner/command/command.h"
#include "planner/coverage/view_canvas.h"

typedef struct {
    CommonOptions common; /* help, quiet, verbose, progress, jobs, overwrite, format */
    const char *surface, *out, *ground, *observers, *layer, *counts;
    const char *at_text, *memory_text;
    Observer usual; /* what options say of each observer; its place is --at */
    double refraction;
    bool flat;
    size_t memory; /* bytes for heights */
    OptionList positional;
} ViewshedWish;

/* Parse argv and hold everything together that does not need a file. `*done`: help was
 * printed. ERR_USAGE. Release after either end. */
MUST_CHECK Status viewshed_wish_parse(ViewshedWish *wish, int argc, char *const argv[], bool *done,
                                      Diag *diag);
void viewshed_wish_release(ViewshedWish *wish);

#endif
