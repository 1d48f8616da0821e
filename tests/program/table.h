/* table.h - a CSV file that a run wrote, by row and column name.
 *
 * Cells are cut in place, quotes and all; the byte order mark is taken off.
 */
#ifndef TESTS_PROGRAM_TABLE_H
#define TESTS_PROGRAM_TABLE_H

#include "base/memory.h"
#include "base/text.h"
#include "tests/program/program.h"

enum { TABLE_COLUMNS = 64 };

typedef struct {
    char *cells[TABLE_COLUMNS];
} TableRow;

typedef struct {
    char *text, *names[TABLE_COLUMNS];
    size_t columns;
    TableRow *rows;
    size_t count, capacity;
} Table;

/* Cut one CSV line in place. */
static inline size_t table_cut(char *line, char **out)
{
    size_t count = 0;
    char *to = line;
    bool quoted = false;

    out[count++] = to;
    for (const char *from = line; *from && *from != '\r'; from++) {
        if (*from == '"' && quoted && from[1] == '"')
            *to++ = *from++;
        else if (*from == '"')
            quoted = !quoted;
        else if (*from == ',' && !quoted) {
            *to++ = '\0';
            assert_true(count < TABLE_COLUMNS);
            out[count++] = to;
        } else
            *to++ = *from;
    }
    *to = '\0';
    return count;
}

static inline char *table_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s cannot be read", path);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    rewind(file);
    char *text = memory_new((size_t)size + 1, 1);
    assert_int_equal(fread(text, 1, (size_t)size, file), (size_t)size);
    assert_int_equal(fclose(file), 0);
    return text;
}

static inline Table table_read(const char *path)
{
    Table table = {.text = table_text(path)};
    char *rest = NULL;

    char *line = strtok_r(table.text, "\n", &rest);
    if (!line || strncmp(line, "\xef\xbb\xbf", 3) != 0)
        fail_msg("%s does not begin with a byte order mark and a header", path);
    table.columns = table_cut(line + 3, table.names);
    while ((line = strtok_r(NULL, "\n", &rest))) {
        table.rows = memory_grow(table.rows, table.count, &table.capacity, sizeof *table.rows);
        TableRow *row = &table.rows[table.count++];
        *row = (TableRow){{NULL}};
        assert_int_equal(table_cut(line, row->cells), table.columns);
    }
    return table;
}

/* A file in the scratch folder. */
static inline Table table_read_scratch(const char *name)
{
    char path[1024];

    snprintf(path, sizeof path, "%s/%s", scratch_folder, name);
    return table_read(path);
}

static inline void table_release(Table *table)
{
    free(table->rows);
    free(table->text);
    *table = (Table){0};
}

static inline const char *table_cell(const Table *table, const TableRow *row, const char *name)
{
    for (size_t i = 0; i < table->columns; i++)
        if (text_equal(table->names[i], name))
            return row->cells[i];
    fail_msg("no column %s", name);
    return NULL;
}

/* Does the cell end with the words? Names stand as "中文 English". */
static inline bool table_ends(const Table *table, const TableRow *row, const char *name,
                              const char *words)
{
    const char *cell = table_cell(table, row, name);
    size_t all = strlen(cell), tail = strlen(words);

    return all >= tail && text_equal(cell + all - tail, words);
}

#endif
