#include "planner/report/camera_groups.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/text.h"

/* A camera as it is sorted by. */
typedef struct {
    const char *pole; /* as the inventory says; "" */
    double x, y;
    uint32_t lookout;
} Foot;

const Coverage *outcome_coverage(const Outcome *outcome)
{
    return outcome->after ? outcome->after : outcome->before;
}

const PlannedCamera *outcome_planned(const Outcome *outcome, size_t lookout)
{
    size_t existing = outcome->scene->cameras.count;

    return lookout < existing ? NULL : &outcome->plan->cameras[lookout - existing];
}

static uint32_t site_of(const Outcome *outcome, const PlannedCamera *planned)
{
    return outcome->candidates->candidates[planned->candidate].site;
}

void outcome_foot(const Outcome *outcome, size_t lookout, double *x, double *y)
{
    const PlannedCamera *planned = outcome_planned(outcome, lookout);

    if (planned) {
        const Site *site = &outcome->sites->sites[site_of(outcome, planned)];
        *x = site->x;
        *y = site->y;
    } else {
        *x = outcome->scene->cameras.cameras[lookout].x;
        *y = outcome->scene->cameras.cameras[lookout].y;
    }
}

static bool stands_blind(const Outcome *outcome, size_t lookout)
{
    return lookout < outcome->scene->cameras.count && outcome->existing[lookout].blind;
}

static CameraGroups groups_new(const Outcome *outcome)
{
    CameraGroups groups = {.lookouts = outcome_coverage(outcome)->lookouts};

    groups.group_of = memory_new(groups.lookouts + 1, sizeof *groups.group_of);
    groups.leader = memory_new(groups.lookouts + 1, sizeof *groups.leader);
    for (size_t i = 0; i < groups.lookouts; i++)
        groups.group_of[i] = FAILURE_NO_GROUP;
    return groups;
}

void camera_groups_release(CameraGroups *groups)
{
    free(groups->group_of);
    free(groups->leader);
    *groups = (CameraGroups){0};
}

static void group_begin(CameraGroups *groups, size_t lookout)
{
    groups->leader[groups->count] = (uint32_t)lookout;
    groups->group_of[lookout] = (uint32_t)groups->count++;
}

CameraGroups camera_groups_alone(const Outcome *outcome)
{
    CameraGroups groups = groups_new(outcome);

    for (size_t i = 0; i < groups.lookouts; i++)
        if (!stands_blind(outcome, i))
            group_begin(&groups, i);
    return groups;
}

/* --- poles -------------------------------------------------------------------------- */

/* Each camera points to an earlier one of its pole, the first to itself. */
static uint32_t first_of(uint32_t *earlier, uint32_t i)
{
    while (earlier[i] != i)
        i = earlier[i] = earlier[earlier[i]];
    return i;
}

static void join(uint32_t *earlier, uint32_t a, uint32_t b)
{
    a = first_of(earlier, a);
    b = first_of(earlier, b);
    if (a < b)
        earlier[b] = a;
    else
        earlier[a] = b;
}

static int by_pole(const void *left, const void *right)
{
    const Foot *a = left, *b = right;
    int order = text_order(a->pole, b->pole);

    return order ? order : (a->lookout > b->lookout) - (a->lookout < b->lookout);
}

static int by_x(const void *left, const void *right)
{
    const Foot *a = left, *b = right;

    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return (a->lookout > b->lookout) - (a->lookout < b->lookout);
}

static void join_by_word(uint32_t *earlier, const Foot *feet, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; *feet[i].pole && j < count && text_equal(feet[j].pole, feet[i].pole);
             j++)
            if (hypot(feet[j].x - feet[i].x, feet[j].y - feet[i].y) <= CAMERA_POLE_WORD_M)
                join(earlier, feet[i].lookout, feet[j].lookout);
}

static void join_by_feet(uint32_t *earlier, const Foot *feet, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count && feet[j].x - feet[i].x <= CAMERA_POLE_FEET_M; j++)
            if (hypot(feet[j].x - feet[i].x, feet[j].y - feet[i].y) <= CAMERA_POLE_FEET_M)
                join(earlier, feet[i].lookout, feet[j].lookout);
}

static size_t feet_of(const Outcome *outcome, Foot *feet, size_t lookouts)
{
    size_t count = 0;

    for (size_t i = 0; i < lookouts; i++) {
        const PlannedCamera *planned = outcome_planned(outcome, i);
        const char *pole = planned ? NULL : outcome->scene->cameras.cameras[i].pole;
        if (stands_blind(outcome, i))
            continue;
        feet[count] = (Foot){.pole = pole ? pole : "", .lookout = (uint32_t)i};
        outcome_foot(outcome, i, &feet[count].x, &feet[count].y);
        count++;
    }
    return count;
}

CameraGroups camera_groups_poles(const Outcome *outcome)
{
    CameraGroups groups = groups_new(outcome);
    Foot *feet = memory_new(groups.lookouts + 1, sizeof *feet);
    uint32_t *earlier = memory_new(groups.lookouts + 1, sizeof *earlier);
    size_t count = feet_of(outcome, feet, groups.lookouts);

    for (size_t i = 0; i < groups.lookouts; i++)
        earlier[i] = (uint32_t)i;
    if (count) {
        qsort(feet, count, sizeof *feet, by_pole);
        join_by_word(earlier, feet, count);
        qsort(feet, count, sizeof *feet, by_x);
        join_by_feet(earlier, feet, count); /* cameras of one site too */
    }
    for (size_t i = 0; i < groups.lookouts; i++) {
        uint32_t first = first_of(earlier, (uint32_t)i);
        if (stands_blind(outcome, i))
            continue;
        if (first == i)
            group_begin(&groups, i);
        else
            groups.group_of[i] = groups.group_of[first];
    }
    free(feet);
    free(earlier);
    return groups;
}

/* --- links -------------------------------------------------------------------------- */

CameraGroups camera_groups_links(const Outcome *outcome)
{
    CameraGroups groups = groups_new(outcome);
    const Scene *scene = outcome->scene;
    uint32_t *of_township = memory_new(scene->township_count + 1, sizeof *of_township);

    for (size_t t = 0; t < scene->township_count; t++)
        of_township[t] = FAILURE_NO_GROUP;
    for (size_t i = 0; i < groups.lookouts; i++) {
        double x, y;
        outcome_foot(outcome, i, &x, &y);
        const Township *township = scene_township(scene, x, y);
        if (!township || stands_blind(outcome, i))
            continue;
        size_t t = (size_t)(township - scene->townships);
        if (of_township[t] == FAILURE_NO_GROUP) {
            of_township[t] = (uint32_t)groups.count;
            group_begin(&groups, i);
        } else {
            groups.group_of[i] = of_township[t];
        }
    }
    free(of_township);
    return groups;
}
