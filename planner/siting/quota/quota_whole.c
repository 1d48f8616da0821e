#include "planner/siting/quota/quota_whole.h"

#include <stdbool.h>

#include "planner/siting/cover/cover_prices.h"

/* The least of a site's slots, ascending, as many as it has room for. */
static Whole site_sum(const QuotaCover *cover, const int64_t *row_price, size_t *column,
                      size_t site)
{
    const CoverMatrix *matrix = cover->matrix;
    const QuotaSite *of = &cover->sites[site];
    Whole best[256], sum = (Whole)(of->first - of->again) * PRICE_UNIT;
    size_t count = 0, room = of->room < 256 ? of->room : 256;

    for (size_t j = *column; j < matrix->columns && cover->site[j] == site; *column = j) {
        uint32_t slot = cover->slot[j];
        Whole slot_least = 0;
        bool any = false;
        for (; j < matrix->columns && cover->site[j] == site && cover->slot[j] == slot; j++) {
            Whole reduced = (Whole)(cover->cost[j] + of->again) * PRICE_UNIT;
            for (size_t a = matrix->first[j]; a < matrix->first[j + 1]; a++)
                reduced -= row_price[matrix->rows_of[a]];
            slot_least = any ? whole_least(slot_least, reduced) : reduced;
            any = true;
        }
        for (size_t k = 0; k < count; k++)
            if (slot_least < best[k]) {
                Whole kept = best[k];
                best[k] = slot_least;
                slot_least = kept;
            }
        if (count < room)
            best[count++] = slot_least;
    }
    for (size_t k = 0; k < count && (k == 0 || best[k] < 0); k++)
        sum += best[k];
    return count ? whole_least(sum, 0) : 0;
}

Whole whole_sites(const QuotaCover *cover, const int64_t *row_price)
{
    Whole sum = 0;
    size_t column = 0;

    for (size_t site = 0; site < cover->site_count; site++)
        sum += site_sum(cover, row_price, &column, site);
    return sum;
}
