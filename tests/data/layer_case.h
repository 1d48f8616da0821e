/* layer_case.h - layers read for the tests: what a reading gave, and its release. */
#ifndef TESTS_DATA_LAYER_CASE_H
#define TESTS_DATA_LAYER_CASE_H

#include "data/layer.h"
#include "data/shape.h"
#include "tests/data/vector.h"

static GEOSContextHandle_t geos;
static Crs *project;

static inline int set_up(void **state)
{
    Diag diag = {0};

    (void)state;
    geos = shape_context();
    return crs_open_project(&project, "EPSG:4542", "p.yaml:4", &diag) != OK;
}

static inline int tear_down(void **state)
{
    (void)state;
    crs_close(project);
    GEOS_finish_r(geos);
    return 0;
}

typedef struct {
    Arena *arena;
    Layer layer;
    Diag diag;
    Status status;
} Read;

static inline Read read_ref(SourceRef ref, const Box *clip)
{
    Read read = {.arena = arena_new()};

    read.status =
        layer_read(&read.layer, geos, read.arena, &ref, "layer roads", project, clip, &read.diag);
    return read;
}

static inline void done(Read *read)
{
    if (read->status == OK)
        layer_release(&read->layer, geos);
    arena_free(read->arena);
}

#endif
