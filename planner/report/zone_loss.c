#include "planner/report/zone_loss.h"

#include "planner/report/tables.h"

void zone_loss_cells(Table *table, const Outcome *outcome, const ZoneLoss *loss)
{
    const Zone *zone;
    double mandated;

    for (int cell = 0; cell < ZONE_LOSS_CELLS && !loss; cell++)
        table_text(table, NULL);
    if (!loss)
        return;
    zone = &outcome->zones->zones[loss->zone];
    mandated = outcome->demand->zone_weight[loss->zone];
    table_text(table, zone->clause->id);
    table_words(table, zone->clause->title);
    table_text(table, zone->id);
    table_text(table, zone->name);
    table_text(table, zone->part->name);
    table_number(table, (loss->left + loss->lost) / mandated, 4);
    table_number(table, loss->left / mandated, 4);
    table_number(table, compliance_quota(zone, outcome->project), 3);
    table_text(table,
               loss->falls ? "falls below its quota"
               : compliance_reached(loss->left, compliance_quota(zone, outcome->project), mandated)
                   ? "still passes"
                   : "fails already");
    table_words(table, zone->duty.builder);
    table_words(table, zone->duty.supervisor);
    table_text(table, zone->duty.clause->id);
}
