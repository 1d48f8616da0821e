/* rules_show_part.c - what one part of a clause needs: where, how large, how sharp. */
#include <math.h>
#include <stdio.h>

#include "base/text.h"
#include "planner/command/rules_show.h"

/* By Derive: where a part lies, what its size measures and what that is where no pack says. */
static const struct {
    const char *where, *size;
    double usual_m; /* 0: it has no size of its own */
} derivations[] = {
    [DERIVE_AREA] = {"its own area", "where it is a line, width", 10},
    [DERIVE_ALONG] = {"along the road", "width", 0},
    [DERIVE_JUNCTIONS] = {"the arms of its junctions", "arm length", 18},
    [DERIVE_GATES] = {"its gates", "disc radius", 4},
    [DERIVE_PERIMETER] = {"inside its edge", "ring width", 4},
    [DERIVE_POINT] = {"around its point", "disc radius", 5},
    [DERIVE_APRON] = {"its door, else its gates", "disc radius", 3},
    [DERIVE_ENDS] = {"both its ends", "disc radius", 10},
    [DERIVE_CROSSINGS] = {"where lines cross", "disc radius", 10},
    [DERIVE_BAND] = {"a strip along the line", "width", 100},
    [DERIVE_SURROUNDINGS] = {"around it", "ring width", 30},
    [DERIVE_ENTRANCES] = {"where roads enter the area or a township", "disc radius", 10},
    [DERIVE_INTERIOR] = {"indoors", NULL, 0},
    [DERIVE_TUNNEL] = {"in the tunnel", NULL, 0},
    [DERIVE_FRINGE] = {"along the edge of the built-up area", "ring width", 500},
    [DERIVE_STOPS] = {"the waiting areas of stops", "disc radius", 6},
};

void rules_print_set(const char *from)
{
    if (from && !text_equal(from, "pack") && !text_equal(from, "default"))
        printf(" [set by %s]", from);
}

static const PartFigure *figure_named(const PartFigure figures[PART_FIGURES], const char *word)
{
    for (size_t i = 0; i < PART_FIGURES; i++)
        if (text_equal(figures[i].word, word))
            return &figures[i];
    return NULL;
}

static void print_mark(const PartFigure figures[PART_FIGURES], const char *word)
{
    const PartFigure *figure = figure_named(figures, word);

    if (figure)
        rules_print_set(figure->from);
}

static void print_place(const ClausePart *part, const PartFigure figures[PART_FIGURES])
{
    double size_m = part->size_m > 0 ? part->size_m : derivations[part->derive].usual_m;

    printf("%s", derivations[part->derive].where);
    if (part->derive == DERIVE_ALONG && !(part->size_m > 0))
        printf(" (as wide as it is)");
    else if (derivations[part->derive].size) {
        printf(" (%s %g m", derivations[part->derive].size, size_m);
        print_mark(figures, "size_m");
        printf(")");
    }
}

static void print_ask(const Requirement *r, const PartFigure figures[PART_FIGURES])
{
    printf("%g px/m", r->px_per_m);
    print_mark(figures, "px_per_m");
    if (*r->task)
        printf(" (to %s, %s)", r->task, r->ladder);
    printf(" by %d %s", r->k, text_by_number((size_t)r->k, "camera", "cameras"));
    print_mark(figures, "k");
    printf(" on targets %g m high", r->target_height_m);
    print_mark(figures, "target_height_m");
    if (r->max_down_angle_deg < 90)
        printf(", at most %g degrees from above", r->max_down_angle_deg);
    print_mark(figures, "max_down_angle_deg");
    if (r->facing)
        printf(", from the front");
}

static void print_shares(const Requirement *r, const PartFigure figures[PART_FIGURES])
{
    if (r->cross_share < 1) {
        printf(", over %g %% of a line's cross-section", 100 * r->cross_share);
        print_mark(figures, "cross_share");
    }
    if (isnan(r->quota))
        printf(", on the plan's quota of it");
    else
        printf(", on %g %% of it", 100 * r->quota);
    print_mark(figures, "quota");
    if (r->thermal_ok)
        printf("; thermal cameras: %s, %g px on %g m (%.2f px/m)",
               johnson_task_names[r->thermal.task], johnson_px_on_target(&r->thermal),
               r->thermal.critical_m, requirement_px_per_m(r, true));
}

void rules_print_part(const RulePack *pack, int as_of, const Clause *clause, const ClausePart *part)
{
    PartFigure figures[PART_FIGURES];

    pack_part_figures(pack, clause, part, figures);
    printf("%s %s (%s): ", part->title.zh, part->title.en, part->name);
    if (part_is_inventory(part)) {
        printf("surveyed indoors: an inventory line, never part of a share");
    } else {
        print_place(part, figures);
        printf(": ");
        print_ask(&part->requirement, figures);
        print_shares(&part->requirement, figures);
    }
    rules_print_own_duties(pack, as_of, &part->duties);
    if (part->note)
        printf(" [%s]", part->note);
    printf("\n");
}
