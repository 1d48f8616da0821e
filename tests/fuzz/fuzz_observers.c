/* fuzz_observers.c - any bytes as a table of observers. */
#include "base/log.h"
#include "data/observers.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *path = fuzz_file(bytes, size, ".csv");
    static Crs *crs;
    ObserverList list;
    Diag diag = {0};
    Status status;

    log_level(LOG_QUIET);
    if (!crs)
        fuzz_judge(crs_open_project(&crs, "EPSG:32650", "fuzz", &diag), &diag);
    status = observers_read(&list, path, NULL, crs, &diag);
    fuzz_judge(status, &diag);
    for (size_t i = 0; i < list.count; i++) {
        Diag inner = {0};
        if (list.items[i].row != (long)i + 1)
            abort();
        fuzz_judge(observer_check_whole(&list.items[i], path, &inner), &inner);
    }
    observers_release(&list);
    return 0;
}
