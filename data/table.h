/* table.h - a table of text and numbers, written as CSV.
 *
 * UTF-8 with BOM, CRLF, RFC 4180. Text cells that begin with = + - @ (or a
 * tab or carriage return) get a leading apostrophe, so that no spreadsheet
 * runs them; numbers never do. Cells are added row by row, left to right;
 * a row with a wrong number of cells is a bug and fails.
 */
#ifndef DATA_TABLE_H
#define DATA_TABLE_H

#include <stddef.h>

#include "base/status.h"

typedef struct Table Table;

Table *table_new(const char *const *columns); /* NULL-terminated; borrowed */
void table_free(Table *table);
void table_text(Table *table, const char *value);            /* NULL: empty cell */
void table_number(Table *table, double value, int decimals); /* NaN: empty cell */
void table_integer(Table *table, long long value);
void table_end_row(Table *table);
size_t table_rows(const Table *table);
MUST_CHECK Status table_write_csv(const Table *table, const char *path, Diag *diag);

/* Read a CSV of this program (or any RFC 4180 file, BOM or not) back into memory:
 * `table_cell(t, row, "column")`, NULL when there is no such column. */
MUST_CHECK Status table_read_csv(Table **out, const char *path, Diag *diag);
const char *table_cell(const Table *table, size_t row, const char *column);

#endif
