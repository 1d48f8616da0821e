#include "planner/siting/quota/quota_knapsack.h"

#include <stdbool.h>

static bool before(const KnapsackItem *a, const KnapsackItem *b)
{
    double left = a->cost * b->weight, right = b->cost * a->weight;

    return left != right ? left < right : a->of < b->of;
}

static void swap(KnapsackItem *a, KnapsackItem *b)
{
    KnapsackItem kept = *a;

    *a = *b;
    *b = kept;
}

/* The middle one of the first, middle and last item goes to the front. */
static void choose_pivot(KnapsackItem *items, size_t count)
{
    KnapsackItem *first = &items[0], *middle = &items[count / 2], *last = &items[count - 1];

    if (before(middle, first))
        swap(middle, first);
    if (before(last, middle))
        swap(last, middle);
    if (before(middle, first))
        swap(middle, first);
    swap(first, middle);
}

/* Items before the pivot come first, then the pivot: returns its place. */
static size_t part(KnapsackItem *items, size_t count)
{
    size_t place = 0;

    choose_pivot(items, count);
    for (size_t i = 1; i < count; i++)
        if (before(&items[i], &items[0]))
            swap(&items[++place], &items[i]);
    swap(&items[0], &items[place]);
    return place;
}

double quota_knapsack(KnapsackItem *items, size_t count, double need, double *price)
{
    size_t first = 0, end = count;
    double cost = 0;

    /* Everything before `first` is taken, nothing from `end` on. */
    *price = 0;
    while (first < end && need > 0) {
        size_t place = first + part(items + first, end - first);
        double weight = 0, left_cost = 0;
        for (size_t i = first; i < place; i++) {
            weight += items[i].weight;
            left_cost += items[i].cost;
        }
        if (weight >= need) {
            end = place;
            continue;
        }
        for (size_t i = first; i < place; i++)
            items[i].part = 1;
        need -= weight;
        cost += left_cost;
        items[place].part = items[place].weight > need ? need / items[place].weight : 1;
        cost += items[place].part * items[place].cost;
        need -= items[place].part * items[place].weight;
        *price = items[place].weight > 0 ? items[place].cost / items[place].weight : 0;
        first = place + 1;
    }
    for (size_t i = first; i < count; i++)
        items[i].part = 0;
    return cost;
}
