/* The rooms layer: what article 14 keeps cameras out of, as polygons inside buildings. */
#include <gdal.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "examples/qingxi/generate/book.h"
#include "examples/qingxi/generate/write_layers.h"

/* A row of rooms in one building of a place, in shares of its width and depth. */
typedef struct {
    const char *key;
    size_t building;
    double from, to, near, far;
    int rooms;
    const char *name, *name_en, *tags, *category, *valid_from, *valid_to;
} RoomRow;

static const RoomRow rows[] = {
    {"hotel", 0, 0, 1, 0, 0.4, 9, "客房", "Guest room", "room=guest_room", "14.1", "", ""},
    {"hotel", 0, 0, 1, 0.6, 1, 9, "客房", "Guest room", "room=guest_room", "14.1", "", ""},
    {"inn", 0, 0, 1, 0, 0.45, 4, "客房", "Guest room", "room=guest_room", "14.1", "", ""},
    {"karaoke", 0, 0, 1, 0.5, 1, 5, "包房", "Private room", "room=private_room", "14.1", "", ""},
    {"school", 1, 0, 1, 0, 1, 4, "学生宿舍", "Dormitory room", "building=dormitory", "14.2", "",
     ""},
    {"dormitory", 0, 0, 1, 0, 1, 6, "集体宿舍", "Dormitory room", "building=dormitory", "14.2", "",
     ""},
    {"bath", 0, 0, 1, 0.2, 1, 2, "浴室", "Bath", "amenity=public_bath", "14.2", "", ""},
    {"toilets", 0, 0, 1, 0, 1, 2, "公共卫生间", "Public toilets", "amenity=toilets", "14.2", "",
     ""},
    {"stadium", 0, 0, 0.5, 0, 1, 2, "更衣室", "Changing room", "room=changing", "14.2", "", ""},
    {"mall", 0, 0.8, 1, 0.7, 1, 1, "哺乳室", "Nursing room", "room=nursing", "14.2", "", ""},
    {"mall", 0, 0, 0.3, 0.8, 1, 3, "试衣间", "Fitting room", "room=fitting_room", "14.2", "", ""},
    {"hospital", 0, 0, 0.15, 0.5, 1, 1, "卫生间", "Toilets", "amenity=toilets", "14.2", "", ""},
    {"bank", 0, 0.2, 0.8, 0.25, 0.45, 1, "营业柜台操作区", "Counter operating area",
     "room=bank_counter", "14.3", "", ""},
    {"bank2", 0, 0.2, 0.8, 0.25, 0.5, 1, "营业柜台操作区", "Counter operating area",
     "room=bank_counter", "14.3", "", ""},
    {"committee", 0, 0.1, 0.6, 0, 0.7, 1, "换届选举投票点", "Polling place", "polling_station=yes",
     "14.4", "2021-05-20", "2021-06-10"},
    {"nanxi", 0, 0.3, 0.7, 0, 0.8, 1, "乡人大选举投票点", "Polling place, closed",
     "polling_station=yes", "14.4", "2021-01-10", "2021-01-20"},
    {"hospital", 1, 0, 1, 0, 1, 3, "病房", "Ward", "room=ward", "14.5", "", ""},
};

typedef struct {
    OGRLayerH layer;
    const Town *town;
} Rooms;

static void add_room(const Rooms *rooms, const Line *ring, const RoomRow *row, int number)
{
    OGRFeatureH feature = book_feature(rooms->layer, book_polygon(ring));
    char name[96];

    snprintf(name, sizeof name, row->rooms > 1 ? "%s%d" : "%s", row->name, number);
    book_text(feature, "name", name);
    snprintf(name, sizeof name, row->rooms > 1 ? "%s %d" : "%s", row->name_en, number);
    book_text(feature, "name_en", name);
    book_tags(feature, row->tags);
    book_text(feature, "category", row->category);
    book_text(feature, "valid_from", row->valid_from);
    book_text(feature, "valid_to", row->valid_to);
    book_add(rooms->layer, feature);
}

static void add_row(const Rooms *rooms, const RoomRow *row)
{
    const Place *place = places_find(&rooms->town->places, row->key);

    if (!place || row->building >= place->building_count)
        book_die(row->key);
    const Building *building =
        &rooms->town->buildings.buildings[place->first_building + row->building];
    double each = (row->to - row->from) / row->rooms;

    for (int i = 0; i < row->rooms; i++) {
        Line ring = building_part(building, row->from + i * each, row->from + (i + 1) * each,
                                  row->near, row->far);

        add_room(rooms, &ring, row, i + 1);
        line_release(&ring);
    }
}

/* Courtyards: the open side of every court-shaped house in the old town. */
static void add_courtyards(const Rooms *rooms)
{
    static const RoomRow courtyard = {
        "", 0, 0, 0, 0, 0, 1, "居民院落", "Courtyard", "room=courtyard", "14.5", "", ""};
    const Buildings *buildings = &rooms->town->buildings;
    int count = 0;

    for (size_t i = 0; i < buildings->count && count < 24; i++) {
        const Building *building = &buildings->buildings[i];

        if (building->ring.count != 8 || building->name[0] || strcmp(building->kind, "house"))
            continue;
        /* Corners 3, 4, 5 and 6 of a U bound its court. */
        Line ring = {0};

        for (size_t k = 3; k < 7; k++)
            line_push(&ring, building->ring.at[k]);
        add_room(rooms, &ring, &courtyard, 1);
        line_release(&ring);
        count++;
    }
}

void write_rooms(GDALDatasetH dataset, OGRSpatialReferenceH crs, const Town *town)
{
    Rooms rooms = {.town = town};

    rooms.layer = book_layer(dataset, "rooms", wkbPolygon,
                             "name:s name_en:s category:s room:s amenity:s building:s "
                             "polling_station:s valid_from:s valid_to:s",
                             crs, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        add_row(&rooms, &rows[i]);
    add_courtyards(&rooms);
    book_commit(rooms.layer);
}
