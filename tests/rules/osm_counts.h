/* osm_counts.h - which features of an OpenStreetMap extract each clause of tengchong-2017 is to
 * select, as conditions of SQL written from the regulation's table of tags, not by the pack.
 *
 * {key} stands for a tag: a field of the layer, or hstore_get_value(other_tags, 'key') where the
 * layer has none; {apart}: no unit within OWN_GATE_M. NULL: the clause takes no such shape. What is
 * counted are features before any derivation: ways, not sections; and ways that might cross a
 * border, not crossings.
 */
#ifndef TESTS_RULES_OSM_COUNTS_H
#define TESTS_RULES_OSM_COUNTS_H

#include <stddef.h>

/* Layers of GDAL's OpenStreetMap driver. */
enum { OSM_POINTS, OSM_LINES, OSM_AREAS, OSM_LAYERS };

typedef struct {
    const char *clause;
    const char *where[OSM_LAYERS];
} OsmCount;

#define ANY(condition)                                                                             \
    {                                                                                              \
        condition, condition, condition                                                            \
    }
#define AREA_M2 "ST_Area(ST_Transform(GEOMETRY, {epsg}))"
#define OPEN "COALESCE({access},'') NOT IN ('private','no')"
#define GATES                                                                                      \
    "({barrier} IN ('toll_booth','border_control') OR {barrier} = 'gate' AND " OPEN " AND "        \
    "{apart})"
#define STREETS                                                                                    \
    "'motorway','motorway_link','trunk','trunk_link','primary','primary_link','secondary',"        \
    "'secondary_link','tertiary','tertiary_link','unclassified','residential'"

