#include "bench/peer_grass.h"

#include <fcntl.h>
#include <ftw.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { TEXT = 400 };

/* Run a program quietly; seconds of its processor, negative when it failed. */
static double run_quiet(char *const words[])
{
    posix_spawn_file_actions_t actions;
    struct rusage used;
    pid_t child;
    int state, failed;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    failed = posix_spawnp(&child, words[0], &actions, NULL, words, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed || wait4(child, &state, 0, &used) != child || !WIFEXITED(state) ||
        WEXITSTATUS(state) != 0)
        return -1.0;
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

static bool grass_base(char *base, size_t size)
{
    FILE *pipe = popen("grass --config path 2>/dev/null", "r");
    bool found;

    if (!pipe)
        return false;
    found = fgets(base, (int)size, pipe) != NULL;
    base[found ? strcspn(base, "\n") : 0] = '\0';
    return pclose(pipe) == 0 && found && base[0] == '/';
}

bool peer_grass_there(void)
{
    char base[TEXT];

    return grass_base(base, sizeof base);
}

/* What a GRASS session sets, so that its programs can be run one by one. */
static bool enter_session(const PeerGrass *grass)
{
    char base[TEXT], path[4096], rc[TEXT];
    FILE *file;

    if (!grass_base(base, sizeof base))
        return false;
    snprintf(rc, sizeof rc, "%s/rc", grass->folder);
    file = fopen(rc, "w");
    if (!file)
        return false;
    fprintf(file, "GISDBASE: %s\nLOCATION_NAME: place\nMAPSET: PERMANENT\nGUI: text\n",
            grass->folder);
    if (fclose(file) != 0)
        return false;
    setenv("GISBASE", base, 1);
    setenv("GISRC", rc, 1);
    snprintf(path, sizeof path, "%s/bin:%s/scripts:%s", base, base, getenv("PATH"));
    setenv("PATH", path, 1);
    snprintf(path, sizeof path, "%s/lib", base);
    setenv("LD_LIBRARY_PATH", path, 1);
    return true;
}

Status peer_grass_open(PeerGrass *grass, const Place *place, Diag *diag)
{
    const char *parent = getenv("TMPDIR");
    char tif[TEXT], location[TEXT], input[TEXT];
    Status status;

    grass->place = place;
    snprintf(grass->folder, sizeof grass->folder, "%.150s/grass_XXXXXX", parent ? parent : "/tmp");
    if (!mkdtemp(grass->folder))
        return diag_fail(diag, ERR_OUTPUT, "%s: cannot be made", grass->folder);
    snprintf(tif, sizeof tif, "%s/surface.tif", grass->folder);
    snprintf(location, sizeof location, "%s/place", grass->folder);
    snprintf(input, sizeof input, "input=%s", tif);
    status = place_write(place, tif, diag);
    if (status != OK)
        return status;
    if (run_quiet((char *[]){"grass", "-c", tif, "-e", location, NULL}) < 0.0 ||
        !enter_session(grass) ||
        run_quiet((char *[]){"r.in.gdal", "-o", input, "output=surface", NULL}) < 0.0)
        return diag_fail(diag, ERR_COMPUTE, "GRASS cannot import the surface");
    return OK;
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *where)
{
    (void)stat;
    (void)kind;
    (void)where;
    return remove(path);
}

void peer_grass_close(PeerGrass *grass)
{
    if (grass->folder[0])
        nftw(grass->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    grass->folder[0] = '\0';
}

double peer_grass_view(const PeerGrass *grass, const ViewshedEye *eye, bool flat)
{
    double cell = grass->place->terrain.cell_width_m, reach = eye->range_m;
    double x = PLACE_WEST_M + (floor(eye->column + 0.5) + 0.5) * cell;
    double y = PLACE_NORTH_M - (floor(eye->row + 0.5) + 0.5) * cell;
    char north[64], south[64], east[64], west[64], at[128], range[64], target[64], mount[64];

    snprintf(north, sizeof north, "n=%.3f", y + reach + cell / 2.0);
    snprintf(south, sizeof south, "s=%.3f", y - reach - cell / 2.0);
    snprintf(east, sizeof east, "e=%.3f", x + reach + cell / 2.0);
    snprintf(west, sizeof west, "w=%.3f", x - reach - cell / 2.0);
    if (run_quiet((char *[]){"g.region", north, south, east, west, NULL}) < 0.0)
        return -1.0;
    snprintf(at, sizeof at, "coordinates=%.3f,%.3f", x, y);
    snprintf(range, sizeof range, "max_distance=%.3f", reach);
    snprintf(target, sizeof target, "target_elevation=%g", eye->target_height_m);
    snprintf(mount, sizeof mount, "observer_elevation=%g", PLACE_MOUNT_M);
    return run_quiet((char *[]){"r.viewshed", "-b", "--overwrite", "input=surface", "output=seen",
                                at, mount, target, range, "memory=2000", flat ? NULL : "-c", "-r",
                                "refraction_coeff=0.13", NULL});
}

bool peer_grass_read(const PeerGrass *grass, uint8_t *cells, size_t count)
{
    char path[TEXT], output[TEXT];
    FILE *file;
    size_t got;

    snprintf(path, sizeof path, "%s/seen.bin", grass->folder);
    snprintf(output, sizeof output, "output=%s", path);
    if (run_quiet((char *[]){"r.out.bin", "-i", "--overwrite", "input=seen", output, "bytes=1",
                             "null=0", NULL}) < 0.0)
        return false;
    file = fopen(path, "rb");
    if (!file)
        return false;
    got = fread(cells, 1, count, file);
    fclose(file);
    return got == count;
}
