/* Parameters of a pack that nothing reads: a slip in a name would leave the figure without effect.
 */
#include "base/text.h"
#include "rules/pack_read.h"

/* What derivations, prohibitions and inventory lines read by name. */
static const char *const read_by_name[] = {"access_inside_m",      "access_outside_m",
                                           "access_own_m",         "apron_m",
                                           "arm_length_m",         "border_near_m",
                                           "border_section_m",     "border_tolerance_m",
                                           "built_up_gap_m",       "built_up_least_m2",
                                           "built_up_wanted",      "cameras_per_vehicle",
                                           "crossing_merge_m",     "crossing_spacing_m",
                                           "crossing_tolerance_m", "dual_carriageway_m",
                                           "entrance_merge_m",     "entrance_spacing_m",
                                           "footway_width_m",      "forbidden_disc_m",
                                           "forest_gap_m",         "forest_least_m2",
                                           "fork_max_m",           "fringe_in_m",
                                           "gate_merge_m",         "gate_snap_m",
                                           "junction_merge_m",     "junction_radius_m",
                                           "mobile_camera_cost",   "point_disc_m",
                                           "section_max_m",        "section_stub_m",
                                           "stop_merge_m",         "storey_m",
                                           "target_height_m",      "view_incidence_deg",
                                           "view_px_per_m",        NULL};

static bool is_read_by_name(const char *name)
{
    if (text_begins(name, "road_width_") || text_begins(name, "johnson_") ||
        text_begins(name, "critical_"))
        return true;
    for (size_t i = 0; read_by_name[i]; i++)
        if (text_equal(read_by_name[i], name))
            return true;
    return false;
}

/* Does any value under the node say the name? */
static bool mentions(PackReader *reader, YamlNode *node, const char *name)
{
    const char *key;
    bool found = text_equal(yaml_raw(node), name);

    for (size_t i = 0; !found && yaml_is_map(node) && i < yaml_count(node); i++)
        found = mentions(reader, yaml_pair(reader->doc, node, i, &key), name);
    for (size_t i = 0; !found && yaml_is_list(node) && i < yaml_count(node); i++)
        found = mentions(reader, yaml_item(node, i), name);
    return found;
}

void pack_check_parameters(PackReader *reader, YamlNode *root)
{
    YamlNode *list = yaml_get(root, "parameters"), *clauses = yaml_get(root, "clauses");

    if (reader->mistakes->total > 0)
        return; /* a slip where it is named would be told twice */
    for (size_t i = 0; yaml_is_list(list) && i < yaml_count(list); i++) {
        YamlNode *map = yaml_item(list, i);
        const char *name = yaml_raw(yaml_get(map, "name")), *nearest;
        if (!name || !*name || is_read_by_name(name) || mentions(reader, clauses, name))
            continue;
        nearest = text_nearest(name, read_by_name);
        pack_mistake(reader, yaml_get(map, "name"), "parameters: nothing reads '%s'; %s%s%s", name,
                     nearest ? "did you mean '" : "name it in a clause or remove it",
                     nearest ? nearest : "", nearest ? "'?" : "");
    }
}
