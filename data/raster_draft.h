/* raster_draft.h - a raster that is written window by window and ends as a COG.
 *
 * The cells lie in a temporary file, uncompressed, tiled and with holes where nothing was
 * written yet (0), so that a raster of any size takes little memory. Any window may be
 * read and written again. Publishing copies it to a Cloud Optimized GeoTIFF: DEFLATE, tiles of
 * 256, overviews of the nearest cell, for sums and codes must not be averaged. Equal
 * cells give equal bytes. One thread at a time.
 */
#ifndef DATA_RASTER_DRAFT_H
#define DATA_RASTER_DRAFT_H

#include <stdint.h>

#include "base/status.h"
#include "data/crs.h"
#include "data/grid.h"

typedef enum { DRAFT_BYTE, DRAFT_UINT32 } DraftCell;

typedef struct {
    DraftCell cell; /* cells are uint8_t or uint32_t in memory */
    Grid grid;
    const Crs *crs; /* NULL: none */
    double nodata;
    const char *description; /* of the band */
} DraftShape;

typedef struct RasterDraft RasterDraft;

/* `path`: of the temporary file; `named`: the result, for messages. Texts are borrowed. */
MUST_CHECK Status raster_draft_new(RasterDraft **out, const char *path, const char *named,
                                   const DraftShape *shape, Diag *diag);
void raster_draft_free(RasterDraft *draft); /* leaves the file; NULL is allowed */

const DraftShape *raster_draft_shape(const RasterDraft *draft);

/* The cells of `box`, which lies within the raster, by rows. ERR_OUTPUT. */
MUST_CHECK Status raster_draft_read(RasterDraft *draft, const CellBox *box, void *cells,
                                    Diag *diag);
MUST_CHECK Status raster_draft_write(RasterDraft *draft, const CellBox *box, const void *cells,
                                     Diag *diag);

/* Write the COG at `path`, as the progress phase "writing", and make sure that it arrived.
 * `threads` compress; the bytes are the same with any number of them. */
MUST_CHECK Status raster_draft_publish(RasterDraft *draft, const char *path, int threads,
                                       Diag *diag);

#endif
