#include "data/table.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "data/file_write.h"

static const char BOM[] = "\xEF\xBB\xBF";

/* Longer runs of digits lose their end in a spreadsheet unless they are text. */
enum { SAFE_DIGITS = 15 };

struct Table {
    Arena *arena;
    const char **columns;
    size_t column_count;
    /* Cells as the file shows them, row by row; `plain` as they were given. */
    const char **plain;
    bool *quoted; /* text that must stay text */
    size_t count, capacity, quoted_capacity;
    size_t rows;
    size_t broken_row; /* 1 + the first row with a wrong number of cells; 0: none */
};

Table *table_new(const char *const *columns)
{
    Table *table = memory_new(1, sizeof *table);

    table->arena = arena_new();
    while (columns[table->column_count])
        table->column_count++;
    table->columns = memory_new(table->column_count, sizeof *table->columns);
    memcpy(table->columns, columns, table->column_count * sizeof *columns);
    return table;
}

void table_free(Table *table)
{
    if (!table)
        return;
    arena_free(table->arena);
    free(table->columns);
    free(table->plain);
    free(table->quoted);
    free(table);
}

/* `value` is kept, not copied; NULL: empty. */
static void table_add(Table *table, const char *value, bool quoted)
{
    table->plain = memory_grow(table->plain, table->count, &table->capacity, sizeof *table->plain);
    table->quoted =
        memory_grow(table->quoted, table->count, &table->quoted_capacity, sizeof *table->quoted);
    table->plain[table->count] = value;
    table->quoted[table->count++] = quoted;
}

/* Would a spreadsheet take it for a formula, seen past apostrophes? */
static bool cell_runs(const char *text)
{
    while (*text == '\'')
        text++;
    return *text && strchr("=+-@\t\r\n", *text);
}

static bool cell_long_digits(const char *text)
{
    return strlen(text) > SAFE_DIGITS && strspn(text, "0123456789") == strlen(text);
}

void table_text(Table *table, const char *value)
{
    if (!value)
        table_add(table, NULL, false);
    else if (cell_runs(value))
        table_add(table, arena_printf(table->arena, "'%s", value), false);
    else
        table_add(table, arena_text(table->arena, value), cell_long_digits(value));
}

void table_number(Table *table, double value, int decimals)
{
    char text[400];

    if (!isfinite(value)) {
        table_add(table, NULL, false);
        return;
    }
    snprintf(text, sizeof text, "%.*f", decimals, value);
    /* No locale may put a comma, no rounding a minus before zero. */
    for (char *c = text; *c; c++)
        if (*c == ',')
            *c = '.';
    table_add(table, arena_text(table->arena, text + (*text == '-' && !strpbrk(text, "123456789"))),
              false);
}

void table_integer(Table *table, long long value)
{
    table_add(table, arena_printf(table->arena, "%lld", value), false);
}

void table_end_row(Table *table)
{
    table->rows++;
    if (table->count != table->rows * table->column_count && !table->broken_row)
        table->broken_row = table->rows;
}

size_t table_rows(const Table *table)
{
    return table->rows;
}

static void csv_cell(Text *out, const char *value, bool quoted)
{
    if (!value)
        return;
    if (!quoted && !strpbrk(value, ",\"\r\n") && *value != ' ') {
        text_add(out, value);
        return;
    }
    text_add(out, "\"");
    for (const char *quote; (quote = strchr(value, '"')); value = quote + 1)
        text_printf(out, "%.*s\"\"", (int)(quote - value), value);
    text_add(out, value);
    text_add(out, "\"");
}

Status table_write_csv(const Table *table, const char *path, Diag *diag)
{
    Text out = {0};
    Status status;

    if (table->broken_row || table->count != table->rows * table->column_count)
        return diag_fail(diag, ERR_OUTPUT, "%s: row %zu does not have the table's %zu cells", path,
                         table->broken_row ? table->broken_row : table->rows + 1,
                         table->column_count);
    text_add(&out, BOM);
    for (size_t i = 0; i < table->column_count; i++) {
        text_add(&out, i ? "," : "");
        csv_cell(&out, table->columns[i], false);
    }
    text_add(&out, "\r\n");
    for (size_t i = 0; i < table->count; i++) {
        text_add(&out, i % table->column_count ? "," : "");
        csv_cell(&out, table->plain[i], table->quoted[i]);
        if ((i + 1) % table->column_count == 0)
            text_add(&out, "\r\n");
    }
    status = file_write(path, out.text, out.length, diag);
    text_release(&out);
    return status;
}

