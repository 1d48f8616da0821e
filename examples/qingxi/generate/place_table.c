/* What the town has: at least one place for every item of articles 8, 9 and 14 of the rules
 * that the example uses. All names are invented. */
#include "examples/qingxi/generate/places.h"

#include <string.h>

/* clang-format off */
const PlaceWish place_wishes[] = {
    /* 8(5) and 8(8): the largest parcels first, while there is room */
    {"青溪通用机场", "Qingxi General Airfield", "aeroway=aerodrome", "1007", "", {4950, 1560}, 520, 105, 's', 2, "airfield"},
    {"边境互市口岸联检区", "Border Port Inspection Area", "barrier=border_control;office=government;government=customs;building=government", "0801", "", {860, 2050}, 90, 70, 'b', 3, "port"},
    {"青溪第一中学", "Qingxi No. 1 Middle School", "amenity=school;building=school", "0803", "", {3300, 3420}, 170, 180, 'm', 5, "school"},
    {"青溪市人民医院", "Qingxi People's Hospital", "amenity=hospital;building=hospital", "0805", "", {2330, 2900}, 130, 130, 'm', 8, "hospital"},
    {"青溪体育场", "Qingxi Stadium", "leisure=stadium;building=commercial", "0808", "", {3650, 3380}, 130, 150, 's', 2, "stadium"},
    {"滨河公园", "Binhe Park", "leisure=park", "0810", "", {3200, 2330}, 190, 85, 'n', 0, "park"},
    {"青溪广场", "Qingxi Square", "place=square;highway=pedestrian;area=yes", "1004", "", {3010, 2960}, 95, 85, 'n', 0, "square"},
    {"青溪客运站", "Qingxi Coach Station", "amenity=bus_station;building=commercial", "1005", "", {3900, 3040}, 90, 85, 'b', 2, "coach"},
    /* 8(2) */
    {"民兵武器库", "Militia Armoury", "landuse=military;military=ammunition;building=warehouse", "0901", "", {2330, 1200}, 70, 60, 'w', 1, "armoury!"},
    {"青溪危险化学品仓库", "Qingxi Hazardous Chemicals Store", "landuse=industrial;hazard=chemical;man_made=storage_tank;building=warehouse", "0604", "8.2b", {4560, 1700}, 90, 70, 't', 1, ""},
    {"疾控中心菌毒种实验室", "CDC Strain Laboratory", "amenity=laboratory;healthcare=laboratory", "0804", "8.2c", {3940, 3250}, 45, 42, 'b', 4, ""},
    /* 8(3) */
    {"青溪市人民政府", "Qingxi City Government", "office=government;amenity=townhall;building=government", "0801", "", {2960, 3160}, 110, 100, 'u', 6, "hall"},
    {"青溪市人民法院", "Qingxi Court", "amenity=courthouse;building=government", "0801", "", {2640, 3180}, 55, 55, 'b', 5, ""},
    {"城关派出所", "Chengguan Police Station", "amenity=police;building=government", "0801", "", {3020, 2820}, 36, 38, 'b', 4, ""},
    {"河口镇人民政府", "Hekou Town Government", "office=government;building=government", "0801", "", {1420, 2110}, 55, 50, 'u', 3, "hekou"},
    {"北山乡人民政府", "Beishan Township Government", "office=government;building=government", "0801", "", {2700, 4740}, 45, 42, 'u', 3, "~"},
    {"南溪乡人民政府", "Nanxi Township Government", "office=government;building=government", "0801", "", {4300, 1620}, 48, 45, 'u', 3, "nanxi"},
    {"亚热带作物重点研究所", "Key Institute of Subtropical Crops", "amenity=research_institute;office=research", "0804", "8.3b", {4700, 2780}, 85, 75, 'u', 4, ""},
    {"青溪博物馆", "Qingxi Museum", "tourism=museum", "0807", "", {2900, 2920}, 60, 55, 'u', 2, ""},
    {"青溪市档案馆", "Qingxi Archives", "office=archive", "0807", "8.3c", {2800, 3260}, 40, 42, 'b', 5, ""},
    /* 8(4) */
    {"青溪广播电视台", "Qingxi Radio and Television", "amenity=studio", "0802", "", {3450, 3010}, 48, 48, 'b', 6, ""},
    {"青溪电信枢纽楼", "Qingxi Telecom Exchange", "telecom=exchange;office=telecommunication", "0809", "", {3230, 2960}, 40, 42, 'b', 6, ""},
    {"青溪邮政局", "Qingxi Post Office", "amenity=post_office", "0507", "", {3060, 2640}, 36, 40, 'b', 4, ""},
    {"青溪水厂", "Qingxi Water Works", "man_made=water_works", "0809", "", {2990, 3650}, 75, 65, 't', 1, ""},
    {"110千伏城北变电站", "Chengbei 110 kV Substation", "power=substation", "0809", "", {3050, 3480}, 60, 55, 's', 2, ""},
    {"燃气储配站", "Gas Storage Station", "man_made=gasometer;building=industrial", "0809", "", {4330, 2680}, 70, 60, 't', 1, ""},
    {"边贸大道加油站", "Bianmao Avenue Filling Station", "amenity=fuel", "0501", "", {2350, 2480}, 48, 40, 's', 1, "fuel"},
    {"城东加油站", "Chengdong Filling Station", "amenity=fuel", "0501", "", {4200, 3120}, 50, 42, 's', 1, ""},
    {"口岸充电站", "Port Charging Station", "amenity=charging_station", "1005", "", {1250, 2080}, 42, 30, 'n', 0, ""},
    /* 8(5) */
    {"河口镇卫生院", "Hekou Clinic", "amenity=clinic;building=hospital", "0805", "", {1560, 2130}, 42, 40, 'b', 3, "~"},
    {"青溪小学", "Qingxi Primary School", "amenity=school;building=school", "0803", "", {2480, 2830}, 95, 95, 'm', 4, ""},
    {"南溪小学", "Nanxi Primary School", "amenity=school;building=school", "0803", "", {4420, 1660}, 75, 75, 'm', 3, "~"},
    {"金溪幼儿园", "Jinxi Kindergarten", "amenity=kindergarten;building=school", "0803", "", {3100, 1700}, 45, 42, 'u', 3, ""},
    {"青溪影剧院", "Qingxi Theatre", "amenity=cinema;building=commercial", "0807", "", {2830, 2540}, 46, 50, 'b', 4, ""},
    {"青溪商贸中心", "Qingxi Trade Centre", "shop=mall;building=commercial", "0501", "", {3200, 2580}, 85, 75, 'b', 6, "mall"},
    {"惠民超市", "Huimin Supermarket", "shop=supermarket;building=commercial", "0501", "", {3060, 1780}, 48, 50, 'b', 2, ""},
    {"城关农贸市场", "Chengguan Farmers' Market", "amenity=marketplace;building=commercial", "0501", "", {2700, 2830}, 70, 60, 'w', 1, "market"},
    {"青溪食品厂", "Qingxi Food Works", "landuse=industrial;industrial=food;building=industrial", "0601", "", {5050, 2780}, 110, 90, 'w', 2, ""},
    {"南溪制药厂", "Nanxi Pharmaceutical Works", "landuse=industrial;industrial=pharmaceutical;building=industrial", "0601", "", {5400, 2700}, 95, 85, 'w', 3, ""},
    /* 8(6) */
    {"发行库", "Issue Vault", "landuse=commercial;building=commercial", "0505", "8.6a", {3340, 3000}, 36, 36, 'b', 3, "vault"},
    {"边贸银行青溪支行", "Bianmao Bank, Qingxi Branch", "amenity=bank;building=commercial", "0505", "", {3060, 2560}, 34, 36, 'b', 5, "bank"},
    {"农村合作银行城北支行", "Rural Cooperative Bank, Chengbei", "amenity=bank;building=commercial", "0505", "", {3640, 3120}, 30, 32, 'b', 3, "bank2"},
    {"河口储蓄所", "Hekou Savings Office", "amenity=bank;building=commercial", "0505", "", {1330, 2100}, 24, 26, 'b', 2, ""},
    {"金融数据中心", "Financial Data Centre", "telecom=data_center;office=financial", "0505", "8.6d", {3560, 3420}, 48, 46, 'b', 4, ""},
    {"贵金属加工厂", "Precious Metals Works", "landuse=industrial;building=industrial", "0601", "8.6e", {4180, 2640}, 60, 55, 'w', 2, ""},
    /* 8(7) */
    {"锦绣苑小区", "Jinxiu Court", "landuse=residential;residential=gated;barrier=wall;building=apartments", "0701", "", {2380, 3060}, 120, 110, 'r', 6, "jinxiu"},
    {"清河花园", "Qinghe Gardens", "landuse=residential;residential=gated;barrier=wall;building=apartments", "0701", "", {3760, 3060}, 110, 95, 'r', 7, ""},
    {"南岸新村", "Nan'an New Village", "landuse=residential;residential=gated;barrier=wall;building=apartments", "0701", "", {2800, 1960}, 115, 90, 'r', 5, ""},
    {"口岸家园", "Port Homes", "landuse=residential;residential=gated;barrier=wall;building=apartments", "0701", "", {1640, 2150}, 80, 78, 'r', 5, ""},
    {"文昌停车场", "Wenchang Car Park", "amenity=parking", "1005", "", {3060, 2760}, 60, 46, 'n', 0, ""},
    {"口岸货车停车场", "Port Lorry Park", "amenity=parking", "1005", "", {1080, 2070}, 85, 60, 'n', 0, "lorries"},
    {"青溪大酒店", "Grand Qingxi Hotel", "tourism=hotel;building=hotel", "0504", "", {3300, 2640}, 56, 52, 'b', 9, "hotel"},
    {"望江宾馆", "Wangjiang Inn", "tourism=guest_house;building=hotel", "0504", "", {2700, 2370}, 32, 32, 'b', 4, "inn"},
    /* 8(8) */
    {"青溪粮食储备库", "Qingxi Grain Reserve", "landuse=depot;building=warehouse", "0604", "8.8d", {3460, 1260}, 120, 100, 'w', 2, ""},
    {"青边高速南溪服务区", "Nanxi Service Area", "highway=services", "1005", "", {5300, 1090}, 64, 46, 's', 1, ""},
    /* 8(11), 8(15), 9(4) */
    {"北山林产品交易市场", "Beishan Forest Products Market", "amenity=marketplace;shop=trade;building=warehouse", "0501", "8.11c", {3020, 4480}, 85, 75, 'w', 1, ""},
    {"古渡槽遗址", "Old Aqueduct", "historic=aqueduct", "0906", "8.15", {4120, 2000}, 60, 30, 'n', 0, "aqueduct"},
    {"废弃砖厂", "Abandoned Brickworks", "landuse=brownfield", "0602", "9.4", {3900, 900}, 90, 80, 'w', 1, "brickworks"},
    /* 14 */
    {"金嗓子歌厅", "Jinsangzi Karaoke", "amenity=karaoke_box;building=commercial", "0506", "", {2560, 2420}, 34, 34, 'b', 3, "karaoke"},
    {"清泉浴室", "Qingquan Bathhouse", "", "0506", "", {2560, 3150}, 26, 28, 'b', 2, "bath"},
    {"滨河公共卫生间", "Binhe Public Toilets", "", "0810", "", {3060, 2345}, 14, 12, 'b', 1, "toilets"},
    {"边检职工集体宿舍", "Port Staff Dormitory", "building=dormitory", "0701", "", {1200, 2070}, 40, 38, 'b', 4, "dormitory"},
    {"城关社区居委会", "Chengguan Residents' Committee", "office=association;amenity=community_centre", "0801", "", {2840, 2870}, 26, 28, 'b', 2, "committee"},
};
const size_t place_wish_count = sizeof place_wishes / sizeof *place_wishes;

