#include "planner/verify/written_certificate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"

enum { FIELDS_MOST = 13 };
/* No price, weight or cost comes near to this, and sums of products of two stay below 2^127. */
static const double WHOLE_MOST = 9e15;

/* One line being read: its fields, of which all numbers must be numbers. */
typedef struct {
    char *fields[FIELDS_MOST];
    size_t count;
    bool wrong;
} Line;

static double number_at(Line *line, size_t at)
{
    double value = NAN;

    if (text_equal(line->fields[at], "-"))
        return NAN;
    if (!text_number(line->fields[at], &value))
        line->wrong = true;
    return value;
}

static int64_t whole_at(Line *line, size_t at)
{
    double value = number_at(line, at);

    if (!(fabs(value) <= WHOLE_MOST) || value != floor(value)) {
        line->wrong = true;
        return 0;
    }
    return (int64_t)value;
}

static size_t index_at(Line *line, size_t at)
{
    int64_t value = whole_at(line, at);

    if (value < 0 || value > INT32_MAX) {
        line->wrong = true;
        return 0;
    }
    return (size_t)value;
}

static void take_reach(WrittenCertificate *out, Line *line)
{
    for (size_t use = 0; use < 2; use++)
        out->reach_m[use] = number_at(line, use + 1);
}

static void take_lens(WrittenCertificate *out, Line *line)
{
    out->lenses =
        memory_grow(out->lenses, out->lens_count, &out->lens_capacity, sizeof *out->lenses);
    out->lenses[out->lens_count++] =
        (WrittenLens){line->fields[1],    number_at(line, 2), number_at(line, 3),
                      number_at(line, 4), number_at(line, 5), number_at(line, 6)};
}

static WrittenSite *new_site(WrittenCertificate *out)
{
    out->sites = memory_grow(out->sites, out->site_count, &out->site_capacity, sizeof *out->sites);
    out->sites[out->site_count] = (WrittenSite){.first_aim = out->aim_count};
    return &out->sites[out->site_count];
}

static void take_site(WrittenCertificate *out, Line *line)
{
    WrittenSite *site = new_site(out);

    out->site_count++;
    site->id = line->fields[1];
    site->x = number_at(line, 2);
    site->y = number_at(line, 3);
    site->mount_height_m = number_at(line, 4);
    site->pole_new = whole_at(line, 5) != 0;
    site->cost = number_at(line, 6);
    for (size_t use = 0; use < 2; use++)
        site->eye[use] =
            (ReferencePoint){number_at(line, 7 + 3 * use), number_at(line, 8 + 3 * use),
                             number_at(line, 9 + 3 * use)};
}

static void take_aim(WrittenCertificate *out, Line *line)
{
    WrittenAim aim = {number_at(line, 1), number_at(line, 2), index_at(line, 3)};

    line->wrong = line->wrong || !out->site_count || aim.lens >= out->lens_count ||
                  !(fabs(aim.azimuth_deg) <= 360) || !(fabs(aim.tilt_deg) <= 360);
    out->aims = memory_grow(out->aims, out->aim_count, &out->aim_capacity, sizeof *out->aims);
    out->aims[out->aim_count++] = aim;
}

static WrittenZonePrice *new_zone(WrittenCertificate *out)
{
    out->zones = memory_grow(out->zones, out->zone_count, &out->zone_capacity, sizeof *out->zones);
    out->zones[out->zone_count] = (WrittenZonePrice){.first_station = out->station_count,
                                                     .first_at = out->at_count,
                                                     .first_cell = out->cell_count};
    return &out->zones[out->zone_count];
}

static int64_t price_at(Line *line, size_t at)
{
    int64_t price = whole_at(line, at);

    line->wrong = line->wrong || price < 0;
    return price;
}

static void take_zone(WrittenCertificate *out, Line *line)
{
    WrittenZonePrice *zone = new_zone(out);

    out->zone_count++;
    zone->id = line->fields[1];
    zone->target = whole_at(line, 2);
    zone->price = price_at(line, 3);
}

static void take_station(WrittenCertificate *out, Line *line)
{
    WrittenStationPrice station = {index_at(line, 1), price_at(line, 2)};

    line->wrong = line->wrong || !out->zone_count;
    out->stations = memory_grow(out->stations, out->station_count, &out->station_capacity,
                                sizeof *out->stations);
    out->stations[out->station_count++] = station;
}

static void take_at(WrittenCertificate *out, Line *line)
{
    WrittenStationCell at = {(int)index_at(line, 1), (int)index_at(line, 2), index_at(line, 3)};

    line->wrong = line->wrong || !out->zone_count;
    out->at = memory_grow(out->at, out->at_count, &out->at_capacity, sizeof *out->at);
    out->at[out->at_count++] = at;
}

static void take_cell(WrittenCertificate *out, Line *line)
{
    WrittenCellPrice cell = {(int)index_at(line, 1), (int)index_at(line, 2), price_at(line, 3)};

    line->wrong = line->wrong || !out->zone_count;
    out->cells = memory_grow(out->cells, out->cell_count, &out->cell_capacity, sizeof *out->cells);
    out->cells[out->cell_count++] = cell;
}

static void take_end(WrittenCertificate *out, Line *line)
{
    (void)line;
    new_site(out);
    new_zone(out);
    out->ended = true;
}

static const struct {
    const char *word;
    size_t fields;
    void (*take)(WrittenCertificate *out, Line *line);
} kinds[] = {
    {"aim", 4, take_aim},     {"cell", 4, take_cell}, {"zone", 4, take_zone},
    {"site", 13, take_site},  {"lens", 7, take_lens}, {"station", 3, take_station},
    {"reach", 3, take_reach}, {"at", 4, take_at},     {"end", 1, take_end},
};

static bool take_line(WrittenCertificate *out, char *text)
{
    Line line = {.count = 0};

    for (char *at = text; at; line.count++) {
        char *tab = strchr(at, '\t');
        if (tab)
            *tab++ = '\0';
        if (line.count == FIELDS_MOST)
            return false;
        line.fields[line.count] = at;
        at = tab;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !out->ended; i++)
        if (text_equal(line.fields[0], kinds[i].word)) {
            if (line.count != kinds[i].fields)
                return false;
            kinds[i].take(out, &line);
            return !line.wrong;
        }
    return false;
}

Status written_certificate_read(WrittenCertificate *out, const char *path, Diag *diag)
{
    static const char first[] = "camplan-certificate\t1\n";
    size_t size, number = 2;
    Status status;

    *out = (WrittenCertificate){0};
    status = file_read(path, &out->bytes, &size, diag);
    if (status != OK)
        return status;
    if (!text_begins(out->bytes, first))
        return diag_fail(diag, ERR_INPUT, "%s:1: is no certificate of this version of camplan",
                         path);
    for (char *at = out->bytes + strlen(first), *end; *at; at = end, number++) {
        end = strchr(at, '\n');
        if (end)
            *end++ = '\0';
        else
            end = at + strlen(at);
        if (!take_line(out, at))
            return diag_fail(diag, ERR_INPUT,
                             "%s:%zu: this line is not as docs/outputs.md describes it; write OUT "
                             "again",
                             path, number);
    }
    if (!out->ended)
        return diag_fail(diag, ERR_INPUT, "%s: is cut short: it does not end with 'end'", path);
    return OK;
}

void written_certificate_release(WrittenCertificate *certificate)
{
    free(certificate->bytes);
    free(certificate->lenses);
    free(certificate->sites);
    free(certificate->aims);
    free(certificate->zones);
    free(certificate->stations);
    free(certificate->at);
    free(certificate->cells);
    *certificate = (WrittenCertificate){0};
}
