/* gdal_quiet.h - GDAL's drivers registered, and its messages kept for our own.
 *
 * Between begin and end GDAL and PROJ print nothing in this thread;
 * CPLGetLastErrorMsg() says what they would have said. Pairs may nest.
 */
#ifndef DATA_GDAL_QUIET_H
#define DATA_GDAL_QUIET_H

void gdal_quiet_begin(void);
void gdal_quiet_end(void);
/* What GDAL said last, on one line; "" when nothing. Until the next GDAL call. */
const char *gdal_quiet_said(void);

/* At most `bytes` for blocks of rasters, unless the user has set GDAL_CACHEMAX. Of the whole
 * process. */
void gdal_cache_limit(long bytes);

#endif
