#include "planner/command/viewshed_wish.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "data/out_file.h"

static const char usage[] =
    "camplan viewshed SURFACE OUT.tif --at X,Y --height M [OPTION...]\n"
    "camplan viewshed SURFACE OUT.tif --observers FILE [--counts COUNTS.csv] [OPTION...]\n"
    "which cells of a surface one eye sees, or how many of many eyes see each; no project needed\n";

static const char examples[] =
    "\nOne eye: OUT.tif holds bytes, 1 seen, 0 not, 255 out of range or no data, cut to the "
    "range.\n"
    "Many: 32-bit counts of the size of SURFACE, 4294967295 where it has no data. FILE is any\n"
    "point layer, or a CSV with columns x, y, height_m and, where wanted, radius_m, azimuth_deg,\n"
    "hfov_deg, tilt_deg, vfov_deg, target_height_m; what it leaves open the options say.\n"
    "\nExamples:\n"
    "  camplan viewshed dsm.tif seen.tif --at 446210,2771033 --height 6 --radius 200\n"
    "  camplan viewshed dsm.tif camera.tif --at 446210,2771033 --height 6 --radius 80 \\\n"
    "      --azimuth 135 --hfov 62 --tilt 12 --vfov 36 --ground dtm.tif\n"
    "  camplan viewshed dsm.tif count.tif --observers poles.gpkg --height 6 --radius 200 \\\n"
    "      --counts poles.csv\n";

static void option_table(ViewshedWish *w, Option table[COMMON_OPTION_ROWS])
{
    static const char *const shared[] = {"jobs", "quiet", "verbose", "progress", "format", NULL};
    const Option rows[] = {
        {"help", 'h', OPTION_FLAG, &w->common.help, NULL, NULL, "print this help"},
        {"at", 0, OPTION_TEXT, &w->at_text, "X,Y", NULL,
         "where one eye stands, in the CRS of SURFACE"},
        {"observers", 0, OPTION_TEXT, &w->observers, "FILE", NULL,
         "many eyes: a CSV or any point layer"},
        {"layer", 0, OPTION_TEXT, &w->layer, "NAME", NULL, "layer of FILE, where it has several"},
        {"counts", 0, OPTION_TEXT, &w->counts, "COUNTS.csv", NULL,
         "also write how many cells each observer sees"},
        {"height", 0, OPTION_NUMBER, &w->usual.height_m, "M", NULL, "of the eye above the ground"},
        {"radius", 0, OPTION_NUMBER, &w->usual.radius_m, "M", NULL,
         "how far it looks; the whole raster by default"},
        {"target-height", 0, OPTION_NUMBER, &w->usual.target_height_m, "M", NULL,
         "of what is looked for, above the ground; 1.7 by default"},
        {"ground", 0, OPTION_TEXT, &w->ground, "DTM", NULL,
         "bare ground on the grid of SURFACE; SURFACE itself by default"},
        {"azimuth", 0, OPTION_NUMBER, &w->usual.azimuth_deg, "DEG", NULL,
         "middle of the view, clockwise from grid north"},
        {"hfov", 0, OPTION_NUMBER, &w->usual.hfov_deg, "DEG", NULL,
         "horizontal field of view; all round by default"},
        {"tilt", 0, OPTION_NUMBER, &w->usual.tilt_deg, "DEG", NULL,
         "of a camera's axis, positive down; 0 by default"},
        {"vfov", 0, OPTION_NUMBER, &w->usual.vfov_deg, "DEG", NULL,
         "vertical field of view: the view is then a camera's frustum"},
        {"refraction", 0, OPTION_NUMBER, &w->refraction, "K", NULL,
         "share of the earth's curvature that air bends away; 0.13 by default"},
        {"flat", 0, OPTION_FLAG, &w->flat, NULL, NULL, "no curvature at all"},
        {"memory", 0, OPTION_TEXT, &w->memory_text, "SIZE", NULL,
         "to keep within, e.g. 500M or 8G; half of the machine's by default"},
        {"overwrite", 0, OPTION_FLAG, &w->common.overwrite, NULL, NULL, "replace existing results"},
        {0}};

    memcpy(table, rows, sizeof rows);
    common_option_add(&w->common, shared, table);
}

void command_viewshed_options(Option table[COMMON_OPTION_ROWS])
{
    ViewshedWish unused;

    option_table(&unused, table);
    options_describe(table);
}

static Status parse_at(ViewshedWish *wish, Diag *diag)
{
    size_t length = strcspn(wish->at_text, ",");
    char *x = memory_text(wish->at_text);
    bool fine = false;

    if (x[length] == ',') {
        x[length] = '\0';
        fine = text_number(x, &wish->usual.x) && text_number(x + length + 1, &wish->usual.y);
    }
    free(x);
    return fine ? OK
                : diag_fail(diag, ERR_USAGE,
                            "--at: expected X,Y as two numbers with a comma and no blank between "
                            "them, found '%s'",
                            wish->at_text);
}

