#include "bench/table.h"

#include <math.h>
#include <stdio.h>

void table_row(const Table *table, const char *const *texts)
{
    for (int i = 0; i < table->columns; i++)
        if (table->markdown)
            printf("| %s ", texts[i]);
        else
            printf("%*s  ", table->widths[i], texts[i]);
    puts(table->markdown ? "|" : "");
    fflush(stdout);
}

void table_begin(const Table *table)
{
    table_row(table, table->titles);
    for (int i = 0; table->markdown && i < table->columns; i++)
        printf(table->widths[i] < 0 ? "|---" : "|--:");
    if (table->markdown)
        puts("|");
}

const char *table_number(char *out, unsigned long size, double value, const char *unit)
{
    if (isnan(value))
        out[0] = '\0';
    else
        snprintf(out, size, "%.*f%s",
                 fabs(value) >= 100.0  ? 0
                 : fabs(value) >= 10.0 ? 1
                                       : 2,
                 value, unit);
    return out;
}