/* clang-format off */
static const OsmCount osm_counts[] = {
    {"8.1a", {NULL, NULL, NULL}}, /* by supplied layers, or on request */
    {"8.1b", {NULL, "{highway} IN ('trunk','primary','secondary') AND " OPEN, "{highway} IN ('trunk','primary','secondary') AND " OPEN}},
    {"8.1c", {"{highway} = 'traffic_signals'",
              "{highway} IN ('trunk','trunk_link','primary','primary_link','secondary','secondary_link','tertiary','tertiary_link') AND " OPEN, NULL}},
    {"8.1d", {GATES, GATES " OR {highway} IN ('motorway','trunk','primary','secondary','tertiary') AND " OPEN, GATES}},
    {"8.2a", ANY("{military} IN ('ammunition','armoury','depot','magazine')")},
    {"8.2b", {"{hazard} <> 'no' AND {landuse} = 'industrial'", "{hazard} <> 'no' AND {landuse} = 'industrial'",
              "{hazard} <> 'no' AND {landuse} = 'industrial' OR {man_made} IN ('storage_tank','gasometer') AND "
              "{content} IN ('gas','oil','fuel','lpg','chlorine')"}},
    {"8.2c", ANY("{healthcare} = 'laboratory' OR {amenity} = 'laboratory'")},
    {"8.3a", ANY("{office} = 'government' AND COALESCE({government},'') <> 'customs' AND COALESCE({barrier},'') <> 'border_control' "
                 "OR {amenity} IN ('townhall','courthouse','police')")},
    {"8.3b", ANY("{amenity} = 'research_institute' OR {office} = 'research'")},
    {"8.3c", ANY("{tourism} = 'museum' OR {office} = 'archive' OR {amenity} IN ('archive','library')")},
    {"8.4a", ANY("{amenity} = 'studio' OR {man_made} = 'communications_tower' OR "
                 "{man_made} IN ('mast','tower') AND {tower:type} = 'communication'")},
    {"8.4b", ANY("{telecom} IN ('exchange','data_center','central_office') AND COALESCE({office},'') <> 'financial' OR "
                 "{office} = 'telecommunication'")},
    {"8.4c", ANY("{amenity} IN ('post_office','post_depot')")},
    {"8.4d", {"{man_made} IN ('gasometer','gasworks','water_works')", "{man_made} IN ('gasometer','gasworks','water_works')",
              "{man_made} IN ('gasometer','gasworks','water_works') OR {power} = 'plant' OR {power} = 'substation' AND ({substation} = 'transmission' OR "
              "COALESCE({substation},'') <> 'minor_distribution' AND " AREA_M2 " >= 1000)"}},
    {"8.4e", ANY("{amenity} = 'fuel'")},
    {"8.4f", ANY("{amenity} = 'charging_station'")},
    {"8.5a", ANY("{amenity} IN ('hospital','clinic')")},
    {"8.5b", ANY("{amenity} IN ('school','kindergarten','college','university')")},
    {"8.5c", {"{aeroway} IN ('aerodrome','terminal')", NULL, "{aeroway} IN ('aerodrome','terminal')"}},
    {"8.5d", {"{railway} IN ('station','subway_entrance') OR {amenity} = 'bus_station'", "{railway} = 'station' OR {amenity} = 'bus_station'",
              "{railway} = 'station' OR {amenity} = 'bus_station'"}}, /* and platforms in them */
    {"8.5e", {"{leisure} IN ('stadium','sports_centre','sports_hall')", NULL, "{leisure} IN ('stadium','sports_centre','sports_hall')"}},
    {"8.5f", ANY("{amenity} IN ('cinema','theatre')")},
    {"8.5g", {"{leisure} = 'park'", "{leisure} = 'park'",
              "{leisure} = 'park' OR ({place} = 'square' OR {highway} = 'pedestrian') AND " AREA_M2 " >= 5000"}},
    {"8.5h", ANY("{shop} IN ('mall','department_store','supermarket') OR {amenity} = 'marketplace' AND COALESCE({shop},'') <> 'trade'")},
    {"8.5i", {NULL, "{highway} IN ('pedestrian','living_street')", NULL}},
    {"8.5j", ANY("{industrial} IN ('food','food_industry','pharmaceutical') OR {man_made} = 'works' AND "
                 "{product} IN ('food','meat','dairy','sugar','tea','pharmaceuticals','medicine')")},
    {"8.6a", {NULL, NULL, NULL}}, /* supplied lists alone */
    {"8.6b", {NULL, NULL, NULL}},
    {"8.6c", ANY("{amenity} IN ('bank','atm')")},
    {"8.6d", ANY("{office} = 'financial' AND {telecom} = 'data_center'")},
    {"8.6e", {NULL, NULL, NULL}},
    {"8.7a", {NULL, NULL, "{landuse} = 'residential' AND ({barrier} <> 'no' OR {residential} IN ('gated','gated_community')) OR "
                          "{place} = 'neighbourhood'"}},
    {"8.7b", {"({amenity} = 'parking_entrance' OR {amenity} = 'parking' AND COALESCE({parking},'') NOT IN ('street_side','lane','on_kerb')) AND " OPEN, NULL,
              "{amenity} = 'parking' AND COALESCE({parking},'') NOT IN ('street_side','lane','on_kerb') AND " OPEN}},
    {"8.7c", ANY("{tourism} IN ('hotel','guest_house','hostel','motel')")},
    {"8.8a", {"{barrier} = 'toll_booth' OR {highway} IN ('services','rest_area')", "{highway} IN ('motorway','motorway_link')",
              "{highway} IN ('services','rest_area')"}},
    {"8.8b", {NULL, "{tunnel} NOT IN ('no','building_passage') AND {highway} IN (" STREETS ")", NULL}},
    {"8.8c", {NULL, "{bridge} <> 'no' AND {highway} IN (" STREETS ")", NULL}}, /* of any length */
    {"8.8d", ANY("{landuse} = 'depot'")},
    {"8.8e", {"{highway} = 'bus_stop' OR {public_transport} = 'platform' AND ({tram} = 'yes' OR COALESCE({railway},'') <> 'platform' "
              "AND COALESCE({train},'') <> 'yes' AND COALESCE({subway},'') <> 'yes' AND COALESCE({ferry},'') <> 'yes')",
              "{public_transport} = 'platform' AND ({tram} = 'yes' OR COALESCE({railway},'') <> 'platform' "
              "AND COALESCE({train},'') <> 'yes' AND COALESCE({subway},'') <> 'yes' AND COALESCE({ferry},'') <> 'yes')",
              "{public_transport} = 'platform' AND ({tram} = 'yes' OR COALESCE({railway},'') <> 'platform' "
              "AND COALESCE({train},'') <> 'yes' AND COALESCE({subway},'') <> 'yes' AND COALESCE({ferry},'') <> 'yes')"}},
    {"8.9", {NULL, NULL, NULL}},
    {"8.10", {"{waterway} IN ('dam','weir','lock_gate','sluice_gate','spillway') OR {man_made} IN ('pumping_station','intake') OR "
              "{man_made} = 'monitoring_station' AND {monitoring:water_level} = 'yes'",
              "{waterway} IN ('dam','weir','lock_gate','sluice_gate','spillway') OR {man_made} IN ('pumping_station','intake','dyke') OR "
              "{man_made} = 'monitoring_station' AND {monitoring:water_level} = 'yes'",
              "{waterway} IN ('dam','weir','lock_gate','sluice_gate','spillway') OR {man_made} IN ('pumping_station','intake') OR "
              "{man_made} = 'monitoring_station' AND {monitoring:water_level} = 'yes' OR {water} = 'reservoir' OR {landuse} = 'reservoir' "
              "OR {natural} = 'water' AND COALESCE({water},'') NOT IN ('river','stream','canal','ditch','drain','moat','pond','basin',"
              "'wastewater','fish_pass') AND " AREA_M2 " >= 1000000"}},
    {"8.11a", {"{man_made} = 'tower' AND {tower:type} IN ('observation','watchtower')",
               "{highway} IN ('track','unclassified','tertiary') OR {man_made} = 'tower' AND {tower:type} IN ('observation','watchtower')",
               "{natural} = 'wood' OR {landuse} = 'forest' OR {man_made} = 'tower' AND {tower:type} IN ('observation','watchtower')"}},
    {"8.11b", {NULL, NULL, "{leisure} = 'nature_reserve' OR {boundary} IN ('protected_area','national_park')"}},
    {"8.11c", ANY("{shop} = 'trade' AND {trade} IN ('timber','wood')")},
    {"8.12a", ANY("{barrier} = 'border_control' OR {office} = 'government' AND {government} = 'customs'")},
    {"8.12b", {"{ford} <> 'no'",
               "{highway} IN ('motorway','trunk','primary','secondary','tertiary','unclassified','residential','service','track','path',"
               "'footway','bridleway','steps')", NULL}},
    {"8.12c", {NULL, "{boundary} = 'administrative' AND {admin_level} = '2'", "{boundary} = 'administrative' AND {admin_level} = '2'"}},
    {"8.13a", {NULL, NULL, NULL}},
    {"8.13b", {NULL, NULL, NULL}},
    {"8.14", {NULL, NULL, NULL}},
    {"8.15", {NULL, NULL, NULL}},
    {"9.2", {"{amenity} = 'ferry_terminal'", "{route} = 'ferry'", "{amenity} = 'ferry_terminal'"}},
    {"9.4", {NULL, NULL, NULL}},
    {"11.2", {NULL, NULL, NULL}}, /* on request */
    {"14.1", {"{tourism} IN ('hotel','guest_house','hostel','motel') OR {amenity} IN ('karaoke_box','nightclub') OR ';' || {amenity} || ';' LIKE '%;nightclub;%'",
              "{tourism} IN ('hotel','guest_house','hostel','motel') OR {amenity} IN ('karaoke_box','nightclub') OR ';' || {amenity} || ';' LIKE '%;nightclub;%'",
              "{tourism} IN ('hotel','guest_house','hostel','motel') OR {amenity} IN ('karaoke_box','nightclub') OR ';' || {amenity} || ';' LIKE '%;nightclub;%' OR "
              "{room} IN ('guest_room','bedroom','private_room','karaoke')"}},
    {"14.2", {"{building} IN ('dormitory','toilets') OR {amenity} IN ('toilets','shower','public_bath','dressing_room')",
              "{building} IN ('dormitory','toilets') OR {amenity} IN ('toilets','shower','public_bath','dressing_room')",
              "{building} IN ('dormitory','toilets') OR {amenity} IN ('toilets','shower','public_bath','dressing_room') OR "
              "{room} IN ('toilet','toilets','changing','changing_room','shower','bathroom','nursing','nursing_room','fitting_room',"
              "'locker_room','dormitory')"}},
    {"14.3", {NULL, NULL, NULL}},
    {"14.4", ANY("{polling_station} <> 'no' OR {amenity} = 'polling_station'")},
    {"14.5", {NULL, NULL, "{building} IN ('residential','apartments','house','detached','semidetached_house','terrace','bungalow',"
                          "'dwelling','farm')"}},
};

/* A gate this near one of these is that unit's own, and no entrance of the town. */
#define OWN_GATE_M "15"
static const char *const osm_units[] = {
    "8.2a", "8.2b", "8.2c", "8.3a", "8.3b", "8.3c", "8.4a", "8.4b", "8.4c", "8.4d", "8.4e", "8.4f", "8.5a", "8.5b", "8.5c", "8.5d",
    "8.5e", "8.5f", "8.5g", "8.5h", "8.5j", "8.6c", "8.6d", "8.7a", "8.7b", "8.7c", "8.8d", "8.11c",
};
/* clang-format on */

#endif
