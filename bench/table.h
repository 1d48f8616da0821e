/* table.h - a table on standard output, for eyes or as Markdown. Rows come as they are measured. */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include <stdbool.h>

#include "base/status.h"

enum { TABLE_COLUMNS = 8 };

typedef struct {
    bool markdown;
    int columns;
    const char *titles[TABLE_COLUMNS];
    int widths[TABLE_COLUMNS]; /* negative: to the left */
} Table;

void table_begin(const Table *table);

/* One text a column, in a row of `columns` texts; "" for nothing. */
void table_row(const Table *table, const char *const *texts);

/* Text of a number: `out` holds `size`. Whole from 100 on. NaN: nothing. */
const char *table_number(char *out, unsigned long size, double value, const char *unit);

#endif
