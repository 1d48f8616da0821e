/* program.h - what the programs that race peers share: one table over both places. */
#ifndef BENCH_PROGRAM_H
#define BENCH_PROGRAM_H

#include "bench/table.h"
#include "tests/viewshed/terrain.h"

typedef struct {
    const char *name; /* for errors */
    Table table;
    /* Print the rows of one place. */
    Status (*run_place)(const void *wishes, TerrainKind kind, const Table *table, Diag *diag);
} Program;

/* Print the table, the city first; the exit code. */
int program_run(const Program *program, const void *wishes);

/* The exit code, after the error has been printed where there is one. */
int program_end(const char *name, Status status, const Diag *diag);

#endif
