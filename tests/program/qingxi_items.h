/* qingxi_items.h - what the regulation asks of the places of Qingxi, item by item.
 *
 * Counts follow from the places of examples/qingxi/generate/place_table.c and the parts of each
 * clause: a gate, a perimeter and a survey inside for guarded sites, a gate and a survey for
 * units, one area for what is an area. Those of roads (8.1b to 8.1d, 8.8a), forests and the border
 * follow from lines that were drawn by hand, and were counted on the map.
 */
#ifndef TESTS_PROGRAM_QINGXI_ITEMS_H
#define TESTS_PROGRAM_QINGXI_ITEMS_H

#include <stddef.h>

/* The words of the law. */
#define POLICE "City Public Security Bureau"
#define OWNER "owner or manager"
#define CITY_PAYS "city budget", "12(2)"
#define POLICE_BUILD(basis) POLICE, basis, CITY_PAYS
#define OWNER_BUILDS OWNER, "11", OWNER, "11" /* 11(1): whose place it is */
#define UNIT_BUILDS "the unit itself", "10(2); 11", "the unit itself", "11"
#define WORKS_PAY(basis) OWNER, "11", "construction project", basis
#define NOT_NAMED "not named (default: " POLICE ", art. 5)" /* article 10 says nothing of it */
#define NOBODY NOT_NAMED, "article 10 names none"

/* One place of an item, with the article of each duty ("11" is in "10(1); 11"). */
typedef struct {
    const char *clause;
    size_t zones, lines; /* of the clause, all places together; lines that the inventory lists */
    const char *place, *part; /* part "": an inventory line */
    const char *builder, *builder_basis, *payer, *payer_basis, *supervisor, *supervisor_basis;
} Item;