/* One eye or many: what goes with which. */
static Status check_eyes(ViewshedWish *wish, Diag *diag)
{
    if (wish->at_text && wish->observers)
        return diag_fail(diag, ERR_USAGE,
                         "--at is for one eye and --observers for many: give one of them");
    if (!wish->at_text && !wish->observers)
        return diag_fail(diag, ERR_USAGE,
                         "where do the eyes stand? Give --at X,Y or --observers FILE");
    if (wish->counts && !wish->observers)
        return diag_fail(diag, ERR_USAGE, "--counts lists observers: give --observers FILE too");
    if (wish->layer && !wish->observers)
        return diag_fail(diag, ERR_USAGE, "--layer is one of --observers FILE: give that too");
    if (wish->at_text && parse_at(wish, diag) != OK)
        return ERR_USAGE;
    if (observer_check_values(&wish->usual, NULL, diag) != OK)
        return ERR_USAGE;
    return wish->at_text ? observer_check_whole(&wish->usual, NULL, diag) : OK;
}

static Status check_rest(ViewshedWish *wish, Diag *diag)
{
    if (wish->flat && !isnan(wish->refraction))
        return diag_fail(diag, ERR_USAGE,
                         "--flat has no curvature that --refraction could lessen: give one of "
                         "them");
    if (isnan(wish->refraction))
        wish->refraction = VIEWSHED_REFRACTION;
    if (!(wish->refraction >= 0.0 && wish->refraction <= 1.0))
        return diag_fail(diag, ERR_USAGE,
                         "--refraction: %g; give a share from 0 to 1, such as 0.13",
                         wish->refraction);
    wish->memory = memory_machine() / 2;
    if (wish->memory_text && !text_bytes(wish->memory_text, &wish->memory))
        return diag_fail(diag, ERR_USAGE,
                         "--memory: expected a size such as 500M, 8G or a number of bytes, found "
                         "'%s'",
                         wish->memory_text);
    return OK;
}

static Status check_names(const ViewshedWish *wish, Diag *diag)
{
    const char *const inputs[] = {wish->surface, wish->ground, wish->observers};
    const char *const outputs[] = {wish->out, wish->counts};

    if (wish->counts && out_file_same(wish->out, wish->counts))
        return diag_fail(diag, ERR_USAGE,
                         "%s: OUT.tif and COUNTS.csv are one file: give them two names", wish->out);
    for (size_t o = 0; o < sizeof outputs / sizeof *outputs; o++)
        for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
            if (outputs[o] && inputs[i] && out_file_same(outputs[o], inputs[i]))
                return diag_fail(diag, ERR_USAGE,
                                 "%s: is an input of this very run and would be lost: give the "
                                 "result another name",
                                 outputs[o]);
    if (!text_ends(wish->out, ".tif") && !text_ends(wish->out, ".tiff") &&
        !text_ends(wish->out, ".TIF") && !text_ends(wish->out, ".TIFF"))
        return diag_fail(diag, ERR_USAGE,
                         "%s: OUT is a GeoTIFF, and its name ends in .tif; SURFACE comes first",
                         wish->out);
    return OK;
}

static Status check(ViewshedWish *wish, Diag *diag)
{
    Status status;

    if (wish->positional.count != 2)
        return diag_fail(diag, ERR_USAGE,
                         "%zu %s given where 2 are wanted: camplan viewshed SURFACE OUT.tif --at "
                         "X,Y --height M; 'camplan viewshed --help' lists the options",
                         wish->positional.count,
                         text_by_number(wish->positional.count, "argument", "arguments"));
    wish->surface = wish->positional.items[0];
    wish->out = wish->positional.items[1];
    status = check_eyes(wish, diag);
    if (status == OK)
        status = check_rest(wish, diag);
    if (status == OK)
        status = check_names(wish, diag);
    return status == OK ? common_apply(&wish->common, diag) : status;
}

Status viewshed_wish_parse(ViewshedWish *wish, int argc, char *const argv[], bool *done, Diag *diag)
{
    Option table[COMMON_OPTION_ROWS];
    Status status;

    *wish =
        (ViewshedWish){.common.jobs = -1, .usual = observer_unknown(), .refraction = (double)NAN};
    *done = false;
    option_table(wish, table);
    status = options_parse(table, argc, argv, &wish->positional, diag);
    if (status != OK || !wish->common.help)
        return status == OK ? check(wish, diag) : status;
    *done = true;
    printf("%s\n", usage);
    options_help(table, stdout);
    printf("%s", examples);
    return OK;
}

void viewshed_wish_release(ViewshedWish *wish)
{
    options_list_release(&wish->positional);
}