const PlacePoint place_points[] = {
    {"东城门", "East Gate", "barrier=gate;entrance=main", "", {5760, 4415}},
    {"南城门", "South Gate", "barrier=gate;entrance=main", "", {4180, 400}},
    {"国门", "Border Gate", "barrier=border_control", "", {735, 2037}},
    {"南溪收费站", "Nanxi Toll Booth", "barrier=toll_booth", "", {5290, 1090}},
    {"西山转播塔", "Xishan Transmitter", "man_made=mast;tower:type=communication", "", {1690, 4420}},
    {"瞭望台", "Fire Lookout", "man_made=tower;tower:type=observation", "", {3400, 800}},
    {"界河渡口", "Jie River Ferry", "amenity=ferry_terminal", "", {905, 1215}},
    {"浅滩", "Ford", "ford=yes", "", {870, 540}},
    {"北山防火检查站", "Beishan Fire Post", "barrier=gate;forest=fire_post", "8.11a", {2500, 3760}},
    {"青溪森林公园大门", "Forest Park Gate", "barrier=gate;tourism=information", "8.11b", {3860, 3700}},
    {"取款机", "Cash Machine", "amenity=atm", "", {3345, 2575}},
    {"城关举报箱", "Report Box", "amenity=report_box", "14.4", {3002, 3052}},
    {"客运站公交站", "Coach Station Stop", "highway=bus_stop;public_transport=platform", "", {3826, 2912}},
    {"广场公交站", "Square Stop", "highway=bus_stop;public_transport=platform", "", {3030, 2880}},
    {"人民医院公交站", "Hospital Stop", "highway=bus_stop;public_transport=platform", "", {2248, 2760}},
    {"南桥公交站", "Nanqiao Stop", "highway=bus_stop;public_transport=platform", "", {3012, 1820}},
    {"口岸公交站", "Port Stop", "highway=bus_stop;public_transport=platform", "", {1120, 2082}},
    {"一中公交站", "No. 1 School Stop", "highway=bus_stop;public_transport=platform", "", {3300, 3418}},
    {"南溪公交站", "Nanxi Stop", "highway=bus_stop;public_transport=platform", "", {4330, 1640}},
};
const size_t place_point_count = sizeof place_points / sizeof *place_points;