/* clang-format off */
static const Item items[] = {
    /* 8(1) public areas: 9(1) the police build, 12(2) the city pays, 10(14) townships supervise */
    {"8.1a", 2, 0, "城北城乡结合部", "fringe", POLICE_BUILD("9(1)"), "城关镇 township government", "10(14)"},
    {"8.1b", 18, 0, "文昌路", "carriageway", POLICE_BUILD("9(1)"), "township government", "10(14)"},
    {"8.1b", 18, 0, "新华街 (1/2)", "carriageway", POLICE, "9(1)", "construction project", "10(1)", "township government", "10(1)"},
    {"8.1c", 59, 0, "南桥路 x 滨河路", "centre", POLICE_BUILD("9(1)"), "township government", "10(14)"},
    {"8.1c", 59, 0, "文昌路 x 新华街, west arm", "arm", POLICE, "9(1)", "construction project", "10(1)", "township government", "10(1)"},
    {"8.1c", 59, 0, "文昌路 x 新华街, north arm", "arm", POLICE_BUILD("9(1)"), "township government", "10(14)"},
    {"8.1d", 18, 0, "东城门", "entrance", POLICE_BUILD("9(1)"), "北山乡 township government", "10(14)"},
    {"8.1d", 18, 0, "北山路", "boundary", POLICE_BUILD("9(1)"), "北山乡 township government", "10(14)"},
    /* 8(2): 10(13) the police supervise */
    {"8.2a", 2, 1, "民兵武器库", "gate", OWNER_BUILDS, POLICE, "10(13)"},
    {"8.2b", 2, 1, "青溪危险化学品仓库", "perimeter", OWNER_BUILDS, POLICE, "10(13)"},
    {"8.2c", 1, 1, "疾控中心菌毒种实验室", "gate", OWNER_BUILDS, POLICE, "10(13)"},
    /* 8(3): 10(2) these units see to their own */
    {"8.3a", 6, 6, "青溪市人民法院", "gate", UNIT_BUILDS, "the unit itself", "10(2)"},
    {"8.3a", 6, 6, "北山乡人民政府", "", UNIT_BUILDS, "the unit itself", "10(2)"},
    {"8.3b", 1, 1, "亚热带作物重点研究所", "gate", UNIT_BUILDS, "the unit itself", "10(2)"},
    {"8.3c", 2, 2, "青溪市档案馆", "gate", UNIT_BUILDS, "the unit itself", "10(2)"},
    /* 8(4): 10(2) news units, 10(3) telecommunications, 10(4) fuel and gas; nobody for the rest */
    {"8.4a", 2, 2, "青溪广播电视台", "gate", OWNER_BUILDS, "the unit itself", "10(2)"},
    {"8.4b", 1, 1, "青溪电信枢纽楼", "gate", OWNER_BUILDS, "Industry and Information Technology Bureau", "10(3)"},
    {"8.4c", 1, 1, "青溪邮政局", "gate", OWNER_BUILDS, NOBODY},
    {"8.4d", 6, 3, "燃气储配站", "gate", OWNER_BUILDS, "Emergency Management Bureau", "10(4)"},
    {"8.4d", 6, 3, "110千伏城北变电站", "perimeter", OWNER_BUILDS, NOT_NAMED, "article 10 names gas only"},
    {"8.4d", 6, 3, "青溪水厂", "", OWNER_BUILDS, NOT_NAMED, "article 10 names gas only"},
    {"8.4e", 4, 2, "城东加油站", "vehicle_gate", OWNER_BUILDS, "Emergency Management Bureau", "10(4)"},
    {"8.4f", 1, 0, "口岸充电站", "bays", OWNER_BUILDS, NOBODY},
    /* 8(5): 10(5) education, 10(6) health, 10(8) markets, 10(10) stations; two units come from the land survey */
    {"8.5a", 2, 2, "河口镇卫生院", "gate", OWNER_BUILDS, "Health Bureau", "10(6)"},
    {"8.5b", 8, 4, "南溪小学", "perimeter", OWNER_BUILDS, "Education Bureau", "10(5)"},
    {"8.5c", 2, 1, "青溪通用机场", "perimeter", OWNER_BUILDS, NOBODY},
    {"8.5d", 1, 1, "青溪客运站", "gate", OWNER_BUILDS, "Transport Bureau", "10(10)"},
    {"8.5e", 1, 1, "青溪体育场", "gate", OWNER_BUILDS, NOBODY},
    {"8.5f", 1, 1, "青溪影剧院", "gate", OWNER_BUILDS, NOBODY},
    {"8.5g", 2, 1, "滨河公园", "gate", OWNER_BUILDS, "城关镇 township government", "10(14)"},
    {"8.5g", 2, 1, "青溪广场", "gathering", POLICE_BUILD("9(1)"), "城关镇 township government", "10(14)"},
    {"8.5h", 3, 3, "惠民超市", "gate", OWNER_BUILDS, "Market Supervision Bureau", "10(8)"},
    {"8.5i", 3, 0, "玉石步行街", "street", POLICE_BUILD("9(1)"), "城关镇 township government", "10(14)"},
    {"8.5j", 2, 2, "青溪食品厂", "gate", OWNER_BUILDS, NOBODY},
    /* 8(6): 10(9) the People's Bank, vehicles too; a data centre that is extended is paid by its works */
    {"8.6a", 1, 1, "发行库", "gate", OWNER_BUILDS, "People's Bank of China, local branch", "10(9)"},
    {"8.6b", 0, 1, "押运车", "", OWNER_BUILDS, "People's Bank of China, local branch", "10(9)"},
    {"8.6c", 4, 3, "取款机", "door", OWNER_BUILDS, "People's Bank of China, local branch", "10(9)"},
    {"8.6d", 1, 1, "金融数据中心", "gate", WORKS_PAY("13(1)"), "People's Bank of China, local branch", "10(9)"},
    {"8.6e", 1, 1, "贵金属加工厂", "gate", OWNER_BUILDS, "People's Bank of China, local branch", "10(9)"},
    /* 8(7): 10(7) housing, new ones in their works; 10(13) hotels */
    {"8.7a", 8, 4, "锦绣苑小区", "gate", OWNER_BUILDS, "Housing and Construction Bureau", "10(7)"},
    {"8.7a", 8, 4, "南岸新村", "perimeter", WORKS_PAY("10(7)"), "Housing and Construction Bureau", "10(7)"},
    {"8.7a", 8, 4, "南岸新村", "", WORKS_PAY("10(7)"), "Housing and Construction Bureau", "10(7)"},
    {"8.7b", 4, 0, "文昌停车场", "aisles", OWNER_BUILDS, NOBODY},
    {"8.7c", 2, 2, "望江宾馆", "door", OWNER_BUILDS, POLICE, "10(13)"},
    /* 8(8): 10(10) transport; 10(1) housing, transport and planning for bridges, tunnels and stops */
    {"8.8a", 7, 0, "南溪收费站", "toll", OWNER_BUILDS, "Transport Bureau", "10(10)"},
    {"8.8b", 2, 1, "边贸大道", "portal", OWNER_BUILDS, "Transport Bureau; Planning Bureau", "10(10)"},
    {"8.8c", 9, 3, "南桥路", "deck", OWNER_BUILDS, "Transport Bureau; Planning Bureau", "10(10)"},
    {"8.8d", 2, 1, "青溪粮食储备库", "gate", OWNER_BUILDS, "Transport Bureau", "10(10)"},
    {"8.8e", 7, 0, "广场公交站", "stop", OWNER_BUILDS, "Transport Bureau; Planning Bureau", "10(10)"},
    {"8.8e", 7, 0, "口岸公交站", "stop", WORKS_PAY("10(1)"), "Transport Bureau; Planning Bureau", "10(1)"},
    /* 8(9) to 8(11): fleets are counted; 10(11) water; 10(12) accesses of forests and forest parks only */
    {"8.9", 0, 3, "城市公交车", "", OWNER_BUILDS, "Transport Bureau", "10(10)"},
    {"8.10", 5, 0, "青溪水库大坝", "crest", OWNER_BUILDS, "Water Affairs Bureau", "10(11)"},
    {"8.11a", 16, 0, "瞭望台", "tower", OWNER_BUILDS, "Forestry and Grassland Bureau", "10(12)"},
    {"8.11b", 3, 1, "青溪森林公园大门", "gate", OWNER_BUILDS, "Forestry and Grassland Bureau", "10(12)"},
    {"8.11b", 3, 1, "青溪森林公园", "", OWNER_BUILDS, NOT_NAMED, "10(12)"},
    {"8.11c", 1, 1, "北山林产品交易市场", "gate", OWNER_BUILDS, NOBODY},
    /* 8(12): 9(2) leaves ports to their operators and names ferries (9.2) */
    {"8.12a", 3, 2, "边境互市口岸联检区", "lane", OWNER_BUILDS, NOBODY},
    {"8.12b", 9, 0, "老马道", "crossing", POLICE_BUILD("9(2)"), NOBODY},
    {"8.12c", 4, 0, "国境线界河段", "strip", POLICE_BUILD("9(2)"), NOBODY},
    /* 8(13) to 8(15): supplied lists. A listed unit is a place of the map: its rooms stand under that clause */
    {"8.13a", 2, 0, "青溪客运站", "gate", OWNER_BUILDS, POLICE, "10(13)"},
    {"8.13b", 6, 0, "发行库", "gate", OWNER_BUILDS, POLICE, "10(13)"},
    {"8.14", 2, 0, "老街夜市周边", "area", POLICE_BUILD("9(3)"), "城关镇 township government", "10(14)"},
    {"8.15", 1, 0, "古渡槽遗址", "area", OWNER_BUILDS, NOT_NAMED, "as the cited law says"},
    /* 9(2) ferries, 9(4) what nobody is responsible for */
    {"9.2", 1, 0, "界河渡口", "landing", POLICE_BUILD("9(2)"), NOBODY},
    {"9.4", 1, 0, "废弃砖厂", "area", POLICE_BUILD("9(4)"), "南溪乡 township government", "10(14)"},
    /* 11(2) is off in this project: surroundings_wanted is 0 */
    {"11.2", 0, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL},
};
/* clang-format on */

#endif
