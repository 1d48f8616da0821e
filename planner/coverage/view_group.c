#include "planner/coverage/view_group.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

static ViewGroup group_of(const Viewpoint *points, size_t first, size_t count)
{
    ViewGroup group = {.first = first, .count = count};

    for (size_t i = first; i < first + count; i++) {
        group.reach = cell_box_join(group.reach, points[i].reach);
        group.cells += (double)cell_box_cells(&points[i].reach);
    }
    return group;
}

/* Places along one axis. */
static double place(const Viewpoint *point, bool by_row)
{
    return by_row ? point->eye.row : point->eye.column;
}

static void measure(const Viewpoint *points, const ViewGroup *group, bool by_row, double *low,
                    double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = group->first; i < group->first + group->count; i++) {
        *low = fmin(*low, place(&points[i], by_row));
        *high = fmax(*high, place(&points[i], by_row));
    }
}

/* How many go to the first half, put in front; half of them where all stand at one place. */
static size_t halve(Viewpoint *points, const ViewGroup *group)
{
    double left, right, top, bottom, middle;
    size_t end = group->first;
    bool by_row;

    measure(points, group, false, &left, &right);
    measure(points, group, true, &top, &bottom);
    by_row = bottom - top > right - left;
    middle = by_row ? (top + bottom) / 2 : (left + right) / 2;
    for (size_t i = group->first; i < group->first + group->count; i++)
        if (place(&points[i], by_row) < middle) {
            Viewpoint swap = points[end];
            points[end++] = points[i];
            points[i] = swap;
        }
    end -= group->first;
    return end && end < group->count ? end : group->count / 2;
}

static void split(ViewGroups *out, Viewpoint *points, const ViewGroup *group,
                  const ViewGroupRule *rule)
{
    if (group->count > 1 && !rule->fits(rule->context, group)) {
        size_t half = halve(points, group);
        ViewGroup first = group_of(points, group->first, half);
        ViewGroup second = group_of(points, group->first + half, group->count - half);
        split(out, points, &first, rule);
        split(out, points, &second, rule);
        return;
    }
    out->items = memory_grow(out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = *group;
}

ViewGroups view_groups_split(Viewpoint *points, size_t first, size_t count,
                             const ViewGroupRule *rule)
{
    ViewGroups groups = {0};
    ViewGroup all = group_of(points, first, count);

    if (count)
        split(&groups, points, &all, rule);
    return groups;
}

void view_groups_release(ViewGroups *groups)
{
    free(groups->items);
    *groups = (ViewGroups){0};
}

/* Which of two comes first on the way along stripes of `*width` rows. */
static int along_stripes(const void *left, const void *right, void *width)
{
    const Viewpoint *a = left, *b = right;
    double rows = (double)*(const long *)width;
    double stripe_a = floor(a->eye.row / rows), stripe_b = floor(b->eye.row / rows);
    bool back = fmod(stripe_a, 2.0) != 0.0;

    if (stripe_a != stripe_b)
        return stripe_a < stripe_b ? -1 : 1;
    if (a->eye.column != b->eye.column)
        return (a->eye.column < b->eye.column) != back ? -1 : 1;
    return (a->row > b->row) - (a->row < b->row);
}

void view_group_order(Viewpoint *points, const ViewGroup *group, long width)
{
    qsort_r(points + group->first, group->count, sizeof *points, along_stripes, &width);
}