const PlaceArea place_areas[] = {
    {"城北城乡结合部", "Northern Urban Fringe", "place=suburb", "8.1a", "", {2560, 3260}, 300, 110, 0.62},
    {"南岸城乡结合部", "Southern Urban Fringe", "place=suburb", "8.1a", "", {3230, 1560}, 220, 120, -0.85},
    {"青溪森林公园", "Qingxi Forest Park", "boundary=national_park;leisure=nature_reserve", "", "", {3850, 4350}, 900, 520, 0.9},
};
const size_t place_area_count = sizeof place_areas / sizeof *place_areas;

static const PlaceFact place_facts[] = {
    {"废弃砖厂", "owner=无"},
    {"古渡槽遗址", "legal_basis=《青溪市古渡槽保护办法》（虚构）第五条"},
    {"口岸货车停车场", "owner=无业主"},
    {"南溪公交站", "owner=无"},
    {"青溪商贸中心", "owner=青溪商贸有限公司（虚构）"},
    {"望江宾馆", "owner=望江宾馆业主（虚构）"},
    {"青溪食品厂", "owner=青溪食品有限公司（虚构）"},
    /* Works that lie ahead: a compound, a stop and a data centre; and a street that is rebuilt */
    {"南岸新村", "owner=南岸置业有限公司（虚构）;works_status=新建"},
    {"口岸公交站", "works_status=新建"},
    {"金融数据中心", "works_status=扩建"},
    {"新华街", "works_status=改建"},
};
/* clang-format on */

const char *place_facts_of(const char *name)
{
    for (size_t i = 0; i < sizeof place_facts / sizeof *place_facts; i++)
        if (strcmp(place_facts[i].name, name) == 0)
            return place_facts[i].columns;
    return "";
}
