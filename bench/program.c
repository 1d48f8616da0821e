#include "bench/program.h"

#include <gdal.h>
#include <stdio.h>

int program_run(const Program *program, const void *wishes)
{
    Diag diag = {0};
    Status status;

    GDALAllRegister();
    table_begin(&program->table);
    status = program->run_place(wishes, TERRAIN_CITY, &program->table, &diag);
    if (status == OK)
        status = program->run_place(wishes, TERRAIN_FRACTAL, &program->table, &diag);
    return program_end(program->name, status, &diag);
}

int program_end(const char *name, Status status, const Diag *diag)
{
    if (status != OK)
        fprintf(stderr, "%s: %s\n", name, diag->message);
    return status_exit_code(status);
}