/* Reads cells in place: each cell's text overwrites its quoted form. */
typedef struct {
    char *at;
    size_t line;
} CsvReader;

typedef enum { CELL_ENDS, ROW_ENDS, FILE_ENDS, CSV_BROKEN } CsvEnd;

static CsvEnd csv_close_cell(CsvReader *reader, char *end)
{
    char *at = reader->at;
    char stop = *at;

    *end = 0;
    if (!stop) {
        return FILE_ENDS;
    } else if (stop == ',') {
        reader->at = at + 1;
        return CELL_ENDS;
    }
    reader->at = at + (stop == '\r' && at[1] == '\n' ? 2 : 1);
    reader->line++;
    return ROW_ENDS;
}

static CsvEnd csv_next(CsvReader *reader, char **cell)
{
    char *in = reader->at, *out = in;

    *cell = in;
    if (*in == '"') {
        for (in++; *in && !(*in == '"' && in[1] != '"'); in++) {
            reader->line += *in == '\n';
            in += *in == '"';
            *out++ = *in;
        }
        if (*in++ != '"' || (*in && !strchr(",\r\n", *in)))
            return CSV_BROKEN;
    } else {
        in += strcspn(in, ",\r\n");
        out = in;
    }
    reader->at = in;
    return csv_close_cell(reader, out);
}

/* Take away the apostrophe that table_text() put there. */
static const char *csv_plain(const char *cell)
{
    return *cell == '\'' && cell_runs(cell) ? cell + 1 : cell;
}

static Status csv_row(Table *table, CsvReader *reader, bool header, CsvEnd *end, Diag *diag,
                      const char *path)
{
    size_t line = reader->line, before = table->count, cells;
    char *cell;

    do {
        *end = csv_next(reader, &cell);
        if (*end == CSV_BROKEN)
            return diag_fail(
                diag, ERR_INPUT,
                "%s:%zu: a quoted cell does not end, or text follows its closing quote", path,
                line);
        table_add(table, arena_text(table->arena, csv_plain(cell)), false);
    } while (*end == CELL_ENDS);
    cells = table->count - before;
    if (header)
        return OK;
    if (cells == 1 && !*table->plain[before] && table->column_count != 1) {
        table->count = before; /* an empty line */
        return OK;
    }
    if (cells != table->column_count)
        return diag_fail(diag, ERR_INPUT, "%s:%zu: %zu cells where the header has %zu", path, line,
                         cells, table->column_count);
    table->rows++;
    return OK;
}

Status table_read_csv(Table **out, const char *path, Diag *diag)
{
    static const char *const none[] = {NULL};
    Table *table = table_new(none);
    char *bytes = NULL;
    size_t size;
    CsvReader reader = {.line = 1};
    CsvEnd end = ROW_ENDS;
    Status status = file_read(path, &bytes, &size, diag);

    *out = NULL;
    if (status == OK) {
        reader.at = bytes + (text_begins(bytes, BOM) ? strlen(BOM) : 0);
        status = csv_row(table, &reader, true, &end, diag, path);
    }
    if (status == OK) {
        table->column_count = table->count;
        table->columns = memory_resize(table->columns, table->count, sizeof *table->columns);
        memcpy(table->columns, table->plain, table->count * sizeof *table->columns);
        table->count = 0;
    }
    while (status == OK && end != FILE_ENDS && *reader.at)
        status = csv_row(table, &reader, false, &end, diag, path);
    free(bytes);
    if (status == OK)
        *out = table;
    else
        table_free(table);
    return status;
}

const char *table_cell(const Table *table, size_t row, const char *column)
{
    for (size_t i = 0; row < table->rows && i < table->column_count; i++)
        if (text_equal(table->columns[i], column)) {
            const char *cell = table->plain[row * table->column_count + i];
            return cell ? cell : "";
        }
    return NULL;
}
