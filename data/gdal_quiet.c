#include "data/gdal_quiet.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>

void gdal_quiet_begin(void)
{
    if (GDALGetDriverCount() == 0)
        GDALAllRegister();
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
}

void gdal_quiet_end(void)
{
    CPLPopErrorHandler();
}

const char *gdal_quiet_said(void)
{
    return CPLGetLastErrorMsg();
}

void gdal_cache_limit(long bytes)
{
    if (!CPLGetConfigOption("GDAL_CACHEMAX", NULL))
        GDALSetCacheMax64(bytes);
}
