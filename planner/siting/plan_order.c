#include "planner/siting/plan_order.h"

#include <stdlib.h>

#include "base/memory.h"
#include "planner/siting/quota/quota_fill.h"

/* The order being made. */
typedef struct {
    Plan *plan;
    const Placement *of;
    const QuotaCover *cover;
    QuotaState state;
    uint16_t *seen;   /* a demand cell: cameras that see it so far */
    double *zone_new; /* scratch of one camera */
    uint32_t *touched;
    double already, mandated;
} Order;

static uint16_t wanted(const Demand *demand, uint32_t cell)
{
    int k = demand->zones->zones[demand->cells[cell].zone].requirement.k;

    return (uint16_t)(k > 1 ? k : 1);
}

/* What the camera covers for the first time, and the zone that gets most of it. */
static void see(Order *order, PlannedCamera *camera)
{
    const Demand *demand = order->of->demand;
    const CoverMatrix *matrix = order->cover->matrix;
    size_t touched = 0, first = matrix->first[camera->candidate];
    double most = 0;

    camera->zone = UINT32_MAX;
    for (size_t a = first; a < matrix->first[camera->candidate + 1]; a++) {
        uint32_t cell = matrix->rows_of[a], zone = demand->cells[cell].zone;
        if (++order->seen[cell] != wanted(demand, cell))
            continue;
        if (order->zone_new[zone] == 0)
            order->touched[touched++] = zone;
        order->zone_new[zone] += (double)demand->cells[cell].weight;
        camera->new_weight += (double)demand->cells[cell].weight;
    }
    for (size_t k = 0; k < touched; k++) {
        uint32_t zone = order->touched[k];
        double sum = order->zone_new[zone];
        if (sum > most || (sum == most && zone < camera->zone)) {
            most = sum;
            camera->zone = zone;
        }
        order->zone_new[zone] = 0;
    }
    if (camera->zone == UINT32_MAX)
        camera->zone = demand->cells[matrix->rows_of[first]].zone;
}

static double reached(const Order *order)
{
    int64_t sum = 0;

    for (size_t z = 0; z < order->cover->zone_count; z++)
        sum += order->state.reached[z];
    return order->already + (double)sum / QUOTA_QUANTUM;
}

/* The camera that was just added to the state. */
static void append(void *of, uint32_t column, int64_t price)
{
    Order *order = of;
    const CandidateSet *set = order->of->candidates;
    const Candidate *candidate = &set->candidates[column];
    bool first = order->state.on_site[candidate->site] == 1;
    PlannedCamera *camera = &order->plan->cameras[order->plan->count++];

    (void)price;
    *camera =
        (PlannedCamera){.candidate = column,
                        .built = *candidate,
                        .cost = candidate->cost + (first ? set->site_cost[candidate->site]
                                                         : set->again_cost[candidate->site]),
                        .pole_new = first && order->of->sites->sites[candidate->site].pole_new};
    see(order, camera);
    camera->cumulative = order->mandated > 0 ? reached(order) / order->mandated : 0;
    order->plan->cost += camera->cost;
}

static void order_init(Order *order, Plan *plan, const Placement *of, const QuotaCover *cover)
{
    size_t zones = of->demand->zones->zone_count;
    double *already = placement_reached(of);

    *order = (Order){.plan = plan, .of = of, .cover = cover};
    quota_state_init(&order->state, cover);
    order->seen = memory_new(of->demand->cell_count + 1, sizeof *order->seen);
    order->zone_new = memory_new(zones + 1, sizeof *order->zone_new);
    order->touched = memory_new(zones + 1, sizeof *order->touched);
    for (size_t i = 0; i < of->demand->cell_count; i++)
        order->seen[i] = of->existing->count[i];
    for (size_t z = 0; z < zones; z++) {
        order->already += already[z];
        order->mandated += of->demand->zone_weight[z];
    }
    free(already);
}

void plan_order(Plan *plan, const Placement *of, const QuotaCover *cover, const uint32_t *chosen,
                size_t count)
{
    Order order;
    QuotaFill fill;
    uint8_t *among = memory_new(cover->matrix->columns + 1, sizeof *among);
    QuotaWish wish = {.among = among,
                      .last_resorts = true,
                      .budget = INT64_MAX,
                      .added = append,
                      .added_of = &order};

    plan->cameras = memory_new(count + 1, sizeof *plan->cameras);
    for (size_t k = 0; k < count; k++)
        among[chosen[k]] = 1;
    order_init(&order, plan, of, cover);
    quota_fill_init(&fill, cover);
    (void)quota_fill_run(&fill, &order.state, &wish);
    wish.beyond = 1;
    (void)quota_fill_run(&fill, &order.state, &wish);
    /* What gains nothing by itself and is needed beside others. */
    for (uint32_t j = 0; j < cover->matrix->columns; j++)
        if (among[j] && order.state.place[j] == QUOTA_NONE) {
            int64_t price = quota_state_price(&order.state, j);
            quota_state_add(&order.state, j);
            append(&order, j, price);
        }
    quota_fill_release(&fill);
    quota_state_release(&order.state);
    free(order.seen);
    free(order.zone_new);
    free(order.touched);
    free(among);
}
